package dev.menshen.sample.play

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.content.Context
import android.os.Build
import dev.menshen.sample.Words

/** The app's notifications. */
internal object Notices {
    fun make(context: Context, channel: String, name: Words, title: String, icon: Int): Notification =
        builder(context, channel, name.on(context)).setSmallIcon(icon).setContentTitle(title).build()

    @Suppress("DEPRECATION")
    private fun builder(context: Context, channel: String, name: String): Notification.Builder {
        if (Build.VERSION.SDK_INT < 26) return Notification.Builder(context)
        val made = NotificationChannel(channel, name, NotificationManager.IMPORTANCE_LOW)
        context.getSystemService(NotificationManager::class.java)?.createNotificationChannel(made)
        return Notification.Builder(context, channel)
    }
}
