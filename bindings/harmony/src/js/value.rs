//! What a rich call gives, as JavaScript has it.

use serde_json::Value;

use super::{Env, Js};

impl<'a> Env<'a> {
    /// The value. `null` becomes `undefined`, and a field that is `null` is left out.
    pub(crate) fn value(self, value: &Value) -> Js<'a> {
        match value {
            Value::Null => self.undefined(),
            Value::Bool(flag) => self.flag(*flag),
            Value::Number(number) => self.number(number.as_f64().unwrap_or(f64::NAN)),
            Value::String(text) => self.text(text),
            Value::Array(items) => self.array(items.iter().map(|item| self.value(item))),
            Value::Object(fields) => {
                let object = self.object();
                for (name, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                    self.set(object, name, self.value(value));
                }
                object
            }
        }
    }
}
