package dev.menshen.gated

import android.annotation.SuppressLint
import android.content.Context
import android.location.Location
import android.location.LocationListener
import android.location.LocationManager
import android.os.Build
import android.os.Bundle
import android.os.Looper
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Location.Coarse
import kotlinx.coroutines.channels.awaitClose
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
        val manager = context.service<LocationManager>()
        val known = manager.getProviders(true).filter { it in providers(lease) }.mapNotNull(manager::getLastKnownLocation)
        known.maxByOrNull { it.elapsedRealtimeNanos }?.let { precision(lease)(it) }
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
    @SuppressLint("MissingPermission")
    public fun updates(lease: Lease<Coarse>, minTime: Duration, minMetres: Float): Flow<Location> = callbackFlow {
        val manager = lease.menshen.context.service<LocationManager>()
        val precise = precision(lease)
        val listener = Listener { if (lease.live) trySend(precise(it)) }
        val provider = providers(lease).firstOrNull { it in manager.getProviders(true) }
        lease.act {
            if (provider == null) close()
            else manager.requestLocationUpdates(provider, minTime.inWholeMilliseconds, minMetres, listener, Looper.getMainLooper())
        }
        val hold = lease.hold { manager.removeUpdates(listener); close() }
        awaitClose(hold::close)
    }

    /** Best first. Up to API 30 satellites are for those who may have the precise position. */
    private fun providers(lease: Lease<*>): List<String> = buildList {
        if (Build.VERSION.SDK_INT >= 31) add(LocationManager.FUSED_PROVIDER)
        if (lease.isFine) add(LocationManager.GPS_PROVIDER)
        add(LocationManager.NETWORK_PROVIDER)
        if (Build.VERSION.SDK_INT >= 31 && !lease.isFine) add(LocationManager.GPS_PROVIDER)
    }

    private fun precision(lease: Lease<*>): (Location) -> Location = if (lease.isFine) { it -> it } else ::coarse

    private val Lease<*>.isFine: Boolean get() = scopes and FINE != 0

    private const val FINE = 2
}

// Up to API 29 the framework calls every method, and not all had a body.
private class Listener(private val moved: (Location) -> Unit) : LocationListener {
    override fun onLocationChanged(location: Location): Unit = moved(location)
    override fun onProviderEnabled(provider: String): Unit = Unit
    override fun onProviderDisabled(provider: String): Unit = Unit

    @Deprecated("called up to API 28")
    override fun onStatusChanged(provider: String?, status: Int, extras: Bundle?): Unit = Unit
}
