package dev.menshen

import android.annotation.TargetApi
import android.app.AppOpsManager
import android.app.AppOpsManager.OnOpNotedCallback
import android.app.AsyncNotedAppOp
import android.app.SyncNotedAppOp
import android.os.Build
import android.os.SystemClock
import android.util.Log
import dev.menshen.core.Resource
import dev.menshen.gated.StandsFor
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executor

/**
 * Holds what the system saw this app use (API 30) against the live leases: each use is a record of the
 * log, and one without a lease is a finding of the audit, with the attribution tag that tells which SDK
 * it was. It hears of uses, and cannot stop them.
 *
 * A process has one callback for this. When another library needs it, set
 * [MenshenOptions.bypassDetector] to `false`, and pass on what that library's callback hears:
 *
 * ```kotlin
 * override fun onNoted(op: SyncNotedAppOp) = menshen.bypass.noted(op.op, op.attributionTag)
 * override fun onSelfNoted(op: SyncNotedAppOp) = menshen.bypass.noted(op.op, op.attributionTag)
 * override fun onAsyncNoted(op: AsyncNotedAppOp) = menshen.bypass.noted(op.op, op.attributionTag, op.time)
 * ```
 */
public class BypassDetector internal constructor(private val menshen: Menshen) {
    private val told = ConcurrentHashMap<String, Told>()
    private var listening = false

    /**
     * The system noted an operation, such as `android:camera`. Cheap, and never throws; neither the
     * message nor a stack trace is taken.
     *
     * @param at when, in milliseconds since 1970; now, when the callback was made on the spot.
     */
    @JvmOverloads
    public fun noted(op: String, attributionTag: String?, at: Long = System.currentTimeMillis()) {
        val native = menshen.native ?: return
        val ago = (System.currentTimeMillis() - at).coerceAtLeast(0)
        val sight = ObservedOps[op]?.let { asked(it, ago) } ?: return
        if (isOld("$op $attributionTag")) return
        try {
            native.osObserved(sight.resource, sight.scopes.toUByte(), attributionTag.orEmpty(), ago.toULong())
        } catch (error: RuntimeException) {
            Log.w("menshen", "a use could not be recorded: ${error.javaClass.simpleName}")
        }
    }

    internal fun start() {
        if (Build.VERSION.SDK_INT >= 30) register()
    }

    @TargetApi(30)
    private fun register() = try {
        ops()?.setOnOpNotedCallback(Executor(Runnable::run), Callback(this))
        listening = true
    } catch (_: IllegalStateException) {
        Log.i("menshen", "another library hears of noted operations; see BypassDetector")
    }

    internal fun stop() {
        if (listening && Build.VERSION.SDK_INT >= 30) ops()?.setOnOpNotedCallback(null, null)
        listening = false
    }

    private fun ops() = menshen.context.getSystemService(AppOpsManager::class.java)

    /** The system reports the position that an app may have, not what a wrapper asks for. */
    private fun asked(sight: Sight, ago: Long) =
        if (sight.resource == Resource.LOCATION) StandsFor.at(ago) ?: sight else sight

    /** The same use within a second, under the same leases, says nothing new. */
    private fun isOld(use: String): Boolean {
        val now = Told(SystemClock.elapsedRealtime(), NativeLease.changes.get())
        val before = told[use]
        val old = before != null && before.leases == now.leases && now.at - before.at < SECOND
        if (!old) told[use] = now
        return old
    }

    private class Told(val at: Long, val leases: Int)

    private companion object {
        const val SECOND = 1_000L
    }
}

@TargetApi(30)
private class Callback(private val detector: BypassDetector) : OnOpNotedCallback() {
    override fun onNoted(op: SyncNotedAppOp): Unit = detector.noted(op.op, op.attributionTag)

    override fun onSelfNoted(op: SyncNotedAppOp): Unit = detector.noted(op.op, op.attributionTag)

    override fun onAsyncNoted(op: AsyncNotedAppOp): Unit = detector.noted(op.op, op.attributionTag, op.time)
}
