package dev.menshen.gated

import android.annotation.SuppressLint
import android.location.Location
import android.location.LocationListener
import android.location.LocationManager
import android.os.Bundle
import android.os.Looper
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Location.Coarse
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.firstOrNull
import kotlin.time.Duration

/**
 * The device's position, behind a lease, as precise as the lease: one for `coarse` gives a grid of
 * some 2 km, even when the app holds the permission for more.
 */
public object GatedLocation {
    /**
     * The last known position; `null` when there is none.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @SuppressLint("MissingPermission")
    @Throws(Denied::class)
    public fun last(lease: Lease<Coarse>): Location? = lease.take { context ->
        Precision(lease).use { precision ->
            val manager = context.service<LocationManager>()
            val known = precision.providers(manager).mapNotNull(manager::getLastKnownLocation)
            known.maxByOrNull { it.elapsedRealtimeNanos }?.let(precision::of)
        }
    }

    /**
     * Waits for one position; `null` when location is switched off.
     *
     * @throws Denied when the lease is over, or ends meanwhile.
     */
    public suspend fun current(lease: Lease<Coarse>): Location? =
        lease.take { updates(lease, Duration.ZERO, 0f).firstOrNull() }

    /**
     * Positions, at most one in [minTime] and after a move of [minMetres]. Ends with the lease, and
     * at once when location is switched off; stops when nobody collects it.
     *
     * @throws Denied when the lease is over at the start.
     */
    public fun updates(lease: Lease<Coarse>, minTime: Duration, minMetres: Float): Flow<Location> = callbackFlow {
        Precision(lease).use { precision ->
            val listener = Listener { if (lease.live) trySend(precision.of(it)) }
            val manager = lease.menshen.context.service<LocationManager>()
            val start = { precision.providers(manager).firstOrNull()?.let { manager.start(it, minTime, minMetres, listener) } != null }
            whileHeld(lease, start) { manager.removeUpdates(listener) }
        }
    }

    @SuppressLint("MissingPermission")
    private fun LocationManager.start(provider: String, minTime: Duration, minMetres: Float, listener: Listener): Unit =
        requestLocationUpdates(provider, minTime.inWholeMilliseconds, minMetres, listener, Looper.getMainLooper())
}

// Up to API 29 the framework calls every method, and not all had a body.
private class Listener(private val moved: (Location) -> Unit) : LocationListener {
    override fun onLocationChanged(location: Location): Unit = moved(location)
    override fun onProviderEnabled(provider: String): Unit = Unit
    override fun onProviderDisabled(provider: String): Unit = Unit

    @Deprecated("called up to API 28")
    override fun onStatusChanged(provider: String?, status: Int, extras: Bundle?): Unit = Unit
}
