//! Menshen's native library for HarmonyOS: the functions of `Index.d.ts`, through Node-API, the same
//! for ArkTS on a phone and for plain Node.
//!
//! The calls that features make all the time take and give numbers, see `hot`. The rich ones are
//! listed in `exports`: each a few safe lines over `js`, which alone knows what a pointer is.

mod calls;
mod entry;
mod environment;
mod exports;
mod hilog;
mod hot;
mod js;
mod leases;
pub mod module;
mod queue;
mod refusal;
