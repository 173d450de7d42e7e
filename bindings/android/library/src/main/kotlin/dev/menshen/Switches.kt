package dev.menshen

import android.bluetooth.BluetoothManager
import android.content.Intent
import android.location.LocationManager
import android.os.Build
import android.provider.Settings
import dev.menshen.core.OsGrant
import dev.menshen.core.PolicyState
import dev.menshen.core.Resource
import dev.menshen.core.scopeNames

/** The device-wide switches that an app can read: location and Bluetooth. */
internal class Switches(private val menshen: Menshen) {
    /** Whether the switch of a resource is off, which the gate is then told once. */
    fun isOffAndTold(resource: Resource): Boolean {
        val native = menshen.native ?: return false
        // Nothing of the device is looked at before the policy is accepted.
        if (native.policyState() !is PolicyState.Accepted || isOff(resource) != true) return false
        val known = native.osGrant(resource, scopeNames(resource).first())
        if (known != OsGrant.SWITCHED_OFF) native.osChanged(resource, ALL, OsGrant.SWITCHED_OFF)
        return true
    }

    private fun isOff(resource: Resource): Boolean? = when (resource) {
        Resource.LOCATION -> menshen.context.getSystemService(LocationManager::class.java)?.let { !isOn(it) }
        Resource.BLUETOOTH -> isBluetoothOff()
        else -> null
    }

    private fun isOn(location: LocationManager): Boolean =
        if (Build.VERSION.SDK_INT >= 28) location.isLocationEnabled
        else location.getProviders(true).any { it != LocationManager.PASSIVE_PROVIDER }

    private fun isBluetoothOff(): Boolean? = try {
        menshen.context.getSystemService(BluetoothManager::class.java)?.adapter?.let { !it.isEnabled }
    } catch (_: SecurityException) {
        // Up to API 30 an app without BLUETOOTH in its manifest may not even ask.
        null
    }

    companion object {
        private const val ALL: UByte = 0xffu

        /** Where the user finds the switch of a resource. */
        fun page(resource: Resource): Intent = Intent(
            when (resource) {
                Resource.LOCATION -> Settings.ACTION_LOCATION_SOURCE_SETTINGS
                Resource.BLUETOOTH -> Settings.ACTION_BLUETOOTH_SETTINGS
                else -> Settings.ACTION_PRIVACY_SETTINGS
            },
        )
    }
}
