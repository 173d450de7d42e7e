//! The calls that features make all the time: numbers in, a number out, as few calls of the engine
//! as can be. They catch their panics themselves.

use menshen_bindings as border;

use crate::entry::throw;
use crate::js::call::{arguments, handle};
use crate::js::raw::{CallbackInfo, RawEnv, RawValue};
use crate::js::{Env, Js};
use crate::leases;
use crate::refusal::Refusal;

/// Defines a function of these numbers.
macro_rules! hot {
    ($name:ident, $said:literal, ($($argument:ident),+) => |$env:ident| $answer:expr) => {
        /// # Safety
        /// The engine calls it.
        pub(crate) unsafe extern "C" fn $name(env: RawEnv, info: CallbackInfo) -> RawValue {
            // SAFETY: the engine called us.
            let Some(($env, [$($argument),+], _)) = (unsafe { arguments(env, info) }) else {
                return Js::NONE.raw();
            };
            $(let Some($argument) = $env.as_number($argument) else {
                return refuse($env, $said, stringify!($argument)).raw();
            };)+
            $(let $argument = handle($argument);)+
            $answer.raw()
        }
    };
}

hot!(check, "check", (gate, access) => |env| env.number(border::check(gate, access) as f64));
hot!(acquire, "acquire", (gate, access) => |env| env.number(leases::taken(border::acquire(gate, access)) as f64));
hot!(release, "release", (lease) => |env| env.flag(leases::release(lease)));
hot!(ended, "ended", (lease) => |env| env.number(border::ended(lease).into()));

#[cold]
fn refuse<'a>(env: Env<'a>, function: &str, argument: &str) -> Js<'a> {
    throw(env, &Refusal::argument(function, argument, "a number"))
}
