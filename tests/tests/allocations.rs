//! How often the hot path allocates.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::hint::black_box;

use menshen::{Access, Gate, Resource};
use menshen_tests::setup;
use menshen_tests::world::{Wish, World, access};

const AUDIO: Wish = ("local-music", Resource::Media, "audio");
const SCAN: Wish = ("qr-scan", Resource::Camera, "preview");

/// The system's allocator, which counts for each thread.
struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: everything is the system allocator's; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }
}

fn allocations<T>(act: impl FnOnce() -> T) -> u64 {
    let before = COUNT.get();
    black_box(act());
    COUNT.get() - before
}

#[test]
fn a_check_allocates_nothing_whatever_it_says() {
    let world = World::new("allocations-check");
    let gate = world.granted(&[AUDIO]);
    let [allowed, denied, whole] = [access(AUDIO), access(SCAN), Access::purpose_only(AUDIO.0)];
    for access in [&allowed, &denied, &whole] {
        let _ = gate.check(access);
        assert_eq!(allocations(|| gate.check(access)), 0, "{access:?}: {:?}", gate.check(access));
    }
}

/// What the lease is, and now and then a larger table of those that live.
#[test]
fn an_access_allocates_its_lease_and_a_release_nothing() {
    let world = World::new("allocations-acquire");
    let gate = Gate::open(world.config(setup::unlimited())).unwrap();
    setup::grant(&gate, &[AUDIO]);
    let access = access(AUDIO);
    let acquire = || gate.acquire(&access).unwrap();
    (0..100).for_each(|_| drop(acquire()));
    let mut leases = Vec::with_capacity(1_000);
    let acquired = allocations(|| leases.extend((0..1_000).map(|_| acquire())));
    assert!(acquired < 1_100, "{acquired} for a thousand");
    assert_eq!(allocations(|| leases.clear()), 0);
}
