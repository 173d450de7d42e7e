package dev.menshen.core

import java.util.concurrent.ConcurrentHashMap

/**
 * Passes on that a lease was ended by something else than its release. Runs on the gate's background
 * thread, named `menshen`.
 */
internal object Revocations : LeaseListener {
    private val stops = ConcurrentHashMap<Long, (LeaseEnd) -> Unit>()

    init {
        listenToLeases(this)
    }

    /** Calls [stop] once when the lease is revoked; at once when it has been already. */
    fun watch(lease: Long, stop: (LeaseEnd) -> Unit) {
        stops[lease] = stop
        val how = Native.ended(lease)
        if (how > 0) call(lease, LeaseEnd.entries[how])
    }

    fun forget(lease: Long) {
        stops.remove(lease)
    }

    override fun ended(lease: ULong, how: LeaseEnd): Unit = call(lease.toLong(), how)

    private fun call(lease: Long, how: LeaseEnd) {
        stops.remove(lease)?.invoke(how)
    }
}
