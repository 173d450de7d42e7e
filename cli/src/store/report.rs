//! What every part of a report is told from.

use menshen::log;
use menshen::policy::Text;

use super::Period;
use super::facts::Facts;
use super::view::View;
use crate::log::verify;

/// A report, but for its rows and what they come to.
pub(super) struct Report<'a> {
    pub(super) view: View<'a>,
    pub(super) facts: &'a Facts,
    pub(super) integrity: &'a log::Report,
    pub(super) period: Period,
    /// Why the bundle does not hold the whole log, if it does not.
    pub(super) partial: Option<&'a Text>,
}

impl Report<'_> {
    /// Whether no record is known to be missing.
    pub(super) fn is_whole(&self) -> bool {
        self.partial.is_none() && self.facts.holes == 0 && verify::is_sound(self.integrity.state)
    }
}
