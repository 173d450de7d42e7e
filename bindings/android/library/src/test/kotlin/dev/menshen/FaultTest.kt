package dev.menshen

import dev.menshen.core.Reason
import dev.menshen.core.Resource
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File

/** Whatever is broken: denied, said, and no crash. */
@RunWith(RobolectricTestRunner::class)
class FaultTest {
    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)

    private fun open(policy: String? = Gates.policy(), options: MenshenOptions = MenshenOptions(), dir: File = Gates.directory()) =
        Opening(Gates.app, options, dir, policy).open().start(null)

    private fun assertDenies(menshen: Menshen, cause: String) = menshen.use {
        assertTrue("${menshen.fault}", menshen.fault!!.contains(cause))
        assertEquals(Reason.GATE_FAULT, (menshen.check(scan) as Verdict.Deny).reason)
        assertEquals(Reason.GATE_FAULT, assertThrows(Denied::class.java) { menshen.acquire(scan) }.reason)
        assertThrows(Denied::class.java) { runBlocking { menshen.with(scan, tapped = true) { } } }
        @OptIn(GeneratedCode::class)
        assertThrows(Denied::class.java) { menshen.acquireAll(Group("record-video", { it })) }
        menshen.user.acceptPolicy()
        menshen.switchSubject("somebody")
        assertEquals("null", menshen.user.ownCopy())
        assertFalse(menshen.perceptible().use { menshen.check(scan) } == Verdict.Allow)
    }

    @Test
    fun aMissingPolicyIsNamed() = assertDenies(open(policy = null), "menshen/policy.json")

    @Test
    fun aBrokenPolicyIsNamedWithItsLine() {
        val broken = Gates.policy().replaceFirst("\"purposes\"", "\"purpose\"")
        assertDenies(open(broken), "unknown field `purpose`")
    }

    @Test
    fun codeGeneratedFromAnotherPolicyIsRefused() {
        @OptIn(GeneratedCode::class)
        val stamp = PolicyStamp("netease-cloud-music", "2023-01-01", "0".repeat(64))
        assertDenies(open(options = MenshenOptions(stamp = stamp)), "menshen policy codegen")
    }

    @Test
    fun theStampOfThisPolicyIsAccepted() = open().use { first ->
        @OptIn(GeneratedCode::class)
        val stamp = PolicyStamp("netease-cloud-music", "2024-08-23", first.policy!!.fingerprint)
        open(options = MenshenOptions(stamp = stamp)).use { assertNull(it.fault) }
    }

    @Test
    fun aPurposeToObserveThatNobodyDeclaresIsNamed() =
        assertDenies(open(options = MenshenOptions(observe = setOf("qr-scam"))), "qr-scam")

    @Test
    fun aDirectoryThatCannotBeUsedIsNamed() {
        val file = Gates.directory().apply { writeText("in the way") }
        assertDenies(open(dir = file), "directory")
    }

    @Test
    fun anUnreadableLedgerDeniesUntilItIsReadable() {
        val dir = Gates.directory()
        open(dir = dir).use { it.user.acceptPolicy() }
        File(dir, "ledger").writeText("not a ledger")
        open(dir = dir).use { menshen ->
            assertNotNull(menshen.fault)
            assertEquals(Reason.GATE_FAULT, (menshen.check(scan) as Verdict.Deny).reason)
        }
    }
}
