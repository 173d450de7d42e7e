//! What the ledger holds.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::anchor::{Anchor, Moment, Seen};
use crate::version::Version;
use crate::words::{Age, OsGrant, Resource, SubjectKind, UnknownWord};

/// The version of the ledger's format that this library writes.
pub(super) const FORMAT: u32 = 1;

/// The random pseudonym of a subject, the only name it has in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SubjectId(pub(crate) u64);

impl fmt::Display for SubjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for SubjectId {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<SubjectId, UnknownWord> {
        let unknown = |_| UnknownWord { expected: "subject", found: text.to_owned(), near: None };
        u64::from_str_radix(text, 16).map(SubjectId).map_err(unknown)
    }
}

crate::time::serde_as_text!(SubjectId);

/// The whole ledger.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Book {
    pub(super) format: u32,
    /// Counts the commits.
    pub(crate) generation: u64,
    /// Random; keeps account names from being guessed from their digests.
    pub(super) salt: u64,
    pub(super) seen: Seen,
    pub(crate) policy: PolicyBook,
    pub(crate) current: SubjectId,
    pub(crate) subjects: BTreeMap<SubjectId, SubjectBook>,
    /// Refusals belong to the installation: signing in does not reset them.
    pub(super) refusals: Vec<RefusalEntry>,
    pub(super) os: Vec<OsBook>,
    /// Resources whose device-wide switch is off.
    pub(super) switched_off: Vec<Resource>,
}

/// What the user decided about the policy.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(crate) struct PolicyBook {
    /// The version accepted last, even if the policy was declined later.
    pub(crate) accepted: Option<(Version, Anchor)>,
    /// Set while the policy is declined.
    pub(crate) declined: Option<(Version, Anchor)>,
}

/// One subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SubjectBook {
    pub(crate) kind: SubjectKind,
    pub(crate) age: Age,
    pub(crate) guardian: Option<Anchor>,
    /// The salted digest of the account's name; erasing the subject erases it.
    pub(super) account: Option<String>,
    pub(crate) answers: Vec<AnswerEntry>,
}

/// What an entry is about: one scope of one resource of one purpose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Key {
    pub(crate) purpose: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) resource: Option<Resource>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) scope: Option<String>,
    /// The independent SDK that the answer names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) caller: Option<String>,
}

/// The latest answer for a scope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AnswerEntry {
    #[serde(flatten)]
    pub(crate) key: Key,
    pub(crate) answer: Standing,
    pub(crate) at: Anchor,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<Anchor>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) once: bool,
    /// The policy version under which the answer was given.
    pub(crate) policy: Version,
}

/// What an answer amounts to now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Standing {
    Granted,
    Refused,
    Withdrawn,
    Expired,
}

/// How often a scope was refused since its last grant, by whomever.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RefusalEntry {
    #[serde(flatten)]
    pub(super) key: Key,
    pub(super) times: u32,
    pub(super) last: Anchor,
}

/// What the operating system was last known to permit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct OsBook {
    pub(super) resource: Resource,
    pub(super) scope: String,
    pub(super) grant: OsGrant,
    pub(super) at: Anchor,
    pub(super) times: u32,
}

impl Book {
    /// The ledger of a fresh installation: nothing decided, a guest.
    pub(super) fn fresh(now: Moment, salt: u64, guest: u64) -> Book {
        let guest = SubjectId(guest);
        Book {
            format: FORMAT,
            generation: 0,
            salt,
            seen: Seen::at(now),
            policy: PolicyBook::default(),
            current: guest,
            subjects: BTreeMap::from([(guest, SubjectBook::new(SubjectKind::Guest, Age::Unknown))]),
            refusals: Vec::new(),
            os: Vec::new(),
            switched_off: Vec::new(),
        }
    }

    /// The subject that uses the app now.
    pub(crate) fn subject(&self) -> Option<&SubjectBook> {
        self.subjects.get(&self.current)
    }
}

impl SubjectBook {
    pub(super) fn new(kind: SubjectKind, age: Age) -> SubjectBook {
        SubjectBook { kind, age, guardian: None, account: None, answers: Vec::new() }
    }
}
