package dev.menshen.sample

import dev.menshen.Access
import dev.menshen.Denied
import dev.menshen.Group
import dev.menshen.MayUse
import dev.menshen.Verdict
import dev.menshen.Wish
import dev.menshen.core.Age
import dev.menshen.core.PolicyState
import dev.menshen.core.Reason
import dev.menshen.core.TestClock
import dev.menshen.sample.features.FEATURES
import kotlinx.coroutines.launch
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import kotlin.time.Duration.Companion.hours

/** What the stories have in common: a phone with the app just installed, and its user. */
abstract class Story {
    protected val phone: Phone = Phone()
    protected val person: Person = Person(phone)
    protected val hardware: Hardware = Hardware(phone.app)
    protected val app: TestApp get() = phone.app

    /** Whether what asks on its own still waits for an answer. */
    protected var asking: Boolean = false
        private set

    @After
    fun end(): Unit = app.die()

    /** The app is open, and the policy accepted. */
    protected fun accepted(account: Boolean = false, age: Age = Age.ADULT) {
        opened()
        person.agrees()
        phone.await("the answer") { app.menshen.policyState is PolicyState.Accepted }
        if (account) app.account.signIn("lin", age)
        phone.settle()
        assertEquals(null, app.menshen.fault)
    }

    /** The app is open for the first time, with the policy before the user. */
    protected fun opened() {
        phone.open()
        phone.await("the policy") { person.shown == Shown.POLICY }
    }

    /** The app is open, and the policy declined. */
    protected fun declined() {
        opened()
        person.disagrees()
        phone.await("the answer") { app.menshen.policyState is PolicyState.Declined }
    }

    protected fun accepted(flow: Flow): Unit = accepted(flow.account)

    protected fun wish(purpose: String): Wish = FEATURES.first { it.purpose == purpose }.wish

    /** A feature asks on its own, without a tap, as code that runs at start-up does. */
    protected fun asksOnItsOwn(wish: Wish) {
        asking = true
        app.scope.launch {
            try {
                when (wish) {
                    is MayUse -> app.menshen.ask(wish)
                    is Access<*> -> app.menshen.with(wish) { }
                    is Group<*> -> app.menshen.withAll(wish) { }
                }
            } catch (_: Denied) {
                // What the story looks at is whether somebody was asked.
            } finally {
                asking = false
            }
        }
        phone.await("an answer for ${wish.purpose}") { !asking || person.shown != Shown.NOTHING }
    }

    protected fun days(count: Int): Unit = TestClock.pass((24 * count).hours)

    /** It did what it is for. */
    protected fun assertWorked(purpose: String) {
        val text = person.reads(purpose)
        assertFalse("$purpose: $text", text == null || text in refusals)
        if (wish(purpose) !is MayUse) assertEquals(purpose, "allow", person.decision(purpose))
    }

    protected fun assertDenied(purpose: String, vararg reasons: Reason) {
        assertFalse(purpose, person.runs(purpose))
        assertTrue("$purpose: ${person.reads(purpose)}", person.reads(purpose) in reasons.map { Said.no(it).zh })
    }

    protected fun reason(wish: Wish): Reason? = (app.menshen.check(wish) as? Verdict.Deny)?.reason

    private companion object {
        val refusals = Reason.entries.map { Said.no(it).zh }.toSet()
    }
}
