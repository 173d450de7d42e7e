//! Writes the Kotlin side of the library; see `cargo xtask bindings`.

fn main() {
    uniffi::uniffi_bindgen_main();
}
