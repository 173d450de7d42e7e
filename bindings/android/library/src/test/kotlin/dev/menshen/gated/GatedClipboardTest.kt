package dev.menshen.gated

import android.content.ClipData
import android.content.ClipboardManager
import android.content.Intent
import dev.menshen.Clipboard
import dev.menshen.core.Resource
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowClipboardManager
import org.robolectric.shadows.ShadowSystemClock
import java.time.Duration

/** Counts how often the content is read, which the user is told of. */
@Implements(ClipboardManager::class)
internal class CountingClipboard : ShadowClipboardManager() {
    @Implementation
    override fun getPrimaryClip(): ClipData? {
        reads++
        return super.getPrimaryClip()
    }

    companion object {
        var reads = 0
    }
}

@RunWith(RobolectricTestRunner::class)
@Config(shadows = [CountingClipboard::class])
internal class GatedClipboardTest : GatedTest() {
    private val match = access<Clipboard.Match>("clipboard-command", Resource.CLIPBOARD, "match")
    private val read = access<Clipboard.Read>("more", Resource.CLIPBOARD, "read")
    private val write = access<Clipboard.Write>("more", Resource.CLIPBOARD, "write")
    private val manager = app.service<ClipboardManager>()

    private fun copy(text: String) {
        ShadowSystemClock.advanceBy(Duration.ofSeconds(1))
        manager.setPrimaryClip(ClipData.newPlainText("", text))
        CountingClipboard.reads = 0
    }

    @Test
    fun onlyWhatThePatternsMatchIsHandedOut() {
        copy("我的卡号 6222 https://music.163.com/song?id=1 快听")
        assertEquals("https://music.163.com/song?id=1", GatedClipboard.readMatch(granted(match)))
        assertEquals(1, CountingClipboard.reads)
        copy("我的卡号 6222")
        assertNull(GatedClipboard.readMatch(granted(match)))
    }

    @Test
    fun aClipIsReadOnce() {
        copy("https://music.163.com/song?id=2")
        granted(match).use { lease ->
            GatedClipboard.readMatch(lease)
            repeat(3) { assertNull(GatedClipboard.readMatch(lease)) }
        }
        assertEquals(1, CountingClipboard.reads)
    }

    @Test
    fun aClipWithoutTextIsNotRead() {
        manager.setPrimaryClip(ClipData.newIntent("", Intent()))
        CountingClipboard.reads = 0
        assertNull(GatedClipboard.readMatch(granted(match)))
        assertNull(GatedClipboard.read(granted(read)))
        assertEquals(0, CountingClipboard.reads)
    }

    @Test
    fun whatIsWrittenCanBeRead() {
        GatedClipboard.write(granted(write), "歌词")
        assertEquals("歌词", GatedClipboard.read(granted(read)))
    }

    @Test
    fun nothingIsReadWithoutALiveLease() {
        copy("https://music.163.com/song?id=3")
        assertNeedsLife(match) { GatedClipboard.readMatch(it) }
        assertNeedsLife(read) { GatedClipboard.read(it) }
        assertNeedsLife(write) { GatedClipboard.write(it, "x") }
        assertEquals(0, CountingClipboard.reads)
    }
}
