//! The real policy, grown by copies of its purposes.

use menshen::{Access, Resource};
use serde_json::{Value, json};

use crate::Problem;
use crate::gate::{self, PURPOSE};

/// A purpose's use of a resource at a scope.
#[derive(Clone)]
pub(crate) struct Need {
    pub(crate) purpose: String,
    pub(crate) resource: String,
    pub(crate) scope: String,
}

impl Need {
    /// What is measured: declared and granted.
    pub(crate) fn asked() -> Need {
        Need { purpose: PURPOSE.into(), resource: "media".into(), scope: "audio".into() }
    }

    /// Declared, but nobody has granted it.
    pub(crate) fn refused() -> Need {
        Need { purpose: "qr-scan".into(), resource: "camera".into(), scope: "preview".into() }
    }

    pub(crate) fn access(&self) -> Result<Access, Problem> {
        let resource: Resource = self.resource.parse()?;
        Ok(Access::new(&self.purpose, resource, [self.scope.as_str()])?)
    }
}

pub(crate) struct Policy(Value);

impl Policy {
    /// The real policy with its purposes `times` over.
    pub(crate) fn grown(times: usize) -> Result<Policy, Problem> {
        let mut policy = gate::unlimited_json()?;
        let real = purposes(&policy).to_vec();
        let copies = (1..times).flat_map(|copy| real.iter().map(move |it| shortened(it, copy)));
        let copies: Vec<Value> = copies.collect();
        if let Some(all) = policy.get_mut("purposes").and_then(Value::as_array_mut) {
            all.extend(copies);
        }
        Ok(Policy(policy))
    }

    pub(crate) fn compiled(&self) -> Result<menshen::Policy, Problem> {
        Ok(menshen::Policy::parse(&self.0.to_string())?)
    }

    pub(crate) fn purposes(&self) -> usize {
        purposes(&self.0).len()
    }

    /// Every need that the policy declares, a scope at a time.
    pub(crate) fn needs(&self) -> Vec<Need> {
        purposes(&self.0).iter().flat_map(needs_of).collect()
    }
}

fn purposes(policy: &Value) -> &[Value] {
    policy.get("purposes").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A copy under another name; its texts make room for more copies.
fn shortened(purpose: &Value, copy: usize) -> Value {
    let mut purpose = purpose.clone();
    let name = format!("{}-{copy}", text(&purpose, "id"));
    if let Some(fields) = purpose.as_object_mut() {
        fields.insert("id".into(), name.into());
        fields.insert("clauses".into(), json!(["1"]));
        fields.remove("data");
        for field in ["title", "prompt", "if_refused", "basis_reason"] {
            fields.entry(field).and_modify(|text| *text = json!({"zh-CN": "a", "en": "a"}));
        }
    }
    purpose
}

fn needs_of(purpose: &Value) -> Vec<Need> {
    let name = text(purpose, "id");
    let needs = purpose.get("needs").and_then(Value::as_array).into_iter().flatten();
    // An `any_of` holds its needs one level deeper.
    let needs = needs.flat_map(|need| match need.get("any_of").and_then(Value::as_array) {
        Some(any) => any.iter().collect(),
        None => vec![need],
    });
    let scopes = |need: &Value| {
        let scopes = need.get("scope").and_then(Value::as_array).into_iter().flatten();
        let resource = text(need, "resource").to_owned();
        let scope = |scope: &Value| Need {
            purpose: name.to_owned(),
            resource: resource.clone(),
            scope: scope.as_str().unwrap_or_default().to_owned(),
        };
        scopes.map(scope).collect::<Vec<Need>>()
    };
    needs.flat_map(scopes).collect()
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value.get(field).and_then(Value::as_str).unwrap_or_default()
}
