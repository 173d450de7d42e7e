package dev.menshen

import kotlinx.coroutines.flow.first

/** A third-party SDK, which initialises only when the policy lists it and the user consented. */
public class GatedSdk internal constructor(private val menshen: Menshen, private val id: String) {
    /** Whether it may initialise now, which is logged. */
    public fun mayStart(): Boolean {
        val native = menshen.native ?: return false
        return native.mayStart(id) == null
    }

    /**
     * Waits until it may initialise, then runs [start] once, on the caller's dispatcher. Waits for
     * ever when the user never agrees: launch it in a scope that ends with its owner.
     */
    public suspend fun startWhenAllowed(start: suspend () -> Unit) {
        menshen.changes.flow.first { couldStart() && mayStart() }
        start()
    }

    // Unlogged, so that waiting leaves no records.
    private fun couldStart(): Boolean = menshen.native?.let { it.couldStart(id) == null } ?: false

    /** Says that it was found running, whatever the gate said: a record, and an audit finding. */
    public fun foundRunning() {
        menshen.native?.sdkRunning(id)
    }
}
