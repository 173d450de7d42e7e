package dev.menshen

import dev.menshen.core.LeaseEnd
import dev.menshen.core.Native
import dev.menshen.core.NativeGate
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import dev.menshen.core.Revocations
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.File
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

private const val PREVIEW = 1
private val SCAN: Long by lazy { Seam.prepare("qr-scan", Resource.CAMERA, PREVIEW) }

/** Several processes of an app share one directory. */
class TwoProcessesTest {
    @get:Rule
    val folder = TemporaryFolder()

    @Test
    fun aWithdrawalInOneEndsTheLeaseOfTheOther() {
        val main = granted()
        val player = Seam.join(folder.root, ":player")
        val lease = acquire(player)
        val heard = LinkedBlockingQueue<LeaseEnd>()
        Revocations.watch(lease) { heard += it }
        main.withdraw(SCAN.toULong())
        assertEquals(LeaseEnd.WITHDRAWN, heard.poll(20, TimeUnit.SECONDS))
        assertEquals(LeaseEnd.WITHDRAWN.ordinal, Native.ended(lease))
        val denied = Verdict.unpack(-Native.acquire(player.handle().toLong(), SCAN)) as Verdict.Deny
        assertEquals(Reason.CONSENT_WITHDRAWN, denied.reason)
        listOf(main, player).forEach(NativeGate::destroy)
    }

    @Test
    fun aKilledProcessLeavesACleanLogThatSaysSo() {
        val main = granted()
        val holder = Holder.start(folder.root)
        val lease = holder.inputReader().readLine()
        holder.destroyForcibly().waitFor()
        assertTrue("it holds a lease: $lease", lease.toLong() > 0)
        val again = Seam.join(folder.root, ":player")
        again.checkpoint()
        listOf(main, again).forEach(NativeGate::destroy)
        assertEquals("clean", Command.run("log", "verify", folder.root.path, "--json").json().getString("state"))
        val ends = Command.run("log", "show", folder.root.path, "--json").lines().filter { "process_died" in it }
        assertEquals(ends.joinToString("\n"), 1, ends.size)
    }

    private fun granted(): NativeGate =
        Seam.open(folder.root).also { Seam.grant(it, SCAN, Resource.CAMERA, PREVIEW) }
}

private fun acquire(gate: NativeGate): Long = Native.acquire(gate.handle().toLong(), SCAN)

/** Another process: it acquires a lease, says its handle, and holds it until it is killed. */
internal object Holder {
    @JvmStatic
    fun main(args: Array<String>) {
        println(acquire(Seam.join(File(args.single()), ":player")))
        System.`in`.read()
    }

    fun start(dir: File): Process {
        val same = listOf("java.library.path", "jna.library.path", "menshen.root").map { "-D$it=${System.getProperty(it)}" }
        val java = File(System.getProperty("java.home"), "bin/java").path
        val line = listOf(java) + same + listOf("-cp", System.getProperty("java.class.path"), Holder::class.java.name, dir.path)
        return ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    }
}
