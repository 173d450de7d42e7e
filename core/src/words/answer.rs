//! Words about people and their answers.

use super::words;

words! {
    /// Who uses the app. Guest consents never carry over to an account.
    SubjectKind, "subject kind" {
        /// Not signed in.
        Guest = 0 "guest",
        /// Signed in; known to the log only by a random pseudonym.
        Account = 1 "account",
    }
}

words! {
    /// The age band of a subject.
    Age, "age" {
        /// Under 14 (PIPL 31: consent comes from a guardian).
        Child = 0 "child",
        /// 14 to 17.
        Teen = 1 "teen",
        /// 18 and above.
        Adult = 2 "adult",
        /// Not known; counts as the policy's `unknown_age`.
        Unknown = 3 "unknown",
    }
}

words! {
    /// What a subject answered for a need.
    Action, "action" {
        /// Yes, for a time or until withdrawn.
        Grant = 0 "grant",
        /// No. Dismissing the dialog is a refusal too.
        Refuse = 1 "refuse",
        /// An earlier yes, taken back (PIPL 15).
        Withdraw = 2 "withdraw",
    }
}

words! {
    /// How consent for a need is obtained.
    ConsentKind, "consent kind" {
        /// Accepting the policy suffices; an explicit refusal or withdrawal switches it off.
        Policy = 0 "policy",
        /// Asked at the first use of the purpose; an OS dialog that follows may be the answer.
        InContext = 1 "in_context",
        /// Its own dialog, never bundled: sensitive data (PIPL 29).
        Separate = 2 "separate",
    }
}

words! {
    /// The legal basis of processing (PIPL 13). Only `consent` asks the subject.
    Basis, "basis" {
        /// PIPL 13(1).
        Consent = 0 "consent",
        /// PIPL 13(2): needed to conclude or perform a contract.
        Contract = 1 "contract",
        /// PIPL 13(3): a duty set by law.
        LegalObligation = 2 "legal_obligation",
        /// PIPL 13(4): public health or protection of life and property.
        Emergency = 3 "emergency",
        /// PIPL 13(5): news reporting in the public interest.
        News = 4 "news",
        /// PIPL 13(6): lawfully public information.
        PublicInformation = 5 "public_information",
        /// PIPL 13(7): other laws and regulations.
        Law = 6 "law",
    }
}

words! {
    /// Where the app is; also the furthest state a need may be used in.
    AppState, "app state" {
        /// Visible to the user.
        Foreground = 0 "foreground",
        /// A foreground service, continuous task or car session of the matching type.
        Perceptible = 1 "perceptible",
        /// Neither.
        Background = 2 "background",
    }
}

impl AppState {
    /// Whether a need whose furthest state is `self` may be used while the app is in `now`.
    pub const fn covers(self, now: AppState) -> bool {
        now as u8 <= self as u8
    }
}

words! {
    /// How a third-party SDK stands to the app's operator.
    SdkRole, "role" {
        /// Acts on the operator's behalf (PIPL 21).
        Processor = 0 "processor",
        /// Decides for itself what it does with the data: needs separate consent (PIPL 23).
        Independent = 1 "independent",
    }
}

words! {
    /// What makes a change of the policy material: the subject must accept it anew.
    ChangeKind, "kind of change" {
        /// A purpose that was not declared before.
        NewPurpose = 0 "new_purpose",
        /// More data, more people, or used in more ways.
        WiderScope = 1 "wider_scope",
        /// A purpose uses a resource that it did not use.
        NewResource = 2 "new_resource",
        /// Somebody else receives the data.
        NewRecipient = 3 "new_recipient",
        /// The data is kept longer.
        LongerRetention = 4 "longer_retention",
        /// Somebody else is responsible.
        Controller = 5 "controller",
        /// The subject's rights, how to exercise them, or whom to write to.
        RightsChannel = 6 "rights_channel",
        /// An assessment found a high risk.
        HighRisk = 7 "high_risk",
    }
}
