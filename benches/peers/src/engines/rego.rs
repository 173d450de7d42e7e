//! regorus: one rule over tables of needs, consents and grants.

use regorus::{Engine, Value};
use serde_json::{Map, json};

use super::grown::Need;
use crate::Problem;

const RULE: &str = "\
package gate
import rego.v1
default allow := false
allow if {
    data.state.accepted
    data.state.foreground
    data.needs[input.purpose][input.resource][input.scope]
    data.consents[input.purpose][input.resource][input.scope]
    data.granted[input.resource][input.scope]
}
";

pub(crate) struct Rego(Engine);

impl Rego {
    pub(crate) fn new(needs: &[Need]) -> Result<Rego, Problem> {
        let mut engine = Engine::new();
        engine.add_policy("gate.rego".into(), RULE.into())?;
        let data = json!({
            "needs": table(needs),
            "state": {"accepted": true, "foreground": true},
            "consents": {"local-music": {"media": {"audio": true}}},
            "granted": {"media": {"audio": true}},
        });
        engine.add_data(Value::from_json_str(&data.to_string())?)?;
        Ok(Rego(engine))
    }

    pub(crate) fn allows(&mut self, need: &Need) -> Result<bool, Problem> {
        let Need { purpose, resource, scope } = need;
        let mut input = Value::new_object();
        let fields = input.as_object_mut()?;
        for (name, value) in [("purpose", purpose), ("resource", resource), ("scope", scope)] {
            fields.insert(name.into(), value.as_str().into());
        }
        self.0.set_input(input);
        Ok(self.0.eval_rule("data.gate.allow".into())? == Value::from(true))
    }
}

/// Purposes, their resources, and of these the scopes.
fn table(needs: &[Need]) -> Map<String, serde_json::Value> {
    let mut table = Map::new();
    for Need { purpose, resource, scope } in needs {
        let purpose = table.entry(purpose).or_insert_with(|| json!({}));
        if let Some(entry) = purpose.as_object_mut() {
            entry.entry(resource).or_insert_with(|| json!({}))[scope] = json!(true);
        }
    }
    table
}
