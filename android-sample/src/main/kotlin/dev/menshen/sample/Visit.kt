package dev.menshen.sample

import android.content.Context
import android.content.Intent
import android.hardware.camera2.CameraManager
import dev.menshen.Lease
import dev.menshen.Menshen
import dev.menshen.MayUse
import dev.menshen.core.LeaseEnd
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** One run of a feature, by a tap of the user. */
class Visit(
    val menshen: Menshen,
    val context: Context,
    val scope: CoroutineScope,
    private val show: (Words) -> Unit,
) {
    private val stopped = CompletableDeferred<LeaseEnd?>()

    /** The user taps the row again. */
    fun stop() {
        stopped.complete(null)
    }

    /** Keeps what [lease] opened until the user stops it, or the gate does. */
    suspend fun hold(lease: Lease<*>, meanwhile: Words): Words {
        lease.onRevoked { stopped.complete(it) }
        show(meanwhile)
        return when (val end = stopped.await()) {
            null -> Words("已停止", "Stopped")
            else -> Said.ended(end)
        }
    }

    /** Asks for a purpose that takes no resource, and says what comes of it. */
    suspend fun ask(purpose: MayUse, then: Words): Words =
        if (menshen.ask(purpose, tapped = true)) then else Said.no(menshen.check(purpose, tapped = true))

    /** Runs what blocks, beside the main thread. */
    suspend fun <R> aside(work: () -> R): R = withContext(Dispatchers.IO) { work() }

    /** The first camera, if the phone has one. */
    fun firstCamera(): String? = context.getSystemService(CameraManager::class.java)?.cameraIdList?.firstOrNull()

    /** Another app takes over: the system's camera, a picker, the calendar. */
    fun start(intent: Intent): Unit = context.startActivity(intent.addFlags(Intent.FLAG_ACTIVITY_NEW_TASK))
}
