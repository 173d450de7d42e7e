package dev.menshen

import dev.menshen.core.LeaseEnd
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import dev.menshen.core.Step
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

@RunWith(RobolectricTestRunner::class)
class GateTest {
    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)

    @Test
    fun nothingPassesBeforeThePolicyIsAccepted() {
        Gates.fresh().use { menshen ->
            assertEquals(Verdict.Deny(Reason.POLICY_NOT_ACCEPTED, Step.ACCEPT_POLICY), menshen.check(scan))
            val denied = assertThrows(Denied::class.java) { menshen.acquire(scan) }
            assertEquals(Reason.POLICY_NOT_ACCEPTED, denied.reason)
        }
    }

    @Test
    fun aLeaseLivesUntilTheConsentIsWithdrawn() {
        Gates.accepted().use { menshen ->
            Gates.grant(menshen, scan)
            val lease = menshen.acquire(scan)
            assertTrue(lease.live)
            val heard = LinkedBlockingQueue<Pair<LeaseEnd, String>>()
            lease.onRevoked { heard.add(it to Thread.currentThread().name) }
            menshen.user.withdraw(scan)
            assertFalse(lease.live)
            val (how, _) = checkNotNull(heard.poll(20, TimeUnit.SECONDS))
            assertEquals(LeaseEnd.WITHDRAWN, how)
            lease.close()
            lease.close()
        }
    }
}
