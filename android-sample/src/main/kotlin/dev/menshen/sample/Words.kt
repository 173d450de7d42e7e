package dev.menshen.sample

import android.content.Context

/** A text in both languages; the system's says which is read. */
class Words(val zh: String, val en: String) {
    fun on(context: Context): String =
        if (context.resources.configuration.locales[0].language == "zh") zh else en

    override fun equals(other: Any?): Boolean = other is Words && zh == other.zh && en == other.en
    override fun hashCode(): Int = zh.hashCode()
    override fun toString(): String = en
}
