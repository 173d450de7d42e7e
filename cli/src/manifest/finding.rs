//! What a rule says about a manifest.

use menshen::policy::{Purpose, Text};

use super::app::{Asked, Place};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Severity {
    /// The manifest and the policy contradict each other, or the system will refuse.
    Error,
    /// It works, but somebody should look.
    Warning,
}

impl Severity {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A finding about an app's manifests.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) rule: &'static str,
    pub(crate) severity: Severity,
    pub(crate) place: Place,
    /// Further lines that ask for the same.
    pub(crate) also: Vec<Place>,
    pub(crate) permission: Option<String>,
    /// The purposes it is about.
    pub(crate) purposes: Vec<String>,
    pub(crate) message: Text,
    /// What to do.
    pub(crate) fix: Text,
}

impl Finding {
    pub(crate) fn new(rule: &'static str, severity: Severity, place: Place) -> Finding {
        Finding {
            rule,
            severity,
            place,
            also: Vec::new(),
            permission: None,
            purposes: Vec::new(),
            message: text("", ""),
            fix: text("", ""),
        }
    }

    /// About a permission, where the app asks for it.
    pub(crate) fn about(rule: &'static str, severity: Severity, asked: &Asked) -> Finding {
        Finding {
            also: asked.places.iter().skip(1).copied().collect(),
            permission: Some(asked.name.clone()),
            ..Finding::new(rule, severity, asked.place())
        }
    }

    /// About a permission that the app does not ask for.
    pub(crate) fn lacking(self, permission: &str) -> Finding {
        Finding { permission: Some(permission.to_owned()), ..self }
    }

    pub(crate) fn purposes(self, purposes: &[&Purpose]) -> Finding {
        Finding { purposes: purposes.iter().map(|it| it.id.clone()).collect(), ..self }
    }

    pub(crate) fn says(self, zh: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding { message: text(zh, en), ..self }
    }

    pub(crate) fn fix(self, zh: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding { fix: text(zh, en), ..self }
    }
}

fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text { zh: zh.into(), en: en.into() }
}
