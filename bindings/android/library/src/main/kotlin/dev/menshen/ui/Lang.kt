package dev.menshen.ui

import dev.menshen.core.Text
import java.text.DateFormat
import java.text.SimpleDateFormat
import java.util.Date
import java.util.Locale
import java.util.TimeZone

/** The language that the user reads. */
internal enum class Lang(val locale: Locale) {
    ZH(Locale.SIMPLIFIED_CHINESE),
    EN(Locale.ENGLISH);

    fun pick(zh: String, en: String): String = if (this == ZH) zh else en

    fun of(text: Text): String = pick(text.zh, text.en)

    fun list(names: List<String>): String = names.joinToString(pick("、", ", "))

    /** A remark in brackets. */
    fun remark(what: String, remark: String): String = pick("$what（$remark）", "$what ($remark)")

    fun date(millis: Long): String = DateFormat.getDateInstance(DateFormat.MEDIUM, locale).format(Date(millis))

    /** The time of day. */
    fun clock(millis: Long): String = SimpleDateFormat("HH:mm:ss", locale).format(Date(millis))

    fun time(millis: Long): String = "${date(millis)} ${clock(millis)}"

    /** What begins a line begins with a capital. */
    fun sentence(text: String): String = if (this == ZH) text else text.replaceFirstChar(Char::uppercaseChar)
}

/** A time as the gate writes it (RFC 3339 in UTC), in milliseconds since 1970. */
internal fun millis(rfc3339: String): Long {
    // `java.time` came with API 26.
    val format = SimpleDateFormat("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).apply { timeZone = TimeZone.getTimeZone("UTC") }
    return format.parse(rfc3339)?.time ?: 0
}
