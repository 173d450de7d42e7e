//! The shape that a file must have: one table that both checks it and becomes its JSON Schema.

use super::{Finder, Kind, Node, member_path};
use crate::time::{Span, Time};
use crate::version::Version;
use crate::words::near_miss;

/// An object of a file: its name, and the fields that it may have.
pub(crate) struct Object {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) fields: &'static [Field],
}

pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) required: bool,
    pub(crate) shape: Shape,
    pub(crate) about: &'static str,
}

impl Field {
    pub(crate) const fn required(name: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { name, required: true, shape, about }
    }

    pub(crate) const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { name, required: false, shape, about }
    }
}

pub(crate) enum Shape {
    Bool,
    /// A whole number within these limits.
    Integer(u32, u32),
    /// A text that is not blank.
    Plain,
    /// Lower-case letters, digits, `-`, `_` and `.`.
    Id,
    /// An id, or a web page's origin such as `web:https://h5.example.com`.
    Caller,
    /// 64 hexadecimal digits.
    Sha256,
    Version,
    Span,
    Time,
    /// One of these words; what kind of word it is comes first.
    Word(&'static str, &'static [&'static str]),
    /// A list with at least this many items.
    List(&'static Shape, usize),
    Object(&'static Object),
    /// An object whose keys are not known beforehand.
    Map(&'static Shape),
    /// The first shape for a text, the second for anything else.
    TextOr(&'static Shape, &'static Shape),
    /// The first shape for an object with this key, the second for anything else.
    ByKey(&'static str, &'static Shape, &'static Shape),
}

/// Notes everything in `node` that is not of this shape.
pub(crate) fn check(node: &Node, shape: &Shape, path: &str, finder: &mut Finder<'_>) {
    match (shape, &node.kind) {
        (Shape::Object(object), Kind::Object(members)) => {
            check_object(node, object, members, path, finder);
        }
        (Shape::Map(shape), Kind::Object(members)) => {
            check_duplicates(members, path, finder);
            for (name, value) in members {
                check(value, shape, &member_path(path, name), finder);
            }
        }
        (Shape::List(shape, least), Kind::List(items)) => {
            if items.len() < *least {
                finder.note(node.offset, path, format!("needs at least {least} item(s)"));
            }
            for (index, item) in items.iter().enumerate() {
                check(item, shape, &format!("{path}[{index}]"), finder);
            }
        }
        (Shape::TextOr(text, _), Kind::Text(_)) => check(node, text, path, finder),
        (Shape::TextOr(_, other), _) => check(node, other, path, finder),
        (Shape::ByKey(key, with, without), _) => {
            let shape = if node.get(key).is_some() { with } else { without };
            check(node, shape, path, finder);
        }
        (shape, kind) => {
            if let Err(message) = check_value(shape, kind, node) {
                finder.note(node.offset, path, message);
            }
        }
    }
}

fn check_object(
    node: &Node,
    object: &Object,
    members: &[(String, Node)],
    path: &str,
    finder: &mut Finder<'_>,
) {
    check_duplicates(members, path, finder);
    for (name, value) in members {
        match object.fields.iter().find(|field| field.name == name) {
            Some(field) => check(value, &field.shape, &member_path(path, name), finder),
            None => finder.note(value.offset, path, unknown_field(object, name)),
        }
    }
    for field in object.fields.iter().filter(|field| field.required) {
        if !members.iter().any(|(name, _)| name == field.name) {
            finder.note(node.offset, path, format!("`{}` is missing", field.name));
        }
    }
}

fn check_duplicates(members: &[(String, Node)], path: &str, finder: &mut Finder<'_>) {
    let mut seen = std::collections::HashSet::new();
    for (name, value) in members {
        if !seen.insert(name) {
            finder.note(value.offset, path, format!("`{name}` is given twice"));
        }
    }
}

fn unknown_field(object: &Object, name: &str) -> String {
    let unknown = format!("unknown field `{name}` in {}", object.name);
    match near_miss(name, object.fields.iter().map(|field| field.name)) {
        Some(near) => format!("{unknown}, did you mean `{near}`?"),
        None => unknown,
    }
}

fn check_value(shape: &Shape, kind: &Kind, node: &Node) -> Result<(), String> {
    match (shape, kind) {
        (Shape::Bool, Kind::Bool) => Ok(()),
        (Shape::Integer(least, most), Kind::Number(number)) => {
            let fits =
                number.fract() == 0.0 && (f64::from(*least)..=f64::from(*most)).contains(number);
            fits.then_some(())
                .ok_or_else(|| format!("{number} is not a whole number from {least} to {most}"))
        }
        (_, Kind::Text(text)) => check_text(shape, text, node),
        _ => Err(mismatch(shape, node)),
    }
}

fn check_text(shape: &Shape, text: &str, node: &Node) -> Result<(), String> {
    let parsed = |result: Result<(), String>| result;
    match shape {
        Shape::Plain if text.trim().is_empty() => Err("the text is empty".to_owned()),
        Shape::Plain => Ok(()),
        Shape::Id if !is_id(text) => Err(format!(
            "`{text}` is not an id; use lower-case letters, digits and `-`, at most 64"
        )),
        Shape::Id => Ok(()),
        Shape::Caller if !is_id(text) && !is_page(text) => Err(format!(
            "`{text}` is not a caller; use an id of lower-case letters, digits and `-`, at most 64, \
             or for web pages `{PAGE}` and a host"
        )),
        Shape::Caller => Ok(()),
        Shape::Sha256 if !is_sha256(text) => Err("not 64 hexadecimal digits".to_owned()),
        Shape::Sha256 => Ok(()),
        Shape::Version => parsed(text.parse::<Version>().map(drop).map_err(|e| e.to_string())),
        Shape::Span => parsed(text.parse::<Span>().map(drop).map_err(|e| e.to_string())),
        Shape::Time => parsed(text.parse::<Time>().map(drop).map_err(|e| e.to_string())),
        Shape::Word(_, words) if words.contains(&text) => Ok(()),
        Shape::Word(what, words) => Err(match near_miss(text, words.iter().copied()) {
            Some(near) => format!("unknown {what} `{text}`, did you mean `{near}`?"),
            None => format!("unknown {what} `{text}` (known: {})", words.join(", ")),
        }),
        _ => Err(mismatch(shape, node)),
    }
}

fn mismatch(shape: &Shape, node: &Node) -> String {
    let expected = match shape {
        Shape::Bool => "true or false",
        Shape::Integer(..) => "a whole number",
        Shape::List(..) => "a list",
        Shape::Object(_) | Shape::Map(_) | Shape::ByKey(..) => "an object",
        Shape::TextOr(_, other) => return mismatch(other, node),
        _ => "a text",
    };
    format!("expected {expected}, found {}", node.kind_name())
}

pub(crate) fn is_id(text: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=64).contains(&text.len())
        && text.bytes().all(|byte| letter(byte) || matches!(byte, b'-' | b'_' | b'.'))
        && text.bytes().next().is_some_and(letter)
}

/// How the ids of web pages begin. Nothing but a secure page gets a camera or a position anyway.
const PAGE: &str = "web:https://";

/// Whether a text names the origin of web pages, as the browser writes it.
fn is_page(text: &str) -> bool {
    let Some(origin) = text.strip_prefix(PAGE) else { return false };
    let (host, port) = origin.split_once(':').unwrap_or((origin, "443"));
    let letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=253).contains(&host.len())
        && host.bytes().all(|byte| letter(byte) || matches!(byte, b'-' | b'.'))
        && host.bytes().next().is_some_and(letter)
        && (1..=5).contains(&port.len())
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
