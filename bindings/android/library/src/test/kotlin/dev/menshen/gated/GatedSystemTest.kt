package dev.menshen.gated

import android.app.AppOpsManager
import android.app.Notification
import android.app.NotificationManager
import android.media.RingtoneManager
import android.net.Uri
import android.net.wifi.SupplicantState
import android.net.wifi.WifiManager
import android.os.Process
import android.provider.Settings
import dev.menshen.Denied
import dev.menshen.Notifications
import dev.menshen.SystemSettings
import dev.menshen.Wifi
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowWifiInfo

/** Notifications, the ringtone, the wireless network, and what a dead lease answers. */
internal class GatedSystemTest : GatedTest() {
    private val post = access<Notifications.Post>("push-notifications", Resource.NOTIFICATIONS, "post")
    private val write = access<SystemSettings.Write>("ringtone", Resource.SYSTEM_SETTINGS, "write")
    private val state = access<Wifi.State>("device-info", Resource.WIFI, "state")
    private val ssid = access<Wifi.Ssid>("device-info", Resource.WIFI, "ssid")
    private val manager = app.service<WifiManager>()

    @Test
    fun aNotificationIsShown() {
        val notification = Notification.Builder(app, "news").setContentTitle("新歌").build()
        val shown = shadowOf(app.service<NotificationManager>())
        assertNeedsLife(post) { GatedNotifications.post(it, 3, notification) }
        assertNull(shown.getNotification(3))
        GatedNotifications.post(granted(post), 3, notification)
        assertEquals(notification, shown.getNotification(3))
    }

    @Test
    fun theRingtoneIsSet() {
        val ops = shadowOf(app.service<AppOpsManager>())
        ops.setMode(AppOpsManager.OPSTR_WRITE_SETTINGS, Process.myUid(), app.packageName, AppOpsManager.MODE_ALLOWED)
        val sound = Uri.parse("content://media/external/audio/media/7")
        assertNeedsLife(write) { GatedSettings.ringtone(it, sound) }
        assertNull(Settings.System.getString(app.contentResolver, Settings.System.RINGTONE))
        GatedSettings.ringtone(granted(write), sound)
        assertEquals(sound, RingtoneManager.getActualDefaultRingtoneUri(app, RingtoneManager.TYPE_RINGTONE))
    }

    @Test
    fun theNetworkTellsItsNameOnlyToWhoMayHaveIt() {
        val info = ShadowWifiInfo.newInstance()
        shadowOf(info).setSSID("家")
        shadowOf(info).setSupplicantState(SupplicantState.COMPLETED)
        shadowOf(manager).setConnectionInfo(info)
        shadowOf(manager).setWifiState(WifiManager.WIFI_STATE_ENABLED)
        assertEquals(WifiState(on = true, connected = true), GatedWifi.state(granted(state)))
        assertEquals("家", GatedWifi.ssid(granted(ssid)))
        shadowOf(manager).setConnectionInfo(ShadowWifiInfo.newInstance())
        assertEquals(WifiState(on = true, connected = false), GatedWifi.state(granted(state)))
        assertNull(GatedWifi.ssid(granted(ssid)))
        assertNeedsLife(state) { GatedWifi.state(it) }
        assertNeedsLife(ssid) { GatedWifi.ssid(it) }
    }

    @Test
    fun aDeadLeaseSaysWhatTheGateSaysNow() {
        val lease = granted(post)
        menshen.user.withdraw(post)
        val denied = assertThrows(Denied::class.java) { lease.ensureLive() }
        assertEquals(Reason.CONSENT_WITHDRAWN, denied.reason)
        assertEquals("the lease is over: WITHDRAWN", denied.cause?.message)
    }

    @Test
    fun whatTheSystemRefusesAllTheSameIsDenied() {
        val refused = SecurityException("no permission")
        val denied = assertThrows(Denied::class.java) { granted(post).act { throw refused } }
        assertEquals(Reason.OS_DENIED to refused, denied.reason to denied.cause)
    }
}
