//! casbin: a rule for each need; what the state says is part of the question.

use casbin::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};
use futures_executor::block_on;

use super::grown::Need;
use crate::Problem;

const MODEL: &str = "\
[request_definition]
r = purpose, resource, scope, accepted, foreground, consent, granted
[policy_definition]
p = purpose, resource, scope
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.purpose == p.purpose && r.resource == p.resource && r.scope == p.scope && r.accepted == \"yes\" && r.foreground == \"yes\" && r.consent == \"yes\" && r.granted == \"yes\"
";

pub(crate) struct Casbin(Enforcer);

impl Casbin {
    pub(crate) fn new(needs: &[Need]) -> Result<Casbin, Problem> {
        let rule =
            |need: &Need| vec![need.purpose.clone(), need.resource.clone(), need.scope.clone()];
        let mut rules: Vec<Vec<String>> = needs.iter().map(rule).collect();
        rules.sort();
        rules.dedup();
        let enforcer = block_on(async {
            let model = DefaultModel::from_str(MODEL).await?;
            let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await?;
            enforcer.add_policies(rules).await?;
            Ok::<Enforcer, casbin::Error>(enforcer)
        })?;
        Ok(Casbin(enforcer))
    }

    pub(crate) fn allows(&self, need: &Need) -> Result<bool, Problem> {
        let Need { purpose, resource, scope } = need;
        let consent = if purpose == "local-music" { "yes" } else { "no" };
        let state = ("yes", "yes", consent, "yes");
        Ok(self.0.enforce((
            purpose.as_str(),
            resource.as_str(),
            scope.as_str(),
            state.0,
            state.1,
            state.2,
            state.3,
        ))?)
    }
}
