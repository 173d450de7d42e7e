package dev.menshen.gated

import android.net.wifi.SupplicantState
import android.net.wifi.WifiManager
import dev.menshen.Denied
import dev.menshen.Lease
import dev.menshen.Sight
import dev.menshen.Wifi
import dev.menshen.core.Resource

/** How the wireless network stands: whether it is switched on, and whether the device is on one. */
public data class WifiState(val on: Boolean, val connected: Boolean)

/** The wireless network, behind a lease. */
public object GatedWifi {
    private const val SSID = 2

    /**
     * How it stands. Needs `ACCESS_WIFI_STATE` in the app's manifest.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Suppress("DEPRECATION")
    @Throws(Denied::class)
    public fun state(lease: Lease<Wifi.State>): WifiState = lease.take { context ->
        val manager = context.service<WifiManager>()
        WifiState(manager.isWifiEnabled, manager.connectionInfo?.supplicantState == SupplicantState.COMPLETED)
    }

    /**
     * The network's name; `null` when the device is on none, or location is switched off.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Suppress("DEPRECATION")
    @Throws(Denied::class)
    public fun ssid(lease: Lease<Wifi.Ssid>): String? = lease.take { context ->
        val name = StandsFor(Sight(Resource.WIFI, SSID)).use { context.service<WifiManager>().connectionInfo?.ssid }
        name?.takeIf { it != WifiManager.UNKNOWN_SSID }?.removeSurrounding("\"")
    }
}
