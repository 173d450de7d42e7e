package dev.menshen.gated

import android.media.AudioRecord
import android.media.MediaRecorder
import dev.menshen.Denied
import dev.menshen.Lease
import java.io.File

/** The microphone while it listens. Stopped by [close], and when its lease ends. */
public class GatedRecording internal constructor(private val lease: Lease<*>, internal val record: AudioRecord) : AutoCloseable {
    private val hold: AutoCloseable

    init {
        if (record.state != AudioRecord.STATE_INITIALIZED) {
            record.release()
            error("the microphone cannot be opened")
        }
        record.startRecording()
        hold = lease.hold(::stop)
    }

    /**
     * Waits for samples, at most [size] of them into [buffer] from [offset], and says how many came.
     *
     * @throws Denied when the lease is over: what was heard is dropped.
     * @throws IllegalStateException after [close], and when the microphone fails.
     */
    @JvmOverloads
    @Throws(Denied::class)
    public fun read(buffer: ShortArray, offset: Int = 0, size: Int = buffer.size - offset): Int {
        val heard = record.read(buffer, offset, size)
        if (!lease.live) buffer.fill(0, offset, offset + size)
        lease.ensureLive()
        check(heard > 0 || size == 0) { "the microphone failed: $heard" }
        return heard
    }

    override fun close(): Unit = hold.close()

    private fun stop() {
        record.stop()
        record.release()
    }
}

/** A recording into a file. Stopped by [close], and when its lease ends. */
public class GatedRecorder internal constructor(
    lease: Lease<*>,
    internal val recorder: MediaRecorder,
    private val file: File,
) : AutoCloseable {
    private val hold = lease.hold(::stop)

    override fun close(): Unit = hold.close()

    private fun stop() {
        try {
            recorder.stop()
        } catch (_: RuntimeException) {
            // Nothing was recorded yet: the file is no recording.
            file.delete()
        } finally {
            recorder.release()
        }
    }
}
