//! What a row says to a reader, cell by cell.

use menshen::log::{PolicyAct, PromptKind};
use menshen::{Policy, Time};

use super::facts::{Zero, relative};
use super::row::{Kind, Lease, Row};
use super::span::{seconds, signed};
use crate::audit::{Moment, RULES};
use crate::lang::Lang;
use crate::words;
use crate::zone::Zone;

/// Who reads, and against what.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) policy: &'a Policy,
    pub(super) lang: Lang,
    pub(super) zone: &'a Zone,
    pub(super) zero: (Zero, Option<Moment>),
}

impl View<'_> {
    pub(super) fn time(&self, at: Time) -> String {
        self.zone.show(at)
    }

    /// Milliseconds from the acceptance, or what stands for it.
    pub(super) fn relative_ms(&self, row: &Row) -> Option<i64> {
        self.zero.1.map(|zero| relative(row.first, zero))
    }

    pub(super) fn relative(&self, row: &Row) -> String {
        self.relative_ms(row).map_or_else(String::new, signed)
    }

    /// Who did it, or is said to have.
    pub(super) fn who(&self, row: &Row) -> String {
        let caller = row.act.caller.as_str();
        match row.act.kind {
            Kind::Observed { .. } if caller.is_empty() => {
                self.lang.pick("系统未说明", "the system does not say").to_owned()
            }
            _ => self.caller(caller),
        }
    }

    pub(super) fn caller(&self, caller: &str) -> String {
        let sdk = self.policy.file().sdks.iter().find(|sdk| sdk.id == caller);
        match (caller, sdk, self.lang) {
            ("" | "app", _, lang) => lang.pick("应用", "the app").to_owned(),
            (id, Some(sdk), Lang::Zh) => format!("{}（SDK {id}）", sdk.name),
            (id, Some(_), Lang::En) => format!("SDK {id}"),
            (id, None, Lang::Zh) => format!("{id}（政策未列出）"),
            (id, None, Lang::En) => format!("{id} (not in the policy)"),
        }
    }

    /// What was used, asked or done.
    pub(super) fn what(&self, row: &Row) -> String {
        let lang = self.lang;
        let used = row.act.scope.map(|(resource, scopes)| words::used(resource, scopes, lang));
        match row.act.kind {
            Kind::Prompt { kind, .. } => {
                let about = used.map_or_else(String::new, |used| format!(" · {used}"));
                words::prompt(kind, lang).to_owned() + &about
            }
            Kind::SdkStart { .. } | Kind::SdkDenied(_) => {
                lang.pick("启动 SDK", "SDK start").to_owned()
            }
            _ => used.unwrap_or_else(|| lang.pick("该目的的数据", "the purpose's data").to_owned()),
        }
    }

    /// The purpose's title.
    pub(super) fn purpose(&self, row: &Row) -> String {
        let id = &row.act.purpose;
        self.policy.purpose(id).map_or_else(|| id.clone(), |it| self.lang.of(&it.title).to_owned())
    }

    pub(super) fn clauses(&self, row: &Row) -> String {
        let purpose = self.policy.purpose(&row.act.purpose);
        purpose.map_or_else(String::new, |it| it.clauses.join(self.lang.pick("、", ", ")))
    }

    pub(super) fn app_state(&self, row: &Row) -> &'static str {
        row.act.app.map_or("", |state| words::app_state(state, self.lang))
    }

    /// What came of it.
    pub(super) fn verdict(&self, row: &Row) -> String {
        let lang = self.lang;
        let because = |zh: &str, en: &str, reason| {
            let (mark, text) = (lang.pick("：", ": "), words::reason(reason, lang));
            format!("{}{mark}{text}", lang.pick(zh, en))
        };
        let plain = |zh: &'static str, en: &'static str| lang.pick(zh, en).to_owned();
        match row.act.kind {
            Kind::Access(None) if taken_back(row) => {
                plain("允许后随即收回", "allowed, taken back at once")
            }
            Kind::Access(None) => plain("允许", "allowed"),
            Kind::Access(Some(reason)) => because(
                "观察模式放行，正式模式会拒绝",
                "let through by observe mode; else denied",
                reason,
            ),
            Kind::Denied(reason) => because("拒绝，未访问", "denied, not accessed", reason),
            Kind::Observed { covered: true } => {
                plain("系统报告，已在门神授权之内", "reported by the system, covered by a lease")
            }
            Kind::Observed { covered: false } => {
                plain("系统报告，绕过门神", "reported by the system, past the gate")
            }
            Kind::SdkStart { running: false, .. } => plain("允许启动", "may start"),
            Kind::SdkStart { reason: None, .. } => plain("已在运行", "running"),
            Kind::SdkStart { reason: Some(reason), .. } => {
                because("已在运行，但门神不允许", "running, but not allowed", reason)
            }
            Kind::SdkDenied(reason) => because("不允许启动", "may not start", reason),
            Kind::Prompt { kind: PromptKind::OsSettings, .. } => plain("已引导", "led there"),
            Kind::Prompt { answer, text, .. } => {
                let shown = match text {
                    true => lang.pick("已展示说明", "text shown"),
                    false => lang.pick("未展示说明", "no text shown"),
                };
                format!("{}{}{shown}", words::answer(answer, lang), lang.pick("；", "; "))
            }
            Kind::Policy(..) | Kind::Withdrawn(_) | Kind::Hole => String::new(),
        }
    }

    /// The titles of the rules that it breaks; a denied attempt breaks none for the user.
    pub(super) fn broken(&self, row: &Row) -> Vec<&'static str> {
        let rules = row.act.breaks.iter().filter(|_| !row.is_denied());
        let rules = rules.filter_map(|id| RULES.iter().find(|rule| rule.id == *id));
        rules.map(|rule| rule.title.in_language(self.lang)).collect()
    }

    pub(super) fn tapped(&self, row: &Row) -> &'static str {
        match row.act.tapped {
            Some(true) => self.lang.pick("是", "yes"),
            Some(false) => self.lang.pick("否", "no"),
            None => "",
        }
    }

    /// How long it was held, and how it ended.
    pub(super) fn held(&self, row: &Row) -> String {
        match row.lease {
            Lease::None => String::new(),
            Lease::Open => self.lang.pick("日志中未结束", "no end in the log").to_owned(),
            Lease::Ended(held) => {
                let most = if row.times > 1 { "≤ " } else { "" };
                format!("{most}{} · {}", seconds(held.span), words::ended(held.how, self.lang))
            }
        }
    }

    /// How often the resource was used in the second, the minute and the hour that end here.
    pub(super) fn counts(&self, row: &Row) -> String {
        row.counts.map_or_else(String::new, |[second, minute, hour]| {
            format!("{second} / {minute} / {hour}")
        })
    }

    /// What a row says that is no access, attempt or prompt.
    pub(super) fn milestone(&self, row: &Row) -> Option<String> {
        let lang = self.lang;
        let text = match row.act.kind {
            Kind::Policy(act, version) => format!("{} · {version}", policy_act(act, lang)),
            Kind::Withdrawn(cause) => {
                let what = row.act.scope.map(|(resource, scopes)| {
                    format!(" · {}", words::used(resource, scopes, lang))
                });
                let title = lang.pick("同意终止", "Consent ended");
                let (purpose, cause) = (self.purpose(row), words::cause(cause, lang));
                let what = what.unwrap_or_default();
                format!("{title}{}{purpose}{what} · {cause}", lang.pick("：", ": "))
            }
            Kind::Hole => lang
                .pick(
                    "此处有记录缺失或无法读取；缺失的内容无从得知",
                    "Records are missing or unreadable here; what was in them is not known",
                )
                .to_owned(),
            _ => return None,
        };
        Some(text)
    }
}

fn policy_act(act: PolicyAct, lang: Lang) -> &'static str {
    match act {
        PolicyAct::Shown => lang.pick("向用户展示隐私政策", "The privacy policy is shown"),
        PolicyAct::Accepted => lang.pick("用户同意隐私政策", "The user accepts the privacy policy"),
        PolicyAct::Declined => lang.pick(
            "用户不同意隐私政策（基本模式）",
            "The user declines the privacy policy (basic mode)",
        ),
    }
}

fn taken_back(row: &Row) -> bool {
    matches!(row.lease, Lease::Ended(held) if held.at_once())
}
