package dev.menshen.gated

import android.location.Location
import android.location.LocationManager
import android.os.Build
import dev.menshen.Lease
import dev.menshen.Sight
import dev.menshen.core.Resource
import kotlin.math.PI
import kotlin.math.cos
import kotlin.math.roundToLong

/** As precise as a lease for the location is. */
internal class Precision(lease: Lease<*>) : AutoCloseable {
    private val fine = lease.scopes and FINE != 0
    private val note = if (fine) null else StandsFor(Sight(Resource.LOCATION, COARSE))

    /** Who may be asked, best first. Up to API 30 satellites are for those who may have the precise position. */
    fun providers(manager: LocationManager): List<String> {
        val api = Build.VERSION.SDK_INT
        val best = buildList {
            if (api >= 31) add(LocationManager.FUSED_PROVIDER)
            if (fine) add(LocationManager.GPS_PROVIDER)
            add(LocationManager.NETWORK_PROVIDER)
            if (!fine && api >= 31) add(LocationManager.GPS_PROVIDER)
        }
        return best.filter { it in manager.getProviders(true) }
    }

    fun of(position: Location): Location = if (fine) position else coarse(position)

    override fun close() {
        note?.close()
    }

    private companion object {
        const val COARSE = 1
        const val FINE = 2
    }
}

/**
 * A position on a grid of some 2 km, with nothing that would tell more: no altitude, speed, bearing
 * or extras. Whoever moves along a line of the grid is seen to cross it, as with any fixed grid.
 */
internal fun coarse(fine: Location): Location = Location(fine.provider).apply {
    latitude = snap(fine.latitude, DEGREES).coerceIn(-90.0, 90.0)
    // A degree of longitude shrinks towards the poles. The row of the grid decides, not the position itself.
    longitude = snap(fine.longitude, DEGREES / cos(latitude * PI / 180).coerceAtLeast(DEGREES))
    accuracy = maxOf(fine.accuracy, METRES)
    time = fine.time
    elapsedRealtimeNanos = fine.elapsedRealtimeNanos
}

private fun snap(degrees: Double, step: Double) = (degrees / step).roundToLong() * step

private const val METRES = 2_000f
private const val DEGREES = METRES / 111_195.0
