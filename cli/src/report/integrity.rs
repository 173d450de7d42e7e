//! What verify says, in words of both languages.

use menshen::log::{Problem, Report, VerifyOptions};
use serde_json::{Value, json};

use super::both;
use crate::lang::Lang;
use crate::log::Pulled;
use crate::log::verify::{as_json, text};

/// More problems than this are counted, but not shown.
const MOST: usize = 200;

pub(super) fn integrity(log: &Pulled, report: &Report, options: &VerifyOptions) -> Value {
    let mut all = as_json(report);
    let problems = report.problems.iter().take(MOST).map(problem).collect();
    let left_out = report.problems.len().saturating_sub(MOST) as u64 + report.omitted;
    if let Some(members) = all.as_object_mut() {
        members.insert("problems".to_owned(), problems);
        members.insert("omitted".to_owned(), left_out.into());
        let partial = |why| both(|lang: Lang| lang.of(why).to_owned());
        members.insert("partial".to_owned(), log.partial().map_or(Value::Null, partial));
        members.insert("says".to_owned(), both(|lang| text::state(report.state, lang).to_owned()));
        members.insert("counts".to_owned(), both(|lang| text::counts(report, lang)));
        members.insert("signer".to_owned(), both(|lang| text::signer(report, lang)));
        members.insert("limits".to_owned(), both(|lang| text::limits(report, options, lang)));
    }
    all
}

fn problem(problem: &Problem) -> Value {
    let Problem { file, block, offset, what, tampered } = problem;
    json!({
        "file": file,
        "block": block,
        "offset": offset,
        "tampered": tampered,
        "what": both(|lang| text::what_text(what, lang)),
        "means": both(|lang| text::means(what, lang).to_owned()),
    })
}
