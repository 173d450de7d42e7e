package dev.menshen

import android.app.AppOpsManager
import android.app.AppOpsManager.OnOpNotedCallback
import android.app.AsyncNotedAppOp
import android.app.SyncNotedAppOp
import android.os.Looper
import android.os.Process
import dev.menshen.core.Resource
import dev.menshen.gated.StandsFor
import org.json.JSONObject
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowSystemClock
import java.io.File
import java.time.Duration

@RunWith(RobolectricTestRunner::class)
class BypassDetectorTest {
    private val app = Gates.app
    private val ops = checkNotNull(app.getSystemService(AppOpsManager::class.java))
    private val dir = Gates.directory()
    private var menshen = Gates.accepted(dir = dir)
    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)
    private val nearby = Gates.access<Location.Coarse>("nearby-live", Resource.LOCATION, 1)

    @After
    fun shut(): Unit = menshen.close()

    private fun note(op: String, tag: String? = null) {
        ops.noteOp(op, Process.myUid(), app.packageName, tag, "not for the log")
        shadowOf(Looper.getMainLooper()).idle()
    }

    /** Resource, scopes and whether a lease covered it, oldest first. */
    private fun seen(): List<String> = menshen.user.records(kinds = listOf("os_observed")).reversed().map {
        JSONObject(it).run { "${getString("resource")} ${getJSONArray("scope")} ${getBoolean("covered")}" }
    }

    private fun findings(): List<JSONObject> {
        checkNotNull(menshen.native).checkpoint()
        val policy = File(dir.parentFile, "policy.json").apply { writeText(Gates.policy()) }
        val report = Command.run("log", "audit", dir.path, "--policy", policy.path, "--json").json()
        val all = report.getJSONArray("findings")
        return (0 until all.length()).map(all::getJSONObject).filter { it.getString("rule") == "bypass" }
    }

    @Test
    fun whatWentPastTheGateIsAFindingWithItsTag() {
        note(AppOpsManager.OPSTR_CAMERA, "adkit")
        assertEquals(listOf("""camera ["preview"] false"""), seen())
        val finding = findings().single()
        assertTrue(finding.toString(), "adkit" in finding.toString())
        assertFalse("not for the log" in File(dir, "log").walk().filter(File::isFile).joinToString { it.readText(Charsets.ISO_8859_1) })
    }

    @Test
    fun whatALeaseCoversIsNone() {
        Gates.grant(menshen, scan)
        menshen.acquire(scan).use { note(AppOpsManager.OPSTR_CAMERA) }
        assertEquals(listOf("""camera ["preview"] true"""), seen())
        assertTrue(findings().isEmpty())
    }

    @Test
    fun aLateNoteIsHeldAgainstTheLeasesOfItsTime() {
        Gates.grant(menshen, scan)
        val before = System.currentTimeMillis()
        menshen.acquire(scan).close()
        menshen.bypass.noted(AppOpsManager.OPSTR_CAMERA, null, at = before - 1_000)
        menshen.bypass.noted(AppOpsManager.OPSTR_CAMERA, "other")
        assertEquals(listOf("""camera ["preview"] true""", """camera ["preview"] false"""), seen())
    }

    @Test
    fun aWrapperThatAsksForLessIsNotTakenForWhatTheSystemReports() {
        Gates.grant(menshen, nearby)
        menshen.acquire(nearby).use {
            StandsFor(Sight(Resource.LOCATION, 1)).use { note(AppOpsManager.OPSTR_FINE_LOCATION, "a") }
            note(AppOpsManager.OPSTR_FINE_LOCATION, "b")
        }
        assertEquals(listOf("""location ["coarse"] true""", """location ["fine"] false"""), seen())
    }

    @Test
    fun theSameIsSaidOnceASecondUntilTheLeasesChange() {
        repeat(50) { note(AppOpsManager.OPSTR_CAMERA) }
        assertEquals(1, seen().size)
        note(AppOpsManager.OPSTR_CAMERA, "adkit")
        note(AppOpsManager.OPSTR_RECORD_AUDIO)
        assertEquals(3, seen().size)
        ShadowSystemClock.advanceBy(Duration.ofSeconds(1))
        note(AppOpsManager.OPSTR_CAMERA)
        assertEquals(4, seen().size)
        Gates.grant(menshen, scan)
        menshen.acquire(scan).use { note(AppOpsManager.OPSTR_CAMERA) }
        note(AppOpsManager.OPSTR_CAMERA)
        assertEquals(listOf("false", "true", "false"), seen().takeLast(3).map { it.substringAfterLast(' ') })
    }

    @Test
    fun anOperationThatNobodyProtectsIsLeftAlone() {
        note(AppOpsManager.OPSTR_VIBRATE)
        menshen.bypass.noted("android:from_the_future", null)
        assertTrue(seen().isEmpty())
        assertNull(ObservedOps["android:vibrate"])
    }

    @Test
    fun everySightNamesScopesThatThereAre() {
        for (op in AppOpsManager.getOpStrs()) {
            val sight = ObservedOps[op] ?: continue
            val all = (1 shl dev.menshen.core.scopeNames(sight.resource).size) - 1
            assertEquals(op, 0, sight.scopes and all.inv())
        }
        assertEquals(NAMES, AppOpsManager.getOpStrs().filter { ObservedOps[it] != null }.toSet().size)
    }

    @Test
    fun anotherLibraryMayHaveTheCallback() {
        menshen.close()
        val heard = ArrayList<String>()
        ops.setOnOpNotedCallback(Runnable::run, object : OnOpNotedCallback() {
            override fun onNoted(op: SyncNotedAppOp): Unit = Unit
            override fun onAsyncNoted(op: AsyncNotedAppOp): Unit = Unit

            override fun onSelfNoted(op: SyncNotedAppOp) {
                heard += op.op
                menshen.bypass.noted(op.op, op.attributionTag)
            }
        })
        menshen = Gates.accepted(dir = dir)
        note(AppOpsManager.OPSTR_CAMERA)
        assertEquals(listOf(AppOpsManager.OPSTR_CAMERA), heard)
        assertEquals(listOf("""camera ["preview"] false"""), seen())
        menshen.close()
        note(AppOpsManager.OPSTR_CAMERA)
        assertEquals("is not taken from it", 2, heard.size)
        ops.setOnOpNotedCallback(null, null)
    }

    @Test
    fun anAppCanLeaveItOut() {
        menshen.close()
        menshen = Gates.accepted(MenshenOptions(bypassDetector = false), dir)
        note(AppOpsManager.OPSTR_CAMERA)
        assertTrue(seen().isEmpty())
    }

    private companion object {
        const val NAMES = 22
    }
}
