//! The purposes of the policies as `menshen policy codegen --lang rust` writes them.
//!
//! What the policy does not declare does not compile. An undeclared purpose:
//! ```
//! let _ = menshen_tests::generated::netease::qr_scan::all();
//! ```
//! ```compile_fail,E0433
//! let _ = menshen_tests::generated::netease::mind_reading::all();
//! ```
//! A resource, or a scope, that the purpose does not declare:
//! ```
//! let _ = menshen_tests::generated::netease::hum_recognition::microphone_recognise();
//! ```
//! ```compile_fail,E0425
//! let _ = menshen_tests::generated::netease::hum_recognition::camera_preview();
//! ```
//! ```compile_fail,E0425
//! let _ = menshen_tests::generated::netease::hum_recognition::microphone_record();
//! ```
//! A wrapper takes the lease of its scope, and no other:
//! ```
//! use menshen_tests::generated::netease::{Lease, record_video, scope::microphone::Record};
//! fn record(_: &Lease<Record>) {}
//! fn feature(leases: &record_video::Leases) {
//!     record(&leases.microphone_record);
//! }
//! ```
//! ```compile_fail,E0308
//! use menshen_tests::generated::netease::{Lease, record_video, scope::microphone::Record};
//! fn record(_: &Lease<Record>) {}
//! fn feature(leases: &record_video::Leases) {
//!     record(&leases.camera_video);
//! }
//! ```
//! A lease serves for what its scope implies, not the other way round:
//! ```
//! use menshen_tests::generated::netease::{Covers, Lease, record_video, scope::camera::Preview};
//! fn preview(_: &Lease<impl Covers<Preview>>) {}
//! fn feature(leases: &record_video::Leases) {
//!     preview(&leases.camera_video);
//! }
//! ```
//! ```compile_fail,E0277
//! use menshen_tests::generated::netease::{Covers, Lease, qr_scan, scope::camera::Photo};
//! fn photo(_: &Lease<impl Covers<Photo>>) {}
//! fn feature(leases: &qr_scan::Leases) {
//!     photo(&leases.camera_preview);
//! }
//! ```
//! What is optional may be missing:
//! ```compile_fail,E0308
//! use menshen_tests::generated::netease::{Lease, qr_scan, scope::media::Pick};
//! fn pick(_: &Lease<Pick>) {}
//! fn feature(leases: &qr_scan::Leases) {
//!     pick(&leases.media_pick);
//! }
//! ```
//! An SDK asks for the purposes that list it, and for no other:
//! ```
//! use menshen_tests::generated::netease::{device_location, sdks};
//! let _ = device_location::location_fine_by(sdks::LocationDevice);
//! ```
//! ```compile_fail,E0277
//! use menshen_tests::generated::netease::{device_location, sdks};
//! let _ = device_location::location_fine_by(sdks::Push);
//! ```
//! Nobody but the generated code makes an access or a lease:
//! ```compile_fail,E0451
//! use menshen_tests::generated::netease::{Access, scope::camera::Video};
//! fn forged(access: menshen::Access) -> Access<Video> {
//!     Access { access, scope: std::marker::PhantomData }
//! }
//! ```

/// NetEase Cloud Music.
#[rustfmt::skip]
pub mod netease;
/// X Studio.
#[rustfmt::skip]
pub mod x_studio;
/// A policy with every feature, and with awkward names; included as a build script's output is.
pub mod workshop {
    include!("../codegen/expected/purposes.rs");
}
