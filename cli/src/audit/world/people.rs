//! Who uses the app: ages, and what guardians said.

use std::collections::HashMap;

use menshen::log::Event;
use menshen::{Action, Age};

use crate::audit::judges::Seen;

/// Every subject that the log tells of.
#[derive(Default)]
pub(in crate::audit) struct People(HashMap<u64, Person>);

/// What is known about a subject.
#[derive(Debug, Clone, Copy)]
pub(in crate::audit) struct Person {
    pub(in crate::audit) age: Age,
    /// What the guardian said last.
    pub(in crate::audit) guardian: Option<Action>,
    /// How often records may have been missing when the guardian last spoke.
    pub(in crate::audit) troubles: u64,
}

/// A guest at the first start has told nothing about itself.
const STRANGER: Person = Person { age: Age::Unknown, guardian: None, troubles: 0 };

impl People {
    pub(in crate::audit) fn get(&self, subject: u64) -> Person {
        self.0.get(&subject).copied().unwrap_or(STRANGER)
    }

    pub(in crate::audit) fn take(&mut self, seen: &Seen<'_>, troubles: u64) {
        let subject = seen.record.subject;
        match seen.record.event {
            Event::Subject { age, .. } => self.0.entry(subject).or_insert(STRANGER).age = age,
            Event::Guardian { action } => {
                let person = self.0.entry(subject).or_insert(STRANGER);
                (person.guardian, person.troubles) = (Some(action), troubles);
            }
            Event::Erased => drop(self.0.remove(&subject)),
            _ => {}
        }
    }
}
