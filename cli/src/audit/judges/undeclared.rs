//! What the policy does not declare is not asked for.

use menshen::log::Decision;
use menshen::policy::Purpose;

use super::{Judge, Seen, let_in};
use crate::audit::declared::{Access, OWN, scopes};
use crate::audit::finding::Severity::{self, Violation, Warning};
use crate::audit::finding::Variant;
use crate::audit::findings::Findings;
use crate::audit::found::Found;
use crate::audit::world::World;

pub(in crate::audit) const RULE: &str = "undeclared";

/// What is not declared: the variant when somebody got in, and the one when the gate stopped it.
pub(in crate::audit) type Undeclared = [Variant; 2];

const fn variant(
    id: &'static str,
    severity: Severity,
    zh: &'static str,
    en: &'static str,
) -> Variant {
    Variant { rule: RULE, id, severity, zh, en }
}

pub(in crate::audit) static PURPOSE: Undeclared = [
    variant(
        "purpose",
        Violation,
        "隐私政策没有写明这一用途，{who}却使用了{what}{for}，共 {times}。",
        "{who} used {what}{for} {times}, but the policy has no such purpose.",
    ),
    variant(
        "purpose-stopped",
        Warning,
        "隐私政策没有写明这一用途，{who}却请求使用{what}{for}，共 {times}；门神已拦住，但代码仍在请求。",
        "{who} asked for {what}{for} {times}, but the policy has no such purpose: stopped by the \
         gate, but the code asks for it.",
    ),
];
pub(in crate::audit) static RESOURCE: Undeclared = [
    variant(
        "resource",
        Violation,
        "隐私政策没有为该用途写明{what}，{who}却使用了它{for}，共 {times}。",
        "{who} used {what}{for} {times}, but the policy does not declare it there.",
    ),
    variant(
        "resource-stopped",
        Warning,
        "隐私政策没有为该用途写明{what}，{who}却请求使用它{for}，共 {times}；门神已拦住，但代码仍在请求。",
        "{who} asked for {what}{for} {times}, but the policy does not declare it there: stopped by \
         the gate, but the code asks for it.",
    ),
];
pub(in crate::audit) static SCOPE: Undeclared = [
    variant(
        "scope",
        Violation,
        "{who}使用了{what}{for}，共 {times}，超出了隐私政策写明的范围（{detail}）。",
        "{who} used {what}{for} {times}, more than the policy declares ({detail}).",
    ),
    variant(
        "scope-stopped",
        Warning,
        "{who}请求使用{what}{for}，共 {times}，超出了隐私政策写明的范围（{detail}）；门神已拦住，但代码仍在请求。",
        "{who} asked for {what}{for} {times}, more than the policy declares ({detail}): stopped by \
         the gate, but the code asks for it.",
    ),
];
pub(in crate::audit) static CALLER: Undeclared = [
    variant(
        "caller",
        Violation,
        "隐私政策没有写明{who}参与该用途，它却使用了{what}{for}，共 {times}。",
        "{who} used {what}{for} {times}, but the policy does not list it as a caller there.",
    ),
    variant(
        "caller-stopped",
        Warning,
        "隐私政策没有写明{who}参与该用途，它却请求使用{what}{for}，共 {times}；门神已拦住，但代码仍在请求。",
        "{who} asked for {what}{for} {times}, but the policy does not list it as a caller there: \
         stopped by the gate, but the code asks for it.",
    ),
];

/// Looks up every decision in the policy, also those that the gate stopped.
pub(in crate::audit) struct NotDeclared;

impl Judge for NotDeclared {
    fn record(&mut self, world: &World<'_>, seen: &Seen<'_>, found: &mut Findings) {
        let Some(decision) = seen.decision() else { return };
        let purpose = world.declared.purpose(&decision.purpose);
        let mut accesses = world.declared.accesses(decision);
        if accesses.is_empty() {
            // A group of which nothing was let in still has a purpose and a caller.
            accesses.push(Access { resource: None, scopes: OWN, lease: 0 });
        }
        for access in accesses {
            if let Some(it) = judge(seen, decision, purpose, &access) {
                found.add(it.access(decision, &access).times(decision.count.into()));
            }
        }
    }
}

/// Whether the policy declares an access.
pub(super) fn is_declared(world: &World<'_>, decision: &Decision<'_>, access: &Access) -> bool {
    undeclared(decision, world.declared.purpose(&decision.purpose), access).is_none()
}

fn judge(
    seen: &Seen<'_>,
    decision: &Decision<'_>,
    purpose: Option<&Purpose>,
    access: &Access,
) -> Option<Found> {
    let [used, stopped] = undeclared(decision, purpose, access)?;
    let it = Found::at(if let_in(decision) { used } else { stopped }, seen);
    let Some((purpose, resource)) = purpose.zip(access.resource) else { return Some(it) };
    let declared = resource.names(scopes(purpose, resource).unwrap_or_default()).join(", ");
    Some(it.detail(format!("仅写明 {declared}"), format!("only {declared}")))
}

fn undeclared(
    decision: &Decision<'_>,
    purpose: Option<&Purpose>,
    access: &Access,
) -> Option<&'static Undeclared> {
    let Some(purpose) = purpose else { return Some(&PURPOSE) };
    if let Some(resource) = access.resource {
        let Some(declared) = scopes(purpose, resource) else { return Some(&RESOURCE) };
        if access.scopes.is_empty() || !declared.contains(access.scopes) {
            return Some(&SCOPE);
        }
    }
    let listed = purpose.callers.iter().any(|caller| *caller == decision.caller);
    (!listed).then_some(&CALLER)
}
