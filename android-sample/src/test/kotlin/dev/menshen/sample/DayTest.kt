package dev.menshen.sample

import dev.menshen.MayUse
import dev.menshen.core.Age
import dev.menshen.core.TestClock
import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Assume.assumeNotNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.io.File
import kotlin.time.Duration.Companion.days
import kotlin.time.Duration.Companion.minutes

/** A day with the sample, its log, and what the `menshen` command makes of it. */
@RunWith(RobolectricTestRunner::class)
class DayTest : Story() {
    private val policy = "src/main/assets/menshen/policy.json"

    @Test
    fun theLogOfADayIsSoundAndTheAuditFindsNothing() {
        aDay()
        val log = exported()
        val verified = Command.run("log", "verify", log)
        assertTrue(verified, "clean" in verified)
        assertEquals(emptyList<String>(), findings(log))
        for (flow in FLOWS.filterNot { wish(it.purpose) is MayUse }) {
            assertTrue(flow.purpose, "\"${flow.purpose}\"" in Command.run("log", "show", log, "--json", "--purpose", flow.purpose))
        }
    }

    @Test
    fun whatWasDoneWrongOnPurposeIsFoundAndNothingElse() {
        aDay()
        app.menshen.sdk(Sdks.Advertising).foundRunning()
        assertEquals(listOf("sdk-start"), findings(exported()))
    }

    /** `-Dmenshen.log=FILE` writes it for the tests of others: dated a century ahead, since a gate drops what is old. */
    @Test
    fun theLogOfADayCanBeTakenElsewhere() {
        val file = System.getProperty("menshen.log")
        assumeNotNull(file)
        TestClock.pass((100 * 365).days)
        aDay()
        File(exported()).copyTo(File(file), overwrite = true)
    }

    /** Reads the policy, says no, then yes; uses everything once, refuses some, changes accounts and leaves. */
    private fun aDay() {
        declined()
        person.taps("qr-scan")
        person.agrees()
        person.waitsFor("qr-scan")
        phone.answer(Tap.REFUSE)
        person.waitsFor("qr-scan")
        app.account.signIn("lin", Age.ADULT)
        for (flow in FLOWS) {
            TestClock.pass(1.minutes)
            person.taps(flow.purpose)
            person.saysYesToAll(flow.purpose)
            if (person.runs(flow.purpose)) person.taps(flow.purpose)
        }
        phone.leave()
        days(1)
        phone.comeBack()
        person.taps("hum-recognition")
        app.account.signOut()
        phone.leave()
    }

    private fun exported(): String {
        val file = File(app.cacheDir, "log.tar")
        app.menshen.user.exportLog(file)
        return file.path
    }

    private fun findings(log: String): List<String> {
        val report = JSONObject(Command.run("log", "audit", log, "--policy", policy, "--json"))
        val found = report.getJSONArray("findings")
        return List(found.length()) { found.getJSONObject(it).getString("rule") }
    }
}
