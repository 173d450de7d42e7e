package dev.menshen.gated

import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.location.LocationManager
import android.os.Looper
import android.os.SystemClock
import dev.menshen.Access
import dev.menshen.Location
import dev.menshen.core.Resource
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import kotlin.time.Duration
import android.location.Location as Position

// Robolectric has put others beside these, which do not do all of it.
@Suppress("DEPRECATION")
internal class GatedLocationTest : GatedTest() {
    private val coarse = access<Location.Coarse>("nearby-live", Resource.LOCATION, "coarse")
    private val fine = access<Location.Fine>("nearby-live", Resource.LOCATION, "fine")
    private val manager = app.service<LocationManager>()
    private val listeners get() = PROVIDERS.flatMap { shadowOf(manager).getLocationUpdateListeners(it) }

    @Before
    fun onTheRoad() {
        PROVIDERS.forEach { shadowOf(manager).setProviderEnabled(it, true) }
        // The app holds more than a coarse lease is for.
        shadowOf(app).grantPermissions(ACCESS_FINE_LOCATION)
    }

    private fun here(provider: String = "network", latitude: Double = 39.908723) = Position(provider).apply {
        this.latitude = latitude
        longitude = 116.397496
        altitude = 43.5
        speed = 1.5f
        bearing = 90f
        accuracy = 4f
        time = 1_790_000_000_000
        elapsedRealtimeNanos = SystemClock.elapsedRealtimeNanos()
    }

    @Test
    fun aCoarseLeaseGivesAGridAndNothingElse() {
        PROVIDERS.forEach { shadowOf(manager).setLastKnownLocation(it, here(it)) }
        val known = checkNotNull(GatedLocation.last(granted(coarse)))
        assertEquals(2_000f, known.accuracy)
        assertFalse(known.hasAltitude() || known.hasSpeed() || known.hasBearing())
        assertNull(known.extras)
        val metres = known.distanceTo(here())
        assertTrue("$metres m off", metres in 50f..1_500f)
        // Who is a little elsewhere is on the same spot.
        PROVIDERS.forEach { shadowOf(manager).setLastKnownLocation(it, here(it, 39.908923)) }
        assertEquals(0f, checkNotNull(GatedLocation.last(granted(coarse))).distanceTo(known))
    }

    @Test
    fun theGridIsSomeTwoKilometresEverywhere() {
        for (latitude in listOf(0.0, 39.9, -33.9, 66.0, 89.999)) {
            for (step in 0..200) {
                val place = here(latitude = latitude).apply { longitude = -179.9 + step * 0.004 }
                assertTrue(coarse(place).distanceTo(place) < 1_600f)
            }
        }
    }

    @Test
    fun aFineLeaseGivesThePositionItself() {
        shadowOf(manager).setLastKnownLocation("gps", here("gps"))
        assertEquals(39.908723, checkNotNull(GatedLocation.last(granted(fine))).latitude, 0.0)
    }

    @Test
    fun aWithdrawalEndsTheUpdates() {
        val lease = granted(coarse)
        val places = elsewhere.async { GatedLocation.updates(lease, Duration.ZERO, 0f).toList() }
        eventually("asked") { listeners.isNotEmpty() }
        shadowOf(manager).simulateLocation("fused", here("fused"))
        shadowOf(Looper.getMainLooper()).idle()
        menshen.user.withdraw(coarse)
        eventually("stopped") { listeners.isEmpty() }
        val grid = runBlocking { places.await() }.single()
        assertEquals(0f, grid.distanceTo(coarse(here())))
    }

    @Test
    fun aCollectorThatLeavesEndsTheUpdates() {
        val lease = granted(coarse)
        val job = elsewhere.launch { GatedLocation.updates(lease, Duration.ZERO, 0f).collect { } }
        eventually("asked") { listeners.isNotEmpty() }
        job.cancel()
        eventually("stopped") { listeners.isEmpty() }
        assertTrue(lease.live)
    }

    @Test
    fun onePositionIsEnough() {
        val lease = granted(fine)
        val found = CompletableDeferred<Position?>()
        elsewhere.launch { found.complete(GatedLocation.current(lease)) }
        eventually("asked") { listeners.isNotEmpty() }
        shadowOf(manager).simulateLocation("fused", here("fused"))
        eventually("found") { found.isCompleted }
        assertEquals(39.908723, runBlocking { found.await() }?.latitude)
        eventually("stopped") { listeners.isEmpty() }
    }

    @Test
    fun switchedOffThereIsNone() {
        val lease = granted(coarse)
        PROVIDERS.forEach { shadowOf(manager).setProviderEnabled(it, false) }
        assertNull(runBlocking { GatedLocation.current(lease) })
    }

    @Test
    fun noPositionWithoutALiveLease() {
        for (access in listOf<Access<Location.Coarse>>(coarse, fine)) {
            assertNeedsLife(access) { GatedLocation.last(it) }
            assertNeedsLife(access) { runBlocking { GatedLocation.current(it) } }
            assertNeedsLife(access) { runBlocking { GatedLocation.updates(it, Duration.ZERO, 0f).toList() } }
        }
    }

    private companion object {
        val PROVIDERS = listOf("gps", "network", "fused")
    }
}
