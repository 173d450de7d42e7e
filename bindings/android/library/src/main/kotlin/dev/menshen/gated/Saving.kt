package dev.menshen.gated

import android.annotation.SuppressLint
import android.content.ContentResolver
import android.content.ContentValues
import android.content.Context
import android.media.MediaScannerConnection
import android.net.Uri
import android.os.Environment
import android.provider.MediaStore
import java.io.File
import java.io.IOException

/** Saves a file into the shared storage. */
internal class Saving(private val context: Context, name: String, private val mime: String) {
    // A name, not a path that leads elsewhere.
    private val name = File(name).name
    private val resolver: ContentResolver get() = context.contentResolver

    fun save(bytes: ByteArray, api: Int): Uri? = if (api >= 29) insert(bytes) else write(bytes)

    private fun insert(bytes: ByteArray): Uri? {
        val entry = resolver.insert(table(), values()) ?: return null
        try {
            val out = resolver.openOutputStream(entry) ?: throw IOException("the system gave nothing to write to")
            out.use { it.write(bytes) }
            resolver.update(entry, pending(0), null, null)
            return entry
        } catch (failed: IOException) {
            resolver.delete(entry, null, null)
            throw failed
        }
    }

    private fun values() = pending(1).apply {
        put(MediaStore.MediaColumns.DISPLAY_NAME, name)
        put(MediaStore.MediaColumns.MIME_TYPE, mime)
        put(MediaStore.MediaColumns.RELATIVE_PATH, folder())
    }

    /** Nobody else sees a file that is being written. */
    private fun pending(yes: Int) = ContentValues().apply { put(MediaStore.MediaColumns.IS_PENDING, yes) }

    @SuppressLint("InlinedApi")
    private fun table(): Uri = when (mime.substringBefore('/')) {
        "audio" -> MediaStore.Audio.Media.EXTERNAL_CONTENT_URI
        "image" -> MediaStore.Images.Media.EXTERNAL_CONTENT_URI
        "video" -> MediaStore.Video.Media.EXTERNAL_CONTENT_URI
        else -> MediaStore.Downloads.EXTERNAL_CONTENT_URI
    }

    private fun folder(): String = when (mime.substringBefore('/')) {
        "audio" -> Environment.DIRECTORY_MUSIC
        "image" -> Environment.DIRECTORY_PICTURES
        "video" -> Environment.DIRECTORY_MOVIES
        else -> Environment.DIRECTORY_DOWNLOADS
    }

    @Suppress("DEPRECATION")
    private fun write(bytes: ByteArray): Uri {
        val folder = Environment.getExternalStoragePublicDirectory(folder()).apply { mkdirs() }
        val file = free(folder)
        try {
            file.writeBytes(bytes)
        } catch (failed: IOException) {
            file.delete()
            throw failed
        }
        MediaScannerConnection.scanFile(context, arrayOf(file.path), arrayOf(mime), null)
        return Uri.fromFile(file)
    }

    /** Like the name, but nobody's yet: what the user has is not overwritten. */
    private fun free(folder: File): File {
        val (stem, end) = name.substringBeforeLast('.') to name.substringAfterLast('.', "").let { if (it.isEmpty()) "" else ".$it" }
        val names = sequenceOf(name) + generateSequence(1) { it + 1 }.map { "$stem ($it)$end" }
        return names.map { File(folder, it) }.first { it.createNewFile() }
    }
}
