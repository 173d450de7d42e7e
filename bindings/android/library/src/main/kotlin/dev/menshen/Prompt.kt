package dev.menshen

import dev.menshen.core.NeedText
import dev.menshen.core.PolicyText
import dev.menshen.core.PurposeText
import dev.menshen.core.Resource
import dev.menshen.core.SdkText

/**
 * Something to put before the user. The gate says which, when, and how often; a [ConsentUi] only
 * shows it.
 */
public sealed interface Prompt {
    /** The privacy policy, to accept or decline. [changed] when an earlier version was accepted. */
    public data class Policy(
        val policy: PolicyText,
        val changed: Boolean,
        /** Where its full text is, see [MenshenOptions.policyUrl]. */
        val url: String? = null,
    ) : Prompt

    /**
     * One purpose, to allow or refuse: its own sheet, nothing pre-ticked. [separate] when the law asks
     * for a consent of its own (sensitive information, a child, an independent third party).
     */
    public data class Consent(
        val purpose: PurposeText,
        /** What it is about; empty for a purpose without a resource. */
        val needs: List<NeedText>,
        val separate: Boolean,
        /** The third party that asks; `null` for the app itself. */
        val sdk: SdkText?,
    ) : Prompt

    /** The purpose's text beside the system's dialog, which takes the answer. Needs no button. */
    public data class BesideDialog(val purpose: PurposeText, val resource: Resource) : Prompt

    /** Why to go to the app's page in the system settings, where [resource] can be switched on. */
    public data class Settings(val purpose: PurposeText, val resource: Resource) : Prompt

    /** Why to go to the device-wide switch of [resource], such as that of location. */
    public data class Switch(val purpose: PurposeText, val resource: Resource) : Prompt
}

/** What the user does with a [Prompt]. */
public enum class PromptAnswer {
    /** Accept, allow, or go there. */
    YES,

    /** Allow, for this one time. */
    ONCE,

    /** Decline, refuse, or stay. */
    NO,

    /** Closed without an answer, which counts as a no. */
    DISMISSED,
}
