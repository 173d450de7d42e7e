//! The words of the field, as other languages see them. The compiler holds them to the core's.

use menshen::log::LeaseEnd;
use menshen::{
    Age, AppState, Basis, ConsentKind, OsGrant, Reason, Requirement, Resource, SdkRole, Step,
};

/// What can be protected. The number is the place in this list.
#[uniffi::remote(Enum)]
pub enum Resource {
    Camera,
    Microphone,
    Location,
    Contacts,
    Clipboard,
    Bluetooth,
    Calendar,
    Media,
    Notifications,
    Motion,
    DeviceId,
    Wifi,
    InstalledApps,
    SystemSettings,
    Phone,
    Accessory,
}

/// Why access is denied, in the order of the decision. The number is the place in this list,
/// counted from 1.
#[uniffi::remote(Enum)]
pub enum Reason {
    GateFault,
    UndeclaredPurpose,
    UndeclaredResource,
    UndeclaredScope,
    UndeclaredCaller,
    PolicyNotAccepted,
    PolicyOutdated,
    SignInRequired,
    GuardianRequired,
    ConsentRefused,
    ConsentWithdrawn,
    ConsentExpired,
    ConsentNotAsked,
    ConsentScope,
    NotForeground,
    OverBudget,
    OsSwitchedOff,
    OsRestricted,
    OsPermanentlyDenied,
    OsDenied,
    OsNotAsked,
    OsScope,
    LogUnavailable,
}

/// What the user interface does next. The number is the place in this list, counted from 0.
#[uniffi::remote(Enum)]
pub enum Step {
    None,
    AcceptPolicy,
    SignIn,
    GuardianConsent,
    AskConsent,
    RequestOs,
    OpenOsSettings,
    OpenOsSwitch,
    ComeToForeground,
    Wait,
    WaitForUser,
}

/// What the operating system permits.
#[uniffi::remote(Enum)]
pub enum OsGrant {
    NotNeeded,
    Granted,
    Reduced,
    NotAsked,
    Denied,
    PermanentlyDenied,
    Restricted,
    SwitchedOff,
}

/// What the system asks for before a scope can be used.
#[uniffi::remote(Enum)]
pub enum Requirement {
    None,
    Permission,
    Picker,
    Component,
    Special,
}

/// How old the subject is.
#[uniffi::remote(Enum)]
pub enum Age {
    Child,
    Teen,
    Adult,
    Unknown,
}

/// Where the app is.
#[uniffi::remote(Enum)]
pub enum AppState {
    Foreground,
    Perceptible,
    Background,
}

/// How a purpose is consented to.
#[uniffi::remote(Enum)]
pub enum ConsentKind {
    Policy,
    InContext,
    Separate,
}

/// The legal basis (PIPL 13).
#[uniffi::remote(Enum)]
pub enum Basis {
    Consent,
    Contract,
    LegalObligation,
    Emergency,
    News,
    PublicInformation,
    Law,
}

/// What a third party is.
#[uniffi::remote(Enum)]
pub enum SdkRole {
    Processor,
    Independent,
}

/// How a lease ended. The number is the place in this list, counted from 0.
#[uniffi::remote(Enum)]
pub enum LeaseEnd {
    Released,
    Withdrawn,
    Expired,
    Background,
    OsChanged,
    SubjectChanged,
    PolicyChanged,
    HeldTooLong,
    Leaked,
    ProcessDied,
    GateFault,
}

/// The name of a word in JSON, on the command line and in the documentation, by its kind
/// (`resource`, `reason`, `step`, …) and number: for holding another language's lists to these.
#[uniffi::export]
pub fn word_names(kind: &str) -> Vec<String> {
    menshen_bindings::word_names(kind).iter().map(|name| (*name).to_owned()).collect()
}

/// The scopes of a resource, lowest bit first.
#[uniffi::export]
pub fn scope_names(resource: Resource) -> Vec<String> {
    resource.scope_names().map(str::to_owned).collect()
}
