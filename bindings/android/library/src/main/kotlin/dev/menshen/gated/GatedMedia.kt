package dev.menshen.gated

import android.content.ContentUris
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.provider.MediaStore
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Media
import java.io.IOException
import android.provider.MediaStore.Audio.Media as Audio
import android.provider.MediaStore.Images.Media as Images
import android.provider.MediaStore.Video.Media as Video

/** A piece of music on the device. The length is in milliseconds. */
public class AudioFile(public val uri: Uri, public val title: String, public val artist: String?, public val length: Long)

/** Pictures, videos and music, behind a lease. Queries and saving block: not for the main thread. */
public object GatedMedia {
    /**
     * Lets the user pick, without any permission: the system's photo picker (API 33), else its file
     * picker. [picked] reads the result.
     *
     * @param type what to pick, such as the MIME type of all pictures.
     * @param most how many at most.
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @JvmOverloads
    @Throws(Denied::class)
    public fun pickIntent(lease: Lease<Media.Pick>, type: String = "image/*", most: Int = 1): Intent =
        lease.act { pickIntent(type, most, Build.VERSION.SDK_INT) }

    internal fun pickIntent(type: String, most: Int, api: Int): Intent {
        val isVisual = type.startsWith("image/") || type.startsWith("video/")
        if (api < 33 || !isVisual) {
            return Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType(type)
                .putExtra(Intent.EXTRA_ALLOW_MULTIPLE, most > 1)
        }
        val intent = Intent(MediaStore.ACTION_PICK_IMAGES).setType(type)
        return if (most > 1) intent.putExtra(MediaStore.EXTRA_PICK_IMAGES_MAX, most) else intent
    }

    /** What the user picked, from the result's intent. */
    @JvmStatic
    public fun picked(result: Intent?): List<Uri> {
        val clip = result?.clipData ?: return listOfNotNull(result?.data)
        return List(clip.itemCount) { clip.getItemAt(it).uri }
    }

    /**
     * The music on the device.
     *
     * @throws Denied when the lease is over, or ends meanwhile.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun audio(lease: Lease<Media.Audio>): List<AudioFile> = lease.take { context ->
        val columns = arrayOf(Audio._ID, Audio.TITLE, Audio.ARTIST, Audio.DURATION)
        context.contentResolver.rows(Audio.EXTERNAL_CONTENT_URI, *columns, where = "${Audio.IS_MUSIC} != 0") {
            val uri = ContentUris.withAppendedId(Audio.EXTERNAL_CONTENT_URI, it.getLong(0))
            AudioFile(uri, it.getString(1).orEmpty(), it.getString(2), it.getLong(3))
        }
    }

    /**
     * Every picture of the gallery. Where the user can pick, [pickIntent] asks for less.
     *
     * @throws Denied when the lease is over, or ends meanwhile.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun images(lease: Lease<Media.Images>): List<Uri> = all(lease, Images.EXTERNAL_CONTENT_URI)

    /**
     * Every video of the gallery. Where the user can pick, [pickIntent] asks for less.
     *
     * @throws Denied when the lease is over, or ends meanwhile.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun video(lease: Lease<Media.Video>): List<Uri> = all(lease, Video.EXTERNAL_CONTENT_URI)

    /**
     * Saves a file where the user finds it: music, pictures, videos, else downloads, by [mime]. Says
     * where it is; `null` when the system did not take it.
     *
     * @throws Denied when the lease is over.
     * @throws IOException when it cannot be written: then nothing is left behind.
     */
    @JvmStatic
    @Throws(Denied::class, IOException::class)
    public fun save(lease: Lease<Media.Save>, name: String, mime: String, bytes: ByteArray): Uri? =
        lease.act { Saving(it, name, mime).save(bytes, Build.VERSION.SDK_INT) }

    private fun all(lease: Lease<*>, table: Uri): List<Uri> = lease.take { context ->
        context.contentResolver.rows(table, MediaStore.MediaColumns._ID) { ContentUris.withAppendedId(table, it.getLong(0)) }
    }
}
