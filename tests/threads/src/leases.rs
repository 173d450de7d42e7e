//! Leases that end in one thread while others use them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use menshen::log::LeaseEnd;
use menshen::{Action, Age, Gate, GateError, OsGrant, Resource};
use shuttle::rand::Rng;
use shuttle::thread::spawn;

use crate::desk::{Calls, Desk, camera, film};

/// What ends a lease on the camera.
const ENDINGS: [fn(&Gate) -> Result<(), GateError>; 6] = [
    |gate| gate.withdraw(&camera()),
    |gate| gate.decline_policy(),
    |gate| gate.switch_subject(None, Age::Adult),
    |gate| gate.erase_subject(),
    |gate| gate.os_changed(Resource::Camera, &["video", "preview"], OsGrant::Denied),
    |gate| {
        gate.switch_subject(Some("somebody"), Age::Child)?;
        gate.guardian(Action::Withdraw)
    },
];

fn any_ending() -> fn(&Gate) -> Result<(), GateError> {
    ENDINGS[shuttle::rand::thread_rng().gen_range(0..ENDINGS.len())]
}

pub fn ends_once() {
    let desk = Desk::new();
    let lease = desk.gate.acquire(&camera()).unwrap();
    let (id, calls) = (lease.id(), Arc::new(Calls::default()));
    calls.listen(&lease, &Arc::default());
    let (gate, other) = (desk.gate.clone(), desk.gate.clone());
    let threads = [
        spawn(move || gate.withdraw(&camera()).unwrap()),
        spawn(move || other.maintain()),
        spawn(move || drop(lease)),
    ];
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    desk.gate.maintain();
    match desk.ends(id).as_slice() {
        [LeaseEnd::Released] => assert_eq!(calls.count(), 0, "its holder gave it back"),
        [how] => assert_eq!((calls.count(), calls.how()), (1, Some(*how))),
        ends => panic!("it ended {ends:?}"),
    }
}

pub fn called_back_once() {
    let desk = Desk::new();
    let lease = Arc::new(desk.gate.acquire(&camera()).unwrap());
    let order = Arc::new(AtomicU32::new(0));
    let (early, late) = (Arc::new(Calls::default()), Arc::new(Calls::default()));
    early.listen(&lease, &order);
    let (gate, other) = (desk.gate.clone(), desk.gate.clone());
    let (held, listener, order) = (lease.clone(), late.clone(), order.clone());
    let threads = [
        spawn(move || gate.withdraw(&camera()).unwrap()),
        spawn(move || other.maintain()),
        spawn(move || listener.listen(&held, &order)),
    ];
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    desk.gate.maintain();
    assert_eq!((early.count(), late.count()), (1, 1));
    assert!(early.place() < late.place(), "who asked first hears first");
    assert_eq!(lease.ended(), Some(LeaseEnd::Withdrawn));
}

pub fn none_outlives() {
    let desk = Desk::new();
    let (ending, over) = (any_ending(), Arc::new(AtomicBool::new(false)));
    let (gate, other, returned) = (desk.gate.clone(), desk.gate.clone(), over.clone());
    let end = spawn(move || {
        ending(&gate).unwrap();
        returned.store(true, Ordering::SeqCst);
    });
    let lease = spawn(move || {
        let lease = other.acquire(&camera());
        let over = over.load(Ordering::SeqCst);
        let lives = lease.as_ref().is_ok_and(|lease| lease.live());
        assert!(!(over && lives), "it lives on");
        lease
    });
    end.join().unwrap();
    let lease = lease.join().unwrap();
    assert!(!lease.is_ok_and(|lease| lease.live()), "it lives on after both");
}

pub fn ends_together() {
    let desk = Desk::new();
    let leases = desk.gate.acquire_all(&film()).unwrap();
    let microphone = leases.get(Resource::Microphone).unwrap().id();
    let (gate, other) = (desk.gate.clone(), desk.gate.clone());
    let threads =
        [spawn(move || gate.withdraw(&camera()).unwrap()), spawn(move || other.maintain())];
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    assert!(leases.iter().all(|lease| lease.ended() == Some(LeaseEnd::Withdrawn)));
    assert_eq!(desk.ends(microphone), [LeaseEnd::Withdrawn]);
}

pub fn outlived_by_its_leases() {
    let desk = Desk::new();
    let lease = desk.gate.acquire(&camera()).unwrap();
    let id = lease.id();
    let (gate, other) = (desk.gate.clone(), desk.gate.clone());
    let threads = [
        spawn(move || {
            gate.withdraw(&camera()).unwrap();
            drop(gate);
        }),
        spawn(move || drop(other)),
        spawn(move || drop(lease)),
    ];
    threads.into_iter().for_each(|thread| thread.join().unwrap());
    let ends = desk.ends(id);
    assert!(matches!(ends.as_slice(), [LeaseEnd::Released | LeaseEnd::Withdrawn]), "{ends:?}");
}
