//! The policies that a log is held against: each record against the one it was written under.

use menshen::{Policy, Version};

/// Versions of one policy, the oldest first; never none.
#[derive(Debug, Clone)]
pub(crate) struct Policies<'p> {
    newest: &'p Policy,
    older: Vec<&'p Policy>,
}

impl<'p> Policies<'p> {
    /// `newest`, and others that are older.
    pub(crate) fn new(newest: &'p Policy, mut older: Vec<&'p Policy>) -> Policies<'p> {
        older.sort_by_key(|policy| policy.version());
        Policies { newest, older }
    }

    pub(crate) fn newest(&self) -> &'p Policy {
        self.newest
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &'p Policy> + '_ {
        self.older.iter().copied().chain([self.newest])
    }

    /// The policy of this very version, or else the newest.
    pub(crate) fn exact(&self, version: Option<Version>) -> &'p Policy {
        self.all().find(|policy| Some(policy.version()) == version).unwrap_or(self.newest)
    }

    /// The policy for records of this version: the very one, else the nearest older one, else the
    /// oldest there is.
    pub(crate) fn of(&self, version: Version) -> &'p Policy {
        let so_far = self.all().filter(|policy| policy.version() <= version);
        so_far.last().or_else(|| self.all().next()).unwrap_or(self.newest)
    }
}
