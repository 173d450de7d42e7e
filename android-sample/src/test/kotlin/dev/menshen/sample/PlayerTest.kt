package dev.menshen.sample

import android.content.Intent
import dev.menshen.core.Reason
import dev.menshen.core.TestClock
import dev.menshen.sample.play.History
import dev.menshen.sample.play.LiveService
import dev.menshen.sample.play.PlayerService
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import kotlin.time.Duration.Companion.seconds

@RunWith(RobolectricTestRunner::class)
class PlayerTest : Story() {
    private fun plays() = Robolectric.buildService(PlayerService::class.java, Intent()).create().startCommand(0, 1)

    @Test
    fun inBasicModeItPlaysAndRemembersNothing() {
        declined()
        val service = plays()
        assertNotNull(shadowOf(service.get()).lastForegroundNotification)
        assertEquals(emptyList<Int>(), History.read(app))
    }

    @Test
    fun itRemembersWhatWasHeardOnceTheUserAgreed() {
        accepted()
        plays()
        assertEquals(listOf(0), History.read(app))
        app.menshen.user.withdraw(Purposes.PlaybackHistory.mayUse)
        plays()
        assertEquals("withdrawn", listOf(0), History.read(app))
    }

    @Test
    fun historyGoesOnInTheBackgroundForAsLongAsMusicPlays() {
        accepted()
        val service = plays()
        phone.leave()
        assertEquals(null, reason(Purposes.PlaybackHistory.mayUse))
        service.destroy()
        TestClock.pass(6.seconds)
        phone.await("the end of it") { reason(Purposes.PlaybackHistory.mayUse) == Reason.NOT_FOREGROUND }
    }

    @Test
    fun aLiveRoomGoesOnWhenTheUserLooksElsewhere() {
        accepted(account = true)
        person.taps("live-mic")
        person.saysYesToAll("live-mic")
        val service = Robolectric.buildService(LiveService::class.java, Intent()).create().startCommand(0, 1)
        phone.leave()
        assertTrue("the service of its type runs", hardware.hears && person.runs("live-mic"))
        service.destroy()
        TestClock.pass(6.seconds)
        phone.await("the end of it") { !person.runs("live-mic") && !hardware.hears }
    }
}
