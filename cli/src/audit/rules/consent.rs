//! Rules about acceptance and consent.

use menshen::Action;

use crate::audit::finding::Severity::Violation;
use crate::audit::judges::acceptance::{self, BeforeAcceptance};
use crate::audit::judges::answers::{self, AfterAnswer};
use crate::audit::judges::consent::{self, AfterExpiry, WithoutConsent};
use crate::audit::judges::guardian::{self, Guardian};
use crate::audit::judges::separate::{self, SeparateConsent};
use crate::audit::rule::Cite::{Method, Necessary, Notice, Pipl};
use crate::audit::rule::{Rule, SECURITY, Words};

pub(super) const BEFORE_ACCEPTANCE: Rule = Rule {
    id: acceptance::RULE,
    severity: Violation,
    title: Words {
        zh: "同意隐私政策之前的访问", en: "access before the policy was accepted"
    },
    about: Words {
        zh: "用户同意隐私政策之前，或拒绝之后（基本模式），不得有任何访问；系统报告的使用也算。\
             政策有重大变更而用户尚未同意新版本时，所涉用途同样不得访问。日志开头若已按保留期删除，\
             则从日志中第一次同意或拒绝算起。",
        en: "Nothing is accessed before the user accepts the policy, nor after declining it \
             (basic mode); uses that the system reports count too. After a material change the \
             purposes that it touches wait for the new version to be accepted. When the start \
             of the log is gone by retention, judging begins at the first answer in it.",
    },
    thresholds: Words {
        zh: "拒绝后一秒内被门神收回的访问不算，因为没有真正给出。",
        en: "A lease that the gate ended within a second of the decline does not count: it was \
             never handed out.",
    },
    advice: Words {
        zh: "把访问移到用户同意隐私政策之后，经门神取得；观察模式上线前要关闭。系统报告的使用，多半来自\
             同意之前就初始化的 SDK。",
        en: "Move the access behind the acceptance and through the gate; switch observe mode off \
             before release. Uses that the system reports mostly come from an SDK that is \
             initialised before the acceptance.",
    },
    cites: &[
        Method("三(1)"),
        Notice("“违规收集个人信息”"),
        Necessary("“在线影音类”"),
        Pipl("13"),
        Pipl("14"),
    ],
    variants: &[&acceptance::UNDECIDED, &acceptance::DECLINED, &acceptance::OUTDATED],
    judge: || Box::new(BeforeAcceptance),
};

pub(super) const WITHOUT_CONSENT: Rule = Rule {
    id: consent::WITHOUT,
    severity: Violation,
    title: Words { zh: "从未取得同意的访问", en: "access without any consent" },
    about: Words {
        zh: "以同意为依据的用途，访问之前日志里要有该用户对该用途、该范围的同意。系统权限弹窗的授权，\
             算作“使用时征求”的同意；只须同意隐私政策的用途，不另要求。独立处理数据的 SDK 和儿童的\
             同意要单独取得。只有日志从安装之初就完整时才判断，因为同意可能在已删除的部分里。",
        en: "Where the basis is consent, the subject's consent for the purpose and scope stands in \
             the log before the access. The system's dialog gives the consent that is asked for \
             in context; where accepting the policy suffices, nothing more is needed. An \
             independent SDK and a child need a separate one. Judged only when the log is whole \
             from the installation on: the consent might stand in what is gone by retention.",
    },
    thresholds: Words::NONE,
    advice: Words {
        zh: "按门神给出的下一步先征求同意，再访问；若同意是在应用别处取得的，改由门神记录。",
        en: "Follow the next step that the gate names and ask first. If the consent was taken \
             elsewhere in the app, have the gate record it.",
    },
    cites: &[Method("三(1)"), Notice("“违规收集个人信息”"), Pipl("13"), Pipl("14"), SECURITY],
    variants: &[&consent::NEVER_GIVEN],
    judge: || Box::new(WithoutConsent),
};

pub(super) const AFTER_REFUSAL: Rule = Rule {
    id: answers::REFUSAL,
    severity: Violation,
    title: Words { zh: "用户拒绝之后的访问", en: "access after a refusal" },
    about: Words {
        zh: "同一用户对同一用途、同一范围的最近一次回答是拒绝，之后就不得访问。拒绝较小的范围，\
             也就拒绝了包含它的较大范围。只看以同意为依据的用途。",
        en: "When a subject's latest answer for a purpose and scope is a refusal, no access \
             follows. Refusing a scope refuses those that imply it. Only where the legal basis \
             is consent.",
    },
    thresholds: Words {
        zh: "拒绝后一秒内被门神收回的访问不算。",
        en: "A lease that the gate ended within a second of the refusal does not count.",
    },
    advice: Words {
        zh: "拒绝后不再访问，功能降级运行；用户再次点击该功能时，可以重新征求。",
        en: "Do without after a refusal. When the user taps the feature again, it may be asked \
             for again.",
    },
    cites: &[Method("三(2)"), Notice("“违规收集个人信息”"), Pipl("14")],
    variants: &[&answers::REFUSED],
    judge: || Box::new(AfterAnswer::new(Action::Refuse)),
};

pub(super) const AFTER_WITHDRAWAL: Rule = Rule {
    id: answers::WITHDRAWAL,
    severity: Violation,
    title: Words { zh: "撤回同意之后的访问", en: "access after a withdrawal" },
    about: Words {
        zh: "同一用户对同一用途、同一范围的同意被撤回或已经终止，之后就不得访问。在系统里关闭权限，\
             按政策也是撤回。",
        en: "When a subject's consent for a purpose and scope was withdrawn or has ended, no \
             access follows. Switching the permission off in the system withdraws it too.",
    },
    thresholds: Words {
        zh: "撤回后一秒内被门神收回的访问不算，因为没有真正给出。用掉一次性同意的那一次访问也不算。",
        en: "A lease that the gate ended within a second does not count: it was never handed out. \
             Nor does the one access that uses up a consent for one access.",
    },
    advice: Words {
        zh: "撤回时立即停止使用并归还租约（监听 on_revoked）；重新征求同意后才能再用。",
        en: "Stop and give the lease back on a withdrawal (listen to on_revoked), and ask again \
             before the next use.",
    },
    cites: &[Method("三(2)"), Pipl("15"), SECURITY],
    variants: &[&answers::WITHDRAWN, &answers::SWITCHED_OFF, &answers::ENDED],
    judge: || Box::new(AfterAnswer::new(Action::Withdraw)),
};

pub(super) const AFTER_EXPIRY: Rule = Rule {
    id: consent::EXPIRY,
    severity: Violation,
    title: Words { zh: "同意到期之后的访问", en: "access after a consent had expired" },
    about: Words {
        zh: "有期限的同意到期后、只限一次的同意用过后，都不得再访问。期限从日志重新计算，同一次开机内\
             以开机时钟为准，调整系统时间不能延长。",
        en: "A consent for a time is over when the time is, and a consent for one access after \
             that access. The time is worked out again from the log; within a run of the device \
             its boot clock counts, so setting the wall clock prolongs nothing.",
    },
    thresholds: Words {
        zh: "为记录的迟到留出一秒。", en: "A second is allowed for late records."
    },
    advice: Words {
        zh: "到期后按门神给出的下一步重新征求；长时间持有的租约要检查是否仍然有效。",
        en: "Ask again once the time is over, and check that a lease which is held for long is \
             still live.",
    },
    cites: &[Method("三(2)"), Pipl("14")],
    variants: &[&consent::EXPIRED, &consent::USED_UP],
    judge: || Box::new(AfterExpiry),
};

pub(super) const SEPARATE_CONSENT: Rule = Rule {
    id: separate::RULE,
    severity: Violation,
    title: Words { zh: "没有取得单独同意", en: "no separate consent" },
    about: Words {
        zh: "敏感个人信息、向独立处理数据的第三方提供、以及儿童的个人信息，须单独取得同意：用只关于该\
             用途的弹窗征求，不与其他用途一并征求，也不以系统权限弹窗代替。看访问所依据的那次同意之前，\
             用户点过同意的是哪个弹窗。日志开头已删除时，不判断“没有弹窗”。",
        en: "Sensitive data, what goes to an independent third party and a child's data need \
             separate consent: asked for in a dialog about that purpose alone, not together with \
             others, and not by the system's dialog. What counts is the dialog that the user said \
             yes to before the consent that an access rests on. When the start of the log is gone, \
             a missing dialog is not held against anybody.",
    },
    thresholds: Words {
        zh: "同意记录须在弹窗作答后 10 秒之内。",
        en: "The consent follows the answer to the dialog within 10 seconds.",
    },
    advice: Words {
        zh: "为该用途单独弹窗，不默认勾选；用户同意后再弹系统权限。",
        en: "Show a dialog of its own for the purpose, with nothing ticked beforehand, and the \
             system's dialog after the yes.",
    },
    cites: &[Pipl("23"), Pipl("29"), Pipl("31"), SECURITY],
    variants: &[&separate::BUNDLED, &separate::BY_SYSTEM, &separate::NO_SHEET],
    judge: || Box::new(SeparateConsent),
};

pub(super) const GUARDIAN: Rule = Rule {
    id: guardian::RULE,
    severity: Violation,
    title: Words {
        zh: "未成年人未经监护人同意", en: "a minor without a guardian's consent"
    },
    about: Words {
        zh: "用户的年龄段低于隐私政策规定的监护年龄时，监护人同意之前、撤回之后，不论处理依据为何，都不得\
             访问。年龄未知的，按隐私政策声明的年龄段计。日志开头已删除时，只判断撤回之后的访问。",
        en: "For a subject below the policy's guardian age nothing is accessed before the guardian \
             consents, nor after the guardian takes it back, whatever the basis. An unknown age \
             counts as the policy says. When the start of the log is gone, only accesses after a \
             withdrawal are judged.",
    },
    thresholds: Words {
        zh: "监护年龄取自隐私政策（guardian_age、unknown_age）。",
        en: "The age is the policy's (guardian_age, unknown_age).",
    },
    advice: Words {
        zh: "切换到未成年人账号后，先完成监护人同意流程（下一步 guardian_consent）。",
        en: "After switching to a minor's account, go through the guardian's consent first (next \
             step guardian_consent).",
    },
    cites: &[Pipl("31"), SECURITY],
    variants: &[&guardian::MISSING, &guardian::WITHDRAWN],
    judge: || Box::new(Guardian),
};
