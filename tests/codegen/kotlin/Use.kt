// What must compile: features written against the generated purposes.
package use

import android.hardware.camera2.CameraDevice
import dev.menshen.Accessory
import dev.menshen.Lease
import dev.menshen.Menshen
import dev.menshen.gated.GatedCamera
import dev.menshen.gated.GatedMicrophone
import netease.Purposes
import netease.Sdks
import java.io.File

// What an app writes of its own asks for the typed lease too.
internal fun model(lease: Lease<Accessory.Model>): Lease<Accessory> = lease

internal suspend fun features(menshen: Menshen, callback: CameraDevice.StateCallback) {
    menshen.with(Purposes.HumRecognition.microphoneRecognise, tapped = true) { mic -> GatedMicrophone.record(mic, seconds = 8) }
    menshen.with(Purposes.VoiceRecording.microphoneRecord) { mic ->
        GatedMicrophone.recordTo(mic, File("song.m4a")).use {}
        GatedMicrophone.open(mic).use {}
    }
    menshen.with(Purposes.WiredHeadphones.accessoryModelAndId) { headphones -> model(headphones) }
    menshen.withAll(Purposes.RecordVideo.all) { leases ->
        GatedCamera.videoIntent(leases.cameraVideo)
        GatedCamera.open(leases.cameraVideo, "0", callback)
        GatedMicrophone.recordTo(leases.microphoneRecord, File("clip.m4a"))
    }
    menshen.withAll(Purposes.PublishPost.all) { leases -> leases.cameraPhoto?.let { GatedCamera.pictureIntent(it) } }
    menshen.mayUse(Purposes.PersonalisedContent.mayUse)
    menshen.mayUse(Purposes.Payment.mayUseBy(Sdks.Payment))
    menshen.with(Purposes.DeviceLocation.locationFineBy(Sdks.LocationDevice)) {}
    menshen.sdk(Sdks.Push).startWhenAllowed {}
    menshen.with(workshop.Purposes.CrashReports.deviceIdModelBy(workshop.Sdks._3rdEye)) {}
    menshen.mayUse(workshop.Purposes._3dView.mayUse)
    menshen.mayUse(xstudio.Purposes.AcademicResearch.mayUse)
}

internal fun anyKindOfWish(menshen: Menshen) {
    menshen.check(Purposes.QrScan.cameraPreview)
    menshen.check(Purposes.QrScan.all)
    menshen.check(Purposes.PersonalisedContent.mayUse)
    menshen.acquire(Purposes.QrScan.cameraPreview).use { it.live }
    menshen.acquireAll(Purposes.RecordVideo.all).use { it.leases.cameraVideo.live }
    menshen.user.withdraw(Purposes.QrScan.all)
}

internal val options: dev.menshen.MenshenOptions = dev.menshen.MenshenOptions(stamp = Purposes.policy)
internal val stamps: List<dev.menshen.PolicyStamp> = listOf(workshop.Purposes.policy, xstudio.Purposes.policy)
