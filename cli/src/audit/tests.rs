//! For each rule a log that breaks it, and logs that nearly do.

mod access;
mod answers;
mod asking;
mod holes;
mod leases;
mod output;

use menshen::log::{
    Cause, Consent, Damage, Decision, Entry, Event, Item, LeaseEnd, Place, PolicyAct, Prompt,
    PromptAnswer, PromptKind, Record, SegmentId, Use,
};
use menshen::{
    Action, AppState, Basis, OsGrant, Policy, Reason, Resource, Scopes, Span, Step, Time,
};

use super::finding::Finding;
use super::{Audit, Judgement};

const POLICY: &str = include_str!("../../../policies/netease-cloud-music.json");

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;
const HOUR: u64 = 60 * MINUTE;

fn policy() -> Policy {
    Policy::parse(POLICY).unwrap()
}

/// A log that a test writes: one process, unless it says otherwise.
struct Script {
    entries: Vec<Entry>,
    now: u64,
    process: u32,
    subject: u64,
    app: AppState,
    version: &'static str,
    /// What the wall clock shows beyond the boot clock.
    wall: i64,
}

impl Script {
    /// The first process has started; nothing was decided.
    fn fresh() -> Script {
        let mut script = Script {
            entries: Vec::new(),
            now: HOUR,
            process: 1,
            subject: 7,
            app: AppState::Foreground,
            version: "2024-08-23",
            wall: 1_795_000_000_000,
        };
        script.start(1, 77);
        script
    }

    /// The policy has been accepted.
    fn accepted() -> Script {
        let mut script = Script::fresh();
        script.policy(PolicyAct::Accepted);
        script
    }

    fn put(&mut self, event: Event<'static>) -> &mut Script {
        let record = Record {
            wall: Time::from_millis(self.wall.saturating_add_unsigned(self.now)),
            boot: Span::from_millis(self.now),
            process: self.process,
            subject: self.subject,
            app: self.app,
            policy: self.version.parse().unwrap(),
            event,
        };
        self.item(Item::Record(record))
    }

    fn item(&mut self, item: Item) -> &mut Script {
        let seq = self.entries.len() as u64;
        let place = Place { segment: SegmentId::from_number(9), block: 0, offset: 48 + seq, seq };
        self.entries.push(Entry { place, item });
        self
    }

    /// Time goes by.
    fn wait(&mut self, millis: u64) -> &mut Script {
        self.now += millis;
        self
    }

    /// A process starts, in the run of the device with this number.
    fn start(&mut self, process: u32, run: u64) -> &mut Script {
        self.process = process;
        self.put(Event::ProcessStart {
            name: "main".into(),
            boot_number: run,
            library: "0.1.0".into(),
            recovered: 0,
        })
    }

    fn policy(&mut self, act: PolicyAct) -> &mut Script {
        let version = self.version.parse().unwrap();
        self.put(Event::Policy { act, version })
    }

    fn consent(&mut self, purpose: &'static str, of: Option<Scope>, action: Action) -> &mut Script {
        self.consent_by(purpose, of, action, Cause::User)
    }

    fn consent_by(
        &mut self,
        purpose: &'static str,
        of: Option<Scope>,
        action: Action,
        cause: Cause,
    ) -> &mut Script {
        self.put(Event::Consent(Consent {
            purpose: purpose.into(),
            scope: of.map(scopes),
            action,
            until: None,
            once: false,
            caller: "".into(),
            cause,
        }))
    }

    fn prompt(
        &mut self,
        kind: PromptKind,
        of: Scope,
        tapped: bool,
        answer: PromptAnswer,
    ) -> &mut Script {
        self.prompt_for("qr-scan", kind, of, tapped, answer)
    }

    fn prompt_for(
        &mut self,
        purpose: &'static str,
        kind: PromptKind,
        of: Scope,
        tapped: bool,
        answer: PromptAnswer,
    ) -> &mut Script {
        self.put(Event::Prompt(Prompt {
            kind,
            purpose: purpose.into(),
            scope: Some(scopes(of)),
            text: 0,
            user_initiated: tapped,
            answer,
        }))
    }

    fn allow(&mut self, purpose: &'static str, of: Option<Scope>, lease: u64) -> &mut Script {
        let decision = decision(purpose, of, lease);
        self.put(Event::Decision(decision))
    }

    fn deny(&mut self, purpose: &'static str, of: Option<Scope>, reason: Reason) -> &mut Script {
        let reason = Some(reason);
        self.put(Event::Decision(Decision { reason, ..decision(purpose, of, 0) }))
    }

    fn end(&mut self, lease: u64, how: LeaseEnd, held: u64) -> &mut Script {
        self.put(Event::LeaseEnd { lease, how, held: Span::from_millis(held) })
    }

    fn observed(&mut self, of: Scope, attribution: &'static str, covered: bool) -> &mut Script {
        let (resource, scopes) = scopes(of);
        let attribution = attribution.into();
        self.put(Event::OsObserved { resource, scopes, attribution, covered })
    }

    fn sdk(&mut self, sdk: &'static str, reason: Option<Reason>, running: bool) -> &mut Script {
        self.put(Event::Sdk { sdk: sdk.into(), reason, running })
    }

    fn damage(&mut self) -> &mut Script {
        self.item(Item::Damage(Damage::Frame))
    }

    fn judge<'p>(&self, policy: &'p Policy) -> Judgement<'p> {
        let mut audit = Audit::new(policy);
        self.entries.iter().for_each(|entry| audit.take(entry));
        audit.end()
    }

    fn findings(&self) -> Vec<Finding> {
        self.judge(&policy()).findings
    }

    /// The log breaks exactly this rule in this way, by one culprit; returns the finding.
    #[track_caller]
    fn breaks(&self, rule: &str, variant: &str) -> Finding {
        let findings = self.findings();
        let found: Vec<_> = findings.iter().map(|it| (it.variant.rule, it.variant.id)).collect();
        assert_eq!(found, [(rule, variant)]);
        findings.into_iter().next().unwrap()
    }

    #[track_caller]
    fn is_clean(&self) {
        let policy = policy();
        let judgement = self.judge(&policy);
        assert!(judgement.findings.is_empty(), "{}", judgement.as_text(crate::lang::Lang::En));
    }
}

/// A resource and its scopes, by name.
type Scope = (Resource, &'static str);

const CAMERA: Scope = (Resource::Camera, "preview");
const PHOTO: Scope = (Resource::Camera, "photo");
const COARSE: Scope = (Resource::Location, "coarse");
const FINE: Scope = (Resource::Location, "fine");
const MICROPHONE: Scope = (Resource::Microphone, "recognise");

fn scopes((resource, names): Scope) -> (Resource, Scopes) {
    (resource, resource.scopes(names.split(',')).unwrap())
}

/// An allowed access of the app.
fn decision(purpose: &'static str, of: Option<Scope>, lease: u64) -> Decision<'static> {
    let uses = of.map(scopes).map(|(resource, scopes)| Use {
        resource,
        scopes: scopes.closed_down(resource),
        os: OsGrant::Granted,
        lease,
    });
    Decision {
        purpose: purpose.into(),
        uses: uses.into_iter().collect(),
        caller: "app".into(),
        reason: None,
        step: Step::None,
        basis: Basis::Consent,
        user_initiated: true,
        observed: false,
        count: 1,
        call_site: "".into(),
    }
}
