//! The background thread of a gate. Nothing heavy runs on a caller's thread.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError, Weak};
use std::time::{Duration, Instant};

use super::Inner;
use super::lease::Callback;
use crate::ledger::Book;
use crate::log::{Cause, Event, LeaseEnd};
use crate::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
    mpsc::{Receiver, RecvTimeoutError, Sender, channel},
};
use crate::time::Span;
use crate::words::AppState;

/// While something may have to end, look this often: a withdrawal in another process must end a
/// lease here within a second.
const BUSY: Duration = Duration::from_millis(400);
/// A check may lag behind other processes by this much while the app is in front of the user.
const FRONT: Duration = Duration::from_millis(900);
const IDLE: Duration = Duration::from_secs(10);
/// A wall clock that moved by more than this against the boot clock has stepped.
const STEP: u64 = 2_000;

pub(super) enum Job {
    Callbacks(Vec<Callback>, LeaseEnd),
    Changed,
    Wake,
}

/// The way to the background thread; without one, jobs wait for `maintain`.
pub(super) struct Handle {
    send: Sender<Job>,
    receive: Mutex<Option<Receiver<Job>>>,
    clock_offset: Mutex<i64>,
    /// Whether the next round is so far off that a new lease must bring it forward.
    dozing: AtomicBool,
    watchers: Mutex<Vec<Watcher>>,
    /// Whether the watchers are to be called already.
    changed: AtomicBool,
}

type Watcher = Arc<dyn Fn() + Send + Sync>;

impl Handle {
    pub(super) fn new() -> Handle {
        let (send, receive) = channel();
        Handle {
            send,
            receive: Mutex::new(Some(receive)),
            clock_offset: Mutex::new(0),
            dozing: AtomicBool::new(true),
            watchers: Mutex::default(),
            changed: AtomicBool::new(false),
        }
    }

    pub(super) fn watch(&self, watcher: Watcher) {
        self.watchers.lock().unwrap_or_else(PoisonError::into_inner).push(watcher);
    }

    /// Has the watchers called. Many changes at once are one call.
    pub(super) fn tell(&self) {
        if !self.changed.swap(true, Ordering::SeqCst) {
            self.send(Job::Changed);
        }
    }

    fn call_watchers(&self) {
        self.changed.store(false, Ordering::SeqCst);
        // A watcher may ask for more watchers.
        let watchers = self.watchers.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for watcher in watchers {
            if catch_unwind(AssertUnwindSafe(|| watcher())).is_err() {
                log::error!("a watcher of the gate panicked");
            }
        }
    }

    pub(super) fn send(&self, job: Job) {
        // The thread outlives every sender; if it could not be started, the job waits.
        let _ = self.send.send(job);
    }

    /// Brings the next round forward if it is far off: a new lease must end in time.
    pub(super) fn stay_awake(&self) {
        if self.dozing.swap(false, Ordering::SeqCst) {
            self.wake();
        }
    }

    pub(super) fn wake(&self) {
        self.send(Job::Wake);
    }

    fn take(&self) -> Option<Receiver<Job>> {
        self.receive.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// Starts the thread. It ends soon after the gate is dropped.
pub(super) fn start(gate: &Arc<Inner>) -> std::io::Result<()> {
    let Some(jobs) = gate.worker.take() else { return Ok(()) };
    let gate = Arc::downgrade(gate);
    let thread = std::thread::Builder::new().name("menshen".to_owned());
    thread.spawn(move || run(&gate, &jobs)).map(drop)
}

fn run(gate: &Weak<Inner>, jobs: &Receiver<Job>) {
    let mut next = Instant::now();
    loop {
        match jobs.recv_timeout(next.saturating_duration_since(Instant::now())) {
            Ok(Job::Callbacks(callbacks, how)) => call(callbacks, how),
            Ok(Job::Changed) => match gate.upgrade() {
                Some(gate) => gate.worker.call_watchers(),
                None => return,
            },
            Ok(Job::Wake) | Err(RecvTimeoutError::Timeout) => next = Instant::now(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
        // However many callbacks there are, the round is not put off.
        if next <= Instant::now() {
            let Some(gate) = gate.upgrade() else { return };
            gate.tick();
            let pause = gate.pause();
            gate.worker.dozing.store(pause == IDLE, Ordering::SeqCst);
            // A lease that came before it was known to doze must not wait for long.
            let pause = if gate.registry.is_empty() { pause } else { BUSY };
            next = Instant::now() + pause;
        }
    }
}

/// A callback that panics must not take the others, or the thread, with it.
fn call(callbacks: Vec<Callback>, how: LeaseEnd) {
    for callback in callbacks {
        if catch_unwind(AssertUnwindSafe(|| callback(how))).is_err() {
            log::error!("a callback on a revoked lease panicked");
        }
    }
}

impl Inner {
    /// One round of the background thread, and the callbacks that wait without one.
    pub(super) fn maintain(&self) {
        self.tick();
        let waiting = self.worker.receive.lock().unwrap_or_else(PoisonError::into_inner);
        let jobs: Vec<Job> = waiting.iter().flat_map(Receiver::try_iter).collect();
        drop(waiting);
        for job in jobs {
            match job {
                Job::Callbacks(callbacks, how) => call(callbacks, how),
                Job::Changed => self.worker.call_watchers(),
                Job::Wake => {}
            }
        }
    }

    fn tick(&self) {
        self.note_clock_step();
        self.refresh();
        self.retry_pending();
        self.ledger.sync_folder();
        self.recount();
        self.latch();
        if !self.registry.is_empty() {
            self.judge_leases();
        }
        self.journal.maintain();
    }

    /// How long until the next round.
    fn pause(&self) -> Duration {
        let settling = self.presence.is_settling(self.seams.clock.boot());
        let unkept = !self.pending.is_empty() || self.ledger.is_unsynced();
        let waiting = self.journal.is_pending() || unkept;
        if !self.registry.is_empty() || waiting || settling {
            return BUSY;
        }
        match self.view.load().state.app {
            AppState::Foreground => FRONT,
            AppState::Perceptible | AppState::Background => IDLE,
        }
    }

    /// Counts what other processes used: it does not show in the ledger.
    fn recount(&self) {
        let view = self.view.load();
        if view.state.gate_fault {
            return;
        }
        if self.budgets.refresh(&self.policy, &view.state.budget, self.now()).is_err() {
            self.rebuild();
        }
    }

    /// Once a grant was seen to be over, it stays so whatever the clock does; and what was said in
    /// the future was said now, once and for all.
    fn latch(&self) {
        let now = self.now();
        let Ok(book) = self.ledger.book() else { return };
        if !book.any_expired(now) && !book.is_ahead(now) {
            return;
        }
        let latch = |book: &mut Book| {
            book.catch_up(now);
            book.expire(now)
        };
        if let Err(error) = self.change(Cause::Expiry, latch) {
            log::warn!("expired consents could not be noted: {error}");
        }
    }

    fn note_clock_step(&self) {
        let expected = self.now().wall;
        let offset = self.seams.clock.wall().millis().saturating_sub(expected.millis());
        let mut known = self.worker.clock_offset.lock().unwrap_or_else(PoisonError::into_inner);
        if offset.abs_diff(*known) > STEP {
            let expected = if *known >= 0 {
                expected + Span::from_millis(known.unsigned_abs())
            } else {
                expected - Span::from_millis(known.unsigned_abs())
            };
            *known = offset;
            self.journal.note(&self.view.load(), Event::Clock { expected });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::gate::{Access, Config, Gate};
    use crate::policy::Policy;
    use crate::seams::memory::{Faults, MemDisk};
    use crate::seams::{Clock, Seams};
    use crate::time::Time;

    const POLICY: &str = include_str!("../../../policies/netease-cloud-music.json");

    #[derive(Default)]
    struct Minute(AtomicU64);

    impl Clock for Minute {
        fn wall(&self) -> Time {
            Time::from_millis(1_700_000_000_000) + self.boot()
        }
        fn boot(&self) -> Span {
            Span::minutes(self.0.load(Ordering::SeqCst))
        }
    }

    #[test]
    fn the_thread_looks_often_while_something_may_end_or_must_be_written() {
        let dir = std::env::temp_dir().join(format!("menshen-worker-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let clock = Arc::new(Minute::default());
        let seams = Seams { clock: clock.clone(), ..Seams::system() };
        let config = Config::new(&dir, Policy::parse(POLICY).unwrap()).background(false);
        let gate = Gate::open(config.seams(seams).observe(["qr-scan"])).unwrap();
        let minute = || clock.0.fetch_add(1, Ordering::SeqCst);
        minute();
        assert_eq!(gate.inner.pause(), IDLE);
        gate.acquire(&Access::purpose_only("qr-scan")).unwrap_err();
        assert_eq!(gate.inner.pause(), BUSY, "a count of repeats may wait");
        gate.checkpoint().unwrap();
        assert_eq!(gate.inner.pause(), IDLE);
        let lease = gate.acquire_all(&Access::purpose_only("qr-scan")).unwrap();
        assert_eq!(gate.inner.pause(), BUSY, "a lease may have to end");
        drop(lease);
        gate.app_state(AppState::Foreground).unwrap();
        minute();
        assert_eq!(gate.inner.pause(), FRONT);
        gate.app_state(AppState::Background).unwrap();
        assert_eq!(gate.inner.pause(), BUSY, "the grace ends soon");
        minute();
        gate.maintain();
        assert_eq!(gate.inner.pause(), IDLE);
        drop(gate);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_ledger_whose_folder_could_not_be_synced_is_tried_again_soon() {
        let disk = MemDisk::default();
        let seams = Seams { disk: Arc::new(disk.clone()), ..Seams::system() };
        let config = Config::new("/gate", Policy::parse(POLICY).unwrap()).background(false);
        let gate = Gate::open(config.seams(seams)).unwrap();
        disk.set_faults(Faults { sync_dir: true, ..Faults::default() });
        gate.accept_policy().unwrap();
        gate.maintain();
        disk.set_faults(Faults::default());
        gate.checkpoint().unwrap();
        assert_eq!(gate.inner.pause(), BUSY);
        gate.maintain();
        assert_eq!(gate.inner.pause(), IDLE);
    }
}
