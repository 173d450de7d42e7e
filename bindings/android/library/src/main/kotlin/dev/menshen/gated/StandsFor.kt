package dev.menshen.gated

import android.os.SystemClock
import dev.menshen.Sight

/**
 * What a use of the precise position stands for while a wrapper runs: the system reports one when an
 * app that may have it asks for less, for the network's name, or for what is around it.
 */
internal class StandsFor(private val sight: Sight) : AutoCloseable {
    init {
        synchronized(running) { running += this }
    }

    override fun close() {
        synchronized(running) { if (running.remove(this)) last = sight to SystemClock.elapsedRealtime() }
    }

    companion object {
        private val running = ArrayList<StandsFor>()
        private var last: Pair<Sight, Long>? = null

        /** What it stood for so many milliseconds ago, or stands for since; `null` for itself. */
        fun at(ago: Long): Sight? = synchronized(running) {
            val begun = SystemClock.elapsedRealtime() - ago
            running.lastOrNull()?.sight ?: last?.takeIf { (_, end) -> end > begun }?.first
        }
    }
}
