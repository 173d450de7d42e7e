//! Rules about how the user is asked.

use crate::audit::finding::Severity::Violation;
use crate::audit::judges::at_once::{self, PromptsAtOnce};
use crate::audit::judges::prompts::{self, Reprompt};
use crate::audit::judges::unexplained::{self, Unexplained};
use crate::audit::rule::Cite::{Method, Notice, Pipl};
use crate::audit::rule::{COLLECTION, Rule, Words};

pub(super) const REPROMPT: Rule = Rule {
    id: prompts::RULE,
    severity: Violation,
    title: Words { zh: "拒绝之后反复征求", en: "asked again after a refusal" },
    about: Words {
        zh: "用户拒绝（关闭弹窗也是拒绝）后 48 小时内，不得再主动征求，重新启动应用也不例外；拒绝两次后\
             不再主动征求，直到用户同意过一次。自己的弹窗、系统弹窗和引导去设置都算。按安装、用途和范围计，\
             换账号不重新计。用户刚点了该功能的不算。48 小时是应用商店的审核惯例。",
        en: "After a refusal (closing the dialog is one) nobody is asked again for 48 hours, a \
             restart of the app or not, and after two refusals not at all until a grant. Own \
             sheets, system dialogs and nudges to the settings count, by installation, purpose and \
             scope: signing in does not reset it. Not when the user has just tapped the feature. \
             The 48 hours are store practice.",
    },
    thresholds: Words {
        zh: "48 小时；两次；应用到前台后 30 秒内算“一重新启动”。",
        en: "48 hours; two refusals; within 30 seconds of coming to the foreground counts as at \
             the start.",
    },
    advice: Words {
        zh: "弹窗前先问门神的下一步：wait 和 wait_for_user 时不弹；等用户点击该功能再征求。",
        en: "Ask the gate for the next step before a prompt, and show none on wait and \
             wait_for_user; ask when the user taps the feature.",
    },
    cites: &[Method("三(2)"), Notice("“APP强制、频繁、过度索取权限”")],
    variants: &[&prompts::TOO_SOON, &prompts::AT_RELAUNCH, &prompts::THIRD],
    judge: || Box::<Reprompt>::default(),
};

pub(super) const PROMPTS_AT_ONCE: Rule = Rule {
    id: at_once::RULE,
    severity: Violation,
    title: Words { zh: "一次性索取多项权限或同意", en: "several prompts at once" },
    about: Words {
        zh: "权限和同意在用户用到功能时逐项征求。刚启动（或刚同意隐私政策）就接连弹出两种以上系统权限，或\
             用户没有点击任何功能而接连为不同用途弹窗，都列出。弹窗在用户作答时才记入日志，所以间隔里含有\
             阅读的时间。",
        en: "Permissions and consents are asked for one by one, where the user needs the feature. \
             Listed are two or more system permissions right after the start (or right after the \
             acceptance of the policy), and prompts for different purposes one upon the other \
             without a tap. A prompt is on record when it is answered, so the gap between two \
             holds the time for reading.",
    },
    thresholds: Words {
        zh: "启动、到前台或同意隐私政策后 30 秒内的系统权限；前一个弹窗作答后 10 秒内的其他用途。",
        en: "System permissions within 30 seconds of a start, of coming to the foreground or of \
             the acceptance; other purposes within 10 seconds of the last answer.",
    },
    advice: Words {
        zh: "把征求移到用户点击功能的那一刻，一次一项，并标明 user_initiated。",
        en: "Move each prompt to the tap on its feature, one at a time, and pass user_initiated.",
    },
    cites: &[Method("四(6)"), Notice("“APP强制、频繁、过度索取权限”"), Pipl("16"), COLLECTION],
    variants: &[&at_once::AT_LAUNCH, &at_once::IN_A_ROW],
    judge: || Box::<PromptsAtOnce>::default(),
};

pub(super) const UNEXPLAINED_PROMPT: Rule = Rule {
    id: unexplained::RULE,
    severity: Violation,
    title: Words { zh: "索取时未说明目的", en: "asked without being told what for" },
    about: Words {
        zh: "索取权限或征求同意时，要同步告知目的。系统权限弹窗自身或此前不久的说明里要有该用途的文字；自己的\
             弹窗本身要有文字。日志只记文字的摘要，不记文字本身。",
        en: "Whoever is asked is told the purpose at the same time: in the system's dialog or in \
             an explanation shortly before, and on an own sheet itself. The log keeps a digest of \
             the text, not the text.",
    },
    thresholds: Words {
        zh: "说明在系统弹窗之前 5 分钟之内。",
        en: "The explanation comes within 5 minutes before the system's dialog.",
    },
    advice: Words {
        zh: "弹系统权限之前，先展示隐私政策里该用途的说明（prompt）。",
        en: "Show the policy's text of the purpose (prompt) before the system's dialog.",
    },
    cites: &[Method("二(3)"), Pipl("17"), COLLECTION],
    variants: &[&unexplained::SYSTEM, &unexplained::SHEET],
    judge: || Box::<Unexplained>::default(),
};
