//! What a tester asks.

use crate::lang::Lang;

/// A question that a rejection comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    BeforeAcceptance,
    SdkStart,
    AfterNo,
    Background,
    TooOften,
    Undeclared,
    Untapped,
    AskedAgain,
    PastTheGate,
    Otherwise,
}

impl Question {
    pub(super) const ALL: [Question; 10] = [
        Question::BeforeAcceptance,
        Question::SdkStart,
        Question::AfterNo,
        Question::Background,
        Question::TooOften,
        Question::Undeclared,
        Question::Untapped,
        Question::AskedAgain,
        Question::PastTheGate,
        Question::Otherwise,
    ];

    /// Stable, for scripts.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Question::BeforeAcceptance => "before_acceptance",
            Question::SdkStart => "sdk_start",
            Question::AfterNo => "after_no",
            Question::Background => "background",
            Question::TooOften => "too_often",
            Question::Undeclared => "undeclared",
            Question::Untapped => "asked_untapped",
            Question::AskedAgain => "asked_again",
            Question::PastTheGate => "past_the_gate",
            Question::Otherwise => "otherwise",
        }
    }

    pub(super) fn title(self, lang: Lang) -> &'static str {
        match self {
            Question::BeforeAcceptance => lang.pick(
                "用户同意隐私政策之前，是否使用过任何权限或数据？",
                "Was anything accessed before the user accepted the privacy policy?",
            ),
            Question::SdkStart => lang.pick(
                "是否有第三方 SDK 在用户同意之前启动，或未经门神允许而运行？",
                "Did a third-party SDK start before acceptance, or run without leave?",
            ),
            Question::AfterNo => lang.pick(
                "用户拒绝或撤回同意之后，是否仍有使用？",
                "Was anything accessed after the user had refused or withdrawn?",
            ),
            Question::Background => lang.pick(
                "应用在后台时，是否有使用？",
                "Was anything accessed while the app was in the background?",
            ),
            Question::TooOften => lang.pick(
                "使用频次是否超过隐私政策声明的上限？",
                "Was anything accessed more often than the policy declares?",
            ),
            Question::Undeclared => lang.pick(
                "是否使用过隐私政策没有写明的权限、范围或调用方？",
                "Was anything accessed that the policy does not declare?",
            ),
            Question::Untapped => lang.pick(
                "是否在用户使用相应功能之前就申请权限或征求同意？",
                "Was the user asked for something before using the feature?",
            ),
            Question::AskedAgain => lang
                .pick("用户拒绝之后，是否反复征求？", "Was the user asked again after a refusal?"),
            Question::PastTheGate => lang.pick(
                "操作系统报告的使用，是否有绕过门神的？",
                "Did the system report any use that went past the gate?",
            ),
            Question::Otherwise => lang.pick(
                "是否有其他违反隐私政策或审计规则的使用或征求？",
                "Did any access or prompt break the policy or the audit's rules in another way?",
            ),
        }
    }
}
