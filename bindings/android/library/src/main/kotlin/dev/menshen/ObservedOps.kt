package dev.menshen

import dev.menshen.core.Resource
import dev.menshen.core.Resource.BLUETOOTH
import dev.menshen.core.Resource.CALENDAR
import dev.menshen.core.Resource.CAMERA
import dev.menshen.core.Resource.CLIPBOARD
import dev.menshen.core.Resource.CONTACTS
import dev.menshen.core.Resource.DEVICE_ID
import dev.menshen.core.Resource.INSTALLED_APPS
import dev.menshen.core.Resource.LOCATION
import dev.menshen.core.Resource.MEDIA
import dev.menshen.core.Resource.MICROPHONE
import dev.menshen.core.Resource.MOTION
import dev.menshen.core.Resource.PHONE
import dev.menshen.core.Resource.SYSTEM_SETTINGS
import dev.menshen.core.Resource.WIFI

/** A use, with its scopes as bits. */
internal data class Sight(val resource: Resource, val scopes: Int)

/**
 * What the system's operations stand for. Several scopes may hide behind one operation: then it is the
 * least of them, so that a lease for any covers it. The names are those of `AppOpsManager`, some of
 * which it does not publish.
 */
internal object ObservedOps {
    private val sights: Map<String, Sight> = mapOf(
        "camera" to Sight(CAMERA, 1),
        "record_audio" to Sight(MICROPHONE, 1),
        "coarse_location" to Sight(LOCATION, 1),
        "fine_location" to Sight(LOCATION, 2),
        "read_contacts" to Sight(CONTACTS, 1),
        "write_contacts" to Sight(CONTACTS, 4),
        "read_clipboard" to Sight(CLIPBOARD, 1),
        "write_clipboard" to Sight(CLIPBOARD, 4),
        "bluetooth_scan" to Sight(BLUETOOTH, 2),
        "bluetooth_connect" to Sight(BLUETOOTH, 1),
        "write_calendar" to Sight(CALENDAR, 2),
        "read_calendar" to Sight(CALENDAR, 4),
        "read_media_images" to Sight(MEDIA, 2),
        "read_media_video" to Sight(MEDIA, 4),
        "read_media_audio" to Sight(MEDIA, 8),
        "activity_recognition" to Sight(MOTION, 2),
        "read_device_identifiers" to Sight(DEVICE_ID, 8),
        "wifi_scan" to Sight(WIFI, 1),
        "query_all_packages" to Sight(INSTALLED_APPS, 1),
        "write_settings" to Sight(SYSTEM_SETTINGS, 1),
        "read_phone_state" to Sight(PHONE, 1),
        "read_phone_numbers" to Sight(PHONE, 1),
    )

    /** What an operation such as `android:camera` uses; `null` when nothing that is protected. */
    operator fun get(op: String): Sight? = sights[op.removePrefix("android:")]
}
