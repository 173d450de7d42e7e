//! How the library is linked, whoever links it.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|it| it == value);
    let args: &[&str] = match () {
        () if is("CARGO_CFG_TARGET_ENV", "ohos") => {
            println!("cargo:rustc-link-lib=dylib=ace_napi.z");
            println!("cargo:rustc-link-lib=dylib=hilog_ndk.z");
            // Pages of 16 KB; and what is missing shows here, not on the phone.
            &["-Wl,-z,nodelete", "-Wl,-z,max-page-size=16384", "-Wl,-z,defs"]
        }
        // Node unloads what a worker loaded; the gate's threads would go on running in nothing.
        () if is("CARGO_CFG_TARGET_OS", "linux") => &["-Wl,-z,nodelete"],
        () if is("CARGO_CFG_TARGET_OS", "macos") => &["-Wl,-undefined,dynamic_lookup"],
        () => &[],
    };
    for arg in args {
        println!("cargo:rustc-cdylib-link-arg={arg}");
    }
}
