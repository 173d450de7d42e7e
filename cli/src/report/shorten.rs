//! Texts from the log at a length that a page can bear.

use serde_json::Value;

/// A name of a purpose, an SDK or a place in the code is never this long; a forged one may be.
const LONGEST: usize = 240;

/// Cuts every text in it that is too long.
pub(super) fn shorten(value: &mut Value) {
    match value {
        Value::String(text) => *text = short(text),
        Value::Array(values) => values.iter_mut().for_each(shorten),
        Value::Object(members) => members.values_mut().for_each(shorten),
        _ => {}
    }
}

pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn long_texts_are_cut_between_letters_wherever_they_stand() {
        let long = "门".repeat(LONGEST + 1);
        let mut value = json!({ "a": [long, "门".repeat(LONGEST), 7] });
        shorten(&mut value);
        assert_eq!(value["a"][0], format!("{}…", "门".repeat(LONGEST)));
        assert_eq!(value["a"][1], "门".repeat(LONGEST));
        assert_eq!(value["a"][2], 7);
    }
}
