//! The kinds of processors that apps are built for.

/// What Android and HarmonyOS call an ABI.
#[derive(Debug)]
pub(crate) struct Abi {
    /// The folder of its libraries in an app.
    pub(crate) name: &'static str,
    /// Rust's name.
    pub(crate) target: &'static str,
    pub(super) architecture: object::Architecture,
    /// What LLD calls the machine.
    pub(super) emulation: &'static str,
    pub(super) linked: Linked,
    /// How many bytes the library may take. Raise it with a reason in the commit.
    pub(crate) most: u64,
}

/// What links for it.
#[derive(Debug)]
pub(super) enum Linked {
    /// The NDK's compiler, but for the API level; without it, LLD.
    Android { clang: &'static str },
    /// Zig's compiler. What it links runs here, on what Debian has for its name of the machine.
    Harmony { debian: &'static str },
}

impl Abi {
    /// The processor, as Rust names it.
    pub(super) fn processor(&self) -> &'static str {
        self.target.split('-').next().unwrap_or_default()
    }
}

pub(super) const ANDROID_ABIS: &[Abi] = &[
    Abi {
        name: "arm64-v8a",
        target: "aarch64-linux-android",
        architecture: object::Architecture::Aarch64,
        emulation: "aarch64linux",
        linked: Linked::Android { clang: "aarch64-linux-android" },
        most: 1_670_000,
    },
    Abi {
        name: "armeabi-v7a",
        target: "armv7-linux-androideabi",
        architecture: object::Architecture::Arm,
        emulation: "armelf_linux_eabi",
        linked: Linked::Android { clang: "armv7a-linux-androideabi" },
        most: 1_230_000,
    },
    Abi {
        name: "x86_64",
        target: "x86_64-linux-android",
        architecture: object::Architecture::X86_64,
        emulation: "elf_x86_64",
        linked: Linked::Android { clang: "x86_64-linux-android" },
        most: 1_810_000,
    },
];

pub(super) const HARMONY_ABIS: &[Abi] = &[
    Abi {
        name: "arm64-v8a",
        target: "aarch64-unknown-linux-ohos",
        architecture: object::Architecture::Aarch64,
        emulation: "aarch64linux",
        linked: Linked::Harmony { debian: "arm64" },
        most: 1_550_000,
    },
    Abi {
        name: "x86_64",
        target: "x86_64-unknown-linux-ohos",
        architecture: object::Architecture::X86_64,
        emulation: "elf_x86_64",
        linked: Linked::Harmony { debian: "amd64" },
        most: 1_680_000,
    },
];
