package dev.menshen

import android.app.Activity
import android.app.Application
import android.os.Bundle
import dev.menshen.core.AppState

/** Where the app is: its visible activities, and what makes it perceptible without one. */
internal class Stage(private val menshen: Menshen) : Application.ActivityLifecycleCallbacks {
    private val started = LinkedHashSet<Activity>()
    private var perceptible = 0
    private val application get() = menshen.context.applicationContext as? Application

    /** The visible activity that came last; `null` in the background, or in a service. */
    val visible: Activity?
        // Back from the settings, a prompt that closes is in front before what is under it.
        @Synchronized get() = started.lastOrNull { !it.isFinishing } ?: started.lastOrNull()

    fun open(activity: Activity?) {
        application?.registerActivityLifecycleCallbacks(this)
        // Opened by an activity that is being made: it will be started before anybody can tap it.
        if (activity != null && !activity.isFinishing) onActivityStarted(activity)
    }

    fun close() {
        application?.unregisterActivityLifecycleCallbacks(this)
        synchronized(this) { started.clear() }
    }

    fun perceptible(): AutoCloseable {
        change { perceptible++ }
        var open = true
        return AutoCloseable { change { if (open) perceptible--; open = false } }
    }

    override fun onActivityStarted(activity: Activity) {
        change { started += activity }
    }

    override fun onActivityResumed(activity: Activity) {
        // Comes last again when several are visible side by side.
        synchronized(this) { if (started.remove(activity)) started += activity }
        menshen.guard("what the system permits was not kept") { menshen.system.reconcile(activity) }
    }

    override fun onActivityStopped(activity: Activity) {
        change { started -= activity }
    }

    override fun onActivityDestroyed(activity: Activity) {
        change { started -= activity }
    }

    override fun onActivityCreated(activity: Activity, state: Bundle?): Unit = Unit
    override fun onActivityPaused(activity: Activity): Unit = Unit
    override fun onActivitySaveInstanceState(activity: Activity, state: Bundle): Unit = Unit

    private fun change(how: () -> Unit) {
        val (before, after) = synchronized(this) { state().also { how() } to state() }
        if (before != after) menshen.guard("where the app is was not kept") { menshen.native?.appState(after) }
    }

    private fun state() = when {
        started.isNotEmpty() -> AppState.FOREGROUND
        perceptible > 0 -> AppState.PERCEPTIBLE
        else -> AppState.BACKGROUND
    }
}
