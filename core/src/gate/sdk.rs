//! Third-party SDKs start only when allowed, and it is logged.

use std::borrow::Cow;

use super::{Gate, Inner};
use crate::decision::{Caller, Denied, Request, Target, Verdict, decide, decide_start};
use crate::log::{Event, Room};
use crate::words::Reason;

impl Gate {
    /// Whether a third-party SDK may initialise now. It must be listed in the policy, the policy
    /// must be accepted, and of the purposes it takes part in at least one must be consented to.
    /// The answer is logged.
    ///
    /// # Errors
    /// Why not, and what the user interface does next.
    pub fn may_start(&self, sdk: &str) -> Verdict {
        self.inner.refresh();
        let verdict = self.inner.start(sdk);
        let logged = self.inner.sdk_event(sdk, verdict.err(), false);
        verdict.and_then(|()| logged.map_err(|_| Denied::of(Reason::LogUnavailable)))
    }

    /// What [`Gate::may_start`] would say: a pure look, unlogged.
    ///
    /// # Errors
    /// Why not, and what the user interface does next.
    pub fn could_start(&self, sdk: &str) -> Verdict {
        self.inner.start(sdk)
    }

    /// A third-party SDK was found running, whatever the gate said. The audit will say if it
    /// should not have been.
    pub fn sdk_running(&self, sdk: &str) {
        self.inner.refresh();
        let denied = self.inner.start(sdk).err();
        if let Err(error) = self.inner.sdk_event(sdk, denied, true) {
            log::error!("a running SDK could not be logged: {error}");
        }
    }
}

impl Inner {
    fn start(&self, sdk: &str) -> Verdict {
        let view = self.view.load();
        let listed = self.policy.sdk(sdk);
        decide_start(&view.state, listed.is_some(), false)?;
        let purposes = listed.and_then(|index| self.policy.file().sdks.get(usize::from(index)));
        let purposes = purposes.map(|sdk| sdk.purposes.as_slice()).unwrap_or_default();
        let verdicts = purposes.iter().map(|purpose| {
            let request = Request {
                purpose: self.policy.purpose_id(purpose),
                target: Target::Start,
                caller: self.starter(purpose, listed),
                user_initiated: false,
            };
            decide(&self.policy, &view.state, &request, self.now().wall)
        });
        let mut furthest: Verdict = Ok(());
        for verdict in verdicts {
            match (verdict, furthest) {
                (Ok(()), _) => return Ok(()),
                (Err(denied), Err(so_far)) if denied.reason <= so_far.reason => {}
                (denied, _) => furthest = denied,
            }
        }
        furthest
    }

    /// As whom an SDK asks: as itself when the purpose lists it or it decides for itself,
    /// otherwise as a part of the app.
    fn starter(&self, purpose: &str, sdk: Option<u16>) -> Caller {
        let rules = self.policy.purpose_id(purpose).and_then(|id| self.policy.rules(id));
        let lists = |index: &u16| rules.is_some_and(|rules| rules.sdks.contains(index));
        let itself = sdk.filter(|index| self.policy.is_independent(*index) || lists(index));
        itself.map_or(Caller::App, Caller::Sdk)
    }

    fn sdk_event(
        &self,
        sdk: &str,
        denied: Option<Denied>,
        running: bool,
    ) -> Result<(), crate::log::AppendError> {
        let reason = denied.map(|denied| denied.reason);
        let room = if denied.is_some() || running { Room::Reserve } else { Room::Normal };
        let event = Event::Sdk { sdk: Cow::Borrowed(sdk), reason, running };
        self.journal.write(&self.view.load(), event, room)
    }
}
