//! A purpose as a whole: all of its required needs, or none.

use super::{Case, Denied, Verdict};
use crate::policy::{Group, Rules, SlotId};
use crate::words::Scopes;

type Need = (SlotId, Scopes);

/// Checks the required needs; the reason earliest in the order counts.
pub(super) fn needs(case: &Case<'_>, rules: &Rules) -> Verdict {
    all(rules, |(slot, scopes)| case.usable(slot, scopes))
}

/// Checks the consents of the required needs, and nothing after them.
pub(super) fn consents(case: &Case<'_>, rules: &Rules) -> Verdict {
    all(rules, |(id, scopes)| match case.policy.slot(id) {
        Some(slot) => super::consent::check(case, id, slot, scopes),
        None => Ok(()),
    })
}

fn all(rules: &Rules, check: impl Fn(Need) -> Verdict) -> Verdict {
    match &rules.group {
        Group::Own(slot) => check((*slot, Scopes::bit(0))),
        Group::Needs { required, .. } => {
            let denials = required.iter().filter_map(|item| any(item, &check).err());
            denials.reduce(Denied::earlier).map_or(Ok(()), Err)
        }
    }
}

/// One alternative suffices; if none does, the one that got furthest speaks.
fn any(alternatives: &[Need], check: impl Fn(Need) -> Verdict) -> Verdict {
    let mut furthest: Option<Denied> = None;
    for need in alternatives {
        match check(*need) {
            Ok(()) => return Ok(()),
            Err(denial) if furthest.is_none_or(|so_far| denial.reason > so_far.reason) => {
                furthest = Some(denial);
            }
            Err(_) => {}
        }
    }
    furthest.map_or(Ok(()), Err)
}
