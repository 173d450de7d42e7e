//! Every target by its name.

mod border;
mod bundle;
mod checkpoint;
mod files;
mod ledger;
mod manifest;
mod policy;
mod records;
mod segment;
mod state;
mod tools;

/// A reader of foreign bytes, and what must hold of it.
pub struct Target {
    /// The name of its corpus, and on the command line.
    pub name: &'static str,
    /// Panics when the bytes bring about what must not be.
    pub run: fn(&[u8]),
    /// The longest input worth trying.
    pub most: usize,
    /// Whether a run is a whole command, with files on a real disk.
    pub slow: bool,
}

const KIB: usize = 1 << 10;

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "policy", run: policy::run, most: 16 * KIB, slow: false },
    Target { name: "state", run: state::run, most: 4 * KIB, slow: false },
    Target { name: "ledger", run: ledger::run, most: 8 * KIB, slow: false },
    Target { name: "segment", run: segment::run, most: 16 * KIB, slow: false },
    Target { name: "checkpoint", run: checkpoint::run, most: 4 * KIB, slow: false },
    Target { name: "files", run: files::run, most: 4 * KIB, slow: false },
    Target { name: "border", run: border::run, most: KIB / 2, slow: false },
    Target { name: "bundle", run: bundle::run, most: 16 * KIB, slow: true },
    Target { name: "records", run: records::run, most: 8 * KIB, slow: true },
    Target { name: "tools", run: tools::run, most: 16 * KIB, slow: true },
    Target { name: "manifest", run: manifest::run, most: 8 * KIB, slow: true },
];

/// The target with this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
