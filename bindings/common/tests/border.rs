//! The hot calls as another language makes them, on a real gate: right handles and wrong ones.

#![expect(clippy::unwrap_used, reason = "tests may panic: that is how they fail")]

use std::iter;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use menshen::log::LeaseEnd;
use menshen::seams::{Clock, Seams};
use menshen::{Config, Resource, Scopes, Span, Time};
use menshen_bindings::{
    Handle, Shared, access, acquire, acquire_all, check, close, ended, gate, lease, listen, open,
    prepare, release,
};
use menshen_tests::setup::{self, Folder};

/// `gate_fault` with the step `none`, as one integer.
const FAULT: i64 = 1;
const LIVE: i32 = -1;
const RELEASED: i32 = 0;
const SCAN: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");

fn config(dir: &Path) -> Config {
    setup::config(dir, setup::unlimited())
}

/// A gate that grants `qr-scan` the camera, and that access.
fn granted(config: Config) -> (Handle, Arc<Shared>, Handle) {
    let (handle, shared) = open(config).unwrap();
    setup::grant(&shared.gate, &[SCAN]);
    (handle, shared, scan())
}

fn scan() -> Handle {
    prepare("qr-scan", Some((Resource::Camera, Scopes::bit(0))), "app", false)
}

fn given(answer: i64) -> Handle {
    assert!(answer > 0, "denied: {answer}");
    answer.cast_unsigned()
}

fn all_denied(gate: Handle, access: Handle) {
    assert_eq!(check(gate, access), FAULT);
    assert_eq!(acquire(gate, access), -FAULT);
    assert_eq!(acquire_all(gate, access), [-FAULT]);
}

#[test]
fn a_lease_is_given_back_once() {
    let folder = Folder::new("given-back-once");
    let (gate, _shared, scan) = granted(config(&folder.0));
    assert_eq!(check(gate, scan), 0);
    let held = given(acquire(gate, scan));
    assert_eq!(ended(held), LIVE);
    assert!(lease(held).is_some());
    assert!(release(held));
    assert!(!release(held));
    assert_eq!(ended(held), RELEASED);
    assert!(lease(held).is_none());
}

#[test]
fn a_revoked_lease_says_how_it_ended_until_it_is_given_back() {
    let folder = Folder::new("says-how");
    let (gate, shared, scan) = granted(config(&folder.0));
    let held = given(acquire(gate, scan));
    shared.gate.withdraw(&access(scan).unwrap()).unwrap();
    assert_eq!(ended(held), i32::from(LeaseEnd::Withdrawn.number()));
    assert!(release(held));
    assert_eq!(ended(held), RELEASED);
}

#[test]
fn the_listener_hears_of_a_revoked_lease_by_its_handle_and_of_no_released_one() {
    let (send, heard) = mpsc::channel();
    assert!(listen(Box::new(move |lease, how| {
        // Others may have hung up already: every test of this file is heard.
        let _ = send.send((lease, how, thread::current().name().map(str::to_owned)));
    })));
    assert!(!listen(Box::new(|_, _| {})), "somebody listens already");
    let folder = Folder::new("listener");
    let (gate, shared, scan) = granted(config(&folder.0));
    let (kept, released) = (given(acquire(gate, scan)), given(acquire(gate, scan)));
    assert!(release(released));
    shared.gate.withdraw(&access(scan).unwrap()).unwrap();
    let next = || heard.recv_timeout(Duration::from_secs(20)).unwrap();
    let own = |news: &(Handle, _, _)| [kept, released].contains(&news.0);
    let first = iter::repeat_with(next).find(own).unwrap();
    assert_eq!(first, (kept, LeaseEnd::Withdrawn, Some("menshen".to_owned())));
}

#[test]
fn a_gate_given_up_denies_everything_and_leaves_its_leases() {
    let folder = Folder::new("given-up");
    let (handle, shared, scan) = granted(config(&folder.0));
    let held = given(acquire(handle, scan));
    assert!(close(handle));
    assert!(!close(handle));
    assert!(gate(handle).is_none());
    all_denied(handle, scan);
    assert!(shared.gate.check(&access(scan).unwrap()).is_ok(), "the gate itself is fine");
    assert_eq!(ended(held), LIVE);
    assert!(release(held));
}

#[test]
fn a_handle_of_another_kind_is_none() {
    let folder = Folder::new("kinds");
    let (gate, _shared, scan) = granted(config(&folder.0));
    let held = given(acquire(gate, scan));
    for (gate, access) in [(scan, gate), (gate, gate), (scan, scan), (held, scan), (gate, held)] {
        all_denied(gate, access);
    }
    for other in [gate, scan, 0, u64::MAX] {
        assert!(!release(other));
        assert_eq!(ended(other), RELEASED);
        assert!(lease(other).is_none());
    }
    assert!(!close(scan) && !close(held));
    assert_eq!((check(gate, scan), ended(held)), (0, LIVE));
}

#[test]
fn after_a_panic_everything_is_denied_for_good() {
    let (folder, other) = (Folder::new("panic"), Folder::new("panic-other"));
    let armed = Arc::new(AtomicBool::new(false));
    let clock = Arc::new(BadClock { armed: Arc::clone(&armed), good: Seams::system().clock });
    let seams = Seams { clock, ..Seams::system() };
    let (gate, shared, scan) = granted(config(&folder.0).seams(seams));
    let (sound, ..) = granted(config(&other.0));
    let held = given(acquire(gate, scan));
    armed.store(true, Ordering::SeqCst);
    assert_eq!(acquire(gate, scan), -FAULT);
    armed.store(false, Ordering::SeqCst);
    assert!(shared.is_broken());
    all_denied(gate, scan);
    assert!(release(held), "what was given can still be given back");
    assert_eq!(check(sound, scan), 0, "another gate goes on");
}

/// A clock that fails whoever asks for an access.
struct BadClock {
    armed: Arc<AtomicBool>,
    good: Arc<dyn Clock>,
}

impl BadClock {
    fn fail(&self) {
        let own = thread::current().name() == Some("menshen");
        assert!(own || !self.armed.load(Ordering::SeqCst), "on purpose");
    }
}

impl Clock for BadClock {
    fn wall(&self) -> Time {
        self.fail();
        self.good.wall()
    }

    fn boot(&self) -> Span {
        self.fail();
        self.good.boot()
    }
}
