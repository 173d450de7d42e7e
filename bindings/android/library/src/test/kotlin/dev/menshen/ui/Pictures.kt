package dev.menshen.ui

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas
import java.io.File

/** Takes pictures of screens, for people to look at; a few of them for the docs, with `-Dmenshen.pictures=docs/android`. */
internal object Pictures {
    private val docs = System.getProperty("menshen.pictures")

    /** A prompt is drawn above the activity that it came from. */
    fun take(name: String, look: Look, vararg layers: Activity) {
        val (width, height) = layers.last().decor.let { it.width to it.height }
        val picture = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(picture)
        layers.forEach { it.decor.draw(canvas) }
        val file = "$name-${look.name.lowercase().replace('_', '-')}"
        save(picture, File("target/screenshots/$file.png"))
        if (docs != null && file in IN_DOCS) save(Bitmap.createScaledBitmap(picture, width * 2 / 5, height * 2 / 5, true), File(docs, "$file.png"))
    }

    private fun save(picture: Bitmap, file: File) {
        file.absoluteFile.parentFile.mkdirs()
        file.outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    private val IN_DOCS = setOf("policy-zh", "consent-separate-en", "settings-dark", "centre-zh", "centre-open-en", "log-zh")
}
