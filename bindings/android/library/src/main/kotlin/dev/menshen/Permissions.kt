package dev.menshen

import android.Manifest.permission as P
import dev.menshen.core.Resource

/**
 * The runtime permissions that open a scope at an API level; all of them are needed. Empty where
 * none is: a picker, an intent, a special access, or nothing. Source: the permission reference and
 * the behaviour changes of each release on developer.android.com.
 */
internal object Permissions {
    fun of(resource: Resource, scope: String, api: Int): List<String> = when (resource) {
        Resource.CAMERA -> listOf(P.CAMERA)
        Resource.MICROPHONE -> listOf(P.RECORD_AUDIO)
        Resource.LOCATION -> location(scope, api)
        Resource.CONTACTS -> listOf(if (scope == "write") P.WRITE_CONTACTS else P.READ_CONTACTS)
        Resource.BLUETOOTH -> bluetooth(scope, api)
        Resource.CALENDAR -> calendar(scope)
        Resource.MEDIA -> media(scope, api)
        Resource.NOTIFICATIONS -> from(33, api, P.POST_NOTIFICATIONS)
        Resource.MOTION -> if (scope == "activity") from(29, api, P.ACTIVITY_RECOGNITION) else emptyList()
        Resource.DEVICE_ID -> if (scope == "hardware" && api < 29) listOf(P.READ_PHONE_STATE) else emptyList()
        Resource.WIFI -> if (scope == "ssid") place(api) else emptyList()
        Resource.INSTALLED_APPS -> listOf(GET_INSTALLED_APPS)
        Resource.PHONE -> listOf(if (api >= 26) P.READ_PHONE_NUMBERS else P.READ_PHONE_STATE)
        Resource.CLIPBOARD, Resource.SYSTEM_SETTINGS, Resource.ACCESSORY -> emptyList()
    }

    /**
     * What is asked for some scopes, dialog by dialog: the background comes after the foreground, on its
     * own (required from API 30 on), and pictures with the choice of some of them (API 34).
     */
    fun dialogs(resource: Resource, scopes: List<String>, api: Int): List<List<String>> {
        val all = scopes.flatMap { of(resource, it, api) }.distinct()
        val (behind, front) = all.partition { it == P.ACCESS_BACKGROUND_LOCATION }
        val some = reduced(resource, api).takeIf { resource == Resource.MEDIA && front.any { it in PICTURES } }
        return listOf(front + listOfNotNull(some), behind).filter { it.isNotEmpty() }
    }

    // Precise is asked for together with approximate, or the dialog of API 31 is not shown at all.
    private fun location(scope: String, api: Int) = when (scope) {
        "coarse" -> listOf(P.ACCESS_COARSE_LOCATION)
        "fine" -> listOf(P.ACCESS_FINE_LOCATION, P.ACCESS_COARSE_LOCATION)
        else -> from(29, api, P.ACCESS_BACKGROUND_LOCATION)
    }

    private fun bluetooth(scope: String, api: Int) = when {
        scope == "scan" -> if (api >= 31) listOf(P.BLUETOOTH_SCAN) else place(api)
        else -> from(31, api, P.BLUETOOTH_CONNECT)
    }

    private fun calendar(scope: String) = when (scope) {
        "write" -> listOf(P.WRITE_CALENDAR)
        "read" -> listOf(P.READ_CALENDAR)
        else -> emptyList()
    }

    private fun media(scope: String, api: Int) = when (scope) {
        "images" -> listOf(if (api >= 33) P.READ_MEDIA_IMAGES else P.READ_EXTERNAL_STORAGE)
        "video" -> listOf(if (api >= 33) P.READ_MEDIA_VIDEO else P.READ_EXTERNAL_STORAGE)
        "audio" -> listOf(if (api >= 33) P.READ_MEDIA_AUDIO else P.READ_EXTERNAL_STORAGE)
        "save" -> if (api < 29) listOf(P.WRITE_EXTERNAL_STORAGE) else emptyList()
        else -> emptyList()
    }

    /** What tells where the device is by what is around it. */
    private fun place(api: Int) = listOf(if (api >= 29) P.ACCESS_FINE_LOCATION else P.ACCESS_COARSE_LOCATION)

    private fun from(level: Int, api: Int, permission: String) = if (api >= level) listOf(permission) else emptyList()

    /** The permission that stands for the platform's reduced mode of a resource, if it has one. */
    fun reduced(resource: Resource, api: Int): String? = when (resource) {
        Resource.LOCATION -> P.ACCESS_COARSE_LOCATION
        Resource.MEDIA -> P.READ_MEDIA_VISUAL_USER_SELECTED.takeIf { api >= 34 }
        else -> null
    }

    private val PICTURES = setOf(P.READ_MEDIA_IMAGES, P.READ_MEDIA_VIDEO)

    /** Of the Chinese systems; where it does not exist, nothing asks. */
    const val GET_INSTALLED_APPS: String = "com.android.permission.GET_INSTALLED_APPS"
}
