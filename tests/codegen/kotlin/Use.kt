// What must compile: features and gated wrappers written against the generated purposes.
package use

import dev.menshen.Access
import dev.menshen.Accessory
import dev.menshen.Camera
import dev.menshen.Group
import dev.menshen.Lease
import dev.menshen.MayUse
import dev.menshen.Microphone
import dev.menshen.PolicyStamp
import dev.menshen.Sdk
import netease.Purposes
import netease.Sdks

// Wrappers ask for the typed lease.
internal fun preview(lease: Lease<Camera.Preview>): Lease<Camera> = lease
internal fun film(lease: Lease<Camera.Video>): Lease<Camera> = lease
internal fun record(lease: Lease<Microphone.Record>): Lease<Microphone> = lease
internal fun recognise(lease: Lease<Microphone.Recognise>): Lease<Microphone> = lease
internal fun model(lease: Lease<Accessory.Model>): Lease<Accessory> = lease

// What the library will offer.
internal fun <S> with(access: Access<S>, body: (Lease<S>) -> Unit): Unit = TODO("$access $body")
internal fun <L> withAll(group: Group<L>, body: (L) -> Unit): Unit = TODO("$group $body")
internal fun mayUse(purpose: MayUse): Boolean = purpose.caller == "app"
internal fun mayStart(sdk: Sdk): Boolean = sdk.id == "push"
internal fun fits(stamp: PolicyStamp): Boolean = stamp.fingerprint.length == 64

internal fun features() {
    with(Purposes.HumRecognition.microphoneRecognise) { mic -> recognise(mic) }
    with(Purposes.VoiceRecording.microphoneRecord) { mic ->
        record(mic)
        recognise(mic)
    }
    with(Purposes.WiredHeadphones.accessoryModelAndId) { headphones -> model(headphones) }
    withAll(Purposes.RecordVideo.all) { leases ->
        film(leases.cameraVideo)
        preview(leases.cameraVideo)
        record(leases.microphoneRecord)
    }
    withAll(Purposes.PublishPost.all) { leases -> leases.cameraPhoto?.let { preview(it) } }
    mayUse(Purposes.PersonalisedContent.mayUse)
    mayUse(Purposes.Payment.mayUseBy(Sdks.Payment))
    with(Purposes.DeviceLocation.locationFineBy(Sdks.LocationDevice)) {}
    mayStart(Sdks.Push)
    fits(Purposes.policy)
    fits(workshop.Purposes.policy)
    with(workshop.Purposes.CrashReports.deviceIdModelBy(workshop.Sdks._3rdEye)) {}
    mayUse(workshop.Purposes._3dView.mayUse)
    mayUse(xstudio.Purposes.AcademicResearch.mayUse)
}
