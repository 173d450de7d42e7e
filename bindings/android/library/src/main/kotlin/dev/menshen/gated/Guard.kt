package dev.menshen.gated

import android.content.Context
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Verdict
import dev.menshen.core.Reason
import dev.menshen.core.Step
import kotlinx.coroutines.channels.ProducerScope
import kotlinx.coroutines.channels.awaitClose

/** @throws Denied when the lease is over. */
internal fun Lease<*>.ensureLive() {
    if (!live) throw denied(Reason.GATE_FAULT, IllegalStateException("the lease is over: $ended"))
}

/** Does what the lease allows. What the system refuses all the same is denied too. */
internal inline fun <R> Lease<*>.act(deed: (Context) -> R): R {
    ensureLive()
    try {
        return deed(menshen.context)
    } catch (refused: SecurityException) {
        throw denied(Reason.OS_DENIED, refused)
    }
}

/** Takes what the lease allows. What comes after its end is not handed out. */
internal inline fun <R> Lease<*>.take(look: (Context) -> R): R = act(look).also { ensureLive() }

/**
 * Keeps something running that calls back into a flow, until the lease or the collector ends it. When
 * [start] says that there is nothing to run, the flow ends at once.
 */
internal suspend fun ProducerScope<*>.whileHeld(lease: Lease<*>, start: () -> Boolean, stop: () -> Unit) {
    if (!lease.act { start() }) close()
    val hold = lease.hold {
        stop()
        close()
    }
    awaitClose(hold::close)
}

/** What the gate says now; [otherwise], if it would allow the access anew. */
internal fun Lease<*>.denied(otherwise: Reason, cause: Exception): Denied =
    Denied(wish.purpose, menshen.check(wish) as? Verdict.Deny ?: Verdict.Deny(otherwise, Step.NONE), cause)

/** A service of the system; every supported level has those asked for. */
internal inline fun <reified S : Any> Context.service(): S =
    checkNotNull(getSystemService(S::class.java)) { "this device has no ${S::class.java.simpleName}" }
