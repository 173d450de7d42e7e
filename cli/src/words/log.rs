//! What people call the words of an access log.

use menshen::log::{Cause, LeaseEnd, PromptAnswer, PromptKind};
use menshen::{AppState, Span};

use crate::lang::Lang;

pub(crate) fn app_state(state: AppState, lang: Lang) -> &'static str {
    match state {
        AppState::Foreground => lang.pick("前台", "foreground"),
        AppState::Perceptible => lang.pick("后台（用户可感知）", "perceptible"),
        AppState::Background => lang.pick("后台", "background"),
    }
}

pub(crate) fn prompt(kind: PromptKind, lang: Lang) -> &'static str {
    match kind {
        PromptKind::ConsentSheet => lang.pick("应用内征求同意", "consent sheet"),
        PromptKind::OsDialog => lang.pick("系统权限弹窗", "system dialog"),
        PromptKind::OsSettings => lang.pick("引导去系统设置", "led to the settings"),
        PromptKind::Policy => lang.pick("隐私政策弹窗", "policy dialog"),
    }
}

pub(crate) fn answer(answer: PromptAnswer, lang: Lang) -> &'static str {
    match answer {
        PromptAnswer::Granted => lang.pick("同意", "granted"),
        PromptAnswer::Reduced => lang.pick("部分同意", "granted in part"),
        PromptAnswer::Refused => lang.pick("拒绝", "refused"),
        PromptAnswer::Dismissed => lang.pick("关闭（视为拒绝）", "dismissed (a refusal)"),
    }
}

/// How an access ended.
pub(crate) fn ended(how: LeaseEnd, lang: Lang) -> &'static str {
    match how {
        LeaseEnd::Released => lang.pick("用完归还", "released"),
        LeaseEnd::Withdrawn => lang.pick("同意被撤回", "consent withdrawn"),
        LeaseEnd::Expired => lang.pick("同意到期", "consent expired"),
        LeaseEnd::Background => lang.pick("退到后台", "went to background"),
        LeaseEnd::OsChanged => lang.pick("系统权限变化", "system permission changed"),
        LeaseEnd::SubjectChanged => lang.pick("切换账号", "account switched"),
        LeaseEnd::PolicyChanged => lang.pick("政策被拒绝或已变更", "policy declined or changed"),
        LeaseEnd::HeldTooLong => lang.pick("超过最长时间被收回", "held too long, taken back"),
        LeaseEnd::Leaked => lang.pick("句柄丢失", "handle lost"),
        LeaseEnd::ProcessDied => lang.pick("进程终止", "process died"),
        LeaseEnd::GateFault => lang.pick("门神故障被收回", "gate failed, taken back"),
    }
}

/// Why a consent ended.
pub(crate) fn cause(cause: Cause, lang: Lang) -> &'static str {
    match cause {
        Cause::User => lang.pick("用户在应用内操作", "by the user, in the app"),
        Cause::OsDialog => lang.pick("用户在系统弹窗中操作", "by the user, in the system dialog"),
        Cause::OsChange => {
            lang.pick("用户在系统中关闭权限", "the permission was switched off in the system")
        }
        Cause::Expiry => lang.pick("到期", "its time was over"),
        Cause::Policy => lang.pick("隐私政策重大变更", "the policy changed materially"),
        Cause::Erasure => lang.pick("用户注销", "the subject was erased"),
    }
}

/// A declared span: `1 小时`, `1h`.
pub(crate) fn span(span: Span, lang: Lang) -> String {
    let text = span.to_string();
    let Some((digits, unit)) = text.split_at_checked(text.len().saturating_sub(1)) else {
        return text;
    };
    let unit = match (lang, unit) {
        (Lang::Zh, "s") => "秒",
        (Lang::Zh, "m") => "分钟",
        (Lang::Zh, "h") => "小时",
        (Lang::Zh, "d") => "天",
        _ => return text,
    };
    format!("{digits} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_have_chinese_units() {
        assert_eq!(span(Span::hours(36), Lang::Zh), "36 小时");
        assert_eq!(span(Span::days(30), Lang::Zh), "30 天");
        assert_eq!(span(Span::minutes(90), Lang::En), "90m");
        assert_eq!(span(Span::from_millis(1_500), Lang::Zh), "1.5 秒");
    }
}
