//! What a record says, as rows: one for each resource that it is about.

use menshen::log::{Consent, Decision, Event, GapKind, Place, Prompt, Record};
use menshen::{Action, Reason, Resource, Scopes};

use super::row::{Act, Kind, Phase, Row};
use crate::audit::Moment;

/// A row, and which of the record's leases it is about, counted from 0.
pub(super) type Draft = (Row, Vec<usize>);

/// Where and when something happened.
pub(super) struct Scene<'a> {
    pub(super) record: &'a Record<'a>,
    pub(super) place: Place,
    pub(super) at: Moment,
    pub(super) phase: Phase,
}

impl Scene<'_> {
    /// The rows of the record; none if it is not for the table.
    pub(super) fn drafts(&self) -> Vec<Draft> {
        match &self.record.event {
            Event::Decision(decision) => self.decision(decision),
            Event::Prompt(prompt) => vec![(self.prompt(prompt), Vec::new())],
            event => self.other(event).map(|row| (row, Vec::new())).into_iter().collect(),
        }
    }

    fn decision(&self, decision: &Decision<'_>) -> Vec<Draft> {
        let kind = match decision.reason {
            Some(reason) if !decision.observed => Kind::Denied(reason),
            reason => Kind::Access(reason),
        };
        let row = |scope| Row {
            times: decision.count.into(),
            ..self.row(Act {
                caller: decision.caller.to_string(),
                purpose: decision.purpose.to_string(),
                scope,
                tapped: Some(decision.user_initiated),
                call_site: decision.call_site.to_string(),
                ..self.act(kind)
            })
        };
        match decision.uses.is_empty() {
            true => vec![(row(None), Vec::new())],
            false => uses(decision).into_iter().map(|it| (row(Some(it.0)), it.1)).collect(),
        }
    }

    fn prompt(&self, prompt: &Prompt<'_>) -> Row {
        let Prompt { kind, answer, text, .. } = *prompt;
        self.row(Act {
            purpose: prompt.purpose.to_string(),
            scope: prompt.scope,
            tapped: Some(prompt.user_initiated),
            ..self.act(Kind::Prompt { kind, answer, text: text != 0 })
        })
    }

    fn other(&self, event: &Event<'_>) -> Option<Row> {
        let act = match event {
            Event::OsObserved { resource, scopes, attribution, covered } => Act {
                caller: attribution.to_string(),
                scope: Some((*resource, *scopes)),
                ..self.act(Kind::Observed { covered: *covered })
            },
            Event::Sdk { sdk, reason, running } => {
                Act { caller: sdk.to_string(), ..self.act(sdk_start(*reason, *running)) }
            }
            Event::Policy { act, version } => self.act(Kind::Policy(*act, *version)),
            Event::Consent(consent) if consent.action == Action::Withdraw => {
                self.withdrawal(consent)
            }
            Event::Gap { what: GapKind::LostRecords, .. } => self.act(Kind::Hole),
            _ => return None,
        };
        Some(self.row(act))
    }

    fn withdrawal(&self, consent: &Consent<'_>) -> Act {
        Act {
            caller: consent.caller.to_string(),
            purpose: consent.purpose.to_string(),
            scope: consent.scope,
            ..self.act(Kind::Withdrawn(consent.cause))
        }
    }

    fn act(&self, kind: Kind) -> Act {
        Act {
            process: self.record.process,
            app: Some(self.record.app),
            ..Act::new(kind, self.phase)
        }
    }

    fn row(&self, act: Act) -> Row {
        Row::new(self.place, self.at, act)
    }
}

/// The resources of a decision, each once, with the numbers of their leases.
fn uses(decision: &Decision<'_>) -> Vec<((Resource, Scopes), Vec<usize>)> {
    let mut all: Vec<((Resource, Scopes), Vec<usize>)> = Vec::new();
    let mut leases = 0..;
    for it in decision.uses.iter() {
        let lease = (it.lease != 0).then(|| leases.next()).flatten();
        match all.iter_mut().find(|((resource, _), _)| *resource == it.resource) {
            Some(((_, scopes), leases)) => {
                *scopes = *scopes | it.scopes;
                leases.extend(lease);
            }
            None => all.push(((it.resource, it.scopes), lease.into_iter().collect())),
        }
    }
    all
}

fn sdk_start(reason: Option<Reason>, running: bool) -> Kind {
    match reason {
        Some(reason) if !running => Kind::SdkDenied(reason),
        reason => Kind::SdkStart { running, reason },
    }
}
