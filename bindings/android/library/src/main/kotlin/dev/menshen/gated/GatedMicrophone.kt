package dev.menshen.gated

import android.annotation.SuppressLint
import android.content.Context
import android.media.AudioFormat
import android.media.AudioRecord
import android.media.MediaRecorder
import android.os.Build
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Microphone
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.withContext
import java.io.File
import java.io.IOException

/** The microphone, behind a lease. */
public object GatedMicrophone {
    /**
     * Records [seconds] of sound: 16-bit samples, one channel, [rate] a second.
     *
     * @throws Denied when the lease is over, or ends meanwhile: what was heard is dropped.
     * @throws IllegalStateException when the microphone cannot be opened, or fails.
     */
    public suspend fun record(lease: Lease<Microphone.Recognise>, seconds: Int, rate: Int = RATE): ShortArray =
        withContext(Dispatchers.IO) {
            open(lease, rate).use { recording ->
                val sound = ShortArray(seconds * rate)
                var heard = 0
                while (heard < sound.size) {
                    ensureActive()
                    heard += recording.read(sound, heard, minOf(rate / CHUNKS, sound.size - heard))
                }
                sound
            }
        }

    /**
     * Starts to listen: 16-bit samples, one channel, [rate] a second. Stops when the lease ends.
     *
     * @throws Denied when the lease is over.
     * @throws IllegalStateException when the microphone cannot be opened.
     */
    @JvmStatic
    @JvmOverloads
    @SuppressLint("MissingPermission")
    @Throws(Denied::class)
    public fun open(lease: Lease<Microphone.Recognise>, rate: Int = RATE): GatedRecording = lease.act {
        val least = AudioRecord.getMinBufferSize(rate, AudioFormat.CHANNEL_IN_MONO, AudioFormat.ENCODING_PCM_16BIT)
        check(least > 0) { "this device does not record $rate samples a second" }
        val record = AudioRecord(
            MediaRecorder.AudioSource.MIC, rate, AudioFormat.CHANNEL_IN_MONO, AudioFormat.ENCODING_PCM_16BIT, 2 * least,
        )
        GatedRecording(lease, record)
    }

    /**
     * Starts to record into [file]: AAC in MPEG-4. Stops when the lease ends; the file then has what
     * was recorded until then.
     *
     * @throws Denied when the lease is over.
     * @throws IOException when the file cannot be written.
     */
    @JvmStatic
    @Throws(Denied::class, IOException::class)
    public fun recordTo(lease: Lease<Microphone.Record>, file: File): GatedRecorder = lease.act { context ->
        val recorder = recorder(context)
        try {
            recorder.setAudioSource(MediaRecorder.AudioSource.MIC)
            recorder.setOutputFormat(MediaRecorder.OutputFormat.MPEG_4)
            recorder.setAudioEncoder(MediaRecorder.AudioEncoder.AAC)
            recorder.setOutputFile(file.path)
            recorder.prepare()
            recorder.start()
        } catch (failed: Exception) {
            recorder.release()
            throw failed
        }
        GatedRecorder(lease, recorder, file)
    }

    @Suppress("DEPRECATION")
    private fun recorder(context: Context) = if (Build.VERSION.SDK_INT >= 31) MediaRecorder(context) else MediaRecorder()

    private const val RATE = 16_000
    private const val CHUNKS = 10
}
