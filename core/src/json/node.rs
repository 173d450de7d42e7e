//! A JSON tree that remembers where each value stands and keeps duplicate keys.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::{Finder, MAX_BYTES, MAX_DEPTH, Problem};

/// A value and the byte at which it begins.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) offset: usize,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Null,
    Bool,
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl Node {
    pub(crate) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool => "true or false",
            Kind::Number(_) => "a number",
            Kind::Text(_) => "a text",
            Kind::List(_) => "a list",
            Kind::Object(_) => "an object",
        }
    }

    /// The value of the member `name`, if this is an object that has it.
    pub(crate) fn get(&self, name: &str) -> Option<&Node> {
        let Kind::Object(members) = &self.kind else { return None };
        members.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The value at a path such as `purposes[3].needs[0]`, or the nearest one above it.
    pub(crate) fn at(&self, path: &str) -> &Node {
        let steps = path.split(['.', '[', ']']).filter(|step| !step.is_empty());
        let mut node = self;
        for step in steps {
            let next = match &node.kind {
                Kind::List(items) => step.parse().ok().and_then(|index: usize| items.get(index)),
                _ => node.get(step),
            };
            node = match next {
                Some(next) => next,
                None => return node,
            };
        }
        node
    }
}

/// Reads a JSON text. Syntax errors, too many bytes and too deep nesting are one problem each.
pub(crate) fn parse(text: &str) -> Result<Node, Problem> {
    let fail = |offset: usize, message: String| {
        let mut finder = Finder::new(text);
        finder.note(offset, "", message);
        finder.found.swap_remove(0)
    };
    if text.len() > MAX_BYTES {
        let mib = text.len() as f64 / MAX_BYTES as f64;
        return Err(fail(0, format!("the file has {mib:.1} MiB; the most that is read is 1 MiB")));
    }
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| syntax(&error))?;
    Tree { text }.node(raw, 0).map_err(|(offset, message)| fail(offset, message))
}

fn syntax(error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    Problem {
        path: String::new(),
        line: error.line(),
        column: error.column(),
        message: format!("not JSON: {}", message.trim_end_matches(&place)),
    }
}

struct Tree<'a> {
    text: &'a str,
}

type Failure = (usize, String);

impl Tree<'_> {
    fn node(&self, raw: &RawValue, depth: usize) -> Result<Node, Failure> {
        let json = raw.get();
        let offset = (json.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        if depth > MAX_DEPTH {
            return Err((offset, format!("nested deeper than {MAX_DEPTH} levels")));
        }
        let kind = self.kind(json, depth).map_err(|error| match error {
            Deeper::Failure(failure) => failure,
            Deeper::Json(error) => (offset, format!("not JSON: {error}")),
        })?;
        Ok(Node { offset, kind })
    }

    fn kind(&self, json: &str, depth: usize) -> Result<Kind, Deeper> {
        Ok(match json.as_bytes().first() {
            Some(b'{') => {
                let members: Members<'_> = serde_json::from_str(json)?;
                let node = |(key, raw): (Cow<'_, str>, &RawValue)| {
                    Ok((key.into_owned(), self.node(raw, depth + 1)?))
                };
                Kind::Object(members.0.into_iter().map(node).collect::<Result<_, Failure>>()?)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(json)?;
                let nodes = items.into_iter().map(|raw| self.node(raw, depth + 1));
                Kind::List(nodes.collect::<Result<_, Failure>>()?)
            }
            Some(b'"') => Kind::Text(serde_json::from_str(json)?),
            Some(b't' | b'f') => Kind::Bool,
            Some(b'n') => Kind::Null,
            _ => Kind::Number(serde_json::from_str(json)?),
        })
    }
}

enum Deeper {
    Failure(Failure),
    Json(serde_json::Error),
}

impl From<Failure> for Deeper {
    fn from(failure: Failure) -> Deeper {
        Deeper::Failure(failure)
    }
}

impl From<serde_json::Error> for Deeper {
    fn from(error: serde_json::Error) -> Deeper {
        Deeper::Json(error)
    }
}

/// The members of an object in file order, duplicates and all.
struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        from.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_know_where_they_stand() {
        let text = "{\n  \"a\": [1,\n    \"x\"],\n  \"a\": null }";
        let node = parse(text).unwrap();
        assert!(text[node.at("a[1]").offset..].starts_with("\"x\""));
        let Kind::Object(members) = &node.kind else { panic!("{node:?}") };
        assert_eq!(members.len(), 2, "duplicate keys are kept");
    }

    #[test]
    fn hostile_nesting_is_an_error_not_a_stack_overflow() {
        for nest in ["[", "{\"a\":"] {
            let broken = parse(&nest.repeat(100_000)).unwrap_err();
            assert!(broken.message.contains("not JSON"), "{broken}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(parse(&deep).unwrap_err().message, "nested deeper than 64 levels");
    }

    #[test]
    fn too_large_a_file_is_an_error() {
        let problem = parse(&" ".repeat(2 << 20)).unwrap_err();
        assert_eq!(problem.message, "the file has 2.0 MiB; the most that is read is 1 MiB");
    }

    #[test]
    fn syntax_errors_have_their_place_once() {
        let problem = parse("{\n  \"a\": trx\n}").unwrap_err();
        assert_eq!((problem.line, problem.message.as_str()), (2, "not JSON: expected ident"));
        assert!(parse("{\"a\": \"\\ud800\"}").unwrap_err().message.starts_with("not JSON"));
    }
}
