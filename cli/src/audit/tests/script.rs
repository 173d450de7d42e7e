//! Logs that tests write, record by record.

use menshen::log::{
    Cause, Consent, Damage, Decision, Entry, Event, Item, LeaseEnd, Place, PolicyAct, Prompt,
    PromptAnswer, PromptKind, Record, SegmentId, Use,
};
use menshen::{Action, AppState, Basis, OsGrant, Reason, Resource, Scopes, Span, Step, Time};

pub(crate) const SECOND: u64 = 1_000;
pub(crate) const MINUTE: u64 = 60 * SECOND;
pub(crate) const HOUR: u64 = 60 * MINUTE;

/// A log that a test writes: one process, unless it says otherwise.
pub(crate) struct Script {
    pub(crate) entries: Vec<Entry>,
    pub(crate) now: u64,
    pub(crate) process: u32,
    pub(crate) subject: u64,
    pub(crate) app: AppState,
    pub(crate) version: &'static str,
    /// What the wall clock shows beyond the boot clock.
    pub(crate) wall: i64,
    /// Whether the app was in use before the log begins, so that nobody knows what was answered.
    pub(crate) later: bool,
    /// Which entries break the rule.
    culprits: Vec<usize>,
}

impl Script {
    /// The first process has started; nothing was decided.
    pub(crate) fn fresh() -> Script {
        let mut script = Script {
            entries: Vec::new(),
            now: HOUR,
            process: 1,
            subject: 7,
            app: AppState::Foreground,
            version: "2024-08-23",
            wall: 1_795_000_000_000,
            later: false,
            culprits: Vec::new(),
        };
        script.start(1, 77);
        script
    }

    /// The policy has been accepted, right after the installation.
    pub(crate) fn installed() -> Script {
        let mut script = Script::fresh();
        script.policy(PolicyAct::Accepted);
        script
    }

    /// The policy has been accepted, some time after the app came into use.
    pub(crate) fn accepted() -> Script {
        Script { later: true, ..Script::installed() }
    }

    /// What is written here breaks the rule.
    pub(crate) fn culprit(
        &mut self,
        write: impl FnOnce(&mut Script) -> &mut Script,
    ) -> &mut Script {
        let begin = self.entries.len();
        write(self);
        self.culprits.extend(begin..self.entries.len());
        self
    }

    /// The same log without what breaks the rule.
    pub(crate) fn reformed(mut self) -> Script {
        assert!(!self.culprits.is_empty(), "nothing is marked as breaking the rule");
        let culprits = std::mem::take(&mut self.culprits);
        let entries = self.entries.into_iter().enumerate();
        let entries = entries.filter(|(number, _)| !culprits.contains(number));
        let entries = entries.map(|(_, entry)| entry).collect();
        Script { entries, ..self }
    }

    /// The number of the newest checkpoint, and how many records came after it.
    pub(crate) fn signed(&self) -> (Option<u64>, u64) {
        let number = |entry: &Entry| match &entry.item {
            Item::Record(Record { event: Event::Checkpoint { number, .. }, .. }) => Some(*number),
            _ => None,
        };
        let newest = self.entries.iter().rposition(|entry| number(entry).is_some());
        let after = newest.map_or(self.entries.len(), |newest| self.entries.len() - newest);
        (newest.and_then(|newest| number(&self.entries[newest])), after as u64)
    }

    pub(crate) fn put(&mut self, event: Event<'static>) -> &mut Script {
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

    pub(crate) fn item(&mut self, item: Item) -> &mut Script {
        let seq = self.entries.len() as u64;
        let place = Place { segment: SegmentId::from_number(9), block: 0, offset: 48 + seq, seq };
        self.entries.push(Entry { place, item });
        self
    }

    /// Time goes by.
    pub(crate) fn wait(&mut self, millis: u64) -> &mut Script {
        self.now += millis;
        self
    }

    /// A process starts, in the run of the device with this number.
    pub(crate) fn start(&mut self, process: u32, run: u64) -> &mut Script {
        self.process = process;
        self.put(Event::ProcessStart {
            name: "main".into(),
            boot_number: run,
            library: "0.1.0".into(),
            recovered: 0,
        })
    }

    pub(crate) fn policy(&mut self, act: PolicyAct) -> &mut Script {
        let version = self.version.parse().unwrap();
        self.put(Event::Policy { act, version })
    }

    pub(crate) fn consent(
        &mut self,
        purpose: &'static str,
        of: Option<Scope>,
        action: Action,
    ) -> &mut Script {
        self.consent_by(purpose, of, action, Cause::User)
    }

    pub(crate) fn consent_by(
        &mut self,
        purpose: &'static str,
        of: Option<Scope>,
        action: Action,
        cause: Cause,
    ) -> &mut Script {
        self.put(Event::Consent(consent(purpose, of, action, cause)))
    }

    /// The app goes to the foreground, the background, or between.
    pub(crate) fn goes(&mut self, state: AppState) -> &mut Script {
        self.app = state;
        self.put(Event::AppState { state })
    }

    pub(crate) fn prompt(
        &mut self,
        kind: PromptKind,
        of: Scope,
        tapped: bool,
        answer: PromptAnswer,
    ) -> &mut Script {
        self.prompt_for("qr-scan", kind, of, tapped, answer)
    }

    pub(crate) fn prompt_for(
        &mut self,
        purpose: &'static str,
        kind: PromptKind,
        of: Scope,
        tapped: bool,
        answer: PromptAnswer,
    ) -> &mut Script {
        self.put(Event::Prompt(prompt(kind, purpose, Some(of), tapped, answer)))
    }

    /// The user taps the feature, reads its sheet and says yes.
    pub(crate) fn agree(&mut self, purpose: &'static str, of: Option<Scope>) -> &mut Script {
        self.wait(MINUTE).sheet(purpose, of, PromptAnswer::Granted);
        self.consent(purpose, of, Action::Grant)
    }

    /// The sheet of a feature that the user has tapped.
    pub(crate) fn sheet(
        &mut self,
        purpose: &'static str,
        of: Option<Scope>,
        answer: PromptAnswer,
    ) -> &mut Script {
        let prompt = prompt(PromptKind::ConsentSheet, purpose, of, true, answer);
        self.put(Event::Prompt(prompt))
    }

    pub(crate) fn allow(
        &mut self,
        purpose: &'static str,
        of: Option<Scope>,
        lease: u64,
    ) -> &mut Script {
        let decision = decision(purpose, of, lease);
        self.put(Event::Decision(decision))
    }

    pub(crate) fn deny(
        &mut self,
        purpose: &'static str,
        of: Option<Scope>,
        reason: Reason,
    ) -> &mut Script {
        let reason = Some(reason);
        self.put(Event::Decision(Decision { reason, ..decision(purpose, of, 0) }))
    }

    pub(crate) fn end(&mut self, lease: u64, how: LeaseEnd, held: u64) -> &mut Script {
        self.put(Event::LeaseEnd { lease, how, held: Span::from_millis(held) })
    }

    pub(crate) fn observed(
        &mut self,
        of: Scope,
        attribution: &'static str,
        covered: bool,
    ) -> &mut Script {
        let (resource, scopes) = scopes(of);
        let attribution = attribution.into();
        self.put(Event::OsObserved { resource, scopes, attribution, covered })
    }

    pub(crate) fn sdk(
        &mut self,
        sdk: &'static str,
        reason: Option<Reason>,
        running: bool,
    ) -> &mut Script {
        self.put(Event::Sdk { sdk: sdk.into(), reason, running })
    }

    pub(crate) fn damage(&mut self) -> &mut Script {
        self.item(Item::Damage(Damage::Frame))
    }
}

/// A resource and its scopes, by name.
pub(crate) type Scope = (Resource, &'static str);

pub(crate) const CAMERA: Scope = (Resource::Camera, "preview");
pub(crate) const PHOTO: Scope = (Resource::Camera, "photo");
pub(crate) const COARSE: Scope = (Resource::Location, "coarse");
pub(crate) const FINE: Scope = (Resource::Location, "fine");
pub(crate) const MICROPHONE: Scope = (Resource::Microphone, "recognise");

pub(crate) fn scopes((resource, names): Scope) -> (Resource, Scopes) {
    (resource, resource.scopes(names.split(',')).unwrap())
}

/// An answer for the app.
pub(crate) fn consent(
    purpose: &'static str,
    of: Option<Scope>,
    action: Action,
    cause: Cause,
) -> Consent<'static> {
    Consent {
        purpose: purpose.into(),
        scope: of.map(scopes),
        action,
        until: None,
        once: false,
        caller: "".into(),
        cause,
    }
}

/// A prompt that tells its purpose.
pub(crate) fn prompt(
    kind: PromptKind,
    purpose: &'static str,
    of: Option<Scope>,
    user_initiated: bool,
    answer: PromptAnswer,
) -> Prompt<'static> {
    let purpose = purpose.into();
    Prompt { kind, purpose, scope: of.map(scopes), text: 0x5eed, user_initiated, answer }
}

/// An allowed access of the app.
pub(crate) fn decision(purpose: &'static str, of: Option<Scope>, lease: u64) -> Decision<'static> {
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
