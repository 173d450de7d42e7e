//! As much of JSON Schema (draft 7) as SARIF's schema uses. A keyword that is not known here fails.

use serde_json::{Map, Value};

/// What contradicts the schema, each with its path. Patterns are left to the caller, who gets
/// them with the texts that they are for.
pub(crate) struct Check<'s> {
    root: &'s Value,
    pub(crate) wrong: Vec<String>,
    pub(crate) patterns: Vec<(String, String)>,
}

impl<'s> Check<'s> {
    pub(crate) fn new(root: &'s Value) -> Check<'s> {
        Check { root, wrong: Vec::new(), patterns: Vec::new() }
    }

    /// Holds a value against a part of the schema.
    pub(crate) fn value(&mut self, value: &Value, schema: &Value, path: &str) {
        for (keyword, rule) in schema.as_object().unwrap() {
            let holds = match keyword.as_str() {
                "$schema" | "$id" | "title" | "description" | "default" | "definitions" => true,
                "$ref" => {
                    let place = rule.as_str().unwrap().trim_start_matches('#');
                    self.value(value, self.root.pointer(place).unwrap(), path);
                    true
                }
                "type" => is_a(value, rule.as_str().unwrap()),
                "enum" => rule.as_array().unwrap().contains(value),
                "minimum" => value.as_f64().is_none_or(|it| it >= rule.as_f64().unwrap()),
                "maximum" => value.as_f64().is_none_or(|it| it <= rule.as_f64().unwrap()),
                "minItems" => {
                    value.as_array().is_none_or(|it| it.len() as u64 >= rule.as_u64().unwrap())
                }
                "uniqueItems" => rule == false || value.as_array().is_none_or(|it| unique(it)),
                "items" => {
                    let items = value.as_array().into_iter().flatten().enumerate();
                    items.for_each(|(at, item)| self.value(item, rule, &format!("{path}/{at}")));
                    true
                }
                "required" => value.as_object().is_none_or(|it| has_all(it, rule)),
                "properties" => {
                    self.members(value, rule, path);
                    true
                }
                "additionalProperties" => self.others(value, schema, rule, path),
                "anyOf" => self.fitting(value, rule) > 0,
                "oneOf" => self.fitting(value, rule) == 1,
                "pattern" => {
                    let (pattern, text) = (rule.as_str().unwrap(), value.as_str().unwrap());
                    self.patterns.push((pattern.to_owned(), text.to_owned()));
                    true
                }
                "format" => value.as_str().is_some_and(|it| !it.contains(char::is_whitespace)),
                other => panic!("the keyword `{other}` is not known"),
            };
            if !holds {
                self.wrong.push(format!("{path}: {keyword} {rule}: {value}"));
            }
        }
    }

    fn members(&mut self, value: &Value, rules: &Value, path: &str) {
        for (name, member) in value.as_object().into_iter().flatten() {
            if let Some(rule) = rules.get(name) {
                self.value(member, rule, &format!("{path}/{name}"));
            }
        }
    }

    /// Members that the schema does not name: forbidden, free, or all of one kind.
    fn others(&mut self, value: &Value, schema: &Value, rule: &Value, path: &str) -> bool {
        let named = |name: &String| schema["properties"].get(name).is_some();
        let members = value.as_object().into_iter().flatten();
        let others: Vec<_> = members.filter(|(name, _)| !named(name)).collect();
        if rule.is_object() {
            others.iter().for_each(|(name, it)| self.value(it, rule, &format!("{path}/{name}")));
        }
        rule != false || others.is_empty()
    }

    /// How many of some schemas the value fits.
    fn fitting(&self, value: &Value, schemas: &Value) -> usize {
        let fits = |schema: &&Value| {
            let mut check = Check::new(self.root);
            check.value(value, schema, "");
            check.wrong.is_empty()
        };
        schemas.as_array().unwrap().iter().filter(fits).count()
    }
}

fn is_a(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("the type `{other}` is not known"),
    }
}

fn unique(items: &[Value]) -> bool {
    items.iter().enumerate().all(|(at, item)| !items[..at].contains(item))
}

fn has_all(object: &Map<String, Value>, names: &Value) -> bool {
    names.as_array().unwrap().iter().all(|name| object.contains_key(name.as_str().unwrap()))
}
