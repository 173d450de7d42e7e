package dev.menshen.gated

import android.location.Location
import kotlin.math.PI
import kotlin.math.cos
import kotlin.math.roundToLong

/**
 * A position on a grid of some 2 km, with nothing that would tell more: no altitude, speed, bearing
 * or extras. Whoever moves along a line of the grid is seen to cross it, as with any fixed grid.
 */
internal fun coarse(fine: Location): Location = Location(fine.provider).apply {
    latitude = snap(fine.latitude, DEGREES)
    // A degree of longitude shrinks towards the poles. The row of the grid decides, not the position itself.
    longitude = snap(fine.longitude, DEGREES / cos(latitude * PI / 180).coerceAtLeast(DEGREES))
    accuracy = maxOf(fine.accuracy, METRES)
    time = fine.time
    elapsedRealtimeNanos = fine.elapsedRealtimeNanos
}

private fun snap(degrees: Double, step: Double) = (degrees / step).roundToLong() * step

private const val METRES = 2_000f
private const val DEGREES = METRES / 111_195.0
