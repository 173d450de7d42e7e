//! What a record says. There is no place in it for a payload, and there must never be one.

use std::borrow::Cow;

use crate::time::{Span, Time};
use crate::version::Version;
use crate::words::{
    Action, Age, AppState, Basis, OsGrant, Reason, Resource, Scopes, Step, SubjectKind, words,
};

/// One record of the access log: when, who, and what happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record<'a> {
    /// The wall clock when it was written. It may step; `boot` does not.
    pub wall: Time,
    /// Time since the device started.
    pub boot: Span,
    /// A random number for the process instance that wrote it.
    pub process: u32,
    /// The random pseudonym of the subject.
    pub subject: u64,
    /// Where the app was.
    pub app: AppState,
    /// The version of the policy that the process runs with.
    pub policy: Version,
    /// What happened.
    pub event: Event<'a>,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<'a> {
    /// A process opened the gate.
    ProcessStart {
        /// The process's name, such as `:player`.
        name: Cow<'a, str>,
        /// The gate's own random number for this run of the device (never the kernel's).
        boot_number: u64,
        /// The version of the library.
        library: Cow<'a, str>,
        /// How many processes that died this one cleared up after.
        recovered: u32,
    },
    /// The gate decided on an access.
    Decision(Decision<'a>),
    /// A lease ended.
    LeaseEnd {
        /// The lease.
        lease: u64,
        /// How it ended.
        how: LeaseEnd,
        /// How long it lived.
        held: Span,
    },
    /// The user was asked something.
    Prompt(Prompt<'a>),
    /// The policy was shown, accepted or declined.
    Policy {
        /// Which of the three.
        act: PolicyAct,
        /// The version shown.
        version: Version,
    },
    /// A consent was given, refused, taken back or ended.
    Consent(Consent<'a>),
    /// The operating system's answer for some scopes changed.
    OsGrant {
        /// The resource.
        resource: Resource,
        /// The scopes.
        scopes: Scopes,
        /// What the system permits now.
        grant: OsGrant,
    },
    /// The system reported a use of a resource.
    OsObserved {
        /// The resource.
        resource: Resource,
        /// The scopes, as far as the system tells.
        scopes: Scopes,
        /// What the system attributes it to, such as an SDK's tag.
        attribution: Cow<'a, str>,
        /// Whether a live lease covered it; if not, something went past the gate.
        covered: bool,
    },
    /// The app moved between foreground and background.
    AppState {
        /// Where it is now.
        state: AppState,
    },
    /// A third-party SDK asked to start, or was found running.
    Sdk {
        /// The SDK's id.
        sdk: Cow<'a, str>,
        /// Why it may not start; `None` when it may.
        reason: Option<Reason>,
        /// Whether it runs in spite of the answer.
        running: bool,
    },
    /// Another subject uses the app; `subject` of the record is the new one.
    Subject {
        /// Guest or account.
        kind: SubjectKind,
        /// The age band.
        age: Age,
    },
    /// A guardian consented, or took the consent back.
    Guardian {
        /// Which of the two.
        action: Action,
    },
    /// A subject was erased. Its earlier records can no longer be linked to an account.
    Erased,
    /// A signed checkpoint covers what was written before.
    Checkpoint {
        /// Its number, counted from 1.
        number: u64,
        /// The first bytes of its digest.
        digest: u64,
    },
    /// Something is missing here, and this much is known about it.
    Gap {
        /// What is missing.
        what: GapKind,
        /// How many records, or blocks.
        count: u64,
    },
    /// The wall clock stepped.
    Clock {
        /// Where the clock would be without the step.
        expected: Time,
    },
}

/// A decision of the gate on one access, or on a group of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The declared purpose, as the caller named it.
    pub purpose: Cow<'a, str>,
    /// What it was for. Empty for purposes without a resource.
    pub uses: Cow<'a, [Use]>,
    /// `app`, or the id of a third-party SDK.
    pub caller: Cow<'a, str>,
    /// Why it was denied; `None` when it was allowed.
    pub reason: Option<Reason>,
    /// What the user interface was told to do next.
    pub step: Step,
    /// The legal basis.
    pub basis: Basis,
    /// Whether the user had just tapped the feature's control.
    pub user_initiated: bool,
    /// Observe mode: denied in name, let through in fact.
    pub observed: bool,
    /// How often, when repeats within a second were counted together.
    pub count: u32,
    /// Where in the code it was asked, when the build keeps that.
    pub call_site: Cow<'a, str>,
}

/// One resource that an access covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// The resource.
    pub resource: Resource,
    /// The scopes.
    pub scopes: Scopes,
    /// What the operating system permitted.
    pub os: OsGrant,
    /// The lease given; 0 when denied.
    pub lease: u64,
}

/// Something the user was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt<'a> {
    /// What was shown.
    pub kind: PromptKind,
    /// The purpose it was about.
    pub purpose: Cow<'a, str>,
    /// The resource it was about, and the scopes.
    pub scope: Option<(Resource, Scopes)>,
    /// The first bytes of the SHA-256 of the text shown; 0 when no text was shown.
    pub text: u64,
    /// Whether the user had just tapped the feature's control.
    pub user_initiated: bool,
    /// What the user did.
    pub answer: PromptAnswer,
}

/// A change of a consent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent<'a> {
    /// The purpose.
    pub purpose: Cow<'a, str>,
    /// The resource and its scopes; `None` for a purpose without a resource.
    pub scope: Option<(Resource, Scopes)>,
    /// What changed.
    pub action: Action,
    /// Until when a grant holds; `None` until withdrawn.
    pub until: Option<Time>,
    /// Whether a grant is for one access.
    pub once: bool,
    /// The SDK it names; empty for the app.
    pub caller: Cow<'a, str>,
    /// Why it changed.
    pub cause: Cause,
}

words! {
    /// How a lease ended.
    LeaseEnd, "end of a lease" {
        /// The feature gave it back.
        Released = 0 "released",
        /// The consent was withdrawn or refused.
        Withdrawn = 1 "withdrawn",
        /// The consent was for a time, and that time is over.
        Expired = 2 "expired",
        /// The app went further back than the need's context allows.
        Background = 3 "background",
        /// The operating system no longer permits it.
        OsChanged = 4 "os_changed",
        /// Another subject uses the app.
        SubjectChanged = 5 "subject_changed",
        /// The policy was declined or outdated.
        PolicyChanged = 6 "policy_changed",
        /// It was held longer than the purpose declares.
        HeldTooLong = 7 "held_too_long",
        /// The handle was lost without being given back.
        Leaked = 8 "leaked",
        /// The process that held it died.
        ProcessDied = 9 "process_died",
        /// The gate failed, and fails closed.
        GateFault = 10 "gate_fault",
    }
}

words! {
    /// What happened to the policy.
    PolicyAct, "policy act" {
        /// Its text was put before the user.
        Shown = 0 "shown",
        /// The user accepted it.
        Accepted = 1 "accepted",
        /// The user declined it: basic mode.
        Declined = 2 "declined",
    }
}

words! {
    /// What the user was shown.
    PromptKind, "prompt" {
        /// Our own sheet with the purpose's text.
        ConsentSheet = 0 "consent_sheet",
        /// The operating system's permission dialog.
        OsDialog = 1 "os_dialog",
        /// A nudge to the system settings.
        OsSettings = 2 "os_settings",
        /// The policy.
        Policy = 3 "policy",
    }
}

words! {
    /// What the user did with a prompt.
    PromptAnswer, "answer" {
        /// Said yes.
        Granted = 0 "granted",
        /// Said yes to the reduced mode only.
        Reduced = 1 "reduced",
        /// Said no.
        Refused = 2 "refused",
        /// Closed it, which is a no.
        Dismissed = 3 "dismissed",
    }
}

words! {
    /// Why a consent changed.
    Cause, "cause" {
        /// The user said so in the app.
        User = 0 "user",
        /// The user's answer to the operating system's dialog.
        OsDialog = 1 "os_dialog",
        /// The user switched the permission off in the system.
        OsChange = 2 "os_change",
        /// Its time was over, or it was for one access.
        Expiry = 3 "expiry",
        /// A material change of the policy was accepted.
        Policy = 4 "policy",
        /// The subject was erased.
        Erasure = 5 "erasure",
    }
}

words! {
    /// What is missing at a gap.
    GapKind, "gap" {
        /// Blocks whose bytes are damaged; they are left as they are.
        DamagedBlocks = 0 "damaged_blocks",
        /// Records that could not be written, such as on a full disk.
        LostRecords = 1 "lost_records",
        /// Segments left aside, of a format this version does not know.
        ForeignSegments = 2 "foreign_segments",
    }
}
