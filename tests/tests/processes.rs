//! Several real processes on one directory: what one does, the others see. What happens when they are
//! killed is tried in `torture.rs`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Instant;

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
