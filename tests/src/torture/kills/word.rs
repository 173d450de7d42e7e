//! What a writer says on its pipe, a line each. A line is one short write, so it is there whole or
//! not at all.

use std::fmt;
use std::str::FromStr;

use menshen::Action;

/// What a writer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// Its gate is open.
    Opened,
    /// It was given this lease.
    Lease(u64),
    /// It is about to hand the user's answer to the gate.
    Answering(Action),
    /// The gate took the answer.
    Answered(Action),
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Word::Opened => f.write_str("opened"),
            Word::Lease(lease) => write!(f, "lease {lease}"),
            Word::Answering(action) => write!(f, "answering {}", action.name()),
            Word::Answered(action) => write!(f, "answered {}", action.name()),
        }
    }
}

impl FromStr for Word {
    type Err = String;

    fn from_str(line: &str) -> Result<Word, String> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let action = || rest.parse::<Action>().map_err(|_| line.to_owned());
        match word {
            "opened" => Ok(Word::Opened),
            "lease" => rest.parse().map(Word::Lease).map_err(|_| line.to_owned()),
            "answering" => action().map(Word::Answering),
            "answered" => action().map(Word::Answered),
            _ => Err(line.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        let words = [
            Word::Opened,
            Word::Lease(u64::MAX),
            Word::Answering(Action::Withdraw),
            Word::Answered(Action::Grant),
        ];
        for word in words {
            assert_eq!(word.to_string().parse(), Ok(word));
        }
        assert!("answered".parse::<Word>().is_err());
    }
}
