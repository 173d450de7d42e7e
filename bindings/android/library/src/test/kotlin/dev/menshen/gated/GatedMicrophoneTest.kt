package dev.menshen.gated

import android.media.AudioRecord
import dev.menshen.Denied
import dev.menshen.Microphone
import dev.menshen.core.Resource
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowAudioRecord
import org.robolectric.shadows.ShadowMediaRecorder
import java.io.File

internal class GatedMicrophoneTest : GatedTest() {
    private val hum = access<Microphone.Recognise>("hum-recognition", Resource.MICROPHONE, "recognise")
    private val voice = access<Microphone.Record>("voice-recording", Resource.MICROPHONE, "record")
    private val file = File(app.cacheDir, "voice.m4a")

    private var record: AudioRecord? = null

    private fun sound(hear: () -> Unit = {}) {
        val source = object : ShadowAudioRecord.AudioRecordSource {
            override fun readInShortArray(data: ShortArray, offset: Int, size: Int, blocking: Boolean): Int {
                hear()
                data.fill(7, offset, offset + size)
                return size
            }
        }
        ShadowAudioRecord.setSourceProvider { record -> source.also { this.record = record } }
    }

    @Test
    fun recordsAsLongAsItIsTold() {
        sound()
        val heard = runBlocking { GatedMicrophone.record(granted(hum), seconds = 2) }
        assertArrayEquals(ShortArray(32_000) { 7 }, heard)
    }

    @Test
    fun aWithdrawalInTheMiddleDropsWhatWasHeard() {
        var reads = 0
        sound { if (++reads == 3) menshen.user.withdraw(hum) }
        assertThrows(Denied::class.java) { runBlocking { GatedMicrophone.record(granted(hum), seconds = 2) } }
        assertEquals(3, reads)
        reads = 2
        val buffer = ShortArray(100)
        assertThrows(Denied::class.java) { GatedMicrophone.open(granted(hum)).read(buffer) }
        assertArrayEquals(ShortArray(100), buffer)
    }

    @Test
    fun aWithdrawalStopsTheMicrophone() {
        val recording = GatedMicrophone.open(granted(hum))
        assertEquals(AudioRecord.RECORDSTATE_RECORDING, recording.record.recordingState)
        menshen.user.withdraw(hum)
        eventually("released") { recording.record.state == AudioRecord.STATE_UNINITIALIZED }
        assertEquals(AudioRecord.RECORDSTATE_STOPPED, recording.record.recordingState)
        recording.close()
    }

    @Test
    fun aCancelledCallerStopsTheMicrophone() {
        val started = CompletableDeferred<Unit>()
        sound { started.complete(Unit) }
        val lease = granted(hum)
        runBlocking {
            val job = elsewhere.async { GatedMicrophone.record(lease, seconds = 100_000 / 16) }
            started.await()
            job.cancelAndJoin()
        }
        assertTrue(lease.live)
        assertEquals(AudioRecord.STATE_UNINITIALIZED, record?.state)
    }

    @Test
    fun aRecordingIntoAFileStopsWithItsLease() {
        val lease = granted(voice)
        val recorder = GatedMicrophone.recordTo(lease, file).recorder
        assertEquals(ShadowMediaRecorder.STATE_RECORDING, shadowOf(recorder).state)
        menshen.user.withdraw(voice)
        eventually("released") { shadowOf(recorder).state == ShadowMediaRecorder.STATE_RELEASED }
    }

    @Test
    fun nothingIsHeardWithoutALiveLease() {
        assertNeedsLife(hum) { GatedMicrophone.open(it) }
        assertNeedsLife(hum) { runBlocking { GatedMicrophone.record(it, seconds = 1) } }
        assertNeedsLife(voice) { GatedMicrophone.recordTo(it, file) }
        assertTrue(!file.exists())
    }
}
