//! How the library is linked for Android, whoever links it.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if env::var_os("CARGO_CFG_TARGET_OS").is_some_and(|os| os == "android") {
        // Phones have pages of 16 KB since Android 15; and what is missing shows here, not there.
        for arg in ["max-page-size=16384", "defs"] {
            println!("cargo:rustc-cdylib-link-arg=-Wl,-z,{arg}");
        }
    }
}
