package dev.menshen.ui

import dev.menshen.core.LeaseEnd
import dev.menshen.core.Reason

/** Why an access is denied, in a few words. */
internal fun Lang.reason(reason: Reason): String = when (reason) {
    Reason.GATE_FAULT -> pick("门神故障", "the gate is broken")
    Reason.UNDECLARED_PURPOSE -> pick("隐私政策没有该用途", "purpose not declared")
    Reason.UNDECLARED_RESOURCE -> pick("该用途未声明此权限", "resource not declared")
    Reason.UNDECLARED_SCOPE -> pick("该用途未声明此范围", "scope not declared")
    Reason.UNDECLARED_CALLER -> pick("该用途未声明此调用方", "caller not declared")
    Reason.POLICY_NOT_ACCEPTED -> pick("未同意隐私政策", "policy not accepted")
    Reason.POLICY_OUTDATED -> pick("未同意新版隐私政策", "new policy not accepted")
    Reason.SIGN_IN_REQUIRED -> pick("需要登录", "sign-in required")
    Reason.GUARDIAN_REQUIRED -> pick("需要监护人同意", "guardian required")
    Reason.CONSENT_REFUSED -> pick("用户已拒绝", "consent refused")
    Reason.CONSENT_WITHDRAWN -> pick("同意已撤回", "consent withdrawn")
    Reason.CONSENT_EXPIRED -> pick("同意已到期", "consent expired")
    Reason.CONSENT_NOT_ASKED -> pick("尚未征求同意", "consent not asked for")
    Reason.CONSENT_SCOPE -> pick("只同意了一部分", "consented to a part only")
    Reason.NOT_FOREGROUND -> pick("应用不在前台", "app not in the foreground")
    Reason.OVER_BUDGET -> pick("超过声明的频次", "more often than declared")
    Reason.OS_SWITCHED_OFF -> pick("系统总开关已关闭", "switched off in the system")
    Reason.OS_RESTRICTED -> pick("系统策略禁止", "restricted by the system")
    Reason.OS_PERMANENTLY_DENIED -> pick("系统权限被拒绝且不再询问", "system permission denied for good")
    Reason.OS_DENIED -> pick("系统权限被拒绝", "system permission denied")
    Reason.OS_NOT_ASKED -> pick("系统权限尚未申请", "system permission not asked for")
    Reason.OS_SCOPE -> pick("系统只授予了一部分", "system granted a part only")
    Reason.LOG_UNAVAILABLE -> pick("无法写入日志", "could not be logged")
}

/** How an access ended. */
internal fun Lang.ended(how: LeaseEnd): String = when (how) {
    LeaseEnd.RELEASED -> pick("用完归还", "released")
    LeaseEnd.WITHDRAWN -> pick("同意被撤回", "consent withdrawn")
    LeaseEnd.EXPIRED -> pick("同意到期", "consent expired")
    LeaseEnd.BACKGROUND -> pick("退到后台", "went to background")
    LeaseEnd.OS_CHANGED -> pick("系统权限变化", "system permission changed")
    LeaseEnd.SUBJECT_CHANGED -> pick("切换账号", "account switched")
    LeaseEnd.POLICY_CHANGED -> pick("政策被拒绝或已变更", "policy declined or changed")
    LeaseEnd.HELD_TOO_LONG -> pick("超过最长时间被收回", "held too long, taken back")
    LeaseEnd.LEAKED -> pick("句柄丢失", "handle lost")
    LeaseEnd.PROCESS_DIED -> pick("进程终止", "process died")
    LeaseEnd.GATE_FAULT -> pick("门神故障被收回", "gate failed, taken back")
}

/** The words of other fields, by what the log calls them; those of a newer version stay as they are. */
internal fun Lang.word(field: String, value: String): String =
    WORDS[field]?.get(value)?.let { (zh, en) -> pick(zh, en) } ?: value

private val WORDS = mapOf(
    "prompt" to mapOf(
        "consent_sheet" to ("应用内征求同意" to "consent sheet"),
        "os_dialog" to ("系统权限弹窗" to "system dialog"),
        "os_settings" to ("引导去系统设置" to "led to the settings"),
        "policy" to ("隐私政策弹窗" to "policy dialog"),
    ),
    "answer" to mapOf(
        "granted" to ("同意" to "granted"),
        "reduced" to ("部分同意" to "granted in part"),
        "refused" to ("拒绝" to "refused"),
        "dismissed" to ("关闭（视为拒绝）" to "dismissed (a refusal)"),
    ),
    "action" to mapOf(
        "grant" to ("同意" to "granted"),
        "refuse" to ("拒绝" to "refused"),
        "withdraw" to ("撤回同意" to "consent withdrawn"),
    ),
    "cause" to mapOf(
        "user" to ("用户在应用内操作" to "by the user, in the app"),
        "os_dialog" to ("用户在系统弹窗中操作" to "by the user, in the system dialog"),
        "os_change" to ("用户在系统中关闭权限" to "the permission was switched off in the system"),
        "expiry" to ("到期" to "its time was over"),
        "policy" to ("隐私政策重大变更" to "the policy changed materially"),
        "erasure" to ("用户注销" to "the subject was erased"),
    ),
    "grant" to mapOf(
        "not_needed" to ("无需授权" to "not needed"),
        "granted" to ("已授权" to "granted"),
        "reduced" to ("部分授权" to "granted in part"),
        "not_asked" to ("尚未申请" to "not asked for"),
        "denied" to ("被拒绝" to "denied"),
        "permanently_denied" to ("被拒绝且不再询问" to "denied for good"),
        "restricted" to ("系统策略禁止" to "restricted by the system"),
        "switched_off" to ("系统总开关已关闭" to "switched off in the system"),
    ),
    "state" to mapOf(
        "foreground" to ("前台" to "foreground"),
        "perceptible" to ("后台（用户可感知）" to "perceptible"),
        "background" to ("后台" to "background"),
    ),
)
