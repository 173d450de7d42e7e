/* The words of the field as people say them: Chinese, English. Every word that a record can have
   stands here; a test holds this against the closed sets of the library. */
const TERMS = {
  "resource": {
    "camera": ["相机", "camera"],
    "microphone": ["麦克风", "microphone"],
    "location": ["位置", "location"],
    "contacts": ["通讯录", "contacts"],
    "clipboard": ["剪贴板", "clipboard"],
    "bluetooth": ["蓝牙", "Bluetooth"],
    "calendar": ["日历", "calendar"],
    "media": ["媒体文件", "media files"],
    "notifications": ["通知", "notifications"],
    "motion": ["运动传感器", "motion sensors"],
    "device_id": ["设备标识", "device identifiers"],
    "wifi": ["网络信息", "network"],
    "installed_apps": ["已安装应用列表", "installed apps"],
    "system_settings": ["系统设置", "system settings"],
    "phone": ["电话", "phone"],
    "accessory": ["外接设备", "accessory"],
    "none": ["不涉及设备资源", "no device resource"]
  },
  "kind": {
    "process_start": ["进程启动", "process started"],
    "decision": ["判定", "decision"],
    "release": ["占用归还", "lease released"],
    "revoked": ["占用被收回", "lease revoked"],
    "leaked": ["占用泄漏", "lease leaked"],
    "ended": ["占用因进程终止结束", "lease ended, process died"],
    "prompt": ["询问用户", "user asked"],
    "policy_shown": ["展示隐私政策", "policy shown"],
    "policy_accepted": ["同意隐私政策", "policy accepted"],
    "policy_declined": ["拒绝隐私政策", "policy declined"],
    "consent": ["同意的变化", "consent"],
    "os_grant": ["系统授权", "system permission"],
    "os_observed": ["系统报告的使用", "use reported by the system"],
    "app_state": ["应用状态", "app state"],
    "sdk": ["第三方 SDK", "third-party SDK"],
    "subject": ["切换用户", "subject"],
    "guardian": ["监护人", "guardian"],
    "erased": ["用户注销", "subject erased"],
    "checkpoint": ["检查点", "checkpoint"],
    "gap": ["记录缺失", "gap"],
    "clock": ["时钟跳变", "clock stepped"],
    "damage": ["损坏", "damage"],
    "unknown": ["无法识别", "unknown"]
  },
  "reason": {
    "gate_fault": ["门神故障", "the gate is broken"],
    "undeclared_purpose": ["隐私政策没有该用途", "purpose not declared"],
    "undeclared_resource": ["该用途未声明此资源", "resource not declared"],
    "undeclared_scope": ["该用途未声明此范围", "scope not declared"],
    "undeclared_caller": ["该用途未声明此调用方", "caller not declared"],
    "policy_not_accepted": ["未同意隐私政策", "policy not accepted"],
    "policy_outdated": ["未同意新版隐私政策", "new policy not accepted"],
    "sign_in_required": ["需要登录", "sign-in required"],
    "guardian_required": ["需要监护人同意", "guardian required"],
    "consent_refused": ["用户已拒绝", "consent refused"],
    "consent_withdrawn": ["同意已撤回", "consent withdrawn"],
    "consent_expired": ["同意已到期", "consent expired"],
    "consent_not_asked": ["尚未征求同意", "consent not asked for"],
    "consent_scope": ["只同意了一部分", "consented to a part only"],
    "not_foreground": ["应用不在前台", "app not in the foreground"],
    "over_budget": ["超过声明的频次", "more often than declared"],
    "os_switched_off": ["系统总开关已关闭", "switched off in the system"],
    "os_restricted": ["系统策略禁止", "restricted by the system"],
    "os_permanently_denied": ["系统权限被拒绝且不再询问", "system permission denied for good"],
    "os_denied": ["系统权限被拒绝", "system permission denied"],
    "os_not_asked": ["系统权限尚未申请", "system permission not asked for"],
    "os_scope": ["系统只授予了一部分", "system granted a part only"],
    "log_unavailable": ["无法写入日志", "could not be logged"]
  },
  "step": {
    "none": ["无", "none"],
    "accept_policy": ["请用户同意隐私政策", "show the policy"],
    "sign_in": ["请用户登录", "offer to sign in"],
    "guardian_consent": ["请监护人同意", "ask a guardian"],
    "ask_consent": ["征求同意", "ask for consent"],
    "request_os": ["申请系统权限", "show the system dialog"],
    "open_os_settings": ["引导去系统设置", "lead to the settings"],
    "open_os_switch": ["引导打开系统总开关", "lead to the system switch"],
    "come_to_foreground": ["回到前台再用", "come to the foreground"],
    "wait": ["等待", "wait"],
    "wait_for_user": ["等用户主动操作", "wait for the user"]
  },
  "app": {
    "foreground": ["前台", "foreground"],
    "perceptible": ["后台（用户可感知）", "perceptible"],
    "background": ["后台", "background"]
  },
  "os": {
    "not_needed": ["无需授权", "not needed"],
    "granted": ["已授权", "granted"],
    "reduced": ["部分授权", "reduced"],
    "not_asked": ["尚未询问", "not asked"],
    "denied": ["已拒绝", "denied"],
    "permanently_denied": ["拒绝且不再询问", "denied for good"],
    "restricted": ["系统策略禁止", "restricted"],
    "switched_off": ["总开关已关闭", "switched off"]
  },
  "prompt": {
    "consent_sheet": ["应用内征求同意", "consent sheet"],
    "os_dialog": ["系统权限弹窗", "system dialog"],
    "os_settings": ["引导去系统设置", "led to the settings"],
    "policy": ["隐私政策弹窗", "policy dialog"]
  },
  "answer": {
    "granted": ["同意", "granted"],
    "reduced": ["部分同意", "granted in part"],
    "refused": ["拒绝", "refused"],
    "dismissed": ["关闭（视为拒绝）", "dismissed (a refusal)"]
  },
  "action": {
    "grant": ["同意", "granted"],
    "refuse": ["拒绝", "refused"],
    "withdraw": ["撤回同意", "withdrawn"]
  },
  "cause": {
    "user": ["用户在应用内操作", "by the user, in the app"],
    "os_dialog": ["用户在系统弹窗中操作", "by the user, in the system dialog"],
    "os_change": ["用户在系统中关闭权限", "switched off in the system"],
    "expiry": ["到期", "its time was over"],
    "policy": ["隐私政策重大变更", "material change of the policy"],
    "erasure": ["用户注销", "subject erased"]
  },
  "end": {
    "released": ["用完归还", "released"],
    "withdrawn": ["同意被撤回", "consent withdrawn"],
    "expired": ["同意到期", "consent expired"],
    "background": ["退到后台", "went to the background"],
    "os_changed": ["系统权限变化", "system permission changed"],
    "subject_changed": ["切换用户", "subject changed"],
    "policy_changed": ["政策被拒绝或已变更", "policy declined or changed"],
    "held_too_long": ["超过最长时间被收回", "held too long"],
    "leaked": ["句柄丢失", "handle lost"],
    "process_died": ["进程终止", "process died"],
    "gate_fault": ["门神故障", "the gate failed"]
  },
  "subject": {
    "guest": ["访客", "guest"],
    "account": ["账号", "account"]
  },
  "age": {
    "child": ["未满 14 岁", "under 14"],
    "teen": ["14 至 17 岁", "14 to 17"],
    "adult": ["成年", "adult"],
    "unknown": ["年龄未知", "age unknown"]
  },
  "gap": {
    "damaged_blocks": ["损坏的块", "damaged blocks"],
    "lost_records": ["未能写入的记录", "records that could not be written"],
    "foreign_segments": ["格式未知的段", "segments of an unknown format"]
  },
  "basis": {
    "consent": ["取得个人同意", "consent"],
    "contract": ["订立、履行合同所必需", "needed for a contract"],
    "legal_obligation": ["履行法定职责或义务所必需", "a duty set by law"],
    "emergency": ["应对突发事件、紧急保护", "an emergency"],
    "news": ["为公共利益的新闻报道", "news in the public interest"],
    "public_information": ["合理处理已公开的信息", "public information"],
    "law": ["法律、行政法规规定的其他情形", "other laws"]
  }
};
