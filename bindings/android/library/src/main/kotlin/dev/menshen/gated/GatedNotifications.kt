package dev.menshen.gated

import android.app.Notification
import android.app.NotificationManager
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Notifications

/** Notifications, behind a lease. */
public object GatedNotifications {
    /**
     * Shows a notification, or replaces the one with this [id]. It stays after the lease has ended.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun post(lease: Lease<Notifications.Post>, id: Int, notification: Notification): Unit =
        lease.act { it.service<NotificationManager>().notify(id, notification) }
}
