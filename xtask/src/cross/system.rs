//! The systems that libraries are built for.

use super::abi::{ANDROID_ABIS, Abi, HARMONY_ABIS};
use super::imports::Imports;

/// A system, and the library for it.
#[derive(Debug)]
pub(crate) struct System {
    pub(super) name: &'static str,
    /// Its folder among what cargo builds.
    pub(super) folder: &'static str,
    /// What names its NDK in the environment.
    pub(crate) ndk: &'static str,
    pub(super) package: &'static str,
    /// The library's file.
    pub(crate) file: &'static str,
    pub(crate) abis: &'static [Abi],
    /// What the library may import.
    pub(super) imports: Imports,
    /// What the system looks for in it.
    pub(super) entry: &'static str,
    /// How the names of its other exports begin.
    pub(super) exports: &'static [&'static str],
    /// How to get a Rust that builds for it.
    pub(super) rust: &'static str,
}

pub(crate) const ANDROID: &System = &System {
    name: "Android",
    folder: "cross",
    ndk: "ANDROID_NDK_HOME",
    package: "menshen-android",
    file: "libmenshen_android.so",
    abis: ANDROID_ABIS,
    imports: Imports {
        list: include_str!("bionic.txt"),
        // The last is the NDK's own and linked statically; without an NDK it is a stub as the
        // others are.
        stubs: &["c", "m", "dl", "log", "unwind"],
        advice: "look it up in AOSP, platform/bionic, libc/libc.map.txt (libm, libdl and liblog \
                 have one of their own): without `introduced=`, or up to 24, every supported phone \
                 has it: then list it in xtask/src/cross/bionic.txt",
    },
    entry: "JNI_OnLoad",
    // Methods are registered by the entry; what else is found by name is UniFFI's. Its metadata is
    // what the Kotlin side is generated from; it is exported whether one wants it or not.
    exports: &["uniffi_", "ffi_", "UNIFFI_META_"],
    rust: "a Rust standard library for Android, or its source, is missing: rustup target add \
           aarch64-linux-android armv7-linux-androideabi x86_64-linux-android, or rustup component \
           add rust-src, or (Debian) apt-get install rustc-web cargo-web rust-web-src",
};

pub(crate) const HARMONY: &System = &System {
    name: "HarmonyOS",
    folder: "cross-harmony",
    ndk: "OHOS_NDK_HOME",
    package: "menshen-harmony",
    file: "libmenshen_harmony.so",
    abis: HARMONY_ABIS,
    imports: Imports {
        list: include_str!("ohos.txt"),
        // The libc is the linker's own: musl, as the system's is.
        stubs: &["ace_napi.z", "hilog_ndk.z"],
        advice: "look it up in OpenHarmony, interface_sdk_c, arkui/napi/libnapi.ndk.json \
                 (hiviewdfx/hilog/libhilog.ndk.json, third_party/musl/ndk_script/adapter/libc.ndk.json): \
                 without `first_introduced`, or up to 12, every supported phone has it: then list it \
                 in xtask/src/cross/ohos.txt",
    },
    entry: "napi_register_module_v1",
    exports: &[],
    rust: "a Rust standard library for HarmonyOS, or its source, is missing: rustup target add \
           aarch64-unknown-linux-ohos x86_64-unknown-linux-ohos, or rustup component add rust-src, \
           or (Debian) apt-get install rustc-web cargo-web rust-web-src",
};
