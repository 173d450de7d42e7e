package dev.menshen.sample

import dev.menshen.core.Reason
import dev.menshen.core.TestClock
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import kotlin.time.Duration.Companion.minutes

/** Every feature that the system has a word in. */
@RunWith(ParameterizedRobolectricTestRunner::class)
class PermissionFlowTest(private val flow: Flow) : Story() {
    private val purpose = flow.purpose

    @Test
    fun permanentlyDeniedItLeadsToTheSettingsAndBack() {
        accepted(flow)
        refusesTheSystem()
        refusesTheSystem()
        person.taps(purpose)
        while (person.shown == Shown.SHEET) person.saysYes().also { person.waitsFor(purpose) }
        assertEquals(Shown.SETTINGS, person.shown)
        person.goesToSettings()
        assertEquals(Shown.PAGE, person.shown)
        phone.returnFromPage { phone.switchOn() }
        person.saysYesToAll(purpose)
        assertWorked(purpose)
    }

    @Test
    fun whoComesBackFromTheSettingsEmptyHandedIsDenied() {
        accepted(flow)
        refusesTheSystem()
        refusesTheSystem()
        person.taps(purpose)
        while (person.shown == Shown.SHEET) person.saysYes().also { person.waitsFor(purpose) }
        person.goesToSettings()
        phone.returnFromPage { }
        person.waitsFor(purpose)
        assertEquals(Shown.NOTHING, person.shown)
        assertDenied(purpose, Reason.OS_PERMANENTLY_DENIED)
    }

    @Test
    fun takenAwayWhileAwayItEndsAndIsDenied() {
        accepted(flow)
        person.taps(purpose)
        person.saysYesToAll(purpose)
        phone.leave()
        phone.dialogs.takeAway(flow.asks.flatMap { it.permissions })
        phone.comeBack()
        phone.await("the end of $purpose") { !person.runs(purpose) && !hardware.hears }
        assertTrue("$purpose: ${reason(wish(purpose))}", reason(wish(purpose)) in setOf(Reason.OS_DENIED, Reason.CONSENT_WITHDRAWN))
    }

    @Test
    fun onlyThisTimeRunsOutWithoutAGrudge() {
        accepted(flow)
        person.taps(purpose)
        person.saysYesToAll(purpose)
        if (flow.holds) person.taps(purpose)
        phone.leave()
        phone.dialogs.lapse(flow.asks.flatMap { it.permissions })
        TestClock.pass(1.minutes)
        phone.comeBack()
        assertEquals(Reason.OS_NOT_ASKED, reason(wish(purpose)))
        person.taps(purpose)
        assertEquals("only the system asks again", flow.asks.filter { it.shown == Shown.SYSTEM }, person.saysYesToAll(purpose))
        assertWorked(purpose)
    }

    @Test
    fun aDialogThatIsBrokenOffIsNoAnswer() {
        accepted(flow)
        person.taps(purpose)
        while (person.shown != Shown.SYSTEM) person.saysYes().also { person.waitsFor(purpose) }
        phone.breakOff()
        person.waitsFor(purpose)
        assertEquals(Shown.NOTHING, person.shown)
        assertFalse(person.runs(purpose))
        asksOnItsOwn(wish(purpose))
        assertEquals("nobody refused, so nobody waits", Shown.SYSTEM, person.shown)
    }

    private fun refusesTheSystem() {
        person.taps(purpose)
        while (person.shown != Shown.SYSTEM) person.saysYes().also { person.waitsFor(purpose) }
        person.saysNo()
        person.waitsFor(purpose)
    }

    companion object {
        @JvmStatic
        @Parameters(name = "{0}")
        fun flows(): List<Array<Any>> =
            FLOWS.filter { flow -> !flow.alternatives && flow.asks.any { it.shown == Shown.SYSTEM } }.map { arrayOf(it) }
    }
}
