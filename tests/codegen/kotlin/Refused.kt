// What must not compile. A line that ends with `//! text` gives an error that contains the text;
// no other line gives any.
package refused

import dev.menshen.Access
import dev.menshen.Camera
import dev.menshen.Lease
import dev.menshen.Menshen
import dev.menshen.Microphone
import dev.menshen.gated.GatedCamera
import dev.menshen.gated.GatedClipboard
import dev.menshen.gated.GatedMicrophone
import netease.Purposes
import netease.Sdks
import java.io.File

internal suspend fun anUndeclaredPurpose(menshen: Menshen) {
    menshen.with(Purposes.MindReading.cameraPreview) {} //! nresolved reference 'MindReading'
}

internal suspend fun anUndeclaredResource(menshen: Menshen) {
    menshen.with(Purposes.HumRecognition.cameraPreview) {} //! nresolved reference 'cameraPreview'
}

internal suspend fun anUndeclaredScope(menshen: Menshen) {
    menshen.with(Purposes.HumRecognition.microphoneRecord) {} //! nresolved reference 'microphoneRecord'
}

internal fun aWrapperWithoutALease() {
    GatedMicrophone.open() //! o value passed for parameter 'lease'
    GatedClipboard.readMatch() //! o value passed for parameter 'lease'
}

internal fun aWrapperWithAnAccessInsteadOfALease() {
    GatedMicrophone.open(Purposes.HumRecognition.microphoneRecognise) //! mismatch
}

internal suspend fun theLeaseOfAnotherResource(menshen: Menshen) {
    menshen.with(Purposes.QrScan.cameraPreview) { camera -> GatedMicrophone.open(camera) } //! mismatch
}

internal suspend fun theLeaseOfALesserScope(menshen: Menshen) {
    menshen.with(Purposes.HumRecognition.microphoneRecognise) { mic -> GatedMicrophone.recordTo(mic, File("song")) } //! mismatch
}

internal fun theLeaseOfASiblingScope(menshen: Menshen) {
    GatedCamera.videoIntent(menshen.acquire(Purposes.PublishPost.cameraPhoto)) //! mismatch
}

internal suspend fun anOptionalLeaseTakenForGranted(menshen: Menshen) {
    menshen.withAll(Purposes.PublishPost.all) { leases -> GatedCamera.pictureIntent(leases.cameraPhoto) } //! mismatch
}

internal suspend fun aLeaseThatTheGroupHasNot(menshen: Menshen) {
    menshen.withAll(Purposes.QrScan.all) { leases -> GatedCamera.videoIntent(leases.cameraVideo) } //! nresolved reference 'cameraVideo'
}

internal suspend fun anSdkThatThePurposeDoesNotDeclare(menshen: Menshen) {
    menshen.with(Purposes.DeviceLocation.locationFineBy(Sdks.Push)) {} //! mismatch
}

internal suspend fun anSdkWhereOnlyTheAppMayAsk(menshen: Menshen) {
    menshen.with(Purposes.QrScan.cameraPreviewBy(Sdks.Push)) {} //! nresolved reference 'cameraPreviewBy'
}

internal suspend fun theAppWhereOnlyAnSdkMayAsk(menshen: Menshen) {
    menshen.with(workshop.Purposes.CrashReports.deviceIdModel) {} //! nresolved reference 'deviceIdModel'
    menshen.mayUse(workshop.Purposes.SdkData.mayUse) //! nresolved reference 'mayUse'
}

internal fun anSdkThatThePolicyDoesNotList(menshen: Menshen) {
    menshen.sdk(Sdks.Nobody) //! nresolved reference 'Nobody'
}

internal fun aPurposeWithNeedsAsOneWithout(menshen: Menshen) {
    menshen.mayUse(Purposes.QrScan.mayUse) //! nresolved reference 'mayUse'
    menshen.mayUse(Purposes.QrScan.cameraPreview) //! mismatch
}

internal fun anAccessMadeByHand(): Access<Camera.Video> =
    Access("qr-scan", 0, 4) //! only code generated

internal fun anAccessTakenForAnother(): Access<Microphone.Record> =
    Purposes.HumRecognition.microphoneRecognise //! mismatch

internal fun aLeaseMadeByHand(): Lease<Camera> =
    object : Lease<Camera>() {} //! abstract
