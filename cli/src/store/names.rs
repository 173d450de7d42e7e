//! Names as small numbers, and not too many of them.

use std::collections::HashMap;

/// A name's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name(u8);

/// The names so far. Who uses a resource is one of a few; past the most, all others are one.
#[derive(Default)]
pub(super) struct Names {
    numbers: HashMap<String, Name>,
    names: Vec<String>,
}

const MOST: u8 = 64;
const OTHERS: Name = Name(MOST);

impl Names {
    pub(super) fn number(&mut self, name: &str) -> Name {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let free = u8::try_from(self.names.len()).ok().filter(|number| *number < MOST);
        let Some(number) = free.map(Name) else { return OTHERS };
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }

    /// The name; `None` for all those past the most.
    pub(super) fn name(&self, number: Name) -> Option<&str> {
        self.names.get(usize::from(number.0)).map(String::as_str)
    }
}
