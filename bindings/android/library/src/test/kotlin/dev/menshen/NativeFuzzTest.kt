package dev.menshen

import dev.menshen.core.ConsentAnswer
import dev.menshen.core.MenshenException
import dev.menshen.core.Native
import dev.menshen.core.NativeGate
import dev.menshen.core.Resource
import dev.menshen.core.decideIn
import dev.menshen.core.readMatch
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.rules.TestWatcher
import org.junit.runner.Description
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import kotlin.random.Random

private const val FAULT = 1L
internal const val LIVE: Int = -1
private const val PREVIEW = 1
internal const val THREADS: Int = 8

/** Whatever comes over the border is answered: with a denial, or rightly; the process survives. */
class NativeFuzzTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val seed = System.getProperty("menshen.seed")?.toLong() ?: System.nanoTime()

    // Said before it starts too: a crash of the process tells nothing afterwards.
    @get:Rule
    val seedKeeper = object : TestWatcher() {
        override fun starting(test: Description): Unit = println("${test.methodName}: -Dmenshen.seed=$seed")
        override fun failed(error: Throwable, test: Description): Unit = error.addSuppressed(Throwable("-Dmenshen.seed=$seed"))
    }

    private val random = Random(seed)
    private val gate: NativeGate by lazy { Seam.open(folder.root).also { Seam.grant(it, scan, Resource.CAMERA, PREVIEW) } }
    private val handle get() = gate.handle().toLong()
    private val scan = Seam.prepare("qr-scan", Resource.CAMERA, PREVIEW)

    @After
    fun destroy(): Unit = gate.destroy()

    @Test
    fun aNumberThatIsNoHandleIsDenied() {
        val lease = acquire()
        repeat(20_000) {
            allDenied(number(handle), scan)
            allDenied(handle, number(scan))
            val other = number(lease)
            assertFalse(Native.release(other))
            assertEquals(0, Native.ended(other))
        }
        assertEquals("nothing else was touched", 0, Native.check(handle, scan))
        assertEquals(LIVE, Native.ended(lease))
    }

    @Test
    fun aHandleOfAnotherKindIsDenied() {
        val lease = acquire()
        for (gate in listOf(scan, lease)) allDenied(gate, scan)
        for (access in listOf(handle, lease)) allDenied(handle, access)
        for (other in listOf(handle, scan)) {
            assertFalse(Native.release(other))
            assertEquals(0, Native.ended(other))
            assertNull(readMatch(other.toULong(), "clip"))
        }
        assertEquals(LIVE, Native.ended(lease))
    }

    @Test
    fun anyNameAndNumberMakesAnAccessThatIsDeniedOrNone() {
        val numbers = listOf(Int.MIN_VALUE, -1, 0, 15, 16, 255, 256, 1 shl 20, Int.MAX_VALUE)
        // The one pair that may be allowed, for the purpose as a whole, is left to the other tests.
        val names = List(4) { NAMES.shuffled(random) zip NAMES.shuffled(random) }.flatten() - ("qr-scan" to "app")
        for ((purpose, caller) in names) {
            val access = Native.prepare(purpose, numbers.random(random), numbers.random(random), caller, random.nextBoolean())
            if (access == 0L) allDenied(handle, access)
            denial(Native.check(handle, access))
            denial(-Native.acquire(handle, access))
            denial(-Native.acquireAll(handle, access).single())
        }
    }

    @Test
    fun numbersOfNoResourceAndOfNoScopesMakeNoAccess() {
        val wrong = listOf(Resource.entries.size to 1, 256 to 1, Int.MAX_VALUE to 1, 0 to -1, 0 to 256, 0 to Int.MIN_VALUE)
        for ((resource, scopes) in wrong) assertEquals(0, Native.prepare("qr-scan", resource, scopes, "app", false))
        assertEquals(scan, Native.prepare("qr-scan", 0, PREVIEW, "app", false))
        // Scopes that the camera has not: prepared, and denied.
        denial(Native.check(handle, Native.prepare("qr-scan", 0, 0xf0, "app", false)))
    }

    @Test
    fun aRichCallWithNonsenseIsAnError() {
        for (text in NAMES.filterNotNull()) {
            assertThrows(Exception::class.java) { decideIn(text, text, text, text, listOf(text)) }
            assertThrows(Exception::class.java) { gate.osGrant(Resource.CAMERA, text) }
            runCatching { gate.sdkRunning(text) }
            runCatching { assertTrue(gate.mayStart(text) != null) }
            runCatching { assertNull(readMatch(random.nextLong().toULong(), text)) }
        }
        for (number in listOf(0, -1, handle, random.nextLong())) {
            assertThrows(MenshenException.Unknown::class.java) { gate.plan(number.toULong()) }
            assertThrows(MenshenException.Unknown::class.java) { gate.answer(number.toULong(), ConsentAnswer.Grant) }
        }
        assertEquals(0, Native.check(handle, scan))
    }

    @Test
    fun threadsThatRaceGiveEachLeaseBackOnceAndGetNothingAfterTheEnd() {
        val race = Race(gate, scan)
        val threads = Executors.newFixedThreadPool(THREADS)
        val runs = (1..THREADS).map { number -> threads.submit { race.run(Random(seed + number)) } }
        race.half.await(60, TimeUnit.SECONDS)
        gate.shut()
        for (run in runs) run.get(120, TimeUnit.SECONDS)
        threads.shutdown()
        race.judge()
        allDenied(handle, scan)
        assertNull("no call panicked", gate.fault())
    }

    /** Anything, or a handle with another generation or kind; not another slot, where there may be something. */
    private fun number(near: Long): Long = when (random.nextInt(3)) {
        0 -> random.nextLong()
        1 -> random.nextLong() ushr 13
        else -> near xor (1L shl random.nextInt(20, 64))
    }

    private fun allDenied(gate: Long, access: Long) {
        assertEquals(FAULT, Native.check(gate, access))
        assertEquals(-FAULT, Native.acquire(gate, access))
        assertArrayEquals(longArrayOf(-FAULT), Native.acquireAll(gate, access))
    }

    private fun acquire(): Long = Native.acquire(handle, scan).also { assertTrue("denied: $it", it > 0) }

    private companion object {
        val NAMES = listOf(
            null, "", "qr-scan", "app", "\u0000", "a\u0000b", "\uD83D\uDCF7 扫码 👩‍👩‍👧", "\uD800", "x\uDC00\uD800y",
            "x".repeat(1 shl 20), "门".repeat(1 shl 20), "\uD83D\uDCF7".repeat(1 shl 19), "../../etc", "%s%n",
        )
    }
}

internal fun denial(packed: Long) {
    assertTrue("no denial: $packed", Verdict.unpack(packed) is Verdict.Deny)
}
