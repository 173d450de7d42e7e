package dev.menshen

import android.Manifest.permission as P
import android.app.Activity
import android.content.Intent
import dev.menshen.core.Age
import dev.menshen.core.PolicyState
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import dev.menshen.core.Step
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.ExperimentalCoroutinesApi
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

@OptIn(ExperimentalCoroutinesApi::class)
@RunWith(RobolectricTestRunner::class)
class WalkerTest {
    private val phone = Handset()
    private val menshen = phone.menshen
    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)
    private val hum = Gates.access<Microphone.Recognise>("hum-recognition", Resource.MICROPHONE, 1)
    private val friends = Gates.access<Contacts.Match>("friend-recommendation", Resource.CONTACTS, 1)

    @After
    fun close() = phone.close()

    private fun scan(tapped: Boolean = true) = phone.tap { menshen.with(scan, tapped) { "scanned" } }

    private fun reason(feature: Deferred<*>): Reason = (feature.getCompletionExceptionOrNull() as Denied).reason

    private fun accepted() = menshen.user.acceptPolicy()

    @Test
    fun theFirstTapGoesTheWholeWay() {
        val feature = scan()
        assertTrue(phone.shown.single() is Prompt.Policy)
        phone.say(PromptAnswer.YES)
        assertTrue("the purpose's text beside the system's dialog", phone.shown.last() is Prompt.BesideDialog)
        phone.answerDialog(P.CAMERA)
        assertEquals("scanned", feature.getCompleted())
        assertNull("nothing is left on the screen", phone.prompt)
        assertEquals("a second time nothing is asked", "scanned", scan().getCompleted())
    }

    @Test
    fun aDeclinedPolicyIsBasicMode() {
        val feature = scan()
        phone.say(PromptAnswer.NO)
        assertEquals(Reason.POLICY_NOT_ACCEPTED, reason(feature))
        assertEquals(PolicyState.Declined, menshen.policyState)
        assertEquals("not asked on a page's own account", Reason.POLICY_NOT_ACCEPTED, reason(scan(tapped = false)))
        assertEquals(1, phone.shown.size)
        scan()
        assertEquals("a tap may bring it up again", 2, phone.shown.size)
    }

    @Test
    fun aRefusalIsRespectedUntilTheUserActs() {
        accepted()
        val feature = scan(tapped = false)
        phone.answerDialog(rationale = true)
        assertEquals(Reason.CONSENT_REFUSED, reason(feature))
        assertEquals(Reason.CONSENT_REFUSED, reason(scan(tapped = false)))
        assertEquals("nobody is asked again within 48 hours", 1, phone.shown.size)
        val again = scan()
        phone.answerDialog(P.CAMERA)
        assertEquals("scanned", again.getCompleted())
    }

    @Test
    fun twiceRefusedLeadsToTheSettingsAndBack() {
        accepted()
        scan().let { phone.answerDialog(rationale = true) }
        scan().let { phone.answerDialog(rationale = false) }
        val third = scan()
        assertTrue("the system shows nothing any more: our sheet asks", phone.shown.last() is Prompt.Consent)
        phone.say(PromptAnswer.YES)
        assertTrue(phone.shown.last() is Prompt.Settings)
        phone.say(PromptAnswer.YES)
        val host = checkNotNull(phone.prompt).get()
        val page = shadowOf(host).nextStartedActivityForResult
        assertEquals("android.settings.APPLICATION_DETAILS_SETTINGS", page.intent.action)
        shadowOf(Gates.app).grantPermissions(P.CAMERA)
        shadowOf(host).receiveResult(page.intent, Activity.RESULT_CANCELED, null)
        phone.settle()
        assertEquals("scanned", third.getCompleted())
    }

    @Test
    fun aTurnedScreenShowsThePromptAgain() {
        val feature = scan()
        checkNotNull(phone.prompt).recreate()
        assertEquals(2, phone.shown.size)
        phone.say(PromptAnswer.YES)
        checkNotNull(phone.prompt).recreate()
        assertNull("the system is asked once", shadowOf(checkNotNull(phone.prompt).get()).lastRequestedPermission)
        assertFalse(feature.isCompleted)
    }

    @Test
    fun afterTheProcessWasKilledAPromptCloses() {
        val orphan = Robolectric.buildActivity(PromptActivity::class.java, PromptActivity.intent(Gates.app, 7)).setup()
        assertTrue(orphan.get().isFinishing)
        val none = Robolectric.buildActivity(PromptActivity::class.java, Intent()).setup()
        assertTrue(none.get().isFinishing)
    }

    @Test
    fun aDoubleTapAsksOnce() {
        accepted()
        val (first, second) = scan() to scan()
        assertEquals(1, phone.shown.size)
        phone.answerDialog(P.CAMERA)
        assertEquals(listOf("scanned", "scanned"), listOf(first.getCompleted(), second.getCompleted()))
        assertEquals(1, phone.shown.size)
    }

    @Test
    fun promptsOfSeveralCallersQueue() {
        accepted()
        val first = scan()
        val second = phone.tap { menshen.with(hum, tapped = true) { "heard" } }
        assertEquals(1, phone.shown.size)
        phone.answerDialog(P.CAMERA)
        assertEquals("scanned", first.getCompleted())
        phone.say(PromptAnswer.YES)
        phone.answerDialog(P.RECORD_AUDIO)
        assertEquals("heard", second.getCompleted())
    }

    @Test
    fun aCancelledFeatureTakesItsPromptAlong() {
        val feature = scan()
        assertNotNull(phone.prompt)
        feature.cancel()
        phone.settle()
        assertNull(phone.prompt)
        assertEquals(PolicyState.Undecided, menshen.policyState)
        scan()
        assertNotNull("and the next one's turn has come", phone.prompt)
    }

    @Test
    fun withoutAVisibleActivityTheStepComesBackAtOnce() {
        phone.activity.pause().stop()
        val denied = scan().getCompletionExceptionOrNull() as Denied
        assertEquals(Step.ACCEPT_POLICY, denied.next)
        assertTrue(phone.shown.isEmpty())
    }

    @Test
    fun sensitiveInformationHasItsOwnSheet() {
        accepted()
        menshen.switchSubject("somebody", Age.ADULT)
        val feature = phone.tap { menshen.with(friends, tapped = true) { "found" } }
        val sheet = phone.shown.last() as Prompt.Consent
        assertTrue(sheet.separate)
        assertEquals("friend-recommendation", sheet.purpose.id)
        phone.say(PromptAnswer.YES)
        phone.answerDialog(P.READ_CONTACTS)
        assertEquals("found", feature.getCompleted())
    }

    @Test
    fun aPromptClosedWithTheBackKeyIsANo() {
        val feature = scan()
        @Suppress("DEPRECATION")
        checkNotNull(phone.prompt).get().onBackPressed()
        phone.settle()
        assertEquals(Reason.POLICY_NOT_ACCEPTED, reason(feature))
        assertEquals(PolicyState.Declined, menshen.policyState)
    }
}
