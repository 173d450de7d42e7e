//! What people call the words of a policy.

use menshen::{AppState, Basis, ChangeKind, ConsentKind, SdkRole, Span};

use super::Name;
use crate::lang::Lang;

/// How consent is obtained.
pub(crate) const fn consent(kind: ConsentKind) -> Name {
    match kind {
        ConsentKind::Policy => ("同意隐私政策", "accepting the policy"),
        ConsentKind::InContext => ("使用时同意", "consent at first use"),
        ConsentKind::Separate => ("单独同意", "separate consent"),
    }
}

/// A legal basis (PIPL 13).
pub(crate) const fn basis(basis: Basis) -> Name {
    match basis {
        Basis::Consent => ("个人同意", "consent"),
        Basis::Contract => ("订立、履行合同所必需", "needed for a contract"),
        Basis::LegalObligation => ("履行法定义务所必需", "duty set by law"),
        Basis::Emergency => {
            ("应对突发公共卫生事件或紧急保护生命财产", "public health or emergency")
        }
        Basis::News => ("为公共利益的新闻报道、舆论监督", "news in the public interest"),
        Basis::PublicInformation => ("已合法公开的信息", "lawfully public information"),
        Basis::Law => ("法律、行政法规规定的其他情形", "other laws"),
    }
}

/// The furthest app state.
pub(crate) const fn context(state: AppState) -> Name {
    match state {
        AppState::Foreground => ("仅前台", "foreground only"),
        AppState::Perceptible => ("前台和可感知的后台", "foreground and perceptible background"),
        AppState::Background => ("包括后台", "background too"),
    }
}

/// How a third party stands to the app's operator.
pub(crate) const fn role(role: SdkRole) -> Name {
    match role {
        SdkRole::Processor => ("受托处理", "processor on our behalf"),
        SdkRole::Independent => ("独立处理", "independent controller"),
    }
}

/// How long data is kept.
pub(crate) fn retention(span: Span, lang: Lang) -> String {
    let written = span.to_string();
    let (count, unit) = written.split_at(written.len().saturating_sub(1));
    let (zh, en) = match (count, unit) {
        ("0", _) => return lang.pick("用后即删，不保存", "not kept").to_owned(),
        (_, "d") => ("天", "days"),
        (_, "h") => ("小时", "hours"),
        (_, "m") => ("分钟", "minutes"),
        _ => ("秒", "seconds"),
    };
    match lang {
        Lang::Zh => format!("{count} {zh}"),
        Lang::En if count == "1" => format!("1 {}", en.trim_end_matches('s')),
        Lang::En => format!("{count} {en}"),
    }
}

/// What makes a change material.
pub(crate) const fn change(kind: ChangeKind) -> Name {
    match kind {
        ChangeKind::NewPurpose => ("新增用途", "new purpose"),
        ChangeKind::WiderScope => ("范围扩大", "wider scope"),
        ChangeKind::NewResource => ("新增权限资源", "new resource"),
        ChangeKind::NewRecipient => ("新增接收方", "new recipient"),
        ChangeKind::LongerRetention => ("保存期限延长", "longer retention"),
        ChangeKind::Controller => ("处理者变更", "another controller"),
        ChangeKind::RightsChannel => ("权利或联络渠道变更", "rights or whom to write to"),
        ChangeKind::HighRisk => ("影响评估为高风险", "assessed as high risk"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_said_in_words() {
        let said = |text: &str, lang| retention(text.parse().unwrap(), lang);
        assert_eq!(said("0d", Lang::En), "not kept");
        assert_eq!(said("24h", Lang::En), "1 day");
        assert_eq!(said("90m", Lang::Zh), "90 分钟");
    }
}
