//! The policy file as it stands on disk.

use serde::{Deserialize, Serialize};

use crate::time::Span;
use crate::version::Version;
use crate::words::{Age, AppState, Basis, ChangeKind, ConsentKind, Resource, SdkRole};

/// A policy file. The docs of each field are in the schema, `schemas/policy.schema.json`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct PolicyFile {
    #[serde(default = "first_schema")]
    pub schema: u32,
    pub id: String,
    pub version: Version,
    pub effective: Version,
    pub title: Text,
    pub controller: Controller,
    pub source: Source,
    pub guardian_age: u8,
    pub unknown_age: Option<Age>,
    #[serde(default)]
    pub changes: Vec<Change>,
    pub purposes: Vec<Purpose>,
    pub sdks: Vec<Sdk>,
}

fn first_schema() -> u32 {
    1
}

/// A text in both languages of the project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    pub zh: String,
    /// English.
    pub en: String,
}

/// Who decides why and how data is processed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Controller {
    pub name: String,
    pub contact: String,
}

/// The published text that the file renders.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Source {
    pub file: String,
    pub sha256: String,
}

/// A material change: what needs a new acceptance.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Change {
    pub version: Version,
    pub kinds: Vec<ChangeKind>,
    pub purposes: Purposes,
}

/// The purposes that a change touches.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Purposes {
    /// `"all"`.
    All(String),
    /// These.
    These(Vec<String>),
}

impl Purposes {
    /// Whether the change touches this purpose.
    pub fn touches(&self, purpose: &str) -> bool {
        match self {
            Purposes::All(_) => true,
            Purposes::These(ids) => ids.iter().any(|id| id == purpose),
        }
    }
}

/// One declared reason to process.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Purpose {
    pub id: String,
    pub clauses: Vec<String>,
    pub title: Text,
    pub prompt: Text,
    pub if_refused: Text,
    pub basis: Basis,
    pub basis_reason: Option<Text>,
    pub consent: ConsentKind,
    pub sensitive: bool,
    pub guests: bool,
    pub context: AppState,
    pub limit: Option<Limit>,
    pub retention: Option<Span>,
    pub callers: Vec<String>,
    #[serde(default)]
    pub data: Vec<Text>,
    #[serde(default)]
    pub patterns: Vec<String>,
    pub needs: Vec<Item>,
}

/// How often a purpose may use a resource, and for how long.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Limit {
    pub count: u32,
    pub per: Span,
    pub min_interval: Option<Span>,
    pub max_hold: Option<Span>,
}

/// A need, or several of which one suffices.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Item {
    /// `{"any_of": [need, need]}`.
    AnyOf(AnyOf),
    /// A need.
    Need(Need),
}

/// Needs of which one suffices.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct AnyOf {
    pub any_of: Vec<Need>,
}

impl Item {
    /// The needs that this item names.
    pub fn needs(&self) -> &[Need] {
        match self {
            Item::AnyOf(alternatives) => &alternatives.any_of,
            Item::Need(need) => std::slice::from_ref(need),
        }
    }
}

/// A resource that a purpose uses, and at which scopes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Need {
    pub resource: Resource,
    pub scope: Vec<String>,
    #[serde(default)]
    pub optional: bool,
    pub basis: Option<Basis>,
    pub basis_reason: Option<Text>,
    pub consent: Option<ConsentKind>,
    pub sensitive: Option<bool>,
    pub context: Option<AppState>,
}

/// A third-party SDK, or a category of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Sdk {
    pub id: String,
    pub name: String,
    pub category: String,
    pub clause: String,
    pub company: Option<String>,
    #[serde(default = "processor")]
    pub role: SdkRole,
    #[serde(default)]
    pub data: Vec<Text>,
    #[serde(default)]
    pub purposes: Vec<String>,
    pub method: Option<Text>,
    pub privacy_url: Option<String>,
    #[serde(default)]
    pub packages: Vec<String>,
}

fn processor() -> SdkRole {
    SdkRole::Processor
}
