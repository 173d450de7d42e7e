//! What must hold when every writer of a storm is dead.

use std::collections::HashSet;

use fastrand::Rng;
use menshen::log::{self, State, VerifyOptions};
use menshen::seams::Seams;
use menshen::{Action, Gate};

use super::site::{OWN, Place, stands};
use super::storm::Said;
use super::word::Word;
use crate::leases::Leases;
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
    /// What may stand of each writer's own purpose: what was last acknowledged or found, or
    /// what was being kept when its writer was killed.
    answers: [Vec<Option<Action>>; OWN.len()],
}

impl<'a> Judge<'a> {
    pub(super) fn new(place: &'a Place) -> Judge<'a> {
        let gate = place.open();
        let answers = OWN.map(|own| vec![stands(&gate, own)]);
        Judge { place, acknowledged: HashSet::new(), dropped: 0, by_death: 0, answers }
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
        for (words, answers) in said.iter().zip(&mut self.answers) {
            for word in words {
                match word {
                    Word::Opened => {}
                    Word::Lease(lease) => {
                        totals.add("leases acknowledged", 1);
                        self.acknowledged.insert(*lease);
                    }
                    Word::Answering(action) => answers.push(Some(*action)),
                    Word::Answered(action) => {
                        totals.add("answers acknowledged", 1);
                        *answers = vec![Some(*action)];
                    }
                }
            }
        }
    }

    fn judge_answers(&mut self, gate: &Gate) {
        for (own, answers) in OWN.into_iter().zip(&mut self.answers) {
            let found = stands(gate, own);
            assert!(answers.contains(&found), "{own:?}: of {answers:?} stands {found:?}");
            *answers = vec![found];
        }
    }

    fn judge_leases(&mut self, totals: &mut Totals) {
        let leases = Leases::read(&Seams::system().disk, &self.place.dir);
        let open: Vec<_> = leases.given.difference(&leases.ended).collect();
        assert!(open.is_empty(), "leases of the dead are open: {open:x?}");
        let by_death = leases.by_death.len() as u64;
        totals.add("leases ended for the dead", by_death.saturating_sub(self.by_death));
        self.by_death = by_death;
        let lost: Vec<_> = self.acknowledged.difference(&leases.given).collect();
        let dropped = self.dropped_now();
        let may_be_lost = (dropped - self.dropped) * SEGMENT;
        assert!(lost.len() as u64 <= may_be_lost, "acknowledged leases are lost: {lost:x?}");
        totals.add("segments dropped", dropped - self.dropped);
        self.dropped = dropped;
        self.acknowledged.retain(|lease| leases.given.contains(lease));
    }

    /// How many segments the log says that it has dropped.
    fn dropped_now(&self) -> u64 {
        let Ok(text) = std::fs::read_to_string(self.place.dir.join("log/checkpoint")) else {
            return 0;
        };
        let body: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        body["dropped"]["count"].as_u64().unwrap()
    }

    /// Nothing but kills happened: an alarm would be false.
    fn verify(&self) {
        let disk = Seams::system().disk;
        let report = log::verify(&disk, &self.place.dir, &VerifyOptions::default()).unwrap();
        let fine = matches!(report.state, State::Clean | State::UnsignedTail { .. });
        assert!(fine, "a false alarm: {report:?}");
    }
}
