package dev.menshen

import dev.menshen.core.ConsentAnswer
import dev.menshen.core.Native
import dev.menshen.core.NativeGate
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import kotlin.random.Random

private const val ROUNDS = 1_000

/** What several threads do at once on one gate. */
internal class Race(private val gate: NativeGate, private val scan: Long) {
    private val handle = gate.handle().toLong()
    private val releases = ConcurrentHashMap<Long, AtomicInteger>()
    val half = CountDownLatch(THREADS)

    fun run(random: Random) {
        repeat(ROUNDS) { round ->
            if (round == ROUNDS / 2) half.countDown()
            act(random)
        }
    }

    private fun act(random: Random) {
        when (random.nextInt(16)) {
            in 0..4 -> taken(Native.acquire(handle, scan))
            in 5..8 -> known(random)?.let(::release)
            in 9..10 -> known(random)?.let { assertTrue(Native.ended(it) in LIVE..10) }
            in 11..12 -> Native.check(handle, scan).let { if (it != 0L) denial(it) }
            13 -> gate.withdraw(scan.toULong())
            14 -> gate.answer(scan.toULong(), ConsentAnswer.Grant)
            else -> Native.release(random.nextLong())
        }
    }

    private fun taken(answer: Long) {
        if (answer <= 0) denial(-answer)
        else assertNull("a handle twice", releases.put(answer, AtomicInteger()))
    }

    private fun known(random: Random): Long? = releases.keys.let { if (it.isEmpty()) null else it.random(random) }

    private fun release(lease: Long) {
        if (Native.release(lease)) releases.getValue(lease).incrementAndGet()
    }

    fun judge() {
        assertTrue("only ${releases.size} leases", releases.size > THREADS)
        releases.keys.forEach(::release)
        for ((lease, times) in releases) {
            assertEquals(1, times.get())
            assertFalse("a double release is harmless", Native.release(lease))
            assertEquals(0, Native.ended(lease))
        }
    }
}
