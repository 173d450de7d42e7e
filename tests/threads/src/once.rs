//! What only one thread may get, and what must hold although the disk fails.

use menshen::{Access, Answer, Resource};
use shuttle::rand::Rng;
use shuttle::thread::spawn;

use crate::desk::{Desk, camera};
use crate::shared::sim::{Failure, Fault};

pub fn one_grant() {
    let desk = Desk::new();
    desk.gate.answer(&camera(), Answer::GrantOnce).unwrap();
    assert_eq!(both(&desk, camera()), 1);
}

pub fn one_access() {
    let desk = Desk::new();
    let count = Access::new("count", Resource::Camera, ["preview"]).unwrap();
    assert_eq!(both(&desk, count), 1);
}

/// How many of two threads get in.
fn both(desk: &Desk, wish: Access) -> usize {
    let threads = [(); 2].map(|()| {
        let (gate, wish) = (desk.gate.clone(), wish.clone());
        spawn(move || gate.acquire(&wish))
    });
    let leases = threads.map(|thread| thread.join().unwrap());
    leases.iter().filter(|lease| lease.is_ok()).count()
}

/// Whichever call fails: once a withdrawal was answered, nothing lives, and nothing ever does again;
/// and one that could not be kept is kept later.
pub fn failing_disk() {
    let desk = Desk::new();
    let call = shuttle::rand::thread_rng().gen_range(1..30);
    desk.disk.fail(Some(Fault { call, how: Failure::Broken, lasting: false }));
    let (gate, other, third) = (desk.gate.clone(), desk.gate.clone(), desk.gate.clone());
    let withdrawn = spawn(move || gate.withdraw(&camera()));
    let lease = spawn(move || other.acquire(&camera()));
    let looks = spawn(move || third.maintain());
    let (withdrawn, lease) = (withdrawn.join().unwrap(), lease.join().unwrap());
    looks.join().unwrap();
    desk.disk.fail(None);
    if withdrawn.is_ok() {
        assert!(!lease.is_ok_and(|lease| lease.live()), "it lives on");
        desk.gate.maintain();
        assert!(desk.gate.acquire(&camera()).is_err(), "it was undone");
    }
    desk.gate.maintain();
    assert_eq!(desk.gate.fault(), None, "it recovers");
}
