//! Everything as JSON, all rows, written as they come.

use std::collections::BTreeSet;
use std::io::{self, Write};

use menshen::{Policy, Time};
use serde_json::{Value, json};

use super::super::answers::{Answer, Answers, Verdict};
use super::super::facts::{Facts, Zero};
use super::super::names::Names;
use super::super::report::Report;
use super::super::row::{Kind, Lease, Row};
use super::super::usage::Usage;
use super::super::view::View;
use super::super::window::Peak;
use super::Sheet;
use crate::audit::{Moment, place_json};
use crate::lang::Lang;

pub(super) struct Json<W: Write> {
    out: W,
    rows: u64,
}

impl<W: Write> Json<W> {
    pub(super) fn new(out: W) -> Json<W> {
        Json { out, rows: 0 }
    }
}

impl<W: Write> Sheet for Json<W> {
    fn begin(&mut self, report: &Report<'_>) -> io::Result<()> {
        let file = report.view.policy.file();
        let policy = json!({
            "id": file.id, "version": file.version, "effective": file.effective,
            "title": file.title, "controller": file.controller,
        });
        writeln!(self.out, "{{\n\"policy\": {policy},")?;
        let period = json!({ "since": report.period.since, "until": report.period.until });
        writeln!(self.out, "\"period\": {period},")?;
        writeln!(self.out, "\"log\": {},", log(report))?;
        writeln!(self.out, "\"acceptance\": {},", acceptance(report.facts))?;
        write!(self.out, "\"rows\": [")
    }

    fn row(&mut self, report: &Report<'_>, row: &Row) -> io::Result<()> {
        let comma = if self.rows == 0 { "" } else { "," };
        self.rows += 1;
        write!(self.out, "{comma}\n{}", self::row(report, row))
    }

    fn end(&mut self, report: &Report<'_>, answers: &Answers, usage: &Usage<'_>) -> io::Result<()> {
        let all = answers.all.iter().map(|answer| self::answer(report, answer));
        writeln!(self.out, "\n],\n\"answers\": {},", all.collect::<Value>())?;
        writeln!(self.out, "\"totals\": {},", totals(answers))?;
        writeln!(self.out, "\"peaks\": {},", peaks(usage))?;
        writeln!(self.out, "\"limits\": {},", limits(usage))?;
        writeln!(
            self.out,
            "\"purposes\": {}\n}}",
            purposes(report.view.policy, &answers.purposes)
        )?;
        self.out.flush()
    }
}

fn log(report: &Report<'_>) -> Value {
    let Facts { records, first, last, holes, processes, libraries, versions, .. } = report.facts;
    let versions =
        versions.iter().map(|(version, records)| json!({ "policy": version, "records": records }));
    json!({
        "state": report.integrity.state.name(),
        "unsigned": report.integrity.unsigned,
        "provider": report.integrity.provider,
        "records": records,
        "first": first,
        "last": last,
        "holes": holes,
        "begins_late": report.facts.begins_late(),
        "processes": processes,
        "libraries": libraries,
        "versions": versions.collect::<Value>(),
    })
}

fn acceptance(facts: &Facts) -> Value {
    let wall = |at: Option<Moment>| at.map(|at| at.wall);
    let (zero, at) = facts.zero();
    let zero = match zero {
        Zero::Accepted => "accepted",
        Zero::Shown => "shown",
        Zero::LogStart => "log_start",
    };
    json!({
        "first_shown": wall(facts.shown),
        "first_accepted": wall(facts.accepted),
        "first_declined": wall(facts.declined),
        "relative_to": { "what": zero, "at": wall(at) },
    })
}

fn row(report: &Report<'_>, row: &Row) -> Value {
    let act = &row.act;
    let purpose = report.view.policy.purpose(&act.purpose);
    let counts = row
        .counts
        .map(|[second, minute, hour]| json!({ "second": second, "minute": minute, "hour": hour }));
    json!({
        "row": row.number,
        "at": row.first.wall,
        "last": row.last.wall,
        "relative_ms": report.view.relative_ms(row),
        "kind": act.kind.name(),
        "is_access": row.is_use(),
        "caller": some(&act.caller),
        "resource": act.resource(),
        "scope": act.scope.map_or(Vec::new(), |(resource, scopes)| resource.names(scopes)),
        "purpose": some(&act.purpose),
        "clauses": purpose.map_or(&[][..], |purpose| &purpose.clauses),
        "app": act.app,
        "reason": act.kind.reason(),
        "prompt": prompt(act.kind),
        "tapped": act.tapped,
        "lease": lease(row.lease),
        "call_site": some(&act.call_site),
        "times": row.times,
        "counts": counts,
        "breaks": act.breaks,
        "process": act.process,
        "place": place_json(row.place),
        "said": both(report, |view| view.milestone(row).unwrap_or_else(|| view.verdict(row))),
    })
}

fn prompt(kind: Kind) -> Option<Value> {
    let Kind::Prompt { kind, answer, text } = kind else { return None };
    Some(json!({ "kind": kind, "answer": answer, "text_shown": text }))
}

fn lease(lease: Lease) -> Option<Value> {
    match lease {
        Lease::None => None,
        Lease::Open => Some(json!({ "ended": null, "held_ms": null })),
        Lease::Ended(held) => Some(json!({ "ended": held.how, "held_ms": held.span.millis() })),
    }
}

fn answer(report: &Report<'_>, answer: &Answer) -> Value {
    let verdict = match answer.verdict() {
        Verdict::Yes => "yes",
        Verdict::No => "no",
        Verdict::Unclear => "unclear",
    };
    let sentence = |lang| answer.said(&Report { view: View { lang, ..report.view }, ..*report });
    json!({
        "question": answer.question.id(),
        "title": both(report, |view| answer.question.title(view.lang).to_owned()),
        "answer": verdict,
        "broken": answer.broken > 0,
        "times": answer.times(),
        "times_broken": answer.broken,
        "times_denied": answer.denied,
        "times_unclear": answer.unclear,
        "looked_at": answer.looked_at,
        "first": answer.span.map(|span| span.0),
        "last": answer.span.map(|span| span.1),
        "rows": answer.evidence().map(|row| row.number).collect::<Value>(),
        "sentence": { "zh-CN": sentence(Lang::Zh), "en": sentence(Lang::En) },
    })
}

fn totals(answers: &Answers) -> Value {
    let totals = &answers.totals;
    json!({
        "rows": totals.rows, "accesses": totals.uses, "denied": totals.denied,
        "prompts": totals.prompts, "let_through": totals.observed,
    })
}

fn peaks(usage: &Usage<'_>) -> Value {
    let used = usage.resources.iter().filter(|(_, uses)| uses.times > 0);
    let all = used.map(|(resource, uses)| {
        let [second, minute, hour] =
            uses.windows.each_ref().map(|it| peak(it.peak(), &usage.names));
        json!({
            "resource": resource, "accesses": uses.times,
            "second": second, "minute": minute, "hour": hour,
        })
    });
    all.collect()
}

fn limits(usage: &Usage<'_>) -> Value {
    let touched = usage.limits.iter().filter(|(_, it)| it.window.peak().is_some());
    let all = touched.map(|((purpose, resource), it)| {
        json!({
            "purpose": purpose, "resource": resource, "declared": it.limit,
            "most": peak(it.window.peak(), &usage.names),
            "shortest_interval_ms": it.shortest.map(|it| it.0.millis()),
            "longest_hold_ms": it.longest.map(|it| it.0.millis()),
            "exceeded": it.broken,
        })
    });
    all.collect()
}

fn peak(peak: Option<&Peak>, names: &Names) -> Option<Value> {
    let Peak { count, first, last, by } = peak?;
    let (first, last): (&Time, &Time) = (first, last);
    let by = by.iter().map(|(name, times)| json!({ "caller": names.name(*name), "times": times }));
    Some(json!({ "count": count, "first": first, "last": last, "by": by.collect::<Value>() }))
}

fn purposes(policy: &Policy, named: &BTreeSet<String>) -> Value {
    let all = named.iter().map(|id| match policy.purpose(id) {
        Some(purpose) => json!({ "id": id, "declared": purpose }),
        None => json!({ "id": id, "declared": null }),
    });
    all.collect()
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

fn both(report: &Report<'_>, say: impl Fn(&View<'_>) -> String) -> Value {
    let say = |lang| say(&View { lang, ..report.view });
    json!({ "zh-CN": say(Lang::Zh), "en": say(Lang::En) })
}
