//! Rules about whom the gate does not hold: SDKs, code that goes past it, observe mode.

use crate::audit::finding::Severity::{Violation, Warning};
use crate::audit::judges::observed::{self, Bypass, ObserveMode};
use crate::audit::judges::sdks::{self, SdkStart};
use crate::audit::rule::Cite::{Lists, Method, Notice, Pipl};
use crate::audit::rule::{Rule, Words};

pub(super) const SDK_START: Rule = Rule {
    id: sdks::RULE,
    severity: Violation,
    title: Words { zh: "第三方 SDK 违规启动", en: "third-party SDK ran when it should not" },
    about: Words {
        zh: "第三方 SDK 须列在隐私政策中，并在用户同意政策之后、门神允许时才能启动。",
        en: "A third-party SDK is listed in the policy, and runs only after the policy was \
             accepted and when the gate lets it start.",
    },
    thresholds: Words::NONE,
    advice: Words {
        zh: "把 SDK 的初始化放到 may_start 之后，去掉清单文件里的自动初始化；没有列出的，补进隐私政策的\
             SDK 清单或移除。",
        en: "Initialise the SDK after may_start, and take out its automatic start in the \
             manifest; list it in the policy, or remove it.",
    },
    cites: &[
        Method("二(1)"),
        Method("三(1)"),
        Notice("“违规收集个人信息”"),
        Lists("“与第三方共享个人信息清单”"),
    ],
    variants: &[&sdks::UNLISTED, &sdks::UNACCEPTED, &sdks::DENIED],
    judge: || Box::new(SdkStart),
};

pub(super) const BYPASS: Rule = Rule {
    id: observed::BYPASS,
    severity: Violation,
    title: Words { zh: "绕过门神的使用", en: "use past the gate" },
    about: Words {
        zh: "系统报告的每次使用，当时都要有覆盖它的占用；其他进程的占用也算。",
        en: "Behind every use that the system reports stands a live lease that covers it, in \
             whichever process.",
    },
    thresholds: Words::NONE,
    advice: Words {
        zh: "按系统给出的归属（attribution）找到代码或 SDK，改为经门神取得；使用期间不要提前归还租约。",
        en: "Find the code or the SDK by what the system attributes the use to and send it through \
             the gate; keep the lease for as long as the resource is used.",
    },
    cites: &[Method("三(3)"), Notice("“违规收集个人信息”"), Pipl("51")],
    variants: &[&observed::PAST_THE_GATE],
    judge: || Box::new(Bypass),
};

pub(super) const OBSERVE_MODE: Rule = Rule {
    id: observed::OBSERVE,
    severity: Warning,
    title: Words { zh: "观察模式放行", en: "let through by observe mode" },
    about: Words {
        zh: "观察模式只用于接入期。正式发布前，这里列出的访问要么改好，要么被拒绝。",
        en: "Observe mode is for bringing an app over. Before release, what is listed here is \
             put right, or denied.",
    },
    thresholds: Words::NONE,
    advice: Words {
        zh: "按列出的原因逐项改好，然后在配置里去掉该用途的观察模式。",
        en: "Put each right by the reason that is named, then take the purpose out of observe \
             mode.",
    },
    cites: &[Method("三(3)"), Pipl("51")],
    variants: &[&observed::LET_THROUGH],
    judge: || Box::new(ObserveMode),
};
