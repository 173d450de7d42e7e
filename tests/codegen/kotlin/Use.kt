// What must compile: features and gated wrappers written against the generated purposes.
package use

import dev.menshen.Accessory
import dev.menshen.Camera
import dev.menshen.Lease
import dev.menshen.Menshen
import dev.menshen.Microphone
import netease.Purposes
import netease.Sdks

// Wrappers ask for the typed lease.
internal fun preview(lease: Lease<Camera.Preview>): Lease<Camera> = lease
internal fun film(lease: Lease<Camera.Video>): Lease<Camera> = lease
internal fun record(lease: Lease<Microphone.Record>): Lease<Microphone> = lease
internal fun recognise(lease: Lease<Microphone.Recognise>): Lease<Microphone> = lease
internal fun model(lease: Lease<Accessory.Model>): Lease<Accessory> = lease

internal suspend fun features(menshen: Menshen) {
    menshen.with(Purposes.HumRecognition.microphoneRecognise, tapped = true) { mic -> recognise(mic) }
    menshen.with(Purposes.VoiceRecording.microphoneRecord) { mic ->
        record(mic)
        recognise(mic)
    }
    menshen.with(Purposes.WiredHeadphones.accessoryModelAndId) { headphones -> model(headphones) }
    menshen.withAll(Purposes.RecordVideo.all) { leases ->
        film(leases.cameraVideo)
        preview(leases.cameraVideo)
        record(leases.microphoneRecord)
    }
    menshen.withAll(Purposes.PublishPost.all) { leases -> leases.cameraPhoto?.let { preview(it) } }
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
    menshen.acquire(Purposes.QrScan.cameraPreview).use { preview(it) }
    menshen.acquireAll(Purposes.RecordVideo.all).use { film(it.leases.cameraVideo) }
    menshen.user.withdraw(Purposes.QrScan.all)
}

internal val options: dev.menshen.MenshenOptions = dev.menshen.MenshenOptions(stamp = Purposes.policy)
internal val stamps: List<dev.menshen.PolicyStamp> = listOf(workshop.Purposes.policy, xstudio.Purposes.policy)
