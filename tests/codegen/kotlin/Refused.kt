// What must not compile. A line that ends with `//! text` gives an error that contains the text;
// no other line gives any.
package refused

import dev.menshen.Access
import dev.menshen.Camera
import dev.menshen.Microphone
import netease.Purposes
import netease.Sdks
import use.film
import use.mayUse
import use.preview
import use.record
import use.with
import use.withAll

internal fun anUndeclaredPurpose() {
    with(Purposes.MindReading.cameraPreview) {} //! nresolved reference 'MindReading'
}

internal fun anUndeclaredResource() {
    with(Purposes.HumRecognition.cameraPreview) {} //! nresolved reference 'cameraPreview'
}

internal fun anUndeclaredScope() {
    with(Purposes.HumRecognition.microphoneRecord) {} //! nresolved reference 'microphoneRecord'
}

internal fun theLeaseOfAnotherResource() {
    with(Purposes.QrScan.cameraPreview) { camera -> record(camera) } //! mismatch
}

internal fun theLeaseOfALesserScope() {
    with(Purposes.HumRecognition.microphoneRecognise) { mic -> record(mic) } //! mismatch
}

internal fun anOptionalLeaseTakenForGranted() {
    withAll(Purposes.PublishPost.all) { leases -> preview(leases.cameraPhoto) } //! mismatch
}

internal fun aLeaseThatTheGroupHasNot() {
    withAll(Purposes.QrScan.all) { leases -> film(leases.cameraVideo) } //! nresolved reference 'cameraVideo'
}

internal fun anSdkThatThePurposeDoesNotDeclare() {
    with(Purposes.DeviceLocation.locationFineBy(Sdks.Push)) {} //! mismatch
}

internal fun anSdkWhereOnlyTheAppMayAsk() {
    with(Purposes.QrScan.cameraPreviewBy(Sdks.Push)) {} //! nresolved reference 'cameraPreviewBy'
}

internal fun theAppWhereOnlyAnSdkMayAsk() {
    with(workshop.Purposes.CrashReports.deviceIdModel) {} //! nresolved reference 'deviceIdModel'
    mayUse(workshop.Purposes.SdkData.mayUse) //! nresolved reference 'mayUse'
}

internal fun anSdkThatThePolicyDoesNotList() {
    use.mayStart(Sdks.Nobody) //! nresolved reference 'Nobody'
}

internal fun aPurposeWithNeedsAsOneWithout() {
    mayUse(Purposes.QrScan.mayUse) //! nresolved reference 'mayUse'
}

internal fun anAccessMadeByHand(): Access<Camera.Video> =
    Access("qr-scan", 0, 4) //! only code generated

internal fun anAccessTakenForAnother(): Access<Microphone.Record> =
    Purposes.HumRecognition.microphoneRecognise //! mismatch
