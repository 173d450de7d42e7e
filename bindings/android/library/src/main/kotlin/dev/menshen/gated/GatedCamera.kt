package dev.menshen.gated

import android.annotation.SuppressLint
import android.content.ClipData
import android.content.Intent
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.net.Uri
import android.os.Handler
import android.os.Looper
import android.provider.MediaStore
import dev.menshen.Camera
import dev.menshen.Denied
import dev.menshen.Lease

/** The camera, behind a lease. */
public object GatedCamera {
    /**
     * Opens a camera as [CameraManager.openCamera] does. The device is closed when the lease ends,
     * however it does, and [callback] hears `onClosed`; a device that comes up after that is closed
     * unseen.
     *
     * @param handler where [callback] is called; the main thread when there is none.
     * @throws Denied when the lease is over.
     * @throws CameraAccessException when the camera cannot be opened.
     */
    @JvmStatic
    @JvmOverloads
    @SuppressLint("MissingPermission")
    @Throws(Denied::class, CameraAccessException::class)
    public fun open(
        lease: Lease<Camera.Preview>,
        id: String,
        callback: CameraDevice.StateCallback,
        handler: Handler? = null,
    ): Unit = lease.act { context ->
        val main = handler ?: Handler(Looper.getMainLooper())
        context.service<CameraManager>().openCamera(id, HeldCamera(lease, callback), main)
    }

    /** Asks the system's camera for a picture, written to [output] when given, else a thumbnail. */
    @JvmStatic
    @JvmOverloads
    @Throws(Denied::class)
    public fun pictureIntent(lease: Lease<Camera.Photo>, output: Uri? = null): Intent =
        capture(lease, MediaStore.ACTION_IMAGE_CAPTURE, output)

    /** Asks the system's camera for a video, written to [output] when given. */
    @JvmStatic
    @JvmOverloads
    @Throws(Denied::class)
    public fun videoIntent(lease: Lease<Camera.Video>, output: Uri? = null): Intent =
        capture(lease, MediaStore.ACTION_VIDEO_CAPTURE, output)

    private fun capture(lease: Lease<*>, action: String, output: Uri?): Intent = lease.act {
        val intent = Intent(action)
        if (output == null) return intent
        // The clip is what the permission to write goes along with.
        intent.putExtra(MediaStore.EXTRA_OUTPUT, output).clipData = ClipData.newRawUri("", output)
        intent.addFlags(Intent.FLAG_GRANT_WRITE_URI_PERMISSION or Intent.FLAG_GRANT_READ_URI_PERMISSION)
    }
}

/** Keeps a camera open no longer than its lease. */
private class HeldCamera(
    private val lease: Lease<*>,
    private val callback: CameraDevice.StateCallback,
) : CameraDevice.StateCallback() {
    @Volatile
    private var hold: AutoCloseable? = null

    override fun onOpened(device: CameraDevice) {
        hold = lease.hold(device::close)
        if (lease.live) callback.onOpened(device)
    }

    override fun onClosed(device: CameraDevice) {
        hold?.close()
        callback.onClosed(device)
    }

    override fun onDisconnected(device: CameraDevice): Unit = callback.onDisconnected(device)

    override fun onError(device: CameraDevice, error: Int): Unit = callback.onError(device, error)
}
