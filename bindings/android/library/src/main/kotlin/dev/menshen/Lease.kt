package dev.menshen

import android.util.Log
import dev.menshen.core.LeaseEnd
import dev.menshen.core.Native
import dev.menshen.core.Resource
import dev.menshen.core.Revocations
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.atomic.AtomicInteger

/**
 * A live access. Use the resource while it is [live], and close it when done; `with` closes it for
 * you. A withdrawal, going to the background, an expiry, the loss of the system's permission and a
 * switch of account end it, within a second.
 *
 * Only the library makes one. Safe to use from any thread.
 */
public abstract class Lease<out S> internal constructor() : AutoCloseable {
    /** Whether the access may go on. Cheap enough for every buffer of a recording. */
    public abstract val live: Boolean

    /** How it ended; `null` while it lives. */
    public abstract val ended: LeaseEnd?

    /**
     * Calls [stop] once when the lease is ended by anything but [close], on the gate's background
     * thread `menshen`; at once, on this thread, when it has ended already. Must not block.
     */
    public abstract fun onRevoked(stop: (LeaseEnd) -> Unit)

    /** Gives the access back. A second time does nothing. */
    abstract override fun close()

    internal abstract val menshen: Menshen

    /** The native handle. */
    internal abstract val handle: Long

    /** What was asked for. */
    internal abstract val wish: Wish

    /** The scopes that were asked for, as bits. */
    internal abstract val scopes: Int

    /**
     * Has [stop] called once when the lease ends, however it does: at once when it has ended. Closing
     * the result calls it before.
     */
    internal abstract fun hold(stop: () -> Unit): AutoCloseable
}

/** A lease of the native library. */
internal class NativeLease(
    override val menshen: Menshen,
    override val handle: Long,
    override val wish: Wish,
    val resource: Resource?,
    override val scopes: Int,
) : Lease<Nothing>() {
    private val stops = CopyOnWriteArrayList<(LeaseEnd) -> Unit>()
    private val holds = CopyOnWriteArrayList<Hold>()

    init {
        changes.incrementAndGet()
        Revocations.watch(handle, ::revoked)
    }

    override val live: Boolean get() = Native.ended(handle) == LIVE

    override val ended: LeaseEnd?
        get() = Native.ended(handle).let { if (it == LIVE) null else LeaseEnd.entries[it] }

    override fun onRevoked(stop: (LeaseEnd) -> Unit) {
        stops += stop
        // Ended before it was in place: whoever takes it off the list calls it.
        val how = ended
        if (how != null && how != LeaseEnd.RELEASED && stops.remove(stop)) stop(how)
    }

    override fun hold(stop: () -> Unit): AutoCloseable {
        val hold = Hold(stop)
        holds += hold
        // Ended before it was in place: whoever takes it off the list stops it.
        if (!live) hold.close()
        return hold
    }

    override fun close() {
        Revocations.forget(handle)
        Native.release(handle)
        changes.incrementAndGet()
        holds.forEach(Hold::close)
    }

    private fun revoked(how: LeaseEnd) {
        changes.incrementAndGet()
        // Closing a device may take a while, which must not keep other leases from ending.
        for (hold in holds) Dispatchers.IO.asExecutor().execute { survive(hold::close) }
        for (stop in stops) if (stops.remove(stop)) survive { stop(how) }
    }

    // One feature's mistake must not keep the others' hardware running, or take the app down.
    private fun survive(act: () -> Unit) {
        act.runCatching { invoke() }.onFailure {
            Log.e("menshen", "what a revoked lease should have stopped failed: ${it.javaClass.name}")
        }
    }

    companion object {
        /** Counts leases that began or ended. */
        val changes = AtomicInteger()
    }

    /** What is open under the lease. */
    private inner class Hold(private val stop: () -> Unit) : AutoCloseable {
        override fun close() {
            if (holds.remove(this)) stop()
        }
    }
}

private const val LIVE = -1

/** The leases of a group, found by the stable numbers of what was asked for. */
public abstract class GroupLeases internal constructor() {
    public abstract fun <S> required(resource: Int, scopes: Int): Lease<S>
    public abstract fun <S> optional(resource: Int, scopes: Int): Lease<S>?
}

internal class NativeGroup(val all: List<NativeLease>) : GroupLeases(), AutoCloseable {
    override fun <S> required(resource: Int, scopes: Int): Lease<S> =
        checkNotNull(optional(resource, scopes)) { "the gate gave a group without what it requires" }

    // Nothing is a subtype of every S, and the gate vouches for the scopes.
    @Suppress("UNCHECKED_CAST")
    override fun <S> optional(resource: Int, scopes: Int): Lease<S>? =
        all.find { it.resource?.ordinal == resource && it.scopes and scopes == scopes } as Lease<S>?

    override fun close(): Unit = all.forEach(NativeLease::close)
}
