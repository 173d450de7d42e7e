package dev.menshen.gated

import android.media.RingtoneManager
import android.net.Uri
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.SystemSettings

/** System settings, behind a lease. */
public object GatedSettings {
    /**
     * Makes a sound the phone's ringtone.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun ringtone(lease: Lease<SystemSettings.Write>, uri: Uri): Unit =
        lease.act { RingtoneManager.setActualDefaultRingtoneUri(it, RingtoneManager.TYPE_RINGTONE, uri) }
}
