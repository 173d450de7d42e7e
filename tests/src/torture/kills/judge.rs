//! What must hold when every writer of a storm is dead.

use std::collections::HashSet;

use fastrand::Rng;
use menshen::Gate;
use menshen::log::{self, State, VerifyOptions};
use menshen::seams::Seams;
use serde_json::Value;

use super::site::{OWN, Place};
use super::storm::Said;
use super::word::Word;
use crate::leases::Leases;
use crate::promise::{Promise, stands};
use crate::torture::Totals;

/// More leases than fit into a segment.
const SEGMENT: u64 = 3_000;

/// What was promised in a folder so far.
pub(super) struct Judge<'a> {
    place: &'a Place,
    /// The leases that were acknowledged and have not been dropped with their segment.
    acknowledged: HashSet<u64>,
    /// How many segments were dropped, and how many leases on record ended with their process.
    dropped: u64,
    by_death: u64,
    /// Of each writer's own purpose.
    promises: [Promise; OWN.len()],
}

impl<'a> Judge<'a> {
    pub(super) fn new(place: &'a Place) -> Judge<'a> {
        let gate = place.open();
        let promises = OWN.map(|own| Promise::of(stands(&gate, own).unwrap()));
        Judge { place, acknowledged: HashSet::new(), dropped: 0, by_death: 0, promises }
    }

    /// Takes in what was promised in a storm, and looks whether it was kept.
    pub(super) fn judge(&mut self, said: &Said, rng: &mut Rng, totals: &mut Totals) {
        self.note(said, totals);
        self.verify();
        let gate = self.place.open();
        assert_eq!(gate.fault(), None);
        self.judge_answers(&gate);
        self.judge_leases(totals);
        if rng.bool() {
            gate.checkpoint().unwrap();
        }
        self.verify();
        totals.add("verifications without a false alarm", 2);
    }

    fn note(&mut self, said: &Said, totals: &mut Totals) {
        for (words, promise) in said.iter().zip(&mut self.promises) {
            for word in words {
                match word {
                    Word::Opened => {}
                    Word::Lease(lease) => {
                        totals.add("leases acknowledged", 1);
                        self.acknowledged.insert(*lease);
                    }
                    Word::Answering(action) => promise.answering(*action),
                    Word::Answered(action) => {
                        totals.add("answers acknowledged", 1);
                        promise.answered(*action);
                    }
                }
            }
        }
    }

    fn judge_answers(&mut self, gate: &Gate) {
        for (own, promise) in OWN.into_iter().zip(&mut self.promises) {
            let found = stands(gate, own).unwrap();
            assert!(promise.allows(found), "{own:?}: {found:?} stands, of {promise:?}");
            *promise = Promise::of(found);
        }
    }

    fn judge_leases(&mut self, totals: &mut Totals) {
        let before = self.dropped_now();
        let leases = Leases::read(&Seams::system().disk, &self.place.dir);
        let open: Vec<_> = leases.given.difference(&leases.ended).collect();
        assert!(open.is_empty(), "leases of the dead are open: {open:x?}");
        let by_death = leases.by_death.len() as u64;
        totals.add("leases ended for the dead", by_death.saturating_sub(self.by_death));
        self.by_death = by_death;
        let lost: Vec<_> = self.acknowledged.difference(&leases.given).collect();
        let dropped = self.dropped_now() - self.dropped;
        let lost_count = lost.len() as u64;
        assert!(
            lost_count <= dropped * SEGMENT,
            "{lost_count} acknowledged leases are lost, {dropped} segments dropped: {lost:x?}"
        );
        totals.add("segments dropped", before - self.dropped);
        self.dropped = before;
        self.acknowledged.retain(|lease| leases.given.contains(lease));
    }

    /// How many segments are gone because the log dropped them. Those that it will remove next are
    /// there yet when whoever signed was killed.
    fn dropped_now(&self) -> u64 {
        let log = self.place.dir.join("log");
        let Ok(text) = std::fs::read_to_string(log.join("checkpoint")) else { return 0 };
        let body: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        let removing = body["dropped"]["removing"].as_array().unwrap().iter();
        let file = |id: &Value| log.join(format!("{}.seg", id.as_str().unwrap()));
        let there = removing.filter(|id| file(id).exists()).count();
        body["dropped"]["count"].as_u64().unwrap() - there as u64
    }

    /// Nothing but kills happened: an alarm would be false.
    fn verify(&self) {
        let disk = Seams::system().disk;
        let report = log::verify(&disk, &self.place.dir, &VerifyOptions::default()).unwrap();
        let fine = matches!(report.state, State::Clean | State::UnsignedTail { .. });
        assert!(fine, "a false alarm: {report:?}");
    }
}
