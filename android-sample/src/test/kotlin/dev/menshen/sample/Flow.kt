package dev.menshen.sample

import android.Manifest.permission as P

/** A feature's way from its first tap to its work, when the user says yes to everything. */
class Flow(
    val purpose: String,
    vararg asks: Asked,
    /** Only for an account. */
    val account: Boolean = false,
    /** Goes on until it is stopped. */
    val holds: Boolean = false,
    /** Needs one of several: without what the system refused, it goes on to the next. */
    val alternatives: Boolean = false,
    /** On once the policy is accepted; a tap switches it off. */
    val toggles: Boolean = false,
) {
    val asks: List<Asked> = asks.toList()

    override fun toString(): String = purpose
}

private val SHEET = Asked(Shown.SHEET)
private val SETTINGS = Asked(Shown.SETTINGS)
private val PAGE = Asked(Shown.PAGE)
private val CAMERA = Asked(Shown.SYSTEM, listOf(P.CAMERA))
private val MICROPHONE = Asked(Shown.SYSTEM, listOf(P.RECORD_AUDIO))
private val PLACE = Asked(Shown.SYSTEM, listOf(P.ACCESS_COARSE_LOCATION))
private val PRECISE_PLACE = Asked(Shown.SYSTEM, listOf(P.ACCESS_FINE_LOCATION, P.ACCESS_COARSE_LOCATION))
private val BLUETOOTH = Asked(Shown.SYSTEM, listOf(P.BLUETOOTH_CONNECT))

/** Every feature. Adding one is adding a line. */
val FLOWS: List<Flow> = listOf(
    Flow("playback-history"),
    Flow("download", SHEET),
    Flow("local-music", Asked(Shown.SYSTEM, listOf(P.READ_MEDIA_AUDIO))),
    Flow("search"),
    Flow("qr-scan", CAMERA, holds = true),
    Flow("ar-scan", CAMERA, holds = true),
    Flow("take-photo", CAMERA, account = true),
    Flow("hum-recognition", SHEET, MICROPHONE),
    Flow("hum-feedback", SHEET),
    Flow("voice-interaction", SHEET, MICROPHONE),
    Flow("voice-recording", SHEET, MICROPHONE, account = true, holds = true),
    Flow("record-video", SHEET, CAMERA, MICROPHONE, account = true, holds = true),
    Flow("nearby-people", SHEET, PLACE, account = true),
    Flow("nearby-visibility", SHEET, account = true),
    Flow("listen-together", SHEET, PLACE, account = true),
    Flow("nearby-live", SHEET, PRECISE_PLACE),
    Flow("publish-phone", account = true),
    Flow("publish-post", SHEET, account = true),
    Flow("publish-location", SHEET, PLACE, account = true),
    Flow("friend-recommendation", SHEET, Asked(Shown.SYSTEM, listOf(P.READ_CONTACTS)), account = true),
    Flow("be-recommended", SHEET, account = true),
    Flow("clipboard-command"),
    Flow("share-to-third-party", SHEET),
    Flow("order-delivery", account = true),
    Flow("payment", account = true),
    Flow("order-records", account = true),
    Flow("refund", SHEET, account = true),
    Flow("transaction-status", account = true),
    Flow("live-mic", SHEET, MICROPHONE, account = true, holds = true),
    Flow("music-alarm", SHEET, Asked(Shown.SYSTEM, listOf(P.POST_NOTIFICATIONS))),
    Flow("ringtone", SHEET, SETTINGS, PAGE),
    Flow("ticket-reminder", SHEET, account = true),
    Flow("live-reminder", SHEET, account = true),
    Flow("member-reminder", SHEET, account = true),
    Flow("bluetooth-devices", BLUETOOTH),
    Flow("driving-mode", BLUETOOTH),
    Flow("device-sound", BLUETOOTH),
    Flow("device-playlist", BLUETOOTH, alternatives = true),
    Flow("device-control", BLUETOOTH, alternatives = true),
    Flow("device-benefits", BLUETOOTH, account = true, alternatives = true),
    Flow("wired-headphones", SHEET),
    Flow("running-recommendation", SHEET, holds = true),
    Flow("shake", holds = true),
    Flow("personalised-content", toggles = true),
    Flow("targeted-ads", toggles = true),
    Flow("content-by-location-orders", SHEET, account = true),
    Flow("ads-by-location-orders", SHEET, account = true),
    Flow("profiled-marketing", account = true, toggles = true),
)
