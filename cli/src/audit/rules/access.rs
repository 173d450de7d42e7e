//! Rules about what is accessed, from where, how often and for how long.

use crate::audit::finding::Severity::{Violation, Warning};
use crate::audit::judges::background::{self, Background};
use crate::audit::judges::budget::{self, OverBudget};
use crate::audit::judges::interval::{self, FixedInterval};
use crate::audit::judges::leases::{self, LeaseOpen};
use crate::audit::judges::undeclared::{self, CALLER, NotDeclared, PURPOSE, RESOURCE, SCOPE};
use crate::audit::rule::Cite::{Lists, Method, Notice, Pipl};
use crate::audit::rule::{COLLECTION, Rule, Words};

pub(super) const UNDECLARED: Rule = Rule {
    id: undeclared::RULE,
    severity: Violation,
    title: Words { zh: "隐私政策没有写明", en: "not declared by the policy" },
    about: Words {
        zh: "每一次请求的用途、资源、范围和调用方，隐私政策都要写明。被门神拦住的请求也列出，\
             因为代码仍在请求。",
        en: "The policy declares the purpose, the resource, the scope and the caller of every \
             request. Those that the gate stopped are listed too: the code still asks.",
    },
    thresholds: Words::NONE,
    advice: Words {
        zh: "确有必要的，写进隐私政策并按变更重新取得同意；没有必要的，删掉代码里的请求。",
        en: "If it is needed, declare it and have the change accepted; if not, take the request \
             out of the code.",
    },
    cites: &[
        Method("二(1)"),
        Method("三(3)"),
        Notice("“违规收集个人信息”"),
        Lists("“已收集个人信息清单”"),
        Pipl("17"),
    ],
    variants: &[
        &PURPOSE[0],
        &PURPOSE[1],
        &RESOURCE[0],
        &RESOURCE[1],
        &SCOPE[0],
        &SCOPE[1],
        &CALLER[0],
        &CALLER[1],
    ],
    judge: || Box::new(NotDeclared),
};

pub(super) const BACKGROUND: Rule = Rule {
    id: background::RULE,
    severity: Violation,
    title: Words { zh: "在后台访问", en: "access from the background" },
    about: Words {
        zh: "访问时应用所处的状态，不得比该用途声明的更靠后。",
        en: "When something is accessed, the app is no further back than its need declares.",
    },
    thresholds: Words {
        zh: "离开前台后的 5 秒内（弹窗、选择器、旋转屏幕），门神仍记为前台。",
        en: "For 5 seconds after leaving the foreground (dialogs, pickers, rotation) the gate still \
             records it as there.",
    },
    advice: Words {
        zh: "进入后台时停止并归还租约；确需后台使用的，在隐私政策中写明场景。",
        en: "Stop and give the lease back when the app goes to the background; what is needed \
             there is declared in the policy.",
    },
    cites: &[Notice("“超范围收集个人信息”"), Pipl("6"), COLLECTION],
    variants: &[&background::TOO_FAR_BACK],
    judge: || Box::new(Background),
};

pub(super) const OVER_BUDGET: Rule = Rule {
    id: budget::RULE,
    severity: Violation,
    title: Words { zh: "超过声明的频次", en: "more often than declared" },
    about: Words {
        zh: "按用途和资源从日志重新计数，所有调用方和用户合计，不得超过声明的次数和最短间隔。\
             同一次开机内以开机时钟为准。",
        en: "Accesses are counted again from the log, by purpose and resource, all callers and \
             subjects together; they stay within the declared count and interval. Within a run \
             of the device its boot clock counts.",
    },
    thresholds: Words {
        zh: "次数和间隔取自隐私政策（limit）。为记录的迟到留出一秒，但不超过时长的十分之一。",
        en: "Count and interval are the policy's (limit). A second is allowed for late records, \
             but no more than a tenth of the span.",
    },
    advice: Words {
        zh: "缓存结果、合并读取；频次确实不够用的，先改隐私政策。",
        en: "Keep what was read and read less often; if the limit is too tight, change the policy \
             first.",
    },
    cites: &[Method("四(4)"), Notice("“超范围收集个人信息”"), Pipl("6")],
    variants: &[&budget::TOO_MANY, &budget::TOO_CLOSE],
    judge: || Box::<OverBudget>::default(),
};

pub(super) const FIXED_INTERVAL: Rule = Rule {
    id: interval::RULE,
    severity: Warning,
    title: Words { zh: "按固定间隔读取", en: "read at a fixed interval" },
    about: Words {
        zh: "同一用途、资源和调用方，不是用户点击引起、间隔又几乎不变的连续访问，是定时轮询。声明的次数\
             上限和最短间隔只限制频次，不说明为何需要定时读取，所以不因此免除；是否必要由人判断，因此只是警告。",
        en: "Accesses in a row by one caller, for one purpose and resource, that nobody tapped and \
             that are all the same span apart, are polling. A declared count or interval limits \
             how often, but does not say why a timer reads, so it is no excuse; whether it is \
             needed is for a person to say, so this is a warning.",
    },
    thresholds: Words {
        zh: "连续 8 次起，各次间隔与居中的间隔相差不超过十分之一，间隔在 1 秒到 10 分钟之间。",
        en: "From 8 accesses in a row, every interval within a tenth of the one in the middle, \
             which is from 1 second to 10 minutes.",
    },
    advice: Words {
        zh: "改为由用户操作或系统事件触发；确需持续使用的，持有一个租约，用完归还，而不是反复读取。",
        en: "Read on a user's action or an event of the system. What is needed all the time is \
             held as one lease and given back, rather than read again and again.",
    },
    cites: &[Method("四(4)"), Notice("“超范围收集个人信息”"), Pipl("6"), COLLECTION],
    variants: &[&interval::POLLING],
    judge: || Box::<FixedInterval>::default(),
};

pub(super) const LEASE_OPEN: Rule = Rule {
    id: leases::RULE,
    severity: Violation,
    title: Words { zh: "占用没有及时结束", en: "access that did not end in time" },
    about: Words {
        zh: "每次占用都要结束，且不长于声明的最长时间。最后仍在运行的进程可以还占用着；\
             进程确已结束（有死亡记录，或设备重启过）而占用没有结束记录的，以及句柄丢失的，都列出。\
             没有声明最长时间、而读一次就够的资源长时间占用，也列出。",
        en: "Every lease ends, no later than the longest declared hold. A process that may still \
             run may still hold one. Listed are leases without an end whose process is known to be \
             gone (its death is on record, or the device was restarted), handles that were lost, \
             and long holds of what one read is enough for, where no longest hold is declared.",
    },
    thresholds: Words {
        zh: "最长时间取自隐私政策（max_hold），另留 5 秒。剪切板、设备标识、应用列表、号码和网络信息，\
             未声明时以 1 分钟计。",
        en: "The longest hold is the policy's (max_hold), and 5 seconds. Clipboard, identifiers, \
             installed apps, phone number and network: 1 minute where none is declared.",
    },
    advice: Words {
        zh: "用 with 或 use 的写法，让租约随代码块结束；声明 max_hold，让门神按时收回。",
        en: "Let the lease end with the block that uses it, and declare max_hold so that the gate \
             takes it back in time.",
    },
    cites: &[Method("四(4)"), Pipl("6")],
    variants: &[
        &leases::TOO_LONG,
        &leases::STILL_OPEN,
        &leases::LEAKED,
        &leases::UNENDED,
        &leases::ONE_SHOT,
    ],
    judge: || Box::new(LeaseOpen),
};
