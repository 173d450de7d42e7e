package dev.menshen

import android.Manifest.permission as P
import android.app.Activity
import dev.menshen.core.Resource
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import java.lang.ref.WeakReference

@RunWith(RobolectricTestRunner::class)
class LifecycleTest {
    private val phone = Handset()
    private val menshen = phone.menshen
    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)

    @After
    fun close() = phone.close()

    /** Where the app was, as the log has it, latest first. */
    private fun moves(): List<String> = menshen.user.records(50, listOf("app_state"))
        .map { org.json.JSONObject(it).getString("state") }

    @Test
    fun theAppIsInFrontWhileOneOfItsActivitiesIs() {
        val second = Robolectric.buildActivity(Activity::class.java).setup()
        phone.activity.pause().stop()
        assertEquals(listOf("foreground"), moves())
        second.pause().stop()
        assertEquals(listOf("background", "foreground"), moves())
        second.start()
        assertEquals("foreground", moves().first())
        second.stop().destroy()
    }

    @Test
    fun aServiceThatIsPerceptibleSaysSo() {
        val session = menshen.perceptible()
        phone.activity.pause().stop()
        assertEquals("perceptible", moves().first())
        session.close()
        session.close()
        assertEquals(listOf("background", "perceptible", "foreground"), moves())
    }

    @Test
    fun whatTheSystemTookAwayWhileTheAppWasGoneIsSeenAtTheNextResume() {
        menshen.user.acceptPolicy()
        phone.tap { menshen.with(scan, tapped = true) { } }
        phone.answerDialog(P.CAMERA)
        assertEquals(Verdict.Allow, menshen.check(scan))
        phone.activity.pause().stop()
        shadowOf(Gates.app).denyPermissions(P.CAMERA)
        shadowOf(Gates.app.packageManager).setShouldShowRequestPermissionRationale(P.CAMERA, true)
        phone.activity.restart().resume()
        assertTrue("${menshen.check(scan)}", menshen.check(scan) is Verdict.Deny)
        shadowOf(Gates.app).grantPermissions(P.CAMERA)
        phone.activity.pause().resume()
        assertEquals("switched on again, the consent stands again", Verdict.Allow, menshen.check(scan))
    }

    @Test
    fun noActivityIsKeptAfterItsPromptIsGone() {
        menshen.user.acceptPolicy()
        phone.tap { menshen.with(scan, tapped = true) { } }
        val host = WeakReference(phone.prompt!!.get())
        phone.prompt!!.recreate()
        phone.answerDialog(P.CAMERA)
        assertNull(phone.prompt)
        val gone = (1..50).any {
            System.gc()
            host.get() == null
        }
        assertTrue("the first activity of a turned prompt is still held", gone)
    }
}
