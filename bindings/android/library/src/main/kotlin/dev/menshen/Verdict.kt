package dev.menshen

import dev.menshen.core.Reason
import dev.menshen.core.Step

/** What the gate answers. */
public sealed interface Verdict {
    /** Allowed. */
    public data object Allow : Verdict

    /** Denied, with one [reason] and what the user interface does [next]. */
    public data class Deny(
        public val reason: Reason,
        public val next: Step,
        /** For [Step.WAIT]: not before this time, in milliseconds since 1970. */
        public val until: Long? = null,
    ) : Verdict

    public companion object {
        internal fun unpack(packed: Long): Verdict {
            if (packed == 0L) return Allow
            val until = packed ushr 10
            return Deny(
                Reason.entries[(packed and 0x3f).toInt() - 1],
                Step.entries[(packed ushr 6 and 0xf).toInt()],
                until.takeIf { it > 0 },
            )
        }

        internal val fault: Deny = Deny(Reason.GATE_FAULT, Step.NONE)
    }
}

/** Access was denied. [verdict] says why, and what would help. */
public class Denied internal constructor(
    /** The declared purpose's id. */
    public val purpose: String,
    public val verdict: Verdict.Deny,
    cause: Exception? = null,
) : Exception("$purpose: ${verdict.reason.name.lowercase()}, next: ${verdict.next.name.lowercase()}", cause) {
    /** Why. */
    public val reason: Reason get() = verdict.reason

    /** What the user interface does next. */
    public val next: Step get() = verdict.next
}
