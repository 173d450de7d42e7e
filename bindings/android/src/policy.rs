//! The policy as a user interface shows it.

use menshen::policy;
use menshen::{AppState, Basis, ConsentKind, Resource, SdkRole};

use crate::gate::NativeGate;

/// A text in both languages.
#[derive(uniffi::Record)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// The policy that the gate enforces.
#[derive(uniffi::Record)]
pub struct PolicyText {
    /// Its id.
    pub id: String,
    /// Its version: a date.
    pub version: String,
    /// Since when it holds.
    pub effective: String,
    /// What it is called.
    pub title: Text,
    /// Who decides why and how data is processed.
    pub controller: String,
    /// How to reach them.
    pub contact: String,
    /// A digest of the file, as generated code carries it.
    pub fingerprint: String,
    /// The age below which a guardian's consent is needed.
    pub guardian_age: u8,
    /// Every declared purpose.
    pub purposes: Vec<PurposeText>,
    /// Every listed third party.
    pub sdks: Vec<SdkText>,
}

/// A declared purpose.
#[derive(uniffi::Record)]
pub struct PurposeText {
    /// Its id.
    pub id: String,
    /// The policy's clauses that declare it.
    pub clauses: Vec<String>,
    /// What it is called.
    pub title: Text,
    /// What the user is told before being asked.
    pub prompt: Text,
    /// What happens after a no.
    pub if_refused: Text,
    /// The legal basis.
    pub basis: Basis,
    /// How it is consented to.
    pub consent: ConsentKind,
    /// Whether it takes sensitive personal information.
    pub sensitive: bool,
    /// Whether guests may use it.
    pub guests: bool,
    /// How far back the app may go.
    pub context: AppState,
    /// How long what is taken is kept, such as `30d`.
    pub retention: Option<String>,
    /// Who may ask: `app`, or ids of third parties.
    pub callers: Vec<String>,
    /// The data taken.
    pub data: Vec<Text>,
    /// What it uses.
    pub needs: Vec<NeedText>,
}

/// A need of a purpose.
#[derive(uniffi::Record)]
pub struct NeedText {
    /// The resource.
    pub resource: Resource,
    /// The scopes that it names, as bits.
    pub scopes: u8,
    /// The same by name.
    pub scope_names: Vec<String>,
    /// Whether the feature works without it.
    pub optional: bool,
    /// Needs of a purpose with the same number are alternatives: one of them suffices.
    pub alternative: Option<u32>,
    /// How it is consented to.
    pub consent: ConsentKind,
    /// Whether it takes sensitive personal information.
    pub sensitive: bool,
    /// The legal basis.
    pub basis: Basis,
}

/// A listed third party.
#[derive(uniffi::Record)]
pub struct SdkText {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Who runs it.
    pub company: Option<String>,
    /// The clause that lists it.
    pub clause: String,
    /// Whether it decides for itself what it does with data.
    pub role: SdkRole,
    /// The data it gets.
    pub data: Vec<Text>,
    /// The purposes it takes part in.
    pub purposes: Vec<String>,
    /// Its own policy.
    pub privacy_url: Option<String>,
}

#[uniffi::export]
impl NativeGate {
    /// The policy that the gate enforces.
    pub fn policy(&self) -> PolicyText {
        let policy = self.gate().policy();
        let file = policy.file();
        PolicyText {
            id: file.id.clone(),
            version: file.version.to_string(),
            effective: file.effective.to_string(),
            title: text(&file.title),
            controller: file.controller.name.clone(),
            contact: file.controller.contact.clone(),
            fingerprint: policy.fingerprint(),
            guardian_age: file.guardian_age,
            purposes: file.purposes.iter().map(purpose).collect(),
            sdks: file.sdks.iter().map(sdk).collect(),
        }
    }
}

fn text(text: &policy::Text) -> Text {
    Text { zh: text.zh.clone(), en: text.en.clone() }
}

fn purpose(it: &policy::Purpose) -> PurposeText {
    PurposeText {
        id: it.id.clone(),
        clauses: it.clauses.clone(),
        title: text(&it.title),
        prompt: text(&it.prompt),
        if_refused: text(&it.if_refused),
        basis: it.basis,
        consent: it.consent,
        sensitive: it.sensitive,
        guests: it.guests,
        context: it.context,
        retention: it.retention.map(|span| span.to_string()),
        callers: it.callers.clone(),
        data: it.data.iter().map(text).collect(),
        needs: (0..).zip(&it.needs).flat_map(|(number, item)| needs(number, item, it)).collect(),
    }
}

fn needs<'a>(
    number: u32,
    item: &'a policy::Item,
    purpose: &'a policy::Purpose,
) -> impl Iterator<Item = NeedText> + 'a {
    let alternative = (item.needs().len() > 1).then_some(number);
    item.needs().iter().map(move |need| NeedText {
        resource: need.resource,
        scopes: need.named().bits(),
        scope_names: need.scope.clone(),
        optional: need.optional,
        alternative,
        consent: need.consent(purpose),
        sensitive: need.sensitive(purpose),
        basis: need.basis(purpose),
    })
}

fn sdk(it: &policy::Sdk) -> SdkText {
    SdkText {
        id: it.id.clone(),
        name: it.name.clone(),
        company: it.company.clone(),
        clause: it.clause.clone(),
        role: it.role,
        data: it.data.iter().map(text).collect(),
        purposes: it.purposes.clone(),
        privacy_url: it.privacy_url.clone(),
    }
}
