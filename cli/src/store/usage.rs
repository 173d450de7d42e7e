//! How often each resource was used, and each limit of the policy used up.

use std::collections::BTreeMap;

use menshen::policy::Limit;
use menshen::{Policy, Resource, Span, Time};

use super::names::Names;
use super::window::Window;
use crate::audit::Moment;

/// The spans that a tester counts in.
pub(super) const SPANS: [Span; 3] = [Span::seconds(1), Span::minutes(1), Span::hours(1)];

/// All uses so far.
pub(super) struct Usage<'p> {
    policy: &'p Policy,
    pub(super) names: Names,
    pub(super) resources: BTreeMap<Resource, Uses>,
    /// By purpose and resource, where the policy limits them.
    pub(super) limits: BTreeMap<(String, Option<Resource>), Limited>,
}

/// The uses of a resource.
pub(super) struct Uses {
    /// In the period.
    pub(super) times: u64,
    pub(super) windows: [Window; 3],
}

/// The uses that a limit of the policy is about.
pub(super) struct Limited {
    pub(super) limit: Limit,
    pub(super) window: Window,
    /// The shortest time between two, and when it was over.
    pub(super) shortest: Option<(Span, Time)>,
    /// The longest that one was held, and since when.
    pub(super) longest: Option<(Span, Time)>,
    /// Whether the audit says that it is broken.
    pub(super) broken: bool,
    latest: Option<Moment>,
}

/// One use.
pub(super) struct Use<'a> {
    pub(super) at: Moment,
    pub(super) caller: &'a str,
    /// Empty where it is not known.
    pub(super) purpose: &'a str,
    pub(super) resource: Option<Resource>,
    pub(super) times: u64,
    pub(super) held: Option<Span>,
    /// Whether it is in the period that is told of.
    pub(super) told: bool,
}

impl<'p> Usage<'p> {
    pub(super) fn new(policy: &'p Policy) -> Usage<'p> {
        let (resources, limits) = (BTreeMap::new(), BTreeMap::new());
        Usage { policy, names: Names::default(), resources, limits }
    }

    /// Takes a use in; how often the resource was used in the second, minute and hour that end
    /// with it.
    pub(super) fn add(&mut self, it: &Use<'_>) -> Option<[u64; 3]> {
        let by = self.names.number(it.caller);
        if let Some(limited) = self.limited(it.purpose, it.resource) {
            limited.window.add(it.at, by, it.times);
            limited.take(it);
        }
        let uses = self.resources.entry(it.resource?).or_insert_with(Uses::new);
        let counts = uses.windows.each_mut().map(|window| window.add(it.at, by, it.times));
        if it.told {
            uses.times += it.times;
            uses.windows.iter_mut().for_each(Window::mark);
        }
        Some(counts)
    }

    /// The audit says that a limit is broken.
    pub(super) fn broken(&mut self, purpose: &str, resource: Option<Resource>) {
        if let Some(limited) = self.limited(purpose, resource) {
            limited.broken = true;
        }
    }

    fn limited(&mut self, purpose: &str, resource: Option<Resource>) -> Option<&mut Limited> {
        let limit = self.policy.purpose(purpose)?.limit?;
        let key = (purpose.to_owned(), resource);
        Some(self.limits.entry(key).or_insert_with(|| Limited::new(limit)))
    }
}

impl Uses {
    fn new() -> Uses {
        Uses { times: 0, windows: SPANS.map(Window::new) }
    }
}

impl Limited {
    fn new(limit: Limit) -> Limited {
        let window = Window::new(limit.per);
        Limited { limit, window, shortest: None, longest: None, broken: false, latest: None }
    }

    fn take(&mut self, it: &Use<'_>) {
        let earlier = self.latest.replace(it.at);
        if !it.told {
            return;
        }
        self.window.mark();
        let passed = earlier.map(|earlier| (it.at.since(earlier), it.at.wall));
        self.shortest = [self.shortest, passed].into_iter().flatten().min();
        let held = it.held.map(|held| (held, it.at.wall));
        self.longest = [self.longest, held].into_iter().flatten().max_by_key(|it| it.0);
    }
}
