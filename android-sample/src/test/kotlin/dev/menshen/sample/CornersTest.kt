package dev.menshen.sample

import dev.menshen.Denied
import dev.menshen.Verdict
import dev.menshen.core.Age
import dev.menshen.core.LeaseEnd
import dev.menshen.core.Reason
import dev.menshen.core.Step
import dev.menshen.core.TestClock
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import kotlin.time.Duration.Companion.minutes

/** What happens once in a while. */
@RunWith(RobolectricTestRunner::class)
class CornersTest : Story() {
    private val scan = Purposes.QrScan.cameraPreview
    private val hum = Purposes.HumRecognition.microphoneRecognise

    @Test
    fun theApproximatePlaceWillDo() {
        accepted()
        person.taps("nearby-live")
        person.allows()
        person.waitsFor("nearby-live")
        phone.answer(Tap.COARSE)
        person.waitsFor("nearby-live")
        assertEquals("附近有 2 场演出", person.reads("nearby-live"))
        TestClock.pass(1.minutes)
        assertEquals(Reason.OS_DENIED, reason(Purposes.NearbyLive.locationFine))
        assertEquals(Verdict.Allow, app.menshen.check(Purposes.NearbyLive.locationCoarse))
    }

    @Test
    fun aDoubleTapAsksOnce() {
        accepted()
        val denied = ArrayList<Reason>()
        repeat(2) { app.scope.launch { try { app.menshen.with(scan, tapped = true) { } } catch (no: Denied) { denied += no.reason } } }
        phone.await("the dialog") { person.shown == Shown.SYSTEM }
        phone.answer(Tap.REFUSE)
        phone.await("both answers") { denied.size == 2 }
        assertEquals(Shown.NOTHING, person.shown)
        assertEquals("the policy's and the one about the camera", 2, phone.prompts)
    }

    @Test
    fun aSecondCallerGoesOnWhenTheFirstIsGone() {
        accepted()
        val first = app.scope.launch { app.menshen.with(scan, tapped = true) { } }
        var through = false
        app.scope.launch { app.menshen.with(scan, tapped = true) { through = true } }
        phone.await("the first dialog") { person.shown == Shown.SYSTEM }
        first.cancel()
        phone.breakOff()
        phone.await("another one") { phone.prompts == 3 && person.shown == Shown.SYSTEM }
        phone.answer(Tap.ALLOW)
        phone.await("the second caller") { through }
    }

    @Test
    fun promptsOfTwoFeaturesQueue() {
        accepted()
        val done = ArrayList<String>()
        app.scope.launch { app.menshen.with(hum, tapped = true) { done += "hum" } }
        app.scope.launch { app.menshen.with(scan, tapped = true) { done += "scan" } }
        phone.await("the first prompt") { person.shown == Shown.SHEET }
        person.allows()
        phone.await("its dialog") { phone.dialog == listOf(android.Manifest.permission.RECORD_AUDIO) }
        phone.answer(Tap.ALLOW)
        phone.await("the second prompt") { phone.dialog == listOf(android.Manifest.permission.CAMERA) }
        phone.answer(Tap.ALLOW)
        phone.await("both") { done == listOf("hum", "scan") }
    }

    @Test
    fun withoutAScreenTheStepComesBackAtOnce() {
        accepted()
        phone.leave()
        var denied: Denied? = null
        app.scope.launch { try { app.menshen.with(scan) { } } catch (no: Denied) { denied = no } }
        phone.await("an answer") { denied != null }
        assertEquals(Reason.CONSENT_NOT_ASKED, denied?.reason)
        assertEquals(Step.ASK_CONSENT, denied?.next)
        assertEquals(1, phone.prompts)
    }

    @Test
    fun anotherAccountEndsWhatRunsAndStartsAfresh() {
        accepted(account = true)
        person.taps("live-mic")
        person.saysYesToAll("live-mic")
        assertTrue(hardware.hears)
        app.account.signIn("wei", Age.ADULT)
        phone.await("the end of it") { !person.runs("live-mic") && !hardware.hears }
        assertEquals(Said.ended(LeaseEnd.SUBJECT_CHANGED).zh, person.reads("live-mic"))
        assertEquals(Reason.CONSENT_NOT_ASKED, reason(Purposes.LiveMic.microphoneLive))
        app.account.signIn("lin", Age.ADULT)
        assertEquals("a consent stays with who gave it", Verdict.Allow, app.menshen.check(Purposes.LiveMic.microphoneLive))
    }

    @Test
    fun aGuestIsAskedToSignIn() {
        accepted()
        person.taps("nearby-people")
        assertDenied("nearby-people", Reason.SIGN_IN_REQUIRED)
    }

    @Test
    fun aChildNeedsAGuardianAndASheetOfItsOwn() {
        accepted(account = true, age = Age.CHILD)
        person.taps("qr-scan")
        assertDenied("qr-scan", Reason.GUARDIAN_REQUIRED)
        app.menshen.user.guardian(consents = true)
        person.taps("qr-scan")
        assertEquals(listOf(Shown.SHEET, Shown.SYSTEM), person.saysYesToAll("qr-scan").map { it.shown })
        assertTrue(person.runs("qr-scan"))
        app.menshen.user.guardian(consents = false)
        phone.await("the end of it") { !person.runs("qr-scan") }
    }

    @Test
    fun thirdPartiesStartWhenTheyMayAndNotBefore() {
        declined()
        assertEquals(emptyMap<String, Int>(), started())
        Person.tag(phone.home, "policy").performClick()
        phone.await("the policy") { person.shown == Shown.POLICY }
        person.agrees()
        phone.await("the processors") { started().size == 2 }
        assertEquals("who decides for itself needs a consent of its own", mapOf("performance" to 1, "security" to 1), started())
        phone.turn()
        assertEquals("once", mapOf("performance" to 1, "security" to 1), started())
    }

    private fun started() = app.sdks.filter { it.started > 0 }.associate { it.who.id to it.started }

    @Test
    fun theDevicesSwitchIsShownWhenItIsOff() {
        accepted()
        hardware.switchLocation(on = false)
        phone.leave()
        phone.comeBack()
        person.taps("nearby-live")
        person.allows()
        person.waitsFor("nearby-live")
        assertEquals(Shown.SETTINGS, person.shown)
        person.goesToSettings()
        assertEquals(android.provider.Settings.ACTION_LOCATION_SOURCE_SETTINGS, phone.settingsPage?.action)
        phone.returnFromPage { hardware.switchLocation(on = true) }
        person.saysYesToAll("nearby-live")
        assertWorked("nearby-live")
    }

    @Test
    fun aTapBesideTheDialogSendsNobodyToTheSettings() {
        accepted()
        person.taps("qr-scan")
        phone.answer(Tap.BESIDE)
        person.waitsFor("qr-scan")
        assertFalse(person.runs("qr-scan"))
        person.taps("qr-scan")
        person.saysYesToAll("qr-scan")
        assertWorked("qr-scan")
    }

    @Test
    fun theBackKeyIsARefusal() {
        accepted()
        person.taps("hum-recognition")
        @Suppress("DEPRECATION")
        phone.top.onBackPressed()
        person.waitsFor("hum-recognition")
        assertDenied("hum-recognition", Reason.CONSENT_REFUSED)
    }

    @Test
    fun whatRunsEndsInTheBackgroundUnlessThePolicySaysOtherwise() {
        accepted()
        person.taps("qr-scan")
        person.saysYesToAll("qr-scan")
        phone.leave()
        phone.await("the end of it") { !person.runs("qr-scan") }
        assertEquals(Said.ended(LeaseEnd.BACKGROUND).zh, person.reads("qr-scan"))
    }
}
