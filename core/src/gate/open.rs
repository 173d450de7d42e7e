//! Opening a gate.

use std::borrow::Cow;
use std::sync::Arc;

use super::budgets::Budgets;
use super::journal::Journal;
use super::leases::Registry;
use super::pending::Pending;
use super::presence::Presence;
use super::view::View;
use super::{Config, GateError, Inner, lease, worker};
use crate::decision::State;
use crate::ledger::{Ledger, TimeBase};
use crate::log::{Event, Log, ProcessInfo, Recovery};
use crate::sync::{ArcSwap, Mutex};

pub(super) fn open(config: Config) -> Result<Arc<Inner>, GateError> {
    let Config {
        dir,
        policy,
        process: name,
        platform,
        observe,
        retention,
        call_sites,
        background,
        signer,
        seams,
    } = config;
    if let Some(unknown) = observe.iter().find(|id| policy.purpose_id(id).is_none()) {
        return Err(GateError::Unknown(format!("no purpose `{unknown}` is declared to observe")));
    }
    seams.disk.create_dir(&dir)?;
    let process = seams.random.number()? as u32;
    let ledger = Ledger::open(&seams, &dir);
    let boot_number = ledger.boot_number()?;
    let info = ProcessInfo { process, policy: policy.version() };
    let (log, recovery) = Log::open(&seams, &dir, &info)?;
    let fault = View::fault(State::new(&policy), None);
    let inner = Arc::new(Inner {
        observe: observe.iter().filter_map(|id| policy.purpose_id(id)).collect(),
        platform,
        call_sites,
        time: TimeBase::start(&*seams.clock, boot_number),
        ledger,
        budgets: Budgets::open(&seams, &dir, &policy),
        presence: Presence::open(&seams, &dir, process)?,
        pending: Pending::default(),
        registry: Registry::new(process),
        view: ArcSwap::from_pointee(fault),
        rebuilding: Mutex::new(()),
        worker: worker::Handle::new(),
        last_clip: lease::LastClip::default(),
        journal: Journal::new(
            seams.clone(),
            dir.clone(),
            log,
            process,
            policy.version(),
            retention,
            signer,
        ),
        dir,
        seams,
        policy,
    });
    inner.budgets.catch_up(inner.now());
    inner.rebuild();
    inner.introduce(&name, boot_number, &recovery);
    if background {
        worker::start(&inner)?;
    }
    Ok(inner)
}

impl Inner {
    fn introduce(&self, name: &str, boot_number: u64, recovery: &Recovery) {
        let start = Event::ProcessStart {
            name: Cow::Borrowed(name),
            boot_number,
            library: Cow::Borrowed(env!("CARGO_PKG_VERSION")),
            recovered: recovery.dead_processes,
        };
        self.journal.note(&self.view.load(), start);
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.journal.flush_all();
    }
}
