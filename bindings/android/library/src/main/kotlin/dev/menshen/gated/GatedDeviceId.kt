package dev.menshen.gated

import android.os.Build
import dev.menshen.Denied
import dev.menshen.DeviceId
import dev.menshen.Lease

/** What tells a device or an installation from others, behind a lease. */
public object GatedDeviceId {
    /**
     * The maker and model, such as `Xiaomi 2211133C`.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun model(lease: Lease<DeviceId.Model>): String = lease.take { "${Build.MANUFACTURER} ${Build.MODEL}" }

    /**
     * A random number of our own that tells this installation from others, for the lease's purpose
     * alone: another purpose has another one. Wiped when the consent is withdrawn, so that a later
     * one starts anew; gone with the app. Nothing of the device is read.
     *
     * @throws Denied when the lease is over.
     */
    @JvmStatic
    @Throws(Denied::class)
    public fun appScoped(lease: Lease<DeviceId.AppScoped>): String =
        lease.take { lease.menshen.ids.of(lease.wish) }
}
