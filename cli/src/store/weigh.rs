//! What a row says to a question.

use menshen::{AppState, Reason};

use super::question::Question;
use super::row::{Kind, Phase, Row};
use super::rule;

/// What a row says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// Yes, and a promise is broken.
    Broken,
    /// It is what was asked for, and as declared.
    AsDeclared,
    /// It was tried, and denied: nothing was accessed.
    Denied,
    /// The log does not say enough.
    Unclear,
}

impl Question {
    /// What a row says to this question, if anything.
    pub(super) fn weigh(self, row: &Row) -> Option<Weight> {
        match self {
            Question::BeforeAcceptance => before_acceptance(row),
            Question::SdkStart => sdk_start(row),
            Question::AfterNo => after_no(row),
            Question::Background => background(row),
            Question::TooOften => broken_or_denied(row, rule::OVER_BUDGET, &[Reason::OverBudget]),
            Question::Undeclared => broken_or_denied(row, rule::UNDECLARED, &UNDECLARED),
            Question::Untapped => prompt(row).then(|| untapped(row)).flatten(),
            Question::AskedAgain => {
                (prompt(row) && row.breaks(rule::REPROMPT)).then_some(Weight::Broken)
            }
            Question::PastTheGate => past_the_gate(row),
            Question::Otherwise => otherwise(row),
        }
    }

    /// Whether the question is about a row at all.
    pub(super) fn is_about(self, row: &Row) -> bool {
        match self {
            Question::Untapped | Question::AskedAgain => prompt(row),
            Question::SdkStart => matches!(row.act.kind, Kind::SdkStart { .. }),
            Question::PastTheGate => matches!(row.act.kind, Kind::Observed { .. }),
            Question::Otherwise => touches(row) || prompt(row),
            _ => touches(row),
        }
    }
}

const UNDECLARED: [Reason; 4] = [
    Reason::UndeclaredPurpose,
    Reason::UndeclaredResource,
    Reason::UndeclaredScope,
    Reason::UndeclaredCaller,
];

/// Whether something was accessed, whoever says so.
fn touches(row: &Row) -> bool {
    matches!(row.act.kind, Kind::Access(_) | Kind::Observed { .. })
}

fn prompt(row: &Row) -> bool {
    matches!(row.act.kind, Kind::Prompt { .. })
}

fn before_acceptance(row: &Row) -> Option<Weight> {
    match row.act.phase {
        _ if touches(row) && row.breaks(rule::BEFORE_ACCEPTANCE) => Some(Weight::Broken),
        Phase::Unknown if touches(row) => Some(Weight::Unclear),
        phase if phase.is_unaccepted() && matches!(row.act.kind, Kind::Denied(_)) => {
            Some(Weight::Denied)
        }
        _ => None,
    }
}

fn sdk_start(row: &Row) -> Option<Weight> {
    let unaccepted = row.act.phase.is_unaccepted();
    match row.act.kind {
        Kind::SdkStart { .. } if unaccepted || row.breaks(rule::SDK_START) => Some(Weight::Broken),
        Kind::SdkStart { .. } if row.act.phase == Phase::Unknown => Some(Weight::Unclear),
        Kind::SdkDenied(_) if unaccepted => Some(Weight::Denied),
        _ => None,
    }
}

fn after_no(row: &Row) -> Option<Weight> {
    let declined = row.act.phase == Phase::Declined;
    let broken = row.breaks(rule::AFTER_REFUSAL)
        || row.breaks(rule::AFTER_WITHDRAWAL)
        || declined && row.breaks(rule::BEFORE_ACCEPTANCE);
    match row.act.kind {
        _ if touches(row) => broken.then_some(Weight::Broken),
        Kind::Denied(Reason::ConsentRefused | Reason::ConsentWithdrawn) => Some(Weight::Denied),
        Kind::Denied(_) if declined => Some(Weight::Denied),
        _ => None,
    }
}

fn background(row: &Row) -> Option<Weight> {
    let back = row.act.app == Some(AppState::Background);
    match row.act.kind {
        _ if touches(row) && row.breaks(rule::BACKGROUND) => Some(Weight::Broken),
        Kind::Observed { covered: false } if back => Some(Weight::Broken),
        _ if touches(row) && back => Some(Weight::AsDeclared),
        Kind::Denied(Reason::NotForeground) => Some(Weight::Denied),
        _ => None,
    }
}

fn broken_or_denied(row: &Row, rule: &str, reasons: &[Reason]) -> Option<Weight> {
    match row.act.kind {
        _ if touches(row) => row.breaks(rule).then_some(Weight::Broken),
        Kind::Denied(reason) => reasons.contains(&reason).then_some(Weight::Denied),
        _ => None,
    }
}

fn untapped(row: &Row) -> Option<Weight> {
    (row.act.tapped == Some(false)).then_some(Weight::AsDeclared)
}

fn past_the_gate(row: &Row) -> Option<Weight> {
    match row.act.kind {
        Kind::Observed { covered: false } => Some(Weight::Broken),
        Kind::Observed { covered: true } => Some(Weight::AsDeclared),
        _ => None,
    }
}

fn otherwise(row: &Row) -> Option<Weight> {
    let about = Question::Otherwise.is_about(row);
    let other = row.act.breaks.iter().any(|id| !rule::ASKED.contains(id));
    (about && other).then_some(Weight::Broken)
}
