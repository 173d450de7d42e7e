package dev.menshen

import dev.menshen.ui.StandardUi

/** How [Menshen.open] opens the gate. Everything has a sensible default. */
public class MenshenOptions(
    /** The policy file among the app's assets. */
    public val policyAsset: String = "menshen/policy.json",
    /** What code was generated from, `Purposes.policy`: a policy file of another content is refused. */
    public val stamp: PolicyStamp? = null,
    /** How prompts look. */
    public val ui: ConsentUi = StandardUi(),
    /** Ids of purposes that are only observed: what would be denied is logged as such and let through. */
    public val observe: Set<String> = emptySet(),
    /** Whether call sites are logged; for builds that QA tests. */
    public val callSites: Boolean = false,
    /** Where the full text of the policy can be read: an `https:` address or `file:///android_asset/…`. */
    public val policyUrl: String? = null,
    /** Whether [BypassDetector] takes the one callback that a process has for operations the system noted. */
    public val bypassDetector: Boolean = true,
)
