package dev.menshen.sample.play

import java.nio.ByteBuffer
import java.nio.ByteOrder
import kotlin.math.PI
import kotlin.math.sin

/** Sound that nobody had to record. */
object FakeAudio {
    private const val RATE = 8_000
    private const val HEADER = 44

    /** A WAV file with the tone A: 16 bits, one channel. */
    fun wav(seconds: Int): ByteArray {
        val samples = seconds * RATE
        val file = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN)
        file.put("RIFF".toByteArray()).putInt(HEADER - 8 + 2 * samples).put("WAVEfmt ".toByteArray())
        file.putInt(16).putShort(1).putShort(1).putInt(RATE).putInt(2 * RATE).putShort(2).putShort(16)
        file.put("data".toByteArray()).putInt(2 * samples)
        repeat(samples) { file.putShort((sin(2 * PI * 440 * it / RATE) * 8_000).toInt().toShort()) }
        return file.array()
    }
}
