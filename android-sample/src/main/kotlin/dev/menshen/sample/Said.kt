package dev.menshen.sample

import dev.menshen.Verdict
import dev.menshen.core.LeaseEnd
import dev.menshen.core.Reason

/** What the user reads when the gate says no, or stops what runs. */
object Said {
    fun no(verdict: Verdict): Words = if (verdict is Verdict.Deny) no(verdict.reason) else Words("好的", "All right")

    fun no(reason: Reason): Words = when (reason) {
        Reason.POLICY_NOT_ACCEPTED -> Words("同意隐私政策后才能使用", "Needs your agreement to the privacy policy")
        Reason.POLICY_OUTDATED -> Words("隐私政策有更新，请先阅读", "The privacy policy has changed; please read it first")
        Reason.SIGN_IN_REQUIRED -> Words("登录后才能使用", "Please sign in first")
        Reason.GUARDIAN_REQUIRED -> Words("需要监护人同意", "Needs a guardian's consent")
        Reason.CONSENT_REFUSED -> Words("您没有同意，再点一次可以重新选择", "You said no; tap again to choose anew")
        Reason.CONSENT_WITHDRAWN -> Words("您已关闭，再点一次可以重新打开", "You switched this off; tap again to switch it on")
        Reason.CONSENT_EXPIRED -> Words("同意已到期，再点一次可以继续", "Your consent has run out; tap again to go on")
        Reason.CONSENT_NOT_ASKED, Reason.CONSENT_SCOPE -> Words("还没有得到您的同意", "You have not agreed yet")
        Reason.NOT_FOREGROUND -> Words("请在应用内使用", "Only while the app is open")
        Reason.OVER_BUDGET -> Words("用得有点频繁，稍后再试", "That was often; try again later")
        Reason.OS_SWITCHED_OFF -> Words("系统开关已关闭", "Switched off on this device")
        Reason.OS_RESTRICTED -> Words("设备策略不允许", "This device does not allow it")
        Reason.OS_PERMANENTLY_DENIED -> Words("请到系统设置里打开权限", "Switch the permission on in the system settings")
        Reason.OS_DENIED -> Words("没有权限，再点一次可以重新选择", "No permission; tap again to choose anew")
        Reason.OS_NOT_ASKED, Reason.OS_SCOPE -> Words("还没有系统权限", "The system has not allowed it yet")
        else -> Words("现在不能使用", "Not available now")
    }

    fun ended(end: LeaseEnd): Words = when (end) {
        LeaseEnd.WITHDRAWN -> Words("您撤回了同意，已停止", "Stopped: you took your consent back")
        LeaseEnd.BACKGROUND -> Words("已离开应用，已停止", "Stopped: the app is no longer in front")
        LeaseEnd.OS_CHANGED -> Words("系统权限已关闭，已停止", "Stopped: the permission was switched off")
        LeaseEnd.SUBJECT_CHANGED -> Words("账号已切换，已停止", "Stopped: another account is in use")
        LeaseEnd.HELD_TOO_LONG, LeaseEnd.EXPIRED -> Words("时间到，已停止", "Stopped: time is up")
        else -> Words("已停止", "Stopped")
    }
}
