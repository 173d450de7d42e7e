//! The kinds of processors that apps are built for.

/// What Android calls an ABI.
#[derive(Debug)]
pub(crate) struct Abi {
    /// The folder of its libraries in an APK.
    pub(crate) name: &'static str,
    /// Rust's name.
    pub(crate) target: &'static str,
    /// The NDK's compiler for it, but for the API level.
    pub(super) clang: &'static str,
    /// What LLD calls the machine.
    pub(super) emulation: &'static str,
    pub(super) architecture: object::Architecture,
    /// How many bytes the library may take. Raise it with a reason in the commit.
    pub(crate) most: u64,
}

pub(crate) const ABIS: &[Abi] = &[
    Abi {
        name: "arm64-v8a",
        target: "aarch64-linux-android",
        clang: "aarch64-linux-android",
        emulation: "aarch64linux",
        architecture: object::Architecture::Aarch64,
        most: 2_000_000,
    },
    Abi {
        name: "armeabi-v7a",
        target: "armv7-linux-androideabi",
        clang: "armv7a-linux-androideabi",
        emulation: "armelf_linux_eabi",
        architecture: object::Architecture::Arm,
        most: 2_000_000,
    },
    Abi {
        name: "x86_64",
        target: "x86_64-linux-android",
        clang: "x86_64-linux-android",
        emulation: "elf_x86_64",
        architecture: object::Architecture::X86_64,
        most: 2_000_000,
    },
];
