//! What the policy declares for each purpose that the rows name.

use std::collections::BTreeSet;

use menshen::Span;
use menshen::policy::{Item, Purpose};

use super::rates::{Table, declared};
use super::report::Report;
use crate::words;

impl Report<'_> {
    pub(super) fn appendix(&self, named: &BTreeSet<String>) -> Table {
        let lang = self.view.lang;
        let head = vec![
            lang.pick("目的", "Purpose"),
            lang.pick("条款", "Clauses"),
            lang.pick("声明的数据", "Declared data"),
            lang.pick("声明的权限", "Declared resources"),
            lang.pick("合法性基础和同意方式", "Basis and consent"),
            lang.pick("最远场景", "Furthest state"),
            lang.pick("频次上限", "Limit"),
            lang.pick("保存期限", "Retention"),
        ];
        let rows = named.iter().map(|id| match self.view.policy.purpose(id) {
            Some(purpose) => self.purpose(purpose),
            None => vec![id.clone(), lang.pick("政策没有写明", "not in the policy").to_owned()],
        });
        Table { head, rows: rows.collect() }
    }

    fn purpose(&self, purpose: &Purpose) -> Vec<String> {
        let lang = self.view.lang;
        let comma = lang.pick("、", ", ");
        let data = purpose.data.iter().map(|text| lang.of(text));
        let basis = words::pick(words::basis(purpose.basis), lang);
        let limit = purpose.limit.map(|limit| declared(limit, lang));
        vec![
            format!("{} · {}", lang.of(&purpose.title), purpose.id),
            purpose.clauses.join(comma),
            data.collect::<Vec<&str>>().join(comma),
            self.needs(purpose),
            format!("{basis} · {}", words::pick(words::consent(purpose.consent), lang)),
            words::app_state(purpose.context, lang).to_owned(),
            limit.unwrap_or_else(|| lang.pick("未声明", "none declared").to_owned()),
            self.retention(purpose.retention),
        ]
    }

    fn needs(&self, purpose: &Purpose) -> String {
        let lang = self.view.lang;
        let needs = purpose.needs.iter().flat_map(Item::needs).map(|need| {
            let scopes = need.resource.scopes(need.scope.iter().map(String::as_str));
            words::used(need.resource, scopes.unwrap_or_default(), lang)
        });
        needs.collect::<Vec<String>>().join(lang.pick("；", "; "))
    }

    fn retention(&self, span: Option<Span>) -> String {
        let lang = self.view.lang;
        match span {
            Some(span) if span == Span::default() => lang.pick("不保存", "not kept").to_owned(),
            Some(span) => words::span(span, lang),
            None => lang.pick("未单独声明", "not declared").to_owned(),
        }
    }
}
