//! cedar-policy: a `permit` for each need; consents and grants are in the context.

use std::str::FromStr;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, RestrictedExpression,
};

use super::grown::Need;
use crate::Problem;

pub(crate) struct Cedar {
    policies: PolicySet,
    entities: Entities,
    authorizer: Authorizer,
    user: EntityUid,
    acquire: EntityUid,
}

impl Cedar {
    pub(crate) fn new(needs: &[Need]) -> Result<Cedar, Problem> {
        let text: String = needs.iter().map(permit).collect();
        Ok(Cedar {
            policies: PolicySet::from_str(&text)?,
            entities: Entities::empty(),
            authorizer: Authorizer::new(),
            user: "User::\"listener\"".parse()?,
            acquire: "Action::\"acquire\"".parse()?,
        })
    }

    /// The context is built for each question, as the state may have changed since.
    pub(crate) fn allows(&self, need: &Need) -> Result<bool, Problem> {
        let texts = |texts: &[&str]| {
            let texts = texts.iter().map(|text| RestrictedExpression::new_string((*text).into()));
            RestrictedExpression::new_set(texts)
        };
        let context = Context::from_pairs([
            ("accepted".into(), RestrictedExpression::new_bool(true)),
            ("foreground".into(), RestrictedExpression::new_bool(true)),
            ("consents".into(), texts(&["local-music.media.audio"])),
            ("granted".into(), texts(&["media.audio"])),
        ])?;
        let resource: EntityUid = format!("Need::\"{}\"", name(need)).parse()?;
        let request =
            Request::new(self.user.clone(), self.acquire.clone(), resource, context, None)?;
        let answer = self.authorizer.is_authorized(&request, &self.policies, &self.entities);
        Ok(answer.decision() == Decision::Allow)
    }
}

fn name(Need { purpose, resource, scope }: &Need) -> String {
    format!("{purpose}.{resource}.{scope}")
}

fn permit(need: &Need) -> String {
    let (name, Need { resource, scope, .. }) = (name(need), need);
    format!(
        "permit(principal, action == Action::\"acquire\", resource == Need::\"{name}\") when {{\n\
         context.accepted && context.foreground && context.consents.contains(\"{name}\") &&\n\
         context.granted.contains(\"{resource}.{scope}\") }};\n"
    )
}
