package dev.menshen

import dev.menshen.core.Resource
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File

/** A log that is written here is read, verified and audited by the command. */
@RunWith(RobolectricTestRunner::class)
class LogTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)
    private val hum = Gates.access<Microphone.Recognise>("hum-recognition", Resource.MICROPHONE, 1)
    private val policy = File(Gates.root, "policies/netease-cloud-music.json").path

    @Test
    fun aDayOfTheAppIsVerifiedAndAuditedClean() {
        val log = log { day(it) }
        assertEquals("clean", Command.run("log", "verify", log.path, "--json").json().getString("state"))
        val audit = Command.run("log", "audit", log.path, "--policy", policy, "--json")
        assertEquals(audit.text, 0, audit.code)
        val shown = Command.run("log", "show", log.path, "--json").lines()
        val denials = shown.filter { "\"policy_not_accepted\"" in it }
        assertEquals(shown.joinToString("\n"), 1, denials.size)
        assertEquals(shown.joinToString("\n"), 1, shown.filter { "\"withdrawn\"" in it }.size)
    }

    @Test
    fun anSdkThatRanUnaskedIsFound() {
        val log = log { menshen ->
            day(menshen)
            checkNotNull(menshen.native).sdkRunning("push")
        }
        val audit = Command.run("log", "audit", log.path, "--policy", policy, "--json")
        assertEquals(audit.text, 1, audit.code)
    }

    /** What is exported of a gate after some use. */
    private fun log(use: (Menshen) -> Unit): File {
        val file = File(folder.root, "menshen.tar")
        Gates.fresh(dir = folder.newFolder()).use { menshen ->
            use(menshen)
            checkNotNull(menshen.native).checkpoint()
            menshen.user.exportLog(file)
        }
        return file
    }

    private fun day(menshen: Menshen) {
        assertThrows(Denied::class.java) { menshen.acquire(scan) }
        val native = checkNotNull(menshen.native)
        native.policyShown()
        menshen.user.acceptPolicy()
        native.appState(dev.menshen.core.AppState.FOREGROUND)
        for (access in listOf(scan, hum)) Gates.grant(menshen, access)
        menshen.acquire(scan, tapped = true).use { }
        val listening = menshen.acquire(hum, tapped = true)
        menshen.user.withdraw(hum)
        native.maintain()
        listening.close()
    }
}
