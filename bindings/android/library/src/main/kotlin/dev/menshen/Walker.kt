package dev.menshen

import android.app.Activity
import android.content.Intent
import android.net.Uri
import android.provider.Settings
import dev.menshen.core.ConsentAnswer
import dev.menshen.core.ConsentKind
import dev.menshen.core.NativeGate
import dev.menshen.core.NeedText
import dev.menshen.core.NextStep
import dev.menshen.core.OsGrant
import dev.menshen.core.PolicyState
import dev.menshen.core.PurposeText
import dev.menshen.core.Requirement
import dev.menshen.core.Resource
import dev.menshen.core.SdkRole
import dev.menshen.core.Step
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import java.util.concurrent.ConcurrentHashMap

/**
 * Walks an access to its lease: asks the gate for the next step, shows it, reports the answer, and
 * again. The gate says which steps, in which order, and when to stop; nothing is decided here.
 */
internal class Walker(private val menshen: Menshen) {
    // One prompt at a time, whoever asks.
    private val turn = Mutex()
    private val walked = ConcurrentHashMap<Long, Int>()

    /** Ends when nothing is left to show. Whether access is granted then, acquiring it tells. */
    suspend fun walk(wish: Wish, tapped: Boolean) {
        val native = menshen.native ?: return
        if (menshen.check(wish, tapped) == Verdict.Allow) return
        val handle = wish.handle(tapped)
        val before = walked[handle]
        turn.withLock {
            // Asked while this one waited, such as by the first of a double tap: the answer holds for both.
            if (walked[handle] != before) return
            withContext(menshen.blocking) {
                // What could not be kept was not answered: acquiring will say why it is denied.
                menshen.guard("an answer was not kept") { Walk(native, wish, tapped).go() }
            }
            walked.merge(handle, 1, Int::plus)
        }
    }

    private inner class Walk(private val native: NativeGate, private val wish: Wish, private val tapped: Boolean) {
        private val handle = wish.handle(tapped).toULong()
        private val purpose = menshen.policy?.purposes?.find { it.id == wish.purpose }

        suspend fun go() {
            // What the user changed in the system meanwhile is no reason to ask.
            menshen.system.reconcile(menshen.stage.visible)
            val steps = native.walk(handle)
            do {
                val next = steps.next()
            } while (next is NextStep.Next && show(next))
        }

        /** Shows a step; `false` when it cannot be shown, or did not help. */
        private suspend fun show(next: NextStep.Next): Boolean {
            val host = menshen.stage.visible ?: return false
            val purpose = purpose ?: return false
            return when (next.step) {
                Step.ACCEPT_POLICY -> askPolicy(host)
                Step.ASK_CONSENT -> if (next.osDialogAnswers || dialogsAnswer(purpose)) askSystem(host, purpose) else askConsent(host, purpose)
                Step.REQUEST_OS -> askSystem(host, purpose)
                Step.OPEN_OS_SETTINGS -> lead(host, purpose, settings = true)
                Step.OPEN_OS_SWITCH -> lead(host, purpose, settings = false)
                else -> false
            }
        }

        private suspend fun askPolicy(host: Activity): Boolean {
            val policy = menshen.policy ?: return false
            native.policyShown()
            val changed = native.policyState() is PolicyState.Accepted
            val answer = show(host, Prompt.Policy(policy, changed, menshen.options.policyUrl))
            if (answer == PromptAnswer.YES) native.acceptPolicy() else native.declinePolicy()
            return answer == PromptAnswer.YES
        }

        private suspend fun askConsent(host: Activity, purpose: PurposeText): Boolean {
            val needs = needs(purpose)
            val sdk = menshen.policy?.sdks?.find { it.id == wish.caller }
            val separate = needs.any { it.consent == ConsentKind.SEPARATE } || purpose.consent == ConsentKind.SEPARATE ||
                sdk?.role == SdkRole.INDEPENDENT
            val answer = show(host, Prompt.Consent(purpose, needs, separate, sdk))
            native.answer(handle, answer.consent)
            return answer == PromptAnswer.YES || answer == PromptAnswer.ONCE
        }

        /** Whether every required need of a group is consented to by the system's dialog for it. */
        private fun dialogsAnswer(purpose: PurposeText): Boolean {
            if (wish !is Group<*>) return false
            val plans = required(purpose).map { native.plan(it.handle(tapped).toULong()) }
            return plans.all { it is NextStep.Go || it is NextStep.Next && it.osDialogAnswers }
        }

        /** The system's dialog: for a group, one need after the other. */
        private suspend fun askSystem(host: Activity, purpose: PurposeText): Boolean = when (wish) {
            is Access<*> -> askSystem(host, purpose, wish)
            else -> each(purpose) { walk(it) }
        }

        private suspend fun askSystem(host: Activity, purpose: PurposeText, access: Access<*>): Boolean {
            if (menshen.system.requirement(access) == Requirement.SPECIAL) return askSpecial(host, purpose, access)
            val prompt = Prompt.BesideDialog(purpose, access.of)
            val dialogs = menshen.system.dialogs(access).ifEmpty { return false }
            var outcome = Outcome(PromptAnswer.YES)
            for (permissions in dialogs) {
                outcome = Prompts.show(host, PendingPrompt(menshen.options.ui, prompt, permissions))
                if (!menshen.system.isGranted(permissions)) break
            }
            return report(access, outcome)
        }

        /** Who has just refused is not asked the next question. */
        private fun report(access: Access<*>, outcome: Outcome): Boolean {
            val grant = menshen.system.answered(access, outcome)
            native.answerOs(handle, grant)
            return grant == OsGrant.GRANTED || grant == OsGrant.REDUCED
        }

        /** A special access has a page instead of a dialog; what the user does there is the answer. */
        private suspend fun askSpecial(host: Activity, purpose: PurposeText, access: Access<*>): Boolean {
            lead(host, purpose, settings = true)
            // Who stayed has refused as well.
            return report(access, Outcome(PromptAnswer.YES, rationaleAfter = true))
        }

        private suspend fun lead(host: Activity, purpose: PurposeText, settings: Boolean): Boolean {
            val access = wish as? Access<*> ?: return each(purpose) { walk(it) }
            val prompt = if (settings) Prompt.Settings(purpose, access.of) else Prompt.Switch(purpose, access.of)
            val page = if (settings) page(host, access.of) else Switches.page(access.of)
            native.settingsShown(handle)
            val answer = Prompts.show(host, PendingPrompt(menshen.options.ui, prompt, page = page)).answer
            menshen.system.reconcile(menshen.stage.visible)
            return answer == PromptAnswer.YES
        }

        private suspend fun show(host: Activity, prompt: Prompt): PromptAnswer =
            Prompts.show(host, PendingPrompt(menshen.options.ui, prompt)).answer

        /** Walks the required needs of a group, each as an access of its own, until one stays denied. */
        private suspend fun each(purpose: PurposeText, walk: suspend (Access<*>) -> Unit): Boolean =
            required(purpose).all { access ->
                walk(access)
                menshen.check(access, tapped) == Verdict.Allow
            }

        /** What a group requires; of alternatives the one that is allowed already, or else the first. */
        private fun required(purpose: PurposeText): List<Access<*>> {
            val (single, several) = purpose.needs.filter { !it.optional }.partition { it.alternative == null }
            val chosen = several.groupBy { it.alternative }.values.map { needs ->
                needs.map(::access).let { all -> all.find { menshen.check(it, tapped) == Verdict.Allow } ?: all.first() }
            }
            return single.map(::access) + chosen
        }

        private suspend fun walk(access: Access<*>) = Walk(native, access, tapped).go()

        @OptIn(GeneratedCode::class)
        private fun access(need: NeedText) = Access<Any>(wish.purpose, need.resource.ordinal, need.scopes.toInt(), wish.caller)

        private fun needs(purpose: PurposeText): List<NeedText> = when (wish) {
            is Access<*> -> purpose.needs.filter { it.resource == wish.of }
            else -> purpose.needs
        }
    }
}

internal val PromptAnswer.consent: ConsentAnswer
    get() = when (this) {
        PromptAnswer.YES -> ConsentAnswer.Grant
        PromptAnswer.ONCE -> ConsentAnswer.GrantOnce
        PromptAnswer.NO -> ConsentAnswer.Refuse
        PromptAnswer.DISMISSED -> ConsentAnswer.Dismiss
    }

/** Where the user switches a permission on. */
private fun page(host: Activity, resource: Resource): Intent {
    val action = when (resource) {
        Resource.SYSTEM_SETTINGS -> Settings.ACTION_MANAGE_WRITE_SETTINGS
        else -> Settings.ACTION_APPLICATION_DETAILS_SETTINGS
    }
    return Intent(action, Uri.fromParts("package", host.packageName, null))
}
