//! The audit, record by record: what each one breaks, as it comes.

use menshen::log::{Place, Record};

use super::finding::Finding;
use super::findings::Findings;
use super::judges::{Judge, Seen};
use super::moment::Moment;
use super::policies::Policies;
use super::rules::RULES;
use super::world::World;

/// An audit that is asked after every record.
pub(crate) struct Watch<'p> {
    world: World<'p>,
    judges: Vec<Box<dyn Judge>>,
}

/// A rule that a record breaks.
pub(crate) struct Breach {
    pub(crate) finding: Finding,
    /// Holds only if the log begins with the installation.
    pub(crate) assumed: bool,
    /// Does not hold if the access was [taken back at once](super::taken_back_at_once).
    pub(crate) doubtful: bool,
}

impl<'p> Watch<'p> {
    pub(crate) fn new(policies: Policies<'p>) -> Watch<'p> {
        let judges = RULES.iter().map(|rule| (rule.judge)()).collect();
        Watch { world: World::new(policies), judges }
    }

    /// When a record was written, and what it breaks, in the order of the rules.
    pub(crate) fn record(&mut self, place: Place, record: &Record<'_>) -> (Moment, Vec<Breach>) {
        let at = self.world.moment(record);
        let used = self.world.used(record);
        let seen = Seen { place, record, at, used: &used };
        let mut findings = Findings::default();
        findings.go_by(self.world.declared.policy().version());
        for judge in &mut self.judges {
            judge.record(&self.world, &seen, &mut findings);
        }
        self.world.take(&seen);
        (seen.at, findings.breaches())
    }

    /// Records may be missing here.
    pub(crate) fn trouble(&mut self) {
        self.world.trouble();
    }
}
