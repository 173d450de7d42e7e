package dev.menshen.sample

import android.hardware.camera2.CameraDevice
import android.os.Handler
import android.os.Looper
import dev.menshen.Camera
import dev.menshen.Lease
import dev.menshen.gated.GatedCamera

/** Stands for what a real app does with the camera. */
internal class FrameCounter : CameraDevice.StateCallback(), AutoCloseable {
    private var camera: CameraDevice? = null

    fun open(lease: Lease<Camera.Preview>, id: String): Unit =
        GatedCamera.open(lease, id, this, Handler(Looper.getMainLooper()))

    override fun onOpened(camera: CameraDevice) {
        this.camera = camera
    }

    override fun onDisconnected(camera: CameraDevice): Unit = camera.close()

    override fun onError(camera: CameraDevice, error: Int): Unit = camera.close()

    override fun close() {
        camera?.close()
    }
}
