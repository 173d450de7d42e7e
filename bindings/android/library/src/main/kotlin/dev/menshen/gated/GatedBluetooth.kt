package dev.menshen.gated

import android.annotation.SuppressLint
import android.bluetooth.BluetoothAdapter
import android.bluetooth.BluetoothDevice
import android.bluetooth.BluetoothManager
import android.bluetooth.BluetoothProfile
import android.bluetooth.le.ScanCallback
import android.bluetooth.le.ScanResult
import android.content.Context
import dev.menshen.Bluetooth
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Sight
import dev.menshen.core.Resource
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.map

/**
 * A Bluetooth device: what it calls itself and what it is. Its address is never handed out.
 *
 * @property model what kind of device it is, one of `BluetoothClass.Device`; `null` when unknown.
 */
public data class BluetoothPeer(val name: String, val model: Int?)

/** Bluetooth, behind a lease. */
public object GatedBluetooth {
    private const val SCAN = 2
    private val PROFILES = listOf(BluetoothProfile.HEADSET, BluetoothProfile.A2DP)

    /**
     * The connected headsets and loudspeakers.
     *
     * @throws Denied when the lease is over, or ends meanwhile.
     */
    public suspend fun connected(lease: Lease<Bluetooth.Connected>): List<BluetoothPeer> = lease.take { context ->
        val adapter = adapter(context) ?: return emptyList()
        PROFILES.flatMap { devices(context, adapter, it) }.distinctBy { it.address }.mapNotNull(::peer)
    }

    /**
     * Devices nearby (low energy) that tell their name, each once. Ends with the lease, and at once
     * when Bluetooth is off; stops when nobody collects it.
     *
     * Neither address, signal strength nor payload is handed out, so an app that needs no more can
     * declare `BLUETOOTH_SCAN` with `neverForLocation` in its manifest. Without that flag, and up to
     * API 30, the system gives results only to those who may have the precise position.
     *
     * @throws Denied when the lease is over at the start.
     */
    @SuppressLint("MissingPermission")
    public fun scan(lease: Lease<Bluetooth.Scan>): Flow<BluetoothPeer> = callbackFlow {
        val scanner = adapter(lease.menshen.context)?.takeIf { it.isEnabled }?.bluetoothLeScanner
        val found = Found { if (lease.live) trySend(it) }
        StandsFor(Sight(Resource.BLUETOOTH, SCAN)).use {
            whileHeld(lease, start = { scanner?.startScan(found) != null }) { scanner?.stopScan(found) }
        }
    }

    private fun adapter(context: Context) = context.service<BluetoothManager>().adapter

    /** The devices that a profile's service knows as connected. */
    @SuppressLint("MissingPermission")
    private suspend fun devices(context: Context, adapter: BluetoothAdapter, profile: Int): List<BluetoothDevice> =
        service(context, adapter, profile).map { it.connectedDevices }.firstOrNull().orEmpty()

    private fun service(context: Context, adapter: BluetoothAdapter, profile: Int): Flow<BluetoothProfile> =
        callbackFlow {
            var proxy: BluetoothProfile? = null
            val listener = object : BluetoothProfile.ServiceListener {
                override fun onServiceConnected(profile: Int, service: BluetoothProfile) {
                    proxy = service
                    // Nobody waits any more.
                    if (trySend(service).isFailure) adapter.closeProfileProxy(profile, service)
                }

                override fun onServiceDisconnected(profile: Int) {
                    close()
                }
            }
            if (!adapter.getProfileProxy(context, listener, profile)) close()
            awaitClose { proxy?.let { adapter.closeProfileProxy(profile, it) } }
        }

    @SuppressLint("MissingPermission")
    private fun peer(device: BluetoothDevice) = device.name?.let { BluetoothPeer(it, device.bluetoothClass?.deviceClass) }
}

private class Found(private val found: (BluetoothPeer) -> Unit) : ScanCallback() {
    private val seen = HashSet<String>()

    override fun onScanResult(type: Int, result: ScanResult) {
        val name = result.scanRecord?.deviceName ?: return
        if (seen.add(result.device.address)) found(BluetoothPeer(name, null))
    }

    override fun onBatchScanResults(results: List<ScanResult>): Unit = results.forEach { onScanResult(0, it) }
}
