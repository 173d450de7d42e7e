//! Work whose instructions `cargo xtask counts` has counted, in a process of its own.
//!
//! `counted WORK DIR`   does WORK a hundred times, with a gate in the folder DIR; what comes before
//! each time does not count

use std::hint::black_box;
use std::path::Path;

use menshen::log::{State, VerifyOptions, verify};
use menshen::seams::Seams;
use menshen::{Access, Gate, Resource, Span};
use menshen_tests::clock::TestClock;
use menshen_tests::setup;

const TIMES: usize = 100;
const AUDIO: (&str, Resource, &str) = ("local-music", Resource::Media, "audio");
/// Two records each: a log of ten blocks or so.
const ACCESSES: usize = 200;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, work, dir] = args.as_slice() else { panic!("give a work and a folder") };
    let dir = Path::new(dir);
    let (clock, seams) = TestClock::seams();
    let open = || {
        let config = setup::config(dir, setup::unlimited()).background(false);
        Gate::open(config.seams(seams.clone())).unwrap()
    };
    let gate = open();
    setup::grant(&gate, &[AUDIO]);
    let access = Access::new(AUDIO.0, AUDIO.1, [AUDIO.2]).unwrap();
    for _ in 0..ACCESSES {
        clock.pass(Span::seconds(1));
        gate.maintain();
        drop(gate.acquire(&access).unwrap());
    }
    gate.checkpoint().unwrap();
    match work.as_str() {
        "check" => repeat(|| (), |()| black_box(gate.check(&access)).unwrap()),
        "acquire" => repeat(|| gate.maintain(), |()| gate.acquire(&access).unwrap()),
        "release" => repeat(|| gate.acquire(&access).unwrap(), drop),
        "open" => {
            drop(gate);
            let config = || setup::config(dir, setup::unlimited()).background(false);
            repeat(|| config().seams(seams.clone()), |config| Gate::open(config).unwrap());
        }
        "verify" => {
            let disk = &Seams::system().disk;
            let judge = || verify(disk, dir, &VerifyOptions::default()).unwrap();
            assert_eq!(judge().state, State::Clean);
            repeat(|| (), |()| judge());
        }
        other => panic!("no such work: {other}"),
    }
}

fn repeat<I, O>(mut prepare: impl FnMut() -> I, mut work: impl FnMut(I) -> O) {
    for _ in 0..TIMES {
        let (mut input, mut output) = (Some(prepare()), None);
        counted(&mut || output = input.take().map(&mut work));
        drop(output);
    }
}

/// Callgrind counts from its beginning to its end.
#[inline(never)]
fn counted(work: &mut dyn FnMut()) {
    work();
    // Without something to come back for, the call would be a jump.
    black_box(());
}
