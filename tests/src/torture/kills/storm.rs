//! Some writers at once; each is killed when its time has come, and another takes its place.

use std::io::Read;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;

use super::site::{OWN, Place};
use super::word::Word;
use crate::torture::Totals;

const SIGKILL: i32 = 9;

/// What the writers of each slot said, one after the other.
pub(super) type Said = [Vec<Word>; OWN.len()];

/// Kills a few dozen writers.
pub(super) fn blow(place: &Place, rng: &mut Rng, totals: &mut Totals) -> Said {
    let mut said = Said::default();
    let longest = rng.u64(2_000..20_000);
    let mut writers: Vec<Writer> = (0..rng.usize(2..=OWN.len()))
        .map(|slot| Writer::start(place, slot, longest, rng))
        .collect();
    for _ in 0..rng.usize(20..80) {
        let next = writers.iter_mut().min_by_key(|writer| writer.until).unwrap();
        let slot = next.slot;
        thread::sleep(next.until.saturating_duration_since(Instant::now()));
        said[slot].extend(next.kill(totals));
        *next = Writer::start(place, slot, longest, rng);
    }
    for writer in &mut writers {
        said[writer.slot].extend(writer.kill(totals));
    }
    said
}

struct Writer {
    slot: usize,
    child: Child,
    /// When it is killed.
    until: Instant,
}

impl Writer {
    /// Every fourth does not get far: it is killed while it opens its gate.
    fn start(place: &Place, slot: usize, longest: u64, rng: &mut Rng) -> Writer {
        let place = Place { slot, seed: rng.u64(..), ..place.clone() };
        let mut command = Command::new(program());
        command.arg("writer").args(place.args()).stdout(Stdio::piped());
        let child = command.spawn().unwrap();
        let longest = if rng.u8(..4) == 0 { 3_000 } else { longest };
        let until = Instant::now() + Duration::from_micros(rng.u64(..longest));
        Writer { slot, child, until }
    }

    fn kill(&mut self, totals: &mut Totals) -> Vec<Word> {
        self.child.kill().unwrap();
        let status = self.child.wait().unwrap();
        assert_eq!(status.signal(), Some(SIGKILL), "a writer ended by itself: {status}");
        let mut text = String::new();
        self.child.stdout.take().unwrap().read_to_string(&mut text).unwrap();
        let words: Vec<Word> = text.lines().map(|line| line.parse().unwrap()).collect();
        totals.add("SIGKILLs", 1);
        totals.add("of them before the gate was open", u64::from(words.is_empty()));
        let answering = matches!(words.last(), Some(Word::Answering(_)));
        totals.add("of them while an answer was being kept", u64::from(answering));
        words
    }
}

/// The program that has the writer in it: this one, or the one beside a test's folder.
fn program() -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let folder = own.parent().unwrap();
    let tests = folder.ends_with("deps");
    if tests { folder.parent().unwrap().join("torture") } else { own }
}
