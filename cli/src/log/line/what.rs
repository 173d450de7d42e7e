//! What happened, in a few words. The words of the log's own vocabulary stay as they are.

use std::fmt::Write;

use menshen::Reason;
use menshen::log::{Consent, Decision, Event, Prompt, Record, Use};

use super::View;
use crate::lang::Lang;

pub(super) fn happened(record: &Record<'_>, view: &View<'_>) -> String {
    let lang = view.lang;
    match &record.event {
        Event::Decision(it) => decision(it, lang),
        Event::Prompt(it) => prompt(it, lang),
        Event::Consent(it) => consent(it, view),
        Event::OsGrant { grant, .. } => grant.to_string(),
        Event::OsObserved { covered: true, .. } => {
            lang.pick("有租约覆盖", "covered by a lease").to_owned()
        }
        Event::OsObserved { covered: false, .. } => {
            lang.pick("没有租约覆盖", "NOT COVERED").to_owned()
        }
        Event::Sdk { reason, running, .. } => {
            let running = if *running { lang.pick("已在运行，", "RUNNING, ") } else { "" };
            format!("{running}{}", verdict(*reason))
        }
        Event::Subject { kind, age } => format!("{kind}, {age}, subject={:016x}", record.subject),
        Event::ProcessStart { name, library, recovered, .. } => {
            format!("{name}, menshen {library}{}", cleared_up(*recovered, lang))
        }
        Event::LeaseEnd { lease, how, held } => match lang {
            Lang::Zh => format!("{how}，历时 {held} lease={lease:016x}"),
            Lang::En => format!("{how} after {held}, lease={lease:016x}"),
        },
        other => plain(other, view),
    }
}

fn cleared_up(processes: u32, lang: Lang) -> String {
    match (processes, lang) {
        (0, _) => String::new(),
        (_, Lang::Zh) => format!("，清理了 {processes} 个已终止的进程"),
        (_, Lang::En) => format!(", cleared up after {processes}"),
    }
}

fn plain(event: &Event<'_>, view: &View<'_>) -> String {
    match event {
        Event::Policy { version, .. } => version.to_string(),
        Event::AppState { state } => state.to_string(),
        Event::Guardian { action } => action.to_string(),
        Event::Checkpoint { number, digest } => match view.lang {
            Lang::Zh => format!("编号 {number}，摘要 {digest:016x}"),
            Lang::En => format!("number {number}, digest {digest:016x}"),
        },
        Event::Clock { expected } => {
            let stepped = view.lang.pick("被调整；若未调整应为", "stepped; without the step");
            format!("{stepped} {}", view.zone.show(*expected))
        }
        Event::Gap { what, count } => format!("!!! {what}: {count}"),
        _ => String::new(),
    }
}

fn verdict(reason: Option<Reason>) -> String {
    reason.map_or_else(|| "allow".to_owned(), |reason| format!("deny {reason}"))
}

fn decision(decision: &Decision<'_>, lang: Lang) -> String {
    let mut what = verdict(decision.reason);
    if decision.reason.is_some() {
        let _ = write!(what, " next={}", decision.step);
    }
    if decision.observed {
        what += lang.pick(" 仍放行（观察模式）", " LET THROUGH (observe mode)");
    }
    if decision.count > 1 {
        let _ = write!(what, " ×{}", decision.count);
    }
    let leases = decision.uses.iter().map(|it: &Use| it.lease).filter(|lease| *lease != 0);
    let leases: Vec<String> = leases.map(|lease| format!("{lease:016x}")).collect();
    if !leases.is_empty() {
        let _ = write!(what, " lease={}", leases.join(","));
    }
    if !decision.call_site.is_empty() {
        let _ = write!(what, " {} {}", lang.pick("位置", "at"), decision.call_site);
    }
    what
}

fn prompt(prompt: &Prompt<'_>, lang: Lang) -> String {
    let tapped =
        if prompt.user_initiated { lang.pick("，用户点按", ", user tapped") } else { "" };
    format!("{}: {}{tapped}", prompt.kind, prompt.answer)
}

fn consent(consent: &Consent<'_>, view: &View<'_>) -> String {
    let once = if consent.once { view.lang.pick("，仅一次", ", once") } else { "" };
    let until = consent.until.map_or_else(String::new, |at| {
        format!(" {} {}", view.lang.pick("至", "until"), view.zone.show(at))
    });
    format!("{}{once}{until} ({})", consent.action, consent.cause)
}
