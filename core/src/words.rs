//! The words of the field: closed sets of names, each with a stable number.
//!
//! The same names stand in Rust, Kotlin, ArkTS, JSON, the command line and the documentation.
//! Numbers are what crosses a language border and what the log stores; both only ever grow.

mod answer;
mod platform;
mod reason;
mod resource;

pub use answer::{Action, Age, AppState, Basis, ChangeKind, ConsentKind, SdkRole, SubjectKind};
pub use platform::{OsGrant, Platform, Requirement, System};
pub use reason::{Reason, Step};
pub use resource::{Resource, Scopes, UnknownScope};

/// A name that is not in its closed set.
///
/// ```
/// let error = "camra".parse::<menshen::Resource>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown resource `camra`, did you mean `camera`?");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    /// What kind of word was expected, such as `resource`.
    pub expected: &'static str,
    /// The name that was given.
    pub found: String,
    /// The closest known name, when one is near.
    pub near: Option<&'static str>,
}

impl std::fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "unknown {} `{}`", self.expected, self.found)?;
        match self.near {
            Some(near) => write!(f, ", did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownWord {}

/// The known word nearest to `found`, if it is near enough to be a slip of the hand.
pub(crate) fn near_miss<'a>(
    found: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let similarity = |word: &str| strsim::jaro_winkler(&found.to_lowercase(), word);
    known
        .into_iter()
        .map(|word| (similarity(word), word))
        .filter(|(score, _)| *score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

/// Declares a closed set of words: an enum with stable numbers, names, parsing and serde.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident, $what:literal {
        $($(#[$doc:meta])* $variant:ident = $number:literal $word:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum $name { $($(#[$doc])* $variant = $number,)* }

        impl $name {
            /// Every word, in the order of its number.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            /// The names, in the same order as [`Self::ALL`].
            pub const NAMES: &'static [&'static str] = &[$($word,)*];

            /// The name used in JSON, on the command line and in the documentation.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The stable number, as stored in the log and passed to other languages.
            pub const fn number(self) -> u8 { self as u8 }

            /// The word with this number, or `None` for one that this version does not know.
            pub const fn from_number(number: u8) -> Option<Self> {
                match number { $($number => Some($name::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::words::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok($name::$variant),)*
                    _ => Err($crate::words::UnknownWord {
                        expected: $what,
                        found: text.to_owned(),
                        near: $crate::words::near_miss(text, Self::NAMES.iter().copied()),
                    }),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use words;
