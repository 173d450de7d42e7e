//! The differences for scripts. Names of members are stable.

use menshen::policy::Purpose;
use serde_json::{Value, json};

use super::difference::{Difference, Place, Touched};
use super::recorded::Marks;
use super::shown::Shown;
use super::stale::Ending;
use super::{Comparison, Told};

impl Told<'_> {
    pub(super) fn script(&self) -> Value {
        let Comparison { old, new, .. } = self.comparison;
        json!({
            "id": new.file().id,
            "old": { "file": self.args.old, "version": old.version() },
            "new": { "file": self.args.new, "version": new.version() },
            "newer": self.comparison.is_newer(),
            "differences": self.comparison.differences.iter().map(|it| self.difference(it)).collect::<Value>(),
            "changes": {
                "missing": self.marks(&self.comparison.missing),
                "surplus": self.marks(&self.comparison.surplus),
                "written": self.written,
            },
            "subjects": self.subjects(),
            "ok": self.is_fine(),
        })
    }

    fn difference(&self, it: &Difference) -> Value {
        let (place, id) = match &it.place {
            Place::Policy => ("policy", None),
            Place::Purpose(id) => ("purpose", Some(id)),
            Place::Sdk(id) => ("sdk", Some(id)),
        };
        let value = |shown: &Option<Shown>| shown.as_ref().map(|shown| shown.json.clone());
        let touched = it.effect.kind().map(|_| self.touched(&it.touched));
        json!({
            "place": place,
            "id": id,
            "field": it.field.path,
            "of": value(&it.of),
            "before": value(&it.before),
            "after": value(&it.after),
            "direction": it.effect.direction(),
            "kind": it.effect.kind(),
            "purposes": touched,
        })
    }

    fn touched(&self, touched: &Touched) -> Value {
        json!(touched.in_order(self.comparison.new.file()))
    }

    fn marks(&self, marks: &Marks) -> Value {
        let marks = marks.iter(self.comparison.new.file());
        marks.map(|(kind, purposes)| json!({ "kind": kind, "purposes": purposes })).collect()
    }

    fn subjects(&self) -> Value {
        let ids = |purposes: &[&Purpose]| purposes.iter().map(|it| json!(it.id)).collect::<Value>();
        json!({
            "accepted": self.comparison.old.version(),
            "outdated": ids(&self.stale.outdated),
            "ending": self.stale.ending.iter().map(ending).collect::<Value>(),
            "unaffected": ids(&self.stale.unaffected),
            "gone": ids(&self.stale.gone),
        })
    }
}

fn ending(it: &Ending<'_>) -> Value {
    let scopes = it.scopes.map(|(resource, scopes)| resource.names(scopes));
    json!({
        "purpose": it.purpose.id,
        "resource": it.scopes.map(|(resource, _)| resource),
        "scope": scopes,
        "consent": it.kind,
    })
}
