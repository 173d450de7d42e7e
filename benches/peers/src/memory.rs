//! What the gate keeps in memory: by how much a process of its own grows.

use std::any::Any;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use menshen::{Access, Config, Gate, Lease};

use crate::Problem;
use crate::folder::Folder;
use crate::gate::{self, acquire_and_release, hold};
use crate::opening;

/// What is made, kept until it is measured.
type Held = Result<Box<dyn Any>, Problem>;

/// Something to hold in memory.
struct Kind {
    name: &'static str,
    key: &'static str,
    /// How many are held, to divide by.
    count: u32,
    make: fn(&Scene<'_>, u32) -> Held,
}

const KINDS: [Kind; 4] = [
    Kind { name: "an open gate", key: "gates", count: 32, make: gates },
    Kind { name: "a gate opened on a million records", key: "long", count: 1, make: long },
    Kind { name: "a million more records logged", key: "records", count: 1, make: records },
    Kind { name: "a live lease", key: "leases", count: 4_000, make: leases },
];

const HELD: u32 = 2_000;

/// What one of its kind adds.
pub(crate) struct Growth {
    pub(crate) name: &'static str,
    pub(crate) bytes: f64,
}

/// Measured after the openings, whose long log is used again.
pub(crate) fn measure(folder: &Folder) -> Result<Vec<Growth>, Problem> {
    let growth = |Kind { name, key, count, .. }: &Kind| {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--grow").arg(key).arg(folder.path()).stderr(Stdio::inherit());
        let bytes: f64 = String::from_utf8(command.output()?.stdout)?.trim().parse()?;
        Ok(Growth { name, bytes: bytes / f64::from(*count) })
    };
    KINDS.iter().map(growth).collect()
}

/// What the process of its own does: holds so many, and prints by how many bytes it grew.
pub(crate) fn print_growth(key: &str, folder: &Path) -> Result<String, Problem> {
    let Kind { count, make, .. } =
        KINDS.iter().find(|kind| kind.key == key).ok_or("nothing is held under this name")?;
    let own = folder.join(format!("memory-{key}"));
    let scene = Scene::new(folder, &own)?;
    let before = resident()?;
    let held = make(&scene, *count)?;
    let after = resident()?;
    drop(held);
    Ok(format!("{}\n", after - before))
}

/// A gate that has let many in: what everyone shares is there, and what was freed is used again.
struct Scene<'a> {
    folder: &'a Path,
    own: &'a Path,
    gate: Gate,
    access: Access,
    _held: Vec<Lease>,
}

impl<'a> Scene<'a> {
    fn new(folder: &'a Path, own: &'a Path) -> Result<Scene<'a>, Problem> {
        let gate = gate::open(own, gate::unlimited_policy()?, gate::keep_all())?;
        let access = gate::access()?;
        let _held = hold(&gate, &access, HELD)?;
        Ok(Scene { folder, own, gate, access, _held })
    }
}

fn gates(scene: &Scene<'_>, count: u32) -> Held {
    let open = |number: u32| {
        let dir = scene.own.join(number.to_string());
        gate::open(&dir, gate::unlimited_policy()?, gate::keep_all())
    };
    Ok(Box::new((0..count).map(open).collect::<Result<Vec<Gate>, Problem>>()?))
}

fn long(scene: &Scene<'_>, _: u32) -> Held {
    let dir = scene.folder.join(opening::LONG);
    let config = Config::new(dir, gate::unlimited_policy()?).retention(gate::keep_all());
    Ok(Box::new(Gate::open(config)?))
}

fn records(scene: &Scene<'_>, _: u32) -> Held {
    (0..500_000).try_for_each(|_| acquire_and_release(&scene.gate, &scene.access))?;
    Ok(Box::new(()))
}

fn leases(scene: &Scene<'_>, count: u32) -> Held {
    Ok(Box::new(hold(&scene.gate, &scene.access, count)?))
}

/// Bytes of memory that the process has.
fn resident() -> Result<i64, Problem> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB")).ok_or("no VmRSS")?;
    Ok(kibibytes.parse::<i64>()? * 1024)
}
