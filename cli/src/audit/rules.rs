//! The rules, as data: what each demands, what it cites, and who judges by it.

use menshen::Action;

use super::finding::Severity::{Violation, Warning};
use super::judges::acceptance::BeforeAcceptance;
use super::judges::answers::{self, AfterAnswer};
use super::judges::background::Background;
use super::judges::budget::OverBudget;
use super::judges::gaps::LogGap;
use super::judges::leases::LeaseOpen;
use super::judges::observed::{self, Bypass, ObserveMode};
use super::judges::prompts::Reprompt;
use super::judges::sdks::SdkStart;
use super::judges::undeclared::NotDeclared;
use super::judges::{acceptance, background, budget, gaps, leases, prompts, sdks, undeclared};
use super::rule::Cite::{Method, Notice, Pipl};
use super::rule::{Rule, Words};

/// The place of a rule in the table.
pub(super) fn number(id: &str) -> usize {
    RULES.iter().position(|rule| rule.id == id).unwrap_or(RULES.len())
}

/// Every rule, in the order in which findings are told.
pub(crate) static RULES: &[Rule] = &[
    Rule {
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
        cites: &[Method("三(1)"), Notice("“违规收集个人信息”"), Pipl("13"), Pipl("14")],
        judge: || Box::new(BeforeAcceptance),
    },
    Rule {
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
        cites: &[Method("三(2)"), Notice("“违规收集个人信息”"), Pipl("14")],
        judge: || Box::new(AfterAnswer::new(Action::Refuse)),
    },
    Rule {
        id: answers::WITHDRAWAL,
        severity: Violation,
        title: Words { zh: "撤回同意之后的访问", en: "access after a withdrawal" },
        about: Words {
            zh: "同一用户对同一用途、同一范围的同意被撤回或已经终止，之后就不得访问。在系统里关闭权限，\
                 按政策也是撤回。撤回后一秒内被门神收回的访问不算，因为没有真正给出。",
            en: "When a subject's consent for a purpose and scope was withdrawn or has ended, no \
                 access follows. Switching the permission off in the system withdraws it too. A \
                 lease that the gate ended within a second does not count: it was never handed out.",
        },
        cites: &[Method("三(2)"), Pipl("15")],
        judge: || Box::new(AfterAnswer::new(Action::Withdraw)),
    },
    Rule {
        id: undeclared::RULE,
        severity: Violation,
        title: Words { zh: "隐私政策没有写明", en: "not declared by the policy" },
        about: Words {
            zh: "每一次请求的用途、资源、范围和调用方，隐私政策都要写明。被门神拦住的请求也列出，\
                 因为代码仍在请求。",
            en: "The policy declares the purpose, the resource, the scope and the caller of every \
                 request. Those that the gate stopped are listed too: the code still asks.",
        },
        cites: &[Method("二(1)"), Method("三(3)"), Notice("“违规收集个人信息”"), Pipl("17")],
        judge: || Box::new(NotDeclared),
    },
    Rule {
        id: background::RULE,
        severity: Violation,
        title: Words { zh: "在后台访问", en: "access from the background" },
        about: Words {
            zh: "访问时应用所处的状态，不得比该用途声明的更靠后。",
            en: "When something is accessed, the app is no further back than its need declares.",
        },
        cites: &[Notice("“超范围收集个人信息”"), Pipl("6")],
        judge: || Box::new(Background),
    },
    Rule {
        id: prompts::RULE,
        severity: Violation,
        title: Words { zh: "拒绝之后反复征求", en: "asked again after a refusal" },
        about: Words {
            zh: "用户拒绝（关闭弹窗也是拒绝）后 48 小时内，不得再主动征求；拒绝两次后不再主动征求，\
                 直到用户同意过一次。自己的弹窗、系统弹窗和引导去设置都算。按安装、用途和范围计，换账号不重新计。\
                 用户刚点了该功能的不算。48 小时是应用商店的审核惯例。",
            en: "After a refusal (closing the dialog is one) nobody is asked again for 48 hours, \
                 and after two refusals not at all until a grant. Own sheets, system dialogs and \
                 nudges to the settings count, by installation, purpose and scope: signing in does \
                 not reset it. Not when the user has just tapped the feature. The 48 hours are \
                 store practice.",
        },
        cites: &[Method("三(2)"), Notice("“APP强制、频繁、过度索取权限”")],
        judge: || Box::<Reprompt>::default(),
    },
    Rule {
        id: budget::RULE,
        severity: Violation,
        title: Words { zh: "超过声明的频次", en: "more often than declared" },
        about: Words {
            zh: "按用途和资源从日志重新计数，所有调用方和用户合计，不得超过声明的次数和最短间隔。\
                 同一次开机内以开机时钟为准。为记录的迟到留出一秒，但不超过时长的十分之一。",
            en: "Accesses are counted again from the log, by purpose and resource, all callers and \
                 subjects together; they stay within the declared count and interval. Within a run \
                 of the device its boot clock counts. A second is allowed for late records, but no \
                 more than a tenth of the span.",
        },
        cites: &[Method("四(4)"), Notice("“超范围收集个人信息”"), Pipl("6")],
        judge: || Box::<OverBudget>::default(),
    },
    Rule {
        id: leases::RULE,
        severity: Violation,
        title: Words { zh: "占用没有及时结束", en: "access that did not end in time" },
        about: Words {
            zh: "每次占用都要结束，且不长于声明的最长时间（另留五秒）。最后仍在运行的进程可以还占用着；\
                 进程确已结束（有死亡记录，或设备重启过）而占用没有结束记录的，以及句柄丢失的，都列出。",
            en: "Every lease ends, no later than the longest declared hold (and five seconds). A \
                 process that may still run may still hold one. Listed are leases without an end \
                 whose process is known to be gone (its death is on record, or the device was \
                 restarted), and handles that were lost.",
        },
        cites: &[Method("四(4)"), Pipl("6")],
        judge: || Box::new(LeaseOpen),
    },
    Rule {
        id: sdks::RULE,
        severity: Violation,
        title: Words {
            zh: "第三方 SDK 违规启动", en: "third-party SDK ran when it should not"
        },
        about: Words {
            zh: "第三方 SDK 须列在隐私政策中，并在用户同意政策之后、门神允许时才能启动。",
            en: "A third-party SDK is listed in the policy, and runs only after the policy was \
                 accepted and when the gate lets it start.",
        },
        cites: &[Method("二(1)"), Method("三(1)"), Notice("“违规收集个人信息”")],
        judge: || Box::new(SdkStart),
    },
    Rule {
        id: observed::BYPASS,
        severity: Violation,
        title: Words { zh: "绕过门神的使用", en: "use past the gate" },
        about: Words {
            zh: "系统报告的每次使用，当时都要有覆盖它的占用；其他进程的占用也算。",
            en: "Behind every use that the system reports stands a live lease that covers it, in \
                 whichever process.",
        },
        cites: &[Method("三(3)"), Notice("“违规收集个人信息”"), Pipl("51")],
        judge: || Box::new(Bypass),
    },
    Rule {
        id: observed::OBSERVE,
        severity: Warning,
        title: Words { zh: "观察模式放行", en: "let through by observe mode" },
        about: Words {
            zh: "观察模式只用于接入期。正式发布前，这里列出的访问要么改好，要么被拒绝。",
            en: "Observe mode is for bringing an app over. Before release, what is listed here is \
                 put right, or denied.",
        },
        cites: &[Method("三(3)"), Pipl("51")],
        judge: || Box::new(ObserveMode),
    },
    Rule {
        id: gaps::RULE,
        severity: Violation,
        title: Words { zh: "日志不完整", en: "the log has holes" },
        about: Words {
            zh: "损坏、缺失和无法识别的记录都列出：有缺口的日志不能证明缺口里没有违规。\
                 跨过缺口才成立的其他发现会注明不确定。",
            en: "Damage, missing records and unknown ones are listed: a log with holes does not \
                 prove what is in them. Other findings that reach across a hole say that they are \
                 not certain.",
        },
        cites: &[Pipl("54"), Pipl("69")],
        judge: || Box::new(LogGap),
    },
];
