package dev.menshen.sample.play

import android.app.Service
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.os.Build
import android.os.IBinder
import dev.menshen.Menshen
import dev.menshen.sample.Words

/** Keeps the microphone of a live room open when the user looks elsewhere: a service of that type. */
class LiveService : Service() {
    private var onAir: AutoCloseable? = null

    override fun onStartCommand(order: Intent?, flags: Int, id: Int): Int {
        val title = Words("正在连麦", "You are on air").on(this)
        val notice = Notices.make(this, "live", Words("直播", "Live"), title, android.R.drawable.ic_btn_speak_now)
        if (Build.VERSION.SDK_INT < 30) startForeground(ON_AIR, notice)
        else startForeground(ON_AIR, notice, ServiceInfo.FOREGROUND_SERVICE_TYPE_MICROPHONE)
        if (onAir == null) onAir = Menshen.get().perceptible()
        return START_NOT_STICKY
    }

    override fun onDestroy() {
        onAir?.close()
        onAir = null
    }

    override fun onBind(intent: Intent?): IBinder? = null

    internal companion object {
        private const val ON_AIR = 2

        suspend fun <R> during(context: Context, live: suspend () -> R): R {
            val service = Intent(context, LiveService::class.java)
            if (Build.VERSION.SDK_INT >= 26) context.startForegroundService(service) else context.startService(service)
            try {
                return live()
            } finally {
                context.stopService(service)
            }
        }
    }
}
