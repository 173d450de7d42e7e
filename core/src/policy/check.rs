//! What the shape alone cannot tell: references, scopes, sensitivity, bases.

use super::file::{Item, Need, PolicyFile, Purpose, Purposes};
use crate::json::{Finder, Node, member_path};
use crate::time::Span;
use crate::words::{AppState, Basis, ConsentKind, Resource, near_miss};

/// More needs than this in one purpose would not fit one record of the log.
const MOST_NEEDS: usize = 64;

/// Notes every error in a file of the right shape.
pub(super) fn errors(file: &PolicyFile, node: &Node, finder: &mut Finder<'_>) {
    let mut check = Check { file, node, finder };
    check.unique("purposes", file.purposes.iter().map(|purpose| purpose.id.as_str()));
    check.unique("sdks", file.sdks.iter().map(|sdk| sdk.id.as_str()));
    check.changes();
    check.sdks();
    for (index, purpose) in file.purposes.iter().enumerate() {
        check.purpose(&format!("purposes[{index}]"), purpose);
    }
}

/// Notes what is allowed but deserves a second look.
pub(super) fn warnings(file: &PolicyFile, node: &Node, finder: &mut Finder<'_>) {
    let mut check = Check { file, node, finder };
    for (index, change) in file.changes.iter().enumerate() {
        if change.version > file.version {
            let newer = format!("`{}` is newer than the policy itself", change.version);
            check.note(&format!("changes[{index}]"), "version", newer);
        }
    }
    for (index, purpose) in file.purposes.iter().enumerate() {
        let path = format!("purposes[{index}]");
        for (path, need) in needs(&path, purpose) {
            for doubt in doubts(purpose, need) {
                check.note(&path, "", format!("`{}` {doubt}", purpose.id));
            }
        }
    }
}

/// The needs of a purpose with their paths.
fn needs<'a>(path: &str, purpose: &'a Purpose) -> Vec<(String, &'a Need)> {
    let item = |(index, item): (usize, &'a Item)| {
        let path = format!("{path}.needs[{index}]");
        let nested = matches!(item, Item::AnyOf(_));
        item.needs().iter().enumerate().map(move |(inner, need)| match nested {
            true => (format!("{path}.any_of[{inner}]"), need),
            false => (path.clone(), need),
        })
    };
    purpose.needs.iter().enumerate().flat_map(item).collect()
}

fn doubts(purpose: &Purpose, need: &Need) -> Vec<&'static str> {
    let has = |scope: &str| need.scope.iter().any(|name| name == scope);
    let background = need.context(purpose) == AppState::Background;
    let mut doubts = Vec::new();
    match need.resource {
        Resource::DeviceId if background => doubts.push("reads identifiers in the background"),
        Resource::Location if background || has("background") => {
            doubts.push("uses the location in the background");
        }
        Resource::Media if (has("images") || has("video")) && !has("pick") => {
            doubts.push("reads the whole gallery where a picker (`pick`) may do");
        }
        _ => {}
    }
    if need.resource == Resource::DeviceId && has("hardware") {
        doubts.push("reads hardware identifiers, which cannot be reset");
    }
    doubts
}

struct Check<'a, 'f, 't> {
    file: &'a PolicyFile,
    node: &'a Node,
    finder: &'f mut Finder<'t>,
}

impl Check<'_, '_, '_> {
    /// Notes a problem at a member of the object at `path` (or at the object, if it lacks it).
    fn note(&mut self, path: &str, member: &str, message: String) {
        let path = if member.is_empty() { path.to_owned() } else { member_path(path, member) };
        self.finder.note(self.node.at(&path).offset, &path, message);
    }

    fn unique<'i>(&mut self, list: &str, ids: impl Iterator<Item = &'i str>) {
        let mut seen = std::collections::HashSet::new();
        for (index, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.note(&format!("{list}[{index}]"), "id", format!("`{id}` is declared twice"));
            }
        }
    }

    fn changes(&mut self) {
        for (index, change) in self.file.changes.iter().enumerate() {
            let path = format!("changes[{index}]");
            if let Purposes::These(ids) = &change.purposes {
                self.known_purposes(&path, ids);
            }
        }
    }

    fn sdks(&mut self) {
        for (index, sdk) in self.file.sdks.iter().enumerate() {
            let path = format!("sdks[{index}]");
            self.known_purposes(&path, &sdk.purposes);
            if sdk.id == "app" {
                self.note(&path, "id", "`app` is the app itself; choose another id".to_owned());
            }
        }
    }

    fn known_purposes(&mut self, path: &str, ids: &[String]) {
        let known: Vec<&str> = self.file.purposes.iter().map(|known| known.id.as_str()).collect();
        for (index, id) in ids.iter().enumerate() {
            self.known(&format!("{path}.purposes[{index}]"), "purpose", id, &known);
        }
    }

    fn known(&mut self, path: &str, what: &str, id: &str, known: &[&str]) {
        if !known.contains(&id) {
            let near = near_miss(id, known.iter().copied());
            let hint = near.map_or(String::new(), |near| format!(", did you mean `{near}`?"));
            self.note(path, "", format!("no {what} `{id}` is declared{hint}"));
        }
    }

    fn purpose(&mut self, path: &str, purpose: &Purpose) {
        let mut callers = vec!["app"];
        callers.extend(self.file.sdks.iter().map(|sdk| sdk.id.as_str()));
        for (index, caller) in purpose.callers.iter().enumerate() {
            self.known(&format!("{path}.callers[{index}]"), "sdk", caller, &callers);
        }
        if purpose.basis != Basis::Consent && purpose.basis_reason.is_none() {
            let message = format!("`{}` must say why in `basis_reason`", purpose.basis);
            self.note(path, "basis", message);
        }
        if purpose.sensitive && purpose.consent != ConsentKind::Separate {
            self.sensitive(path);
        }
        self.limit(path, purpose);
        self.patterns(path, purpose);
        for (path, need) in needs(path, purpose) {
            self.need(&path, need, purpose);
        }
    }

    fn sensitive(&mut self, path: &str) {
        let message = "sensitive data needs `separate` consent (PIPL 29)";
        self.note(path, "consent", message.to_owned());
    }

    fn limit(&mut self, path: &str, purpose: &Purpose) {
        let limit = purpose.limit.map(|it| {
            [("per", Some(it.per)), ("min_interval", it.min_interval), ("max_hold", it.max_hold)]
        });
        for (name, span) in limit.into_iter().flatten() {
            if span == Some(Span::default()) {
                self.note(&format!("{path}.limit"), name, "must be longer than nothing".to_owned());
            }
        }
        let needs = purpose.needs.iter().flat_map(Item::needs).count();
        if needs > MOST_NEEDS {
            self.note(
                path,
                "needs",
                format!("{needs} needs; one purpose has at most {MOST_NEEDS}"),
            );
        }
    }

    fn patterns(&mut self, path: &str, purpose: &Purpose) {
        let mut needs = purpose.needs.iter().flat_map(Item::needs);
        if purpose.patterns.is_empty() || needs.any(|need| need.resource == Resource::Clipboard) {
            return;
        }
        self.note(path, "patterns", "`patterns` go with a need for the clipboard".to_owned());
    }

    fn need(&mut self, path: &str, need: &Need, purpose: &Purpose) {
        for (index, scope) in need.scope.iter().enumerate() {
            if let Err(error) = need.resource.scope(scope) {
                self.note(path, &format!("scope[{index}]"), error.to_string());
            }
        }
        // A purpose that is sensitive as a whole is judged once, above.
        let own = need.sensitive.is_some() || need.consent.is_some();
        if own && need.sensitive(purpose) && need.consent(purpose) != ConsentKind::Separate {
            self.sensitive(path);
        }
        let reason = need.basis_reason.as_ref().or(purpose.basis_reason.as_ref());
        if need.basis.is_some_and(|basis| basis != Basis::Consent) && reason.is_none() {
            self.note(path, "basis", "must say why in `basis_reason`".to_owned());
        }
        if need.optional && path.ends_with(']') && path.contains(".any_of[") {
            let message = "an alternative cannot be optional; one of them suffices";
            self.note(path, "optional", message.to_owned());
        }
    }
}
