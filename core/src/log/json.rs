//! Records as JSON, with the names that the documentation uses.

use serde_json::{Map, Value, json};

use super::record::{Consent, Decision, Event, LeaseEnd, PolicyAct, Prompt, Record, Use};
use crate::words::{Resource, Scopes};

impl Record<'_> {
    /// The record as a JSON object.
    ///
    /// First what every record has: `at` (RFC 3339, wall clock), `boot_ms`, `process`, `subject`
    /// (16 hexadecimal digits), `app`, `policy` and `kind`; then the event's own fields. A field
    /// that does not apply is `null`, never left out.
    ///
    /// ```
    /// use menshen::log::{Event, Record};
    /// # use menshen::{AppState, Span, Time};
    /// let record = Record {
    ///     wall: Time::from_millis(0),
    ///     boot: Span::seconds(9),
    ///     process: 7,
    ///     subject: 255,
    ///     app: AppState::Foreground,
    ///     policy: "2024-08-23".parse()?,
    ///     event: Event::Erased,
    /// };
    /// let json = record.to_json();
    /// assert_eq!(json["at"], "1970-01-01T00:00:00Z");
    /// assert_eq!(json["subject"], "00000000000000ff");
    /// assert_eq!(json["kind"], "erased");
    /// # Ok::<(), menshen::BadVersion>(())
    /// ```
    pub fn to_json(&self) -> Value {
        let mut all = object(json!({
            "at": self.wall,
            "boot_ms": self.boot.millis(),
            "process": self.process,
            "subject": format!("{:016x}", self.subject),
            "app": self.app,
            "policy": self.policy,
            "kind": self.event.name(),
        }));
        all.append(&mut object(fields(&self.event)));
        Value::Object(all)
    }
}

impl Event<'_> {
    /// The event's name, as in the `kind` of [`Record::to_json`].
    pub fn name(&self) -> &'static str {
        match self {
            Event::ProcessStart { .. } => "process_start",
            Event::Decision(_) => "decision",
            Event::LeaseEnd { how, .. } => match how {
                LeaseEnd::Released => "release",
                LeaseEnd::Leaked => "leaked",
                LeaseEnd::ProcessDied => "ended",
                _ => "revoked",
            },
            Event::Prompt(_) => "prompt",
            Event::Policy { act, .. } => match act {
                PolicyAct::Shown => "policy_shown",
                PolicyAct::Accepted => "policy_accepted",
                PolicyAct::Declined => "policy_declined",
            },
            Event::Consent(_) => "consent",
            Event::OsGrant { .. } => "os_grant",
            Event::OsObserved { .. } => "os_observed",
            Event::AppState { .. } => "app_state",
            Event::Sdk { .. } => "sdk",
            Event::Subject { .. } => "subject",
            Event::Guardian { .. } => "guardian",
            Event::Erased => "erased",
            Event::Checkpoint { .. } => "checkpoint",
            Event::Gap { .. } => "gap",
            Event::Clock { .. } => "clock",
        }
    }
}

fn fields(event: &Event<'_>) -> Value {
    match event {
        Event::ProcessStart { name, boot_number, library, recovered } => json!({
            "name": name, "boot_number": format!("{boot_number:016x}"),
            "library": library, "recovered": recovered,
        }),
        Event::Decision(decision) => self::decision(decision),
        Event::LeaseEnd { lease, how, held } => {
            json!({ "lease": lease, "how": how, "held_ms": held.millis() })
        }
        Event::Prompt(prompt) => self::prompt(prompt),
        Event::Policy { version, .. } => json!({ "version": version }),
        Event::Consent(consent) => self::consent(consent),
        Event::OsGrant { resource, scopes, grant } => {
            json!({ "resource": resource, "scope": resource.names(*scopes), "grant": grant })
        }
        Event::OsObserved { resource, scopes, attribution, covered } => json!({
            "resource": resource, "scope": resource.names(*scopes),
            "attribution": attribution, "covered": covered,
        }),
        Event::AppState { state } => json!({ "state": state }),
        Event::Sdk { sdk, reason, running } => json!({
            "sdk": sdk, "verdict": verdict(reason), "reason": reason, "running": running,
        }),
        Event::Subject { kind, age } => json!({ "subject_kind": kind, "age": age }),
        Event::Guardian { action } => json!({ "action": action }),
        Event::Erased => json!({}),
        Event::Checkpoint { number, digest } => {
            json!({ "number": number, "digest": format!("{digest:016x}") })
        }
        Event::Gap { what, count } => json!({ "what": what, "count": count }),
        Event::Clock { expected } => json!({ "expected": expected }),
    }
}

fn decision(decision: &Decision<'_>) -> Value {
    json!({
        "purpose": decision.purpose,
        "uses": decision.uses.iter().map(access_use).collect::<Vec<Value>>(),
        "caller": decision.caller,
        "verdict": verdict(&decision.reason),
        "reason": decision.reason,
        "next": decision.step,
        "basis": decision.basis,
        "user_initiated": decision.user_initiated,
        "observed": decision.observed,
        "count": decision.count,
        "call_site": decision.call_site,
    })
}

fn access_use(access: &Use) -> Value {
    json!({
        "resource": access.resource, "scope": access.resource.names(access.scopes),
        "os": access.os, "lease": access.lease,
    })
}

fn prompt(prompt: &Prompt<'_>) -> Value {
    json!({
        "prompt": prompt.kind, "purpose": prompt.purpose,
        "resource": resource(prompt.scope), "scope": names(prompt.scope),
        "text": format!("{:016x}", prompt.text),
        "user_initiated": prompt.user_initiated, "answer": prompt.answer,
    })
}

fn consent(consent: &Consent<'_>) -> Value {
    json!({
        "purpose": consent.purpose,
        "resource": resource(consent.scope), "scope": names(consent.scope),
        "action": consent.action, "until": consent.until, "once": consent.once,
        "caller": consent.caller, "cause": consent.cause,
    })
}

fn verdict<T>(reason: &Option<T>) -> &'static str {
    if reason.is_none() { "allow" } else { "deny" }
}

fn resource(scope: Option<(Resource, Scopes)>) -> Option<Resource> {
    scope.map(|(resource, _)| resource)
}

fn names(scope: Option<(Resource, Scopes)>) -> Vec<&'static str> {
    scope.map_or(Vec::new(), |(resource, scopes)| resource.names(scopes))
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::tests::world::{World, allowed, released};
    use crate::log::{Cause, GapKind, LeaseEnd, PromptAnswer, PromptKind};
    use crate::words::{Action, Reason};

    #[test]
    fn a_decision_has_its_fields_by_name() {
        let mut json = World::new().record(1, allowed(3)).to_json();
        let fields = ["at", "boot_ms", "process", "subject", "app", "policy", "kind"];
        fields
            .iter()
            .for_each(|field| assert!(json.as_object_mut().unwrap().remove(*field).is_some()));
        let decision = json!({
            "purpose": "qr-scan",
            "uses": [{ "resource": "camera", "scope": ["preview"], "os": "granted", "lease": 3 }],
            "caller": "app", "verdict": "allow", "reason": null, "next": "none",
            "basis": "consent", "user_initiated": true, "observed": false, "count": 1,
            "call_site": "",
        });
        assert_eq!(json, decision);
    }

    #[test]
    fn a_prompt_and_a_consent_name_their_scope_if_they_have_one() {
        let preview = Resource::Camera.scope("preview").unwrap();
        let prompt = Prompt {
            kind: PromptKind::OsDialog,
            purpose: "qr-scan".into(),
            scope: Some((Resource::Camera, preview)),
            text: 255,
            user_initiated: true,
            answer: PromptAnswer::Granted,
        };
        let json = fields(&Event::Prompt(prompt.clone()));
        assert_eq!((&json["resource"], &json["scope"]), (&json!("camera"), &json!(["preview"])));
        let json = fields(&Event::Prompt(Prompt { scope: None, ..prompt }));
        assert_eq!((&json["resource"], &json["scope"]), (&json!(null), &json!([])));
        assert_eq!(json["text"], "00000000000000ff");
        let consent = Consent {
            purpose: "qr-scan".into(),
            scope: Some((Resource::Camera, preview)),
            action: Action::Refuse,
            until: None,
            once: false,
            caller: "".into(),
            cause: Cause::User,
        };
        let expected = json!({
            "purpose": "qr-scan", "resource": "camera", "scope": ["preview"], "action": "refuse",
            "until": null, "once": false, "caller": "", "cause": "user",
        });
        assert_eq!(fields(&Event::Consent(consent)), expected);
    }

    #[test]
    fn a_verdict_goes_by_whether_there_is_a_reason() {
        let sdk = |reason| Event::Sdk { sdk: "maps".into(), reason, running: false };
        assert_eq!(fields(&sdk(None))["verdict"], "allow");
        assert_eq!(fields(&sdk(Some(Reason::GateFault)))["verdict"], "deny");
    }

    #[test]
    fn ends_of_leases_go_by_what_happened() {
        let kind = |how| Event::LeaseEnd { lease: 1, how, held: Default::default() }.name();
        assert_eq!(released(1).name(), "release");
        assert_eq!(kind(LeaseEnd::Leaked), "leaked");
        assert_eq!(kind(LeaseEnd::ProcessDied), "ended");
        assert_eq!(kind(LeaseEnd::Withdrawn), "revoked");
        let gap = Event::Gap { what: GapKind::LostRecords, count: 2 };
        assert_eq!(fields(&gap), json!({ "what": "lost_records", "count": 2 }));
    }
}
