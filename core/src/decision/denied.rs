//! What a denial says, how two of them compare, and when a user may be asked again.

use std::cmp::Reverse;

use crate::time::{Span, Time};
use crate::words::{Reason, Scopes, Step};

/// After a refusal nobody is asked again for this long, unless they tap the feature themselves.
pub const THROTTLE: Span = Span::hours(48);

/// What the decision says.
pub type Verdict = Result<(), Denied>;

/// Why access is denied, and what the user interface does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Denied {
    /// The first check that failed.
    pub reason: Reason,
    /// What the user interface does next.
    pub step: Step,
    /// For [`Step::Wait`]: until when.
    pub until: Option<Time>,
}

impl Denied {
    pub(crate) const fn of(reason: Reason) -> Denied {
        Denied::next(reason, Step::None)
    }

    pub(crate) const fn next(reason: Reason, step: Step) -> Denied {
        Denied { reason, step, until: None }
    }

    pub(crate) const fn wait(reason: Reason, until: Time) -> Denied {
        Denied { reason, step: Step::Wait, until: Some(until) }
    }

    /// The one of two denials that counts when both needs are required: the earlier reason; for
    /// the same reason the stricter step and the later time.
    pub(crate) fn earlier(self, other: Denied) -> Denied {
        let rank = |denial: &Denied| {
            (Reverse(denial.reason), denial.step == Step::WaitForUser, denial.until)
        };
        if rank(&other) > rank(&self) { other } else { self }
    }
}

/// Checks every scope bit. When what was not asked is only part of the request, the reason is the
/// narrower one.
pub(super) fn every_bit(
    scopes: Scopes,
    check: impl Fn(u8) -> Verdict,
    not_asked: Reason,
    scope: Reason,
) -> Verdict {
    let mut denials = scopes.iter().filter_map(|bit| check(bit).err());
    let Some(first) = denials.next() else { return Ok(()) };
    let (worst, denied) =
        denials.fold((first, 1), |(worst, denied), next| (worst.earlier(next), denied + 1));
    let some_granted = denied < scopes.iter().count();
    let narrower = worst.reason == not_asked && some_granted;
    Err(if narrower { Denied { reason: scope, ..worst } } else { worst })
}

impl std::fmt::Display for Denied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "deny {} next={}", self.reason, self.step)
    }
}

impl std::error::Error for Denied {}

/// How often something was refused since it was last granted, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Refusals {
    pub(crate) times: u32,
    pub(crate) last: Time,
}

impl Refusals {
    /// What follows a refusal: the asking step, or a wait, or nothing until the user acts.
    pub(super) fn throttled(self, case: &super::Case<'_>, reason: Reason, ask: Step) -> Denied {
        let over = self.last + THROTTLE;
        if case.request.user_initiated || self.times == 0 {
            return Denied::next(reason, ask);
        }
        match self.times {
            2.. => Denied::next(reason, Step::WaitForUser),
            _ if *case.now < over => Denied::wait(reason, over),
            _ => Denied::next(reason, ask),
        }
    }
}
