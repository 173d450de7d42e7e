//! What a step may need, and how to get it.

use crate::command::{command, works};

/// A tool that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) what: &'static str,
    /// A command that succeeds where the tool is there.
    pub(super) probe: &'static str,
    /// The command that installs it.
    pub(super) install: &'static str,
}

pub(super) const RUSTFMT: Need =
    Need { what: "rustfmt", probe: "cargo fmt --version", install: "rustup component add rustfmt" };

pub(super) const CLIPPY: Need = Need {
    what: "clippy",
    probe: "cargo clippy --version",
    install: "rustup component add clippy",
};

pub(super) const VENV: Need = Need {
    what: "Python's venv",
    probe: "python3 -m ensurepip --version",
    install: "apt-get install python3-venv",
};

pub(super) const JQ: Need =
    Need { what: "jq", probe: "jq --version", install: "apt-get install jq" };

pub(super) const VALGRIND: Need = Need {
    what: "valgrind",
    probe: "valgrind --version",
    install: "apt-get install valgrind libc6-dbg",
};

pub(super) const JAVA: Need = Need {
    what: "a Java development kit",
    probe: "java -version",
    install: "install JDK 17 or later (Debian: apt-get install default-jdk-headless)",
};

pub(super) const MAVEN: Need = Need {
    what: "Maven",
    probe: "mvn --version",
    install: "install Maven 3.8 or later (Debian: apt-get install maven)",
};

pub(super) const NODE: Need = Need {
    what: "Node.js",
    probe: "node --version",
    install: "install Node.js 18 or later (Debian: apt-get install nodejs)",
};

pub(super) const NPM: Need = Need {
    what: "npm",
    probe: "npm --version",
    install: "install it with Node.js (Debian: apt-get install npm)",
};

pub(super) const CHROMIUM: Need = Need {
    what: "Chromium",
    probe: "node tests/browser/chromium.mjs",
    install: "apt-get install chromium fonts-noto-cjk, or say with CHROMIUM=… where it is",
};

impl Need {
    pub(super) fn is_missing(&self) -> bool {
        !works(&mut command(self.probe))
    }

    pub(super) fn advice(&self) -> String {
        format!("{} is missing: {}", self.what, self.install)
    }
}
