//! Every bit of every file of a gate flipped, one after the other: it is noticed, costs no more than
//! the block that it is in, and lets nobody in.
//!
//! Of long files some bits are tried, for speed; with `MENSHEN_BITS=all` all are.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use menshen::log::{self, Entry, Item, Report, State, VerifyOptions};
use menshen::seams::{Disk, DiskFile, Open, Seams};
use menshen::{AppState, Gate, Policy, Reason, Resource, Span};
use menshen_tests::clock::TestClock;
use menshen_tests::setup;
use menshen_tests::sim::SimDisk;
use menshen_tests::world::access;

type Wish = (&'static str, Resource, &'static str);
const DIR: &str = "/gate";
const BLOCK: usize = 4096;
const SCAN: Wish = ("qr-scan", Resource::Camera, "preview");
const HUM: Wish = ("hum-recognition", Resource::Microphone, "recognise");
/// Every half minute at most.
const NEARBY: Wish = ("nearby-people", Resource::Location, "coarse");

/// A device, and what is on its disk.
struct Device {
    disk: SimDisk,
    clock: Arc<TestClock>,
    seams: Seams,
}

impl Device {
    fn new() -> Device {
        let (clock, seams) = TestClock::seams();
        Device::on(SimDisk::default(), clock, seams)
    }

    fn on(disk: SimDisk, clock: Arc<TestClock>, seams: Seams) -> Device {
        let seams = Seams { disk: Arc::new(disk.clone()), ..seams };
        Device { disk, clock, seams }
    }

    /// The same device when all of its processes were killed.
    fn killed(&self) -> Device {
        Device::on(self.disk.after_kill(), self.clock.clone(), self.seams.clone())
    }

    fn gate(&self, policy: &str) -> Gate {
        let config = setup::config(Path::new(DIR), Policy::parse(policy).unwrap());
        Gate::open(config.seams(self.seams.clone()).background(false)).unwrap()
    }

    fn open(&self, file: &Path) -> Box<dyn DiskFile> {
        self.disk.open(file, Open::Write).unwrap()
    }

    fn flip(&self, file: &Path, bit: usize) {
        let (file, at) = (self.open(file), (bit / 8) as u64);
        let mut byte = [0];
        file.read_at(&mut byte, at).unwrap();
        file.write_at(&[byte[0] ^ 1 << (bit % 8)], at).unwrap();
    }

    fn verify(&self) -> Report {
        log::verify(&self.seams.disk, Path::new(DIR), &VerifyOptions::default()).unwrap()
    }

    /// The records that are not in this block.
    fn records_outside(&self, file: &Path, block: u32) -> Vec<Entry> {
        let inside = |entry: &Entry| {
            file.ends_with(entry.place.segment.file_name()) && entry.place.block == block
        };
        let entries = log::read(&self.seams.disk, Path::new(DIR)).unwrap();
        entries.filter(|it| matches!(it.item, Item::Record(_)) && !inside(it)).collect()
    }

    /// The files with something in them, in this folder of the gate.
    fn files(&self, folder: &str) -> Vec<(PathBuf, usize)> {
        let folder = Path::new(DIR).join(folder);
        let mut names = self.disk.list(&folder).unwrap();
        names.sort();
        let length = |path: &PathBuf| {
            // A folder cannot be opened.
            let file = self.disk.open(path, Open::Read).ok()?;
            Some((path.clone(), file.len().unwrap() as usize)).filter(|(_, length)| *length > 0)
        };
        names.into_iter().map(|name| folder.join(name)).filter_map(|path| length(&path)).collect()
    }
}

/// A gate that has been used: a purpose granted, one withdrawn, one used as often as it may be;
/// most of it signed.
fn used(device: &Device, policy: &str) -> Gate {
    let gate = device.gate(policy);
    setup::grant(&gate, &[SCAN, HUM, NEARBY]);
    for _ in 0..20 {
        drop(gate.acquire(&access(SCAN)).unwrap());
        device.clock.pass(Span::seconds(1));
    }
    gate.withdraw(&access(HUM)).unwrap();
    gate.checkpoint().unwrap();
    drop(gate.acquire(&access(NEARBY)).unwrap());
    gate
}

fn policy() -> String {
    setup::only(&[SCAN.0, HUM.0, NEARBY.0])
}

/// Why each is denied, if it is.
fn verdicts(gate: &Gate) -> [Option<Reason>; 3] {
    gate.app_state(AppState::Foreground).unwrap();
    [SCAN, HUM, NEARBY].map(|wish| gate.acquire(&access(wish)).err().map(|denied| denied.reason))
}

const RIGHT: [Option<Reason>; 3] = [None, Some(Reason::ConsentWithdrawn), Some(Reason::OverBudget)];

/// Flips these bits one by one, each on a disk of its own.
fn each_bit(
    device: &Device,
    file: &Path,
    bits: &[usize],
    judge: impl Fn(&Device, usize, &str) + Sync,
) {
    println!("{}: {} bits", file.display(), bits.len());
    thread::scope(|scope| {
        for bits in bits.chunks(bits.len().div_ceil(2)) {
            let judge = &judge;
            scope.spawn(move || {
                let device = device.killed();
                for bit in bits {
                    device.flip(file, *bit);
                    judge(&device, *bit, &format!("bit {bit} of {}", file.display()));
                    device.flip(file, *bit);
                }
            });
        }
    });
}

fn all(length: usize) -> Vec<usize> {
    (0..length * 8).collect()
}

#[test]
fn every_bit_of_every_file_of_the_gate() {
    let (device, policy) = (Device::new(), policy());
    drop(used(&device, &policy));
    assert_eq!(verdicts(&device.killed().gate(&policy)), RIGHT);
    let files = device.files("");
    let names: Vec<_> = files.iter().map(|(path, _)| path.file_name().unwrap()).collect();
    assert_eq!(names, ["budget", "key", "ledger"], "a new file needs a judge");
    for (file, length) in files {
        each_bit(&device, &file, &some(all(length)), |device, _, what| {
            let device = device.killed();
            let (gate, before) = (device.gate(&policy), device.verify());
            match file.file_name().unwrap().to_str().unwrap() {
                "ledger" => {
                    assert_eq!(verdicts(&gate), [Some(Reason::GateFault); 3], "{what}");
                    assert!(gate.fault().is_some(), "{what}");
                }
                "budget" => assert_eq!(verdicts(&gate), RIGHT, "{what}"),
                _ => {
                    gate.checkpoint().unwrap_err();
                    assert_eq!(device.verify(), before, "{what}");
                    assert_eq!(verdicts(&gate), RIGHT, "{what}");
                }
            }
        });
    }
}

#[test]
fn every_bit_of_every_file_of_the_log() {
    let (device, policy) = (Device::new(), policy());
    drop(used(&device, &policy));
    let files = device.files("log");
    assert!(files.len() >= 2, "{files:?}");
    for (file, length) in files {
        let segment = file.extension().is_some();
        let bits = if segment { bits_of_segment(&device, &file, length) } else { all(length) };
        let bits = some(bits);
        each_bit(&device, &file, &bits, |device, bit, what| {
            let block = (bit / 8 / BLOCK) as u32;
            judge_damage(device, &file, block, bit, what);
            if segment && bit.is_multiple_of(47) {
                let left = device.records_outside(&file, block);
                device.flip(&file, bit);
                assert_eq!(left, device.records_outside(&file, block), "{what}");
                device.flip(&file, bit);
            }
            if bit.is_multiple_of(47) {
                let again = device.killed();
                assert_eq!(verdicts(&again.gate(&policy)), RIGHT, "{what}");
            }
        });
    }
}

fn judge_damage(device: &Device, file: &Path, block: u32, bit: usize, what: &str) {
    let report = device.verify();
    assert_eq!(report.state, State::Damaged, "{what}: {report:#?}");
    let [problem] = report.problems.as_slice() else { panic!("{what}: {report:#?}") };
    assert!(file.ends_with(&problem.file), "{what}: {report:#?}");
    let block = if file.extension().is_some() { block } else { 0 };
    assert_eq!(problem.block, block, "{what}");
    assert!(problem.offset <= bit as u64 / 8, "{what}");
}

/// Of many bits every seventh, which goes through all eight of a byte.
fn some(bits: Vec<usize>) -> Vec<usize> {
    let every = if tries_all() || bits.len() < 4_000 { 1 } else { 7 };
    bits.into_iter().step_by(every).collect()
}

fn tries_all() -> bool {
    std::env::var("MENSHEN_BITS").is_ok_and(|which| which == "all")
}

/// All bits that are written, and of the zeros behind them some.
fn bits_of_segment(device: &Device, file: &Path, length: usize) -> Vec<usize> {
    if tries_all() {
        return all(length);
    }
    let bytes = device.open(file).read_all(length as u64).unwrap();
    let used = bytes.iter().rposition(|byte| *byte != 0).unwrap() + 1;
    let zeros = (used + 1..length).step_by(97).flat_map(|byte| [byte * 8, byte * 8 + 7]);
    (0..used * 8).chain(zeros).collect()
}

#[test]
fn every_bit_of_the_file_that_says_where_another_process_is() {
    let (device, policy) = (Device::new(), policy());
    let main = used(&device, &policy);
    main.app_state(AppState::Background).unwrap();
    let ours = device.files("presence");
    let other = device.gate(&policy);
    other.app_state(AppState::Background).unwrap();
    device.clock.pass(Span::seconds(10));
    let mut files = device.files("presence");
    files.retain(|file| !ours.contains(file));
    let [(file, length)] = files.as_slice() else { panic!("{files:?}") };
    let denied = || main.acquire(&access(SCAN)).unwrap_err().reason;
    assert_eq!(denied(), Reason::NotForeground);
    for bit in all(*length) {
        device.flip(file, bit);
        assert_eq!(denied(), Reason::NotForeground, "bit {bit}");
        device.flip(file, bit);
    }
    other.app_state(AppState::Foreground).unwrap();
    main.acquire(&access(SCAN)).unwrap();
}
