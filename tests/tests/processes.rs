//! Several real processes on one directory: what one does, the others see; what is killed, is
//! recovered; what was acknowledged, is there.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use menshen::log::{self, Event, Item, LeaseEnd, State};
use menshen::seams::Seams;
use menshen::{Access, Gate, Reason, Resource};
use menshen_tests::setup::{self, Folder};

const CAMERA: (&str, Resource, &str) = ("qr-scan", Resource::Camera, "preview");

fn actor(dir: &Path, args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_actor"));
    command.arg(args[0]).arg(dir).args(&args[1..]).stdout(Stdio::piped()).spawn().unwrap()
}

fn output(child: &mut Child) -> BufReader<ChildStdout> {
    BufReader::new(child.stdout.take().unwrap())
}

fn line(reader: &mut impl BufRead) -> String {
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    line.trim().to_owned()
}

fn events(dir: &Path) -> Vec<Event<'static>> {
    let entries = log::read(&Seams::system().disk, dir).unwrap();
    let record = |entry: log::Entry| match entry.item {
        Item::Record(record) => record.event,
        other => panic!("{other:?}"),
    };
    entries.map(record).collect()
}

#[test]
fn a_withdrawal_ends_the_lease_of_another_process_within_a_second() {
    let folder = Folder::new("withdraw");
    let gate = Gate::open(setup::config(&folder.0, setup::unlimited())).unwrap();
    setup::grant(&gate, &[CAMERA]);
    let mut other = actor(&folder.0, &["hold"]);
    let mut out = output(&mut other);
    assert_eq!(line(&mut out), "live");
    let start = Instant::now();
    gate.withdraw(&Access::new(CAMERA.0, CAMERA.1, [CAMERA.2]).unwrap()).unwrap();
    assert_eq!(line(&mut out), "withdrawn");
    println!("the other process heard of it after {:?}", start.elapsed());
    assert_eq!(line(&mut out), Reason::ConsentWithdrawn.name());
    assert!(other.wait().unwrap().success());
}

#[test]
fn withdrawals_from_several_processes_are_all_kept() {
    let folder = Folder::new("many-withdrawals");
    let gate = Gate::open(setup::config(&folder.0, setup::unlimited())).unwrap();
    let grants = [
        ("qr-scan", Resource::Camera, "preview"),
        ("ar-scan", Resource::Camera, "preview"),
        ("take-photo", Resource::Camera, "photo"),
        ("hum-recognition", Resource::Microphone, "recognise"),
        ("voice-recording", Resource::Microphone, "record"),
        ("live-mic", Resource::Microphone, "live"),
        ("ticket-reminder", Resource::Calendar, "add"),
        ("driving-mode", Resource::Bluetooth, "connected"),
    ];
    setup::grant(&gate, &grants);
    let words = |(purpose, resource, scope): &(&'static str, Resource, &'static str)| {
        [*purpose, resource.name(), *scope]
    };
    let act = |half: &[(&'static str, Resource, &'static str)]| {
        let mut args = vec!["withdraw"];
        args.extend(half.iter().flat_map(words));
        actor(&folder.0, &args)
    };
    let (left, right) = grants.split_at(grants.len() / 2);
    for mut child in [act(left), act(right)] {
        assert!(child.wait().unwrap().success());
    }
    for (purpose, resource, scope) in grants {
        let access = Access::new(purpose, resource, [scope]).unwrap();
        let denied = gate.acquire(&access).unwrap_err();
        assert_eq!(denied.reason, Reason::ConsentWithdrawn, "{purpose}");
    }
}

#[test]
fn no_acknowledged_record_is_lost_when_writers_are_killed() {
    let rounds: u64 = std::env::var("MENSHEN_KILLS").map_or(25, |text| text.parse().unwrap());
    let folder = Folder::new("kill");
    let mut acknowledged = HashSet::new();
    let mut rng = fastrand::Rng::with_seed(rounds);
    setup::grant(&Gate::open(setup::config(&folder.0, setup::unlimited())).unwrap(), &[CAMERA]);
    for _ in 0..rounds {
        let mut writers = [actor(&folder.0, &["write"]), actor(&folder.0, &["write"])];
        let mut outputs = writers.each_mut().map(output);
        let mut texts = outputs.each_mut().map(|output| line(output) + "\n");
        std::thread::sleep(Duration::from_micros(rng.u64(0..40_000)));
        for ((writer, output), text) in writers.iter_mut().zip(&mut outputs).zip(&mut texts) {
            writer.kill().unwrap();
            writer.wait().unwrap();
            output.read_to_string(text).unwrap();
            let whole = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
            acknowledged.extend(whole.lines().map(|it| u64::from_str_radix(it, 16).unwrap()));
        }
    }
    let gate = Gate::open(setup::config(&folder.0, setup::unlimited())).unwrap();
    let events = events(&folder.0);
    let given: HashSet<u64> = events.iter().flat_map(leases_given).collect();
    let lost: Vec<_> = acknowledged.difference(&given).collect();
    assert!(acknowledged.len() > 100, "the writers hardly wrote: {}", acknowledged.len());
    assert!(
        lost.is_empty(),
        "{} of {} acknowledged leases are lost",
        lost.len(),
        acknowledged.len()
    );

    let ended: HashSet<u64> = events.iter().filter_map(lease_ended).collect();
    assert!(given.is_subset(&ended), "every lease of a dead process is closed");
    let by_death =
        |event: &&Event<'_>| matches!(event, Event::LeaseEnd { how: LeaseEnd::ProcessDied, .. });
    println!(
        "{} acknowledged, {} ended by death",
        acknowledged.len(),
        events.iter().filter(by_death).count()
    );
    gate.checkpoint().unwrap();
    let report =
        log::verify(&Seams::system().disk, &folder.0, &log::VerifyOptions::default()).unwrap();
    assert!(matches!(report.state, State::Clean | State::UnsignedTail { .. }), "{report:?}");
}

fn leases_given(event: &Event<'_>) -> Vec<u64> {
    match event {
        Event::Decision(decision) => {
            decision.uses.iter().map(|it| it.lease).filter(|it| *it != 0).collect()
        }
        _ => Vec::new(),
    }
}

fn lease_ended(event: &Event<'_>) -> Option<u64> {
    match event {
        Event::LeaseEnd { lease, .. } => Some(*lease),
        _ => None,
    }
}
