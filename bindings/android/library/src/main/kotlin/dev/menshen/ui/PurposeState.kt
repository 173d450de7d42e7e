package dev.menshen.ui

import dev.menshen.GeneratedCode
import dev.menshen.MayUse
import dev.menshen.Menshen
import dev.menshen.Verdict
import dev.menshen.Wish
import dev.menshen.core.Basis
import dev.menshen.core.ConsentKind
import dev.menshen.core.PolicyState
import dev.menshen.core.PurposeText
import dev.menshen.core.Reason
import dev.menshen.core.Usage

/** How a purpose stands with the user. */
internal enum class Standing { ON, OFF, NOT_ASKED, NEEDS_NO_CONSENT, UNAVAILABLE }

/** What the privacy centre says of a purpose. */
internal class PurposeState(
    val purpose: PurposeText,
    val standing: Standing,
    /** Why it is not available now, whatever the consent. */
    val reason: Reason?,
    val since: Long?,
    val allowed: Long,
    val denied: Long,
    val last: Long?,
    /** Who was given consent; each is withdrawn when it is switched off. */
    val callers: Set<String>,
) {
    val canSwitch: Boolean get() = standing == Standing.ON || standing == Standing.OFF || standing == Standing.NOT_ASKED
    val isUsed: Boolean get() = allowed + denied > 0
}

/** All that the privacy centre shows. Reads the log and the ledger: not for the main thread. */
internal class CentreState(val copy: OwnCopy, val policy: PolicyState, val purposes: List<PurposeState>) {
    companion object {
        fun read(menshen: Menshen): CentreState {
            val copy = OwnCopy(menshen.user.ownCopy())
            val usage = menshen.user.usage().groupBy { it.purpose }
            val state = menshen.policyState
            val purposes = menshen.policy?.purposes.orEmpty().map { purpose ->
                stateOf(purpose, menshen.check(whole(purpose)), copy, state, usage[purpose.id].orEmpty())
            }
            return CentreState(copy, state, purposes)
        }
    }
}

/** The purpose as a whole: an answer to it is one to all of its needs. */
@OptIn(GeneratedCode::class)
internal fun whole(purpose: PurposeText, caller: String = "app"): Wish = MayUse(purpose.id, caller)

private fun stateOf(purpose: PurposeText, verdict: Verdict, copy: OwnCopy, policy: PolicyState, usage: List<Usage>): PurposeState {
    val grants = copy.grants[purpose.id].orEmpty().filterNot { it.once || it.isOver(System.currentTimeMillis()) }
    val reason = (verdict as? Verdict.Deny)?.reason
    val standing = when {
        policy !is PolicyState.Accepted -> Standing.UNAVAILABLE
        purpose.basis != Basis.CONSENT -> Standing.NEEDS_NO_CONSENT
        reason == null || reason > Reason.CONSENT_SCOPE -> Standing.ON
        reason < Reason.CONSENT_REFUSED -> Standing.UNAVAILABLE
        // Something of it may be used, which is for the user to switch off.
        grants.isNotEmpty() -> Standing.ON
        reason == Reason.CONSENT_REFUSED || reason == Reason.CONSENT_WITHDRAWN -> Standing.OFF
        else -> Standing.NOT_ASKED
    }
    val byPolicy = copy.accepted.takeIf { purpose.consent == ConsentKind.POLICY }
    return PurposeState(
        purpose,
        standing,
        reason,
        since = (grants.minOfOrNull { it.at } ?: byPolicy).takeIf { standing == Standing.ON },
        allowed = usage.sumOf { it.allowed.toLong() },
        denied = usage.sumOf { it.denied.toLong() },
        last = usage.maxOfOrNull { it.last },
        callers = grants.map { it.caller }.toSet() + "app",
    )
}
