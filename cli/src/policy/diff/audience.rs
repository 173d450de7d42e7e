//! Who will notice, and what is left to do.

use menshen::policy::Purpose;

use super::Told;
use super::report::hung;
use super::stale::{Ending, Stale};
use crate::lang::Lang;
use crate::table::plural;
use crate::words;

impl Told<'_> {
    /// What a subject will notice who accepted the old version.
    pub(super) fn audience(&self, lang: Lang) -> String {
        if self.comparison.differences.is_empty() || !self.comparison.is_newer() {
            return String::new();
        }
        let stale = &self.stale;
        let parts = [
            (lang.pick("须重新同意", "outdated"), outdated(stale, lang)),
            (lang.pick("同意失效", "ends"), endings(stale, lang)),
            (lang.pick("不再声明", "gone"), gone(&stale.gone, lang)),
            (lang.pick("不受影响", "stays"), stays(stale.unaffected.len(), lang)),
        ];
        let told = parts.iter().flat_map(|(label, lines)| {
            let label = |index| if index == 0 { *label } else { "" };
            lines.iter().enumerate().map(move |(index, line)| hung(label(index), line))
        });
        let told: String = told.collect();
        format!("\n{}\n{told}", self.whom(lang))
    }

    fn whom(&self, lang: Lang) -> String {
        let version = self.comparison.old.version();
        let later = !self.written && !self.comparison.missing.is_empty();
        match (lang, later) {
            (Lang::Zh, false) => format!("对已同意 {version} 的用户"),
            (Lang::Zh, true) => format!("对已同意 {version} 的用户（登记之后）"),
            (Lang::En, false) => format!("for whoever accepted {version}"),
            (Lang::En, true) => format!("for whoever accepted {version}, once that is recorded"),
        }
    }

    /// The last line: what to do.
    pub(super) fn verdict(&self, lang: Lang) -> String {
        let (file, version) = (self.args.new.display(), self.comparison.new.version());
        let old = self.comparison.old.version();
        let todo = match (self.is_stuck(), self.comparison.missing.is_empty(), self.written) {
            (true, ..) => match lang {
                Lang::Zh => format!(
                    "版本 {version} 不比 {old} 新，不会向任何人重新征求同意；请先改 `version`：更晚的日期，或同一天加 `.N`"
                ),
                Lang::En => format!(
                    "version {version} is not newer than {old}, so nobody would be asked anew; \
                    raise `version` first: a later date, or `.N` on the same day"
                ),
            },
            (_, true, _) => return String::new(),
            (_, _, true) => lang.pick("已登记重大变更", "recorded").to_owned(),
            _ => lang
                .pick(
                    "有重大变更尚未登记；加 --write 再运行一次即可登记",
                    "material changes are not recorded; run again with --write",
                )
                .to_owned(),
        };
        format!("\n{file}{}{todo}\n", lang.pick("：", ": "))
    }
}

fn outdated(stale: &Stale<'_>, lang: Lang) -> Vec<String> {
    let which = match (stale.outdated.len(), stale.unaffected.len()) {
        (0, _) => return vec![lang.pick("没有", "nothing").to_owned()],
        (count, 0) => match lang {
            Lang::Zh => format!("全部 {count} 个用途"),
            Lang::En => format!("all {}", plural(count as u64, "purpose")),
        },
        _ => ids(&stale.outdated, lang),
    };
    let until = lang.pick(
        "重新同意隐私政策之前一律拒绝（policy_outdated）：",
        "denied (policy_outdated) until the policy is accepted anew: ",
    );
    vec![format!("{until}{which}")]
}

/// The consents that end, one by one unless all of them do.
fn endings(stale: &Stale<'_>, lang: Lang) -> Vec<String> {
    if stale.ending.is_empty() {
        return Vec::new();
    }
    if stale.unaffected.is_empty() {
        let all = lang.pick(
            "重新同意时，所有“使用时同意”和“单独同意”都失效，用到时再次征求",
            "on that acceptance every consent at first use and every separate one ends, and is \
            asked anew",
        );
        return vec![all.to_owned()];
    }
    let heading = lang.pick(
        "重新同意时，以下同意失效，用到时再次征求（儿童的同意和指名第三方的同意，在上述用途中一律失效）：",
        "on that acceptance these consents end and are asked anew (of these purposes, also every \
        consent of a child or that names a third party):",
    );
    let line = |it: &Ending<'_>| {
        let what = match it.scopes {
            Some((resource, scopes)) => words::scoped(resource, scopes, lang),
            None => lang.of(&it.purpose.title).to_owned(),
        };
        let kind = words::pick(words::consent(it.kind), lang);
        format!("{} {what}{}{kind}", it.purpose.id, lang.pick("：", ": "))
    };
    [heading.to_owned()].into_iter().chain(stale.ending.iter().map(line)).collect()
}

fn gone(purposes: &[&Purpose], lang: Lang) -> Vec<String> {
    let denied = lang.pick(
        "以下用途此后一律拒绝（undeclared_purpose）：",
        "denied from now on (undeclared_purpose): ",
    );
    let gone = (!purposes.is_empty()).then(|| format!("{denied}{}", ids(purposes, lang)));
    gone.into_iter().collect()
}

fn stays(count: usize, lang: Lang) -> Vec<String> {
    vec![match lang {
        Lang::Zh => format!("{count} 个用途照旧；此前的拒绝和撤回在各用途都继续有效"),
        Lang::En => {
            let purposes = plural(count as u64, "purpose");
            format!("{purposes}; refusals and withdrawals stand everywhere")
        }
    }]
}

fn ids(purposes: &[&Purpose], lang: Lang) -> String {
    let ids: Vec<&str> = purposes.iter().map(|purpose| purpose.id.as_str()).collect();
    ids.join(lang.pick("、", ", "))
}
