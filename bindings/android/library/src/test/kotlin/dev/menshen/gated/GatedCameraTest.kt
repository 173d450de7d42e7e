package dev.menshen.gated

import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.net.Uri
import android.os.Handler
import android.os.Looper
import android.provider.MediaStore
import dev.menshen.Camera
import dev.menshen.core.Resource
import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Before
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowCameraCharacteristics

internal class GatedCameraTest : GatedTest() {
    private val scan = access<Camera.Preview>("qr-scan", Resource.CAMERA, "preview")
    private val heard = ArrayList<String>()
    private var device: CameraDevice? = null

    private val callback = object : CameraDevice.StateCallback() {
        override fun onOpened(camera: CameraDevice) {
            heard += "opened"
            device = camera
        }

        override fun onClosed(camera: CameraDevice) {
            heard += "closed"
        }

        override fun onDisconnected(camera: CameraDevice): Unit = Unit
        override fun onError(camera: CameraDevice, error: Int): Unit = Unit
    }

    @Before
    fun aCamera() {
        shadowOf(app.service<CameraManager>()).addCamera("0", ShadowCameraCharacteristics.newCameraCharacteristics())
    }

    @Test
    fun aWithdrawalClosesTheCamera() {
        val lease = granted(scan)
        GatedCamera.open(lease, "0", callback, Handler(Looper.getMainLooper()))
        eventually("opened") { heard == listOf("opened") }
        menshen.user.withdraw(scan)
        eventually("closed") { heard == listOf("opened", "closed") }
        assertIsClosed()
    }

    @Test
    fun theEndOfTheLeaseClosesTheCameraThatWasForgotten() {
        granted(scan).use { lease ->
            GatedCamera.open(lease, "0", callback)
            eventually("opened") { heard == listOf("opened") }
        }
        assertIsClosed()
    }

    @Test
    fun aCameraThatComesUpTooLateIsClosedUnseen() {
        val lease = granted(scan)
        GatedCamera.open(lease, "0", callback)
        lease.close()
        eventually("closed") { "closed" in heard }
        assertEquals(listOf("closed"), heard)
    }

    @Test
    fun nothingOpensWithoutALiveLease() {
        assertNeedsLife(scan) { GatedCamera.open(it, "0", callback) }
        assertNeedsLife(access<Camera.Photo>("take-photo", Resource.CAMERA, "photo")) { GatedCamera.pictureIntent(it) }
    }

    @Test
    fun theSystemCameraWritesWhereItIsTold() {
        val photo = access<Camera.Photo>("take-photo", Resource.CAMERA, "photo")
        val output = Uri.parse("content://app/picture")
        val intent = GatedCamera.pictureIntent(granted(photo), output)
        assertEquals(MediaStore.ACTION_IMAGE_CAPTURE, intent.action)
        assertEquals(output, intent.clipData?.getItemAt(0)?.uri)
        val video = access<Camera.Video>("more", Resource.CAMERA, "video")
        assertEquals(MediaStore.ACTION_VIDEO_CAPTURE, GatedCamera.videoIntent(granted(video)).action)
    }

    private fun assertIsClosed() {
        assertThrows(IllegalStateException::class.java) { checkNotNull(device).createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW) }
    }
}
