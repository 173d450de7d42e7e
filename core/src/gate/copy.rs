//! What a subject may take along: its own copy, and receipts of its consents.

use serde_json::{Value, json};

use super::usage::Count;
use super::{Gate, GateError, Inner};
use crate::ledger;
use crate::log::{self, Item, Record};
use crate::words::{Resource, Scopes};

impl Gate {
    /// The current subject's own copy (PIPL 45): what was answered, and how often each purpose
    /// used what, as far back as the log goes.
    ///
    /// # Errors
    /// When the ledger or the log cannot be read.
    pub fn own_copy(&self) -> Result<Value, GateError> {
        let inner = &self.inner;
        let book = inner.ledger.book()?;
        let mut copy = ledger::own_copy(&book, &inner.policy, inner.now());
        if let Value::Object(fields) = &mut copy {
            fields.insert("accesses".to_owned(), inner.accesses(book.current.0)?);
        }
        Ok(copy)
    }

    /// The current subject's consent receipts, after ISO/IEC TS 27560:2023.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn receipts(&self) -> Result<Vec<Value>, GateError> {
        let book = self.inner.ledger.book()?;
        Ok(ledger::receipts(&book, &self.inner.policy, self.inner.now()))
    }

    /// Goes through the access log, oldest record first. What is damaged is left out; verifying
    /// the log names it.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn each_record(&self, look: impl FnMut(&Record<'static>)) -> Result<(), GateError> {
        self.inner.each_record(look)
    }
}

type Key = (String, Option<Resource>, Scopes);

impl Inner {
    pub(super) fn each_record(
        &self,
        mut look: impl FnMut(&Record<'static>),
    ) -> Result<(), GateError> {
        for entry in log::read(&self.seams.disk, &self.dir)? {
            if let Item::Record(record) = entry.item {
                look(&record);
            }
        }
        Ok(())
    }

    /// How often each purpose used what for a subject.
    fn accesses(&self, subject: u64) -> Result<Value, GateError> {
        let key = |purpose: &str, (resource, scopes)| (purpose.to_owned(), resource, scopes);
        let counts = self.counts(subject, None, key)?;
        Ok(counts.iter().map(|(key, count)| self.counted(key, count)).collect())
    }

    fn counted(&self, (purpose, resource, scopes): &Key, count: &Count) -> Value {
        json!({
            "purpose": purpose,
            "title": self.policy.purpose(purpose).map(|purpose| &purpose.title),
            "resource": resource,
            "scope": resource.map(|resource| resource.names(*scopes)),
            "allowed": count.allowed,
            "denied": count.denied,
            "last": count.last,
        })
    }
}
