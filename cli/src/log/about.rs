//! What a record is about, whatever its kind.

use menshen::log::Event;
use menshen::{Reason, Resource};

/// What a record is about.
#[derive(Default)]
pub(crate) struct About<'a> {
    pub(crate) purpose: Option<&'a str>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) caller: Option<&'a str>,
    /// The reason, where there is a verdict.
    pub(crate) verdict: Option<Option<Reason>>,
}

impl<'a> About<'a> {
    pub(crate) fn of(event: &'a Event<'_>) -> About<'a> {
        match event {
            Event::Decision(decision) => About {
                purpose: Some(&decision.purpose),
                resources: decision.uses.iter().map(|it| it.resource).collect(),
                caller: Some(&decision.caller),
                verdict: Some(decision.reason),
            },
            Event::Prompt(prompt) => About {
                purpose: Some(&prompt.purpose),
                resources: prompt.scope.iter().map(|scope| scope.0).collect(),
                ..About::default()
            },
            Event::Consent(consent) => About {
                purpose: Some(&consent.purpose),
                resources: consent.scope.iter().map(|scope| scope.0).collect(),
                caller: Some(if consent.caller.is_empty() { "app" } else { &consent.caller }),
                ..About::default()
            },
            Event::OsGrant { resource, .. } => {
                About { resources: vec![*resource], ..About::default() }
            }
            Event::OsObserved { resource, attribution, .. } => {
                About { resources: vec![*resource], caller: Some(attribution), ..About::default() }
            }
            Event::Sdk { sdk, reason, .. } => {
                About { caller: Some(sdk), verdict: Some(*reason), ..About::default() }
            }
            _ => About::default(),
        }
    }
}
