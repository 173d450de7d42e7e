package dev.menshen.gated

import android.hardware.Sensor
import android.hardware.SensorEvent
import android.hardware.SensorEventListener
import android.hardware.SensorManager
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Motion
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow

/** What a sensor measured: [values] as `SensorEvent` has them, at [nanos] of the boot clock. */
public class MotionSample(public val values: FloatArray, public val nanos: Long)

/** Motion sensors, behind a lease. */
public object GatedMotion {
    private val RAW = setOf(
        Sensor.TYPE_ACCELEROMETER, Sensor.TYPE_LINEAR_ACCELERATION, Sensor.TYPE_GRAVITY, Sensor.TYPE_GYROSCOPE,
        Sensor.TYPE_ROTATION_VECTOR, Sensor.TYPE_GAME_ROTATION_VECTOR, Sensor.TYPE_MAGNETIC_FIELD,
    )
    private val ACTIVITY = setOf(Sensor.TYPE_STEP_COUNTER, Sensor.TYPE_STEP_DETECTOR)

    /**
     * What a motion sensor measures. Ends with the lease, and at once when the device has no such
     * sensor; stops when nobody collects it.
     *
     * @param type a `Sensor.TYPE_…` of movement: acceleration, rotation, gravity, magnetic field.
     * @param delay a `SensorManager.SENSOR_DELAY_…`.
     * @throws Denied when the lease is over at the start.
     * @throws IllegalArgumentException when [type] is of another kind, such as the heart rate.
     */
    @JvmOverloads
    public fun sensor(lease: Lease<Motion.Raw>, type: Int, delay: Int = SensorManager.SENSOR_DELAY_NORMAL): Flow<MotionSample> {
        require(type in RAW) { "sensor $type does not measure movement" }
        return samples(lease, type, delay)
    }

    /**
     * What the step counter (`Sensor.TYPE_STEP_COUNTER`) or detector says, as [sensor] does.
     *
     * @throws Denied when the lease is over at the start.
     */
    public fun steps(lease: Lease<Motion.Activity>, type: Int = Sensor.TYPE_STEP_COUNTER): Flow<MotionSample> {
        require(type in ACTIVITY) { "sensor $type does not count steps" }
        return samples(lease, type, SensorManager.SENSOR_DELAY_NORMAL)
    }

    private fun samples(lease: Lease<*>, type: Int, delay: Int): Flow<MotionSample> = callbackFlow {
        val manager = lease.menshen.context.service<SensorManager>()
        val listener = object : SensorEventListener {
            // The framework uses the event again.
            override fun onSensorChanged(event: SensorEvent) {
                if (lease.live) trySend(MotionSample(event.values.copyOf(), event.timestamp))
            }

            override fun onAccuracyChanged(sensor: Sensor, accuracy: Int): Unit = Unit
        }
        val start = { manager.getDefaultSensor(type)?.let { manager.registerListener(listener, it, delay) } ?: false }
        whileHeld(lease, start) { manager.unregisterListener(listener) }
    }
}
