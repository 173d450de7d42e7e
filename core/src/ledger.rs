//! The consent ledger: what the user has decided, on disk and shared by the app's processes.
//!
//! The ledger is one small snapshot file. A writer takes a lock, reads again, applies its change,
//! and puts a new file in the place of the old one: the rename is the commit. A reader keeps the
//! file open and sees by its link count that it was replaced. An unreadable ledger denies
//! everything and is kept as it is.

mod ahead;
mod anchor;
mod book;
mod changes;
mod export;
mod receipt;
mod store;
#[cfg(test)]
mod tests;
mod view;

pub(crate) use anchor::{Anchor, Moment, TimeBase};
pub(crate) use book::{Book, Key, SubjectId};
pub(crate) use changes::{Answered, Change};
pub(crate) use export::own_copy;
pub(crate) use receipt::receipts;
pub(crate) use store::Ledger;
pub use store::LedgerError;
pub(crate) use view::Once;
