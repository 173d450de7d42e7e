package dev.menshen.gated

import android.bluetooth.BluetoothA2dp
import android.bluetooth.BluetoothDevice
import android.bluetooth.BluetoothHeadset
import android.bluetooth.BluetoothManager
import android.bluetooth.BluetoothProfile
import android.bluetooth.le.ScanRecord
import android.bluetooth.le.ScanResult
import dev.menshen.Bluetooth
import dev.menshen.core.Resource
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadow.api.Shadow

internal class GatedBluetoothTest : GatedTest() {
    private val connected = access<Bluetooth.Connected>("driving-mode", Resource.BLUETOOTH, "connected")
    private val scan = access<Bluetooth.Scan>("more", Resource.BLUETOOTH, "scan")
    private val adapter = app.service<BluetoothManager>().adapter
    private val scanner by lazy { shadowOf(adapter.bluetoothLeScanner) }

    @Before
    fun switchedOn(): Unit = shadowOf(adapter).setEnabled(true)

    private fun device(address: String, name: String): BluetoothDevice =
        adapter.getRemoteDevice(address).also { shadowOf(it).setName(name) }

    @Test
    fun connectedDevicesTellNameAndModel() {
        val car = device("00:11:22:33:44:55", "我的车")
        val headset = Shadow.newInstanceOf(BluetoothHeadset::class.java).also { shadowOf(it).addConnectedDevice(car) }
        val a2dp = Shadow.newInstanceOf(BluetoothA2dp::class.java)
        shadowOf(a2dp).addDevice(car, BluetoothProfile.STATE_CONNECTED)
        shadowOf(a2dp).addDevice(device("00:11:22:33:44:66", "耳机"), BluetoothProfile.STATE_CONNECTED)
        shadowOf(adapter).setProfileProxy(BluetoothProfile.HEADSET, headset)
        shadowOf(adapter).setProfileProxy(BluetoothProfile.A2DP, a2dp)
        val peers = elsewhere.async { GatedBluetooth.connected(granted(connected)) }
        eventually("known") { peers.isCompleted }
        val known = runBlocking { peers.await() }
        assertEquals(listOf("我的车", "耳机"), known.map { it.name })
        assertFalse("00:11" in known.toString())
        for (profile in listOf(BluetoothProfile.HEADSET, BluetoothProfile.A2DP)) {
            assertFalse("given back", shadowOf(adapter).hasActiveProfileProxy(profile))
        }
    }

    @Test
    fun aScanEndsWithItsLease() {
        val lease = granted(scan)
        val found = elsewhere.async { GatedBluetooth.scan(lease).toList() }
        eventually("scanning") { scanner.scanCallbacks.isNotEmpty() }
        repeat(2) { advertise("00:11:22:33:44:77", "歌单灯") }
        menshen.user.withdraw(scan)
        eventually("stopped") { scanner.scanCallbacks.isEmpty() }
        assertEquals(listOf(BluetoothPeer("歌单灯", null)), runBlocking { found.await() })
    }

    @Test
    fun aCollectorThatLeavesEndsTheScan() {
        val lease = granted(scan)
        val job = elsewhere.launch { GatedBluetooth.scan(lease).collect { } }
        eventually("scanning") { scanner.scanCallbacks.isNotEmpty() }
        job.cancel()
        eventually("stopped") { scanner.scanCallbacks.isEmpty() }
        assertTrue(lease.live)
    }

    @Test
    fun switchedOffThereIsNothing() {
        val lease = granted(scan)
        shadowOf(adapter).setEnabled(false)
        assertTrue(runBlocking { GatedBluetooth.scan(lease).toList() }.isEmpty())
    }

    @Test
    fun nothingIsFoundWithoutALiveLease() {
        assertNeedsLife(connected) { runBlocking { GatedBluetooth.connected(it) } }
        assertNeedsLife(scan) { runBlocking { GatedBluetooth.scan(it).toList() } }
    }

    private fun advertise(address: String, name: String) {
        val device = device(address, name)
        val bytes = name.toByteArray().let { byteArrayOf((it.size + 1).toByte(), COMPLETE_NAME) + it }
        val record = ScanRecord::class.java.getMethod("parseFromBytes", ByteArray::class.java).invoke(null, bytes) as ScanRecord
        scanner.scanCallbacks.forEach { it.onScanResult(1, ScanResult(device, 0, 1, 0, 0, 0, -40, 0, record, 0)) }
    }

    private companion object {
        const val COMPLETE_NAME: Byte = 9
    }
}
