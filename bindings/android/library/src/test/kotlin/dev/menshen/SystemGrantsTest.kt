package dev.menshen

import android.Manifest.permission as P
import android.location.LocationManager
import dev.menshen.core.OsGrant
import dev.menshen.core.Reason
import dev.menshen.core.Resource
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
class SystemGrantsTest {
    private val nearby = Gates.access<Location.Fine>("nearby-people", Resource.LOCATION, 0b10)
    private val scan = Gates.access<Camera.Preview>("qr-scan", Resource.CAMERA, 1)

    private fun answered(menshen: Menshen, before: Boolean, after: Boolean, cancelled: Boolean = false) =
        menshen.system.answered(scan, Outcome(PromptAnswer.YES, before, after, cancelled))

    @Test
    fun aRefusalIsToldFromAPermanentOneWithoutGuessing(): Unit = Gates.accepted().use { menshen ->
        assertEquals("first no", OsGrant.DENIED, answered(menshen, before = false, after = true))
        assertEquals("second no", OsGrant.PERMANENTLY_DENIED, answered(menshen, before = true, after = false))
        assertEquals("closed beside the dialog", OsGrant.DENIED, answered(menshen, before = false, after = false))
        assertEquals("broken off", OsGrant.NOT_ASKED, answered(menshen, before = false, after = false, cancelled = true))
        menshen.native!!.osChanged(Resource.CAMERA, 1u, OsGrant.DENIED)
        assertEquals("and again nothing shown", OsGrant.PERMANENTLY_DENIED, answered(menshen, before = false, after = false))
        shadowOf(Gates.app).grantPermissions(P.CAMERA)
        assertEquals(OsGrant.GRANTED, answered(menshen, before = true, after = true))
    }

    @Test
    fun onlyTheApproximatePlaceIsAReducedGrant(): Unit = Gates.accepted().use { menshen ->
        shadowOf(Gates.app).grantPermissions(P.ACCESS_COARSE_LOCATION)
        assertEquals(OsGrant.REDUCED, menshen.system.answered(nearby, Outcome(PromptAnswer.YES)))
        shadowOf(Gates.app).grantPermissions(P.ACCESS_FINE_LOCATION)
        assertEquals(OsGrant.GRANTED, menshen.system.answered(nearby, Outcome(PromptAnswer.YES)))
    }

    @Test
    fun whatTheSystemTookAwayIsNoticedBeforeAnAccess(): Unit = Gates.accepted().use { menshen ->
        Gates.grant(menshen, scan)
        menshen.acquire(scan).close()
        shadowOf(Gates.app).denyPermissions(P.CAMERA)
        assertEquals(Verdict.Allow, menshen.check(scan))
        assertEquals(Reason.OS_NOT_ASKED, assertThrows(Denied::class.java) { menshen.acquire(scan) }.reason)
    }

    @Test
    fun aSwitchThatIsOffIsToldOnceAndLiftedWhenItIsOn(): Unit = Gates.accepted().use { menshen ->
        Gates.grant(menshen, nearby)
        val manager = shadowOf(Gates.app.getSystemService(LocationManager::class.java))
        val grants = { menshen.user.records(100, listOf("os_grant")).size }
        manager.setLocationEnabled(false)
        menshen.system.reconcile(null)
        assertEquals(OsGrant.SWITCHED_OFF, menshen.native!!.osGrant(Resource.LOCATION, "fine"))
        val told = grants()
        menshen.system.reconcile(null)
        assertEquals("a second look tells nothing", told, grants())
        manager.setLocationEnabled(true)
        menshen.system.reconcile(null)
        assertEquals(OsGrant.GRANTED, menshen.native.osGrant(Resource.LOCATION, "fine"))
    }
}
