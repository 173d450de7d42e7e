package dev.menshen.sample

import dev.menshen.Wish
import dev.menshen.core.Basis
import dev.menshen.core.PolicyState
import dev.menshen.core.Reason
import dev.menshen.sample.play.Player
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters

/** Every feature, from the first start on. */
@RunWith(ParameterizedRobolectricTestRunner::class)
class FeatureFlowTest(private val flow: Flow) : Story() {
    private val purpose = flow.purpose

    @Test
    fun inBasicModeOnlyMusicPlays() {
        declined()
        person.taps(purpose)
        assertEquals("who taps is asked again", Shown.POLICY, person.shown)
        person.disagrees()
        person.waitsFor(purpose)
        assertDenied(purpose, Reason.POLICY_NOT_ACCEPTED)
        assertEquals(PolicyState.Declined, app.menshen.policyState)
        Person.tag(phone.home, "play").performClick()
        assertTrue(Player.playing.value.on)
        Person.tag(phone.home, "play").performClick()
    }

    @Test
    fun allowedItWorksAndIsNotAskedAgain() {
        accepted(flow)
        person.taps(purpose)
        assertEquals(flow.asks, person.saysYesToAll(purpose))
        assertWorked(purpose)
        assertEquals(flow.holds, person.runs(purpose))
        if (flow.toggles) return assertEquals("switched off", Reason.CONSENT_WITHDRAWN, reason(wish(purpose)))
        if (flow.holds) person.taps(purpose)
        val prompts = phone.prompts
        person.taps(purpose)
        assertEquals("nothing more is asked", prompts, phone.prompts)
    }

    @Test
    fun refusedItRestsForTwoDaysIsAskedOnceMoreAndThenOnlyAtATap() {
        val first = flow.asks.firstOrNull() ?: return
        accepted(flow)
        person.taps(purpose)
        assertEquals(first, person.asked())
        person.saysNo()
        person.waitsFor(purpose)
        assertDenied(purpose, Reason.CONSENT_REFUSED, if (flow.alternatives) Reason.CONSENT_NOT_ASKED else Reason.OS_DENIED)
        if (flow.alternatives) return
        asksOnItsOwn(wish(purpose))
        assertEquals("within 48 hours", Shown.NOTHING, person.shown)
        days(2)
        asksOnItsOwn(wish(purpose))
        // What the system's dialog refused is explained by a sheet before it is asked again.
        assertTrue("after 48 hours", person.shown in setOf(first.shown, Shown.SHEET))
        person.saysNo()
        phone.await("the answer") { !asking }
        days(3)
        asksOnItsOwn(wish(purpose))
        assertEquals("twice refused", Shown.NOTHING, person.shown)
        person.taps(purpose)
        assertNotEquals("the user may always change their mind", Shown.NOTHING, person.shown)
    }

    @Test
    fun turnedDialogsGoOn() {
        accepted(flow)
        person.taps(purpose)
        val seen = buildList {
            while (person.shown != Shown.NOTHING) {
                add(person.asked())
                if (person.shown != Shown.PAGE) phone.turn()
                assertEquals(last(), person.asked())
                person.saysYes()
                person.waitsFor(purpose)
            }
        }
        assertEquals(flow.asks, seen)
        assertEquals("one prompt a question, however often it is turned", flow.asks.count { it.shown != Shown.PAGE }, phone.prompts - 1)
        assertWorked(purpose)
    }

    @Test
    fun aDialogWhoseProcessDiedClosesAndNothingIsGranted() {
        val first = flow.asks.firstOrNull() ?: return
        accepted(flow)
        person.taps(purpose)
        phone.killAndRestart()
        assertEquals(Shown.NOTHING, person.shown)
        assertEquals(phone.home, phone.top)
        assertTrue(reason(wish(purpose)) in setOf(Reason.CONSENT_NOT_ASKED, Reason.OS_NOT_ASKED))
        person.taps(purpose)
        assertEquals("what was never answered is asked anew", first, person.asked())
        person.saysYesToAll(purpose)
        assertWorked(purpose)
    }

    @Test
    fun withdrawnItEnds() {
        accepted(flow)
        person.taps(purpose)
        person.saysYesToAll(purpose)
        app.menshen.user.withdraw(wish(purpose))
        if (flow.holds) {
            phone.await("the end of $purpose") { !person.runs(purpose) && !hardware.hears && !hardware.senses }
            assertEquals("您撤回了同意，已停止", person.reads(purpose))
        }
        if (wish(purpose).needsConsent) assertEquals(Reason.CONSENT_WITHDRAWN, reason(wish(purpose)))
    }

    // What rests on a contract or on the law cannot be withdrawn.
    private val Wish.needsConsent: Boolean
        get() = app.menshen.policy?.purposes?.first { it.id == purpose }?.basis == Basis.CONSENT

    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun flows(): List<Array<Any>> = FLOWS.map { arrayOf(it) }
    }
}
