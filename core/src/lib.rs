//! Menshen (门神) guards the door between an app's features and the device's sensors.
//!
//! Every feature passes the gate before it touches a protected resource. The gate holds three
//! things against each other: what the privacy policy declares for the purpose, what the user has
//! granted, and what the operating system permits now. It answers with a reason and a next step,
//! and logs the access on the device.

#![forbid(unsafe_code)]

mod clipboard;
pub mod decision;
mod explain;
mod gate;
mod hex;
mod json;
mod ledger;
pub mod log;
pub mod policy;
pub mod seams;
mod state_file;
mod sync;
mod time;
mod version;
pub mod words;

pub use decision::{
    Acceptance, Caller, Denied, OsTable, Request, State, Subject, Target, Verdict, decide,
};
pub use explain::{Check, Explanation, NeedVerdict, explain};
pub use gate::{
    Access, Answer, Config, Flow, Gate, GateError, Lease, Leases, Observed, Plan, Shown, Usage,
};
pub use json::{Problem, Problems};
pub use ledger::LedgerError;
pub use policy::{Policy, PurposeId};
pub use state_file::StateFile;
pub use time::{BadSpan, BadTime, Span, Time};
pub use version::{BadVersion, Version};
pub use words::{
    Action, Age, AppState, Basis, ChangeKind, ConsentKind, OsGrant, Platform, Reason, Requirement,
    Resource, Scopes, SdkRole, Step, SubjectKind, System, UnknownScope, UnknownWord,
};

/// A policy for the examples in this documentation.
#[doc(hidden)]
pub mod doc {
    /// A policy with one purpose, `scan`.
    pub const POLICY: &str = include_str!("doc/policy.json");
}
