package dev.menshen.sample

import android.app.Application
import android.bluetooth.BluetoothA2dp
import android.bluetooth.BluetoothHeadset
import android.bluetooth.BluetoothManager
import android.bluetooth.BluetoothProfile
import android.hardware.Sensor
import android.hardware.SensorManager
import android.hardware.camera2.CameraManager
import android.location.Location
import android.location.LocationManager
import android.media.AudioRecord
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowAudioRecord
import org.robolectric.shadows.ShadowCameraCharacteristics
import org.robolectric.shadows.ShadowSensor
import java.util.concurrent.CopyOnWriteArrayList

/** A camera, a microphone, sensors and radios, and whether they are in use. */
class Hardware(private val app: Application) {
    private val records = CopyOnWriteArrayList<AudioRecord>()
    private val sensors get() = shadowOf(service(SensorManager::class.java))

    val hears: Boolean get() = records.any { it.recordingState == AudioRecord.RECORDSTATE_RECORDING }
    val senses: Boolean get() = sensors.listeners.isNotEmpty()

    init {
        shadowOf(service(CameraManager::class.java)).addCamera("0", ShadowCameraCharacteristics.newCameraCharacteristics())
        ShadowAudioRecord.setSourceProvider { records += it; object : ShadowAudioRecord.AudioRecordSource {} }
        @Suppress("DEPRECATION") // Its builder knows no type.
        sensors.addSensor(ShadowSensor.newInstance(Sensor.TYPE_ACCELEROMETER))
        shadowOf(service(BluetoothManager::class.java).adapter).run {
            setEnabled(true)
            setProfileProxy(BluetoothProfile.HEADSET, Shadow.newInstanceOf(BluetoothHeadset::class.java))
            setProfileProxy(BluetoothProfile.A2DP, Shadow.newInstanceOf(BluetoothA2dp::class.java))
        }
        shadowOf(service(LocationManager::class.java)).run {
            setProviderEnabled(LocationManager.GPS_PROVIDER, true)
            setProviderEnabled(LocationManager.NETWORK_PROVIDER, true)
            simulateLocation(LocationManager.NETWORK_PROVIDER, here(LocationManager.NETWORK_PROVIDER))
            simulateLocation(LocationManager.GPS_PROVIDER, here(LocationManager.GPS_PROVIDER))
        }
    }

    fun switchLocation(on: Boolean): Unit = shadowOf(service(LocationManager::class.java)).setLocationEnabled(on)

    private fun here(provider: String) = Location(provider).apply {
        latitude = 30.18
        longitude = 120.19
        time = 1
        elapsedRealtimeNanos = 1
        accuracy = 10f
    }

    private fun <S : Any> service(of: Class<S>): S = checkNotNull(app.getSystemService(of))
}
