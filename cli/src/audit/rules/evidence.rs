//! Rules about the log itself: what it does not show, it does not prove.

use crate::audit::finding::Severity::{Violation, Warning};
use crate::audit::judges::gaps::{self, LogGap};
use crate::audit::judges::signing::{self, Unsigned};
use crate::audit::rule::Cite::Pipl;
use crate::audit::rule::{Rule, Words};

pub(super) const LOG_GAP: Rule = Rule {
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
    thresholds: Words::NONE,
    advice: Words {
        zh: "运行 `menshen log verify` 查看位置；重新拉取日志，或换一台设备重测。类型未知的记录，更新 menshen。",
        en: "See the places with `menshen log verify`; pull the log again, or test on another \
             device. For records of an unknown kind, update menshen.",
    },
    cites: &[Pipl("54"), Pipl("69")],
    variants: &[
        &gaps::LOST,
        &gaps::NOTED,
        &gaps::FOREIGN,
        &gaps::DAMAGE,
        &gaps::FORGED,
        &gaps::UNKNOWN,
    ],
    judge: || Box::new(LogGap),
};

pub(super) const UNSIGNED: Rule = Rule {
    id: signing::RULE,
    severity: Warning,
    title: Words { zh: "日志长时间没有签名", en: "the log was not signed for long" },
    about: Words {
        zh: "门神每 4,096 条记录、每 60 秒、以及进入后台时给日志签名；没有签名的记录可以被改动而不留痕迹。\
             没有签名的记录过多、过久，说明门神没有得到执行后台工作的机会，或签名的密钥不可用。",
        en: "The gate signs the log every 4,096 records, every 60 seconds and when the app goes to \
             the background; what is not signed can be changed without a trace. Too much of it, \
             for too long, means that the gate got no time for its background work, or that the \
             key could not be used.",
    },
    thresholds: Words {
        zh: "超过 8,192 条；或同一进程超过 10 分钟且至少 100 条。",
        en: "More than 8,192 records; or, of one process, at least 100 over more than 10 minutes.",
    },
    advice: Words {
        zh: "不要关闭门神的后台线程，或定期调用 maintain；拉取日志前先签名（checkpoint）。",
        en: "Leave the gate's background thread on, or call maintain from time to time, and sign \
             (checkpoint) before the log is pulled.",
    },
    cites: &[Pipl("54"), Pipl("69")],
    variants: &[&signing::NEVER, &signing::TAIL],
    judge: || Box::<Unsigned>::default(),
};
