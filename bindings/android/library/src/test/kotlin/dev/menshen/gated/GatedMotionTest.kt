package dev.menshen.gated

import android.hardware.Sensor
import android.hardware.SensorEvent
import android.hardware.SensorManager
import dev.menshen.Motion
import dev.menshen.core.Resource
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.SensorEventBuilder
import org.robolectric.shadows.ShadowSensor

// Robolectric has put others beside these, which do not do all of it.
@Suppress("DEPRECATION")
internal class GatedMotionTest : GatedTest() {
    private val shake = access<Motion.Raw>("shake", Resource.MOTION, "raw")
    private val steps = access<Motion.Activity>("more", Resource.MOTION, "activity")
    private val sensors = shadowOf(app.service<SensorManager>())
    private val accelerometer = ShadowSensor.newInstance(Sensor.TYPE_ACCELEROMETER)

    @Before
    fun built(): Unit = listOf(accelerometer, ShadowSensor.newInstance(Sensor.TYPE_STEP_COUNTER)).forEach(sensors::addSensor)

    private fun move(x: Float): SensorEvent =
        SensorEventBuilder.newBuilder().setSensor(accelerometer).setValues(floatArrayOf(x, 0f, 9.8f)).setTimestamp(5).build()

    @Test
    fun aWithdrawalEndsTheSamples() {
        val lease = granted(shake)
        val samples = elsewhere.async { GatedMotion.sensor(lease, Sensor.TYPE_ACCELEROMETER).toList() }
        eventually("listening") { sensors.listeners.isNotEmpty() }
        val event = move(1f)
        sensors.sendSensorEventToListeners(event)
        event.values[0] = 2f
        menshen.user.withdraw(shake)
        eventually("stopped") { sensors.listeners.isEmpty() }
        assertEquals(listOf(1f), runBlocking { samples.await() }.map { it.values.first() })
    }

    @Test
    fun aCollectorThatLeavesEndsTheSamples() {
        val lease = granted(steps)
        val job = elsewhere.launch { GatedMotion.steps(lease).collect { } }
        eventually("listening") { sensors.listeners.isNotEmpty() }
        job.cancel()
        eventually("stopped") { sensors.listeners.isEmpty() }
        assertTrue(lease.live)
    }

    @Test
    fun aDeviceWithoutTheSensorHasNoSamples() {
        assertTrue(runBlocking { GatedMotion.sensor(granted(shake), Sensor.TYPE_GYROSCOPE).toList() }.isEmpty())
    }

    @Test
    fun aLeaseForMotionIsNoneForTheBody() {
        val lease = granted(shake)
        assertThrows(IllegalArgumentException::class.java) { GatedMotion.sensor(lease, Sensor.TYPE_HEART_RATE) }
        assertThrows(IllegalArgumentException::class.java) { GatedMotion.sensor(lease, Sensor.TYPE_STEP_COUNTER) }
    }

    @Test
    fun nothingIsMeasuredWithoutALiveLease() {
        assertNeedsLife(shake) { runBlocking { GatedMotion.sensor(it, Sensor.TYPE_ACCELEROMETER).toList() } }
        assertNeedsLife(steps) { runBlocking { GatedMotion.steps(it).toList() } }
        assertTrue(sensors.listeners.isEmpty())
    }
}
