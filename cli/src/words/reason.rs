//! Why an access is denied, in a few words.

use menshen::Reason;

use crate::lang::Lang;

pub(crate) fn reason(reason: Reason, lang: Lang) -> &'static str {
    match reason {
        Reason::GateFault => lang.pick("门神故障", "the gate is broken"),
        Reason::UndeclaredPurpose => lang.pick("隐私政策没有该用途", "purpose not declared"),
        Reason::UndeclaredResource => lang.pick("该用途未声明此权限", "resource not declared"),
        Reason::UndeclaredScope => lang.pick("该用途未声明此范围", "scope not declared"),
        Reason::UndeclaredCaller => lang.pick("该用途未声明此调用方", "caller not declared"),
        Reason::PolicyNotAccepted => lang.pick("未同意隐私政策", "policy not accepted"),
        Reason::PolicyOutdated => lang.pick("未同意新版隐私政策", "new policy not accepted"),
        Reason::SignInRequired => lang.pick("需要登录", "sign-in required"),
        Reason::GuardianRequired => lang.pick("需要监护人同意", "guardian required"),
        Reason::ConsentRefused => lang.pick("用户已拒绝", "consent refused"),
        Reason::ConsentWithdrawn => lang.pick("同意已撤回", "consent withdrawn"),
        Reason::ConsentExpired => lang.pick("同意已到期", "consent expired"),
        Reason::ConsentNotAsked => lang.pick("尚未征求同意", "consent not asked for"),
        Reason::ConsentScope => lang.pick("只同意了一部分", "consented to a part only"),
        Reason::NotForeground => lang.pick("应用不在前台", "app not in the foreground"),
        Reason::OverBudget => lang.pick("超过声明的频次", "more often than declared"),
        Reason::OsSwitchedOff => lang.pick("系统总开关已关闭", "switched off in the system"),
        Reason::OsRestricted => lang.pick("系统策略禁止", "restricted by the system"),
        Reason::OsPermanentlyDenied => {
            lang.pick("系统权限被拒绝且不再询问", "system permission denied for good")
        }
        Reason::OsDenied => lang.pick("系统权限被拒绝", "system permission denied"),
        Reason::OsNotAsked => lang.pick("系统权限尚未申请", "system permission not asked for"),
        Reason::OsScope => lang.pick("系统只授予了一部分", "system granted a part only"),
        Reason::LogUnavailable => lang.pick("无法写入日志", "could not be logged"),
    }
}
