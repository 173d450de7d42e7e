package dev.menshen.gated

import android.content.ClipData
import android.content.Intent
import android.net.Uri
import android.os.Environment
import android.provider.MediaStore
import dev.menshen.Denied
import dev.menshen.Media
import dev.menshen.core.Resource
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.IOException
import java.io.OutputStream

internal class GatedMediaTest : GatedTest() {
    private val pick = access<Media.Pick>("qr-scan", Resource.MEDIA, "pick")
    private val audio = access<Media.Audio>("local-music", Resource.MEDIA, "audio")
    private val images = access<Media.Images>("more", Resource.MEDIA, "images")
    private val video = access<Media.Video>("more", Resource.MEDIA, "video")
    private val save = access<Media.Save>("download", Resource.MEDIA, "save")
    private val store = Table(MediaStore.AUTHORITY) { uri ->
        if (uri == MediaStore.Audio.Media.EXTERNAL_CONTENT_URI) listOf(listOf(7L, "海阔天空", "Beyond", 326_000L)) else listOf(listOf(9L))
    }
    private val song = byteArrayOf(1, 2, 3)

    @Test
    fun theSystemsPickerNeedsNoPermission() {
        assertEquals(MediaStore.ACTION_PICK_IMAGES, GatedMedia.pickIntent(granted(pick)).action)
        val several = GatedMedia.pickIntent("video/*", most = 9, api = 33)
        assertEquals("video/*" to 9, several.type to several.getIntExtra(MediaStore.EXTRA_PICK_IMAGES_MAX, 0))
        for (older in listOf(GatedMedia.pickIntent("image/*", 9, 32), GatedMedia.pickIntent("audio/*", 9, 35))) {
            assertEquals(Intent.ACTION_OPEN_DOCUMENT, older.action)
            assertTrue(older.getBooleanExtra(Intent.EXTRA_ALLOW_MULTIPLE, false))
        }
    }

    @Test
    fun whatWasPickedIsOneOrSeveral() {
        val (one, two) = listOf(Uri.parse("content://a/1"), Uri.parse("content://a/2"))
        assertEquals(listOf(one), GatedMedia.picked(Intent().setData(one)))
        val clip = ClipData.newRawUri("", one).apply { addItem(ClipData.Item(two)) }
        assertEquals(listOf(one, two), GatedMedia.picked(Intent().apply { clipData = clip }))
        assertTrue(GatedMedia.picked(null).isEmpty())
    }

    @Test
    fun theLibraryIsListed() {
        val file = GatedMedia.audio(granted(audio)).single()
        assertEquals("海阔天空" to "Beyond", file.title to file.artist)
        assertEquals(326_000L, file.length)
        assertEquals("7", file.uri.lastPathSegment)
        assertEquals("9", GatedMedia.images(granted(images)).single().lastPathSegment)
        assertEquals("9", GatedMedia.video(granted(video)).single().lastPathSegment)
    }

    @Test
    fun aWithdrawalMeanwhileLeavesNothing() {
        store.onQuery = { menshen.user.withdraw(audio) }
        assertThrows(Denied::class.java) { GatedMedia.audio(granted(audio)) }
    }

    @Test
    fun savesWhereTheUserFindsIt() {
        val written = ByteArrayOutputStream()
        val place = Uri.withAppendedPath(MediaStore.Audio.Media.EXTERNAL_CONTENT_URI, "1")
        shadowOf(app.contentResolver).registerOutputStream(place, written)
        assertEquals(place, GatedMedia.save(granted(save), "../a/海阔天空.mp3", "audio/mpeg", song))
        assertArrayEquals(song, written.toByteArray())
        val values = store.inserted.single().second
        assertEquals("海阔天空.mp3", values.getAsString(MediaStore.MediaColumns.DISPLAY_NAME))
        assertEquals(Environment.DIRECTORY_MUSIC, values.getAsString(MediaStore.MediaColumns.RELATIVE_PATH))
        assertEquals(1, values.getAsInteger(MediaStore.MediaColumns.IS_PENDING))
        assertEquals(0, store.updated.single().second.getAsInteger(MediaStore.MediaColumns.IS_PENDING))
    }

    @Test
    fun whatCannotBeWrittenIsNotLeftBehind() {
        val place = Uri.withAppendedPath(MediaStore.Downloads.EXTERNAL_CONTENT_URI, "1")
        val full = object : OutputStream() {
            override fun write(byte: Int): Unit = throw IOException("no space left")
        }
        shadowOf(app.contentResolver).registerOutputStream(place, full)
        assertThrows(IOException::class.java) { GatedMedia.save(granted(save), "a.bin", "application/octet-stream", song) }
        assertEquals(listOf(place), store.deleted)
    }

    @Test
    fun anOlderSystemGetsAFileThatOverwritesNothing() {
        val first = Saving(app, "../../a.mp3", "audio/mpeg").save(song, api = 28)
        val second = Saving(app, "a.mp3", "audio/mpeg").save(song, api = 28)
        val folder = Environment.getExternalStoragePublicDirectory(Environment.DIRECTORY_MUSIC)
        assertEquals(listOf("a.mp3", "a (1).mp3"), listOf(first, second).map { File(checkNotNull(it?.path)).toRelativeString(folder) })
        assertArrayEquals(song, File(checkNotNull(second?.path)).readBytes())
    }

    @Test
    fun nothingIsTakenOrSavedWithoutALiveLease() {
        assertNeedsLife(pick) { GatedMedia.pickIntent(it) }
        assertNeedsLife(audio) { GatedMedia.audio(it) }
        assertNeedsLife(images) { GatedMedia.images(it) }
        assertNeedsLife(video) { GatedMedia.video(it) }
        assertNeedsLife(save) { GatedMedia.save(it, "a.mp3", "audio/mpeg", song) }
        assertFalse(store.asked.any() || store.inserted.any())
    }
}
