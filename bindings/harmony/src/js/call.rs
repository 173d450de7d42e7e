//! A call: its arguments are taken one after the other, and refused by name.

use std::ffi::c_void;
use std::str::FromStr;
use std::sync::Arc;

use menshen::{Access, Resource, Scopes};
use menshen_bindings::{Failure, Handle, Shared};

use super::function::Function;
use super::raw::{self, CallbackInfo, OK, RawEnv};
use super::{Env, Js};
use crate::environment::Environment;
use crate::refusal::{Answer, Refusal};

/// The most arguments that a function takes.
const MOST: usize = 5;
/// The longest name.
const NAME: usize = 1 << 16;
/// The longest text: a policy, a state, a clip.
const TEXT: usize = 1 << 24;
/// The longest list, and the longest key or signature.
const LIST: u32 = 1 << 12;
const BYTES: usize = 1 << 12;

/// A call of one of our functions.
pub(crate) struct Call<'a> {
    pub(crate) env: Env<'a>,
    /// The function's name.
    pub(crate) name: &'static str,
    values: [Js<'a>; MOST],
    next: usize,
    /// The gate that was asked for: it is in fault should the call panic.
    pub(crate) at: Option<Arc<Shared>>,
}

/// The arguments of a call, `undefined` where there are fewer, and what the function was made with.
///
/// # Safety
/// The engine called us with `env` and `info`.
pub(crate) unsafe fn arguments<'a, const N: usize>(
    env: RawEnv,
    info: CallbackInfo,
) -> Option<(Env<'a>, [Js<'a>; N], *mut c_void)> {
    let (mut count, mut data) = (N, std::ptr::null_mut());
    let mut values = [std::ptr::null_mut(); N];
    // SAFETY: as above; there is room for `count` values.
    unsafe {
        let (count, values, data) = (&raw mut count, values.as_mut_ptr(), &raw mut data);
        let status = raw::napi_get_cb_info(env, info, count, values, std::ptr::null_mut(), data);
        if status != OK {
            return None;
        }
    }
    // SAFETY: as above.
    let env = unsafe { Env::new(env) };
    // SAFETY: the arguments live as long as the call.
    Some((env, values.map(|value| unsafe { env.value_of(value) }), data))
}

impl<'a> Call<'a> {
    pub(crate) fn new(env: Env<'a>, name: &'static str, values: [Js<'a>; MOST]) -> Call<'a> {
        Call { env, name, values, next: 0, at: None }
    }

    fn take(&mut self) -> Js<'a> {
        let value = self.values.get(self.next).copied().unwrap_or(Js::NONE);
        self.next += 1;
        value
    }

    pub(crate) fn refuse<T>(&self, argument: &str, expected: &str) -> Answer<T> {
        Err(Refusal::argument(self.name, argument, expected))
    }

    fn expect<T>(&self, argument: &str, expected: &str, value: Option<T>) -> Answer<T> {
        value.map_or_else(|| self.refuse(argument, expected), Ok)
    }

    pub(crate) fn flag(&mut self, argument: &str) -> Answer<bool> {
        let flag = self.env.as_flag(self.take());
        self.expect(argument, "a boolean", flag)
    }

    pub(crate) fn number(&mut self, argument: &str) -> Answer<f64> {
        let number = self.env.as_number(self.take());
        self.expect(argument, "a number", number)
    }

    /// A whole number in the range of the type.
    pub(crate) fn whole<T: TryFrom<i64>>(&mut self, argument: &str) -> Answer<T> {
        let number = whole(self.number(argument)?).and_then(|it| it.try_into().ok());
        self.expect(argument, "a whole number in its range", number)
    }

    /// Any number; one that is no handle is that of nothing.
    pub(crate) fn handle(&mut self, argument: &str) -> Answer<Handle> {
        self.number(argument).map(handle)
    }

    /// A name, or another short text.
    pub(crate) fn name(&mut self, argument: &str) -> Answer<String> {
        let value = self.take();
        self.string(argument, value, NAME)
    }

    /// A name; `None` when it is longer than any.
    pub(crate) fn short_name(&mut self, argument: &str) -> Answer<Option<String>> {
        let value = self.take();
        match self.env.length(value) {
            Some(length) if length > NAME => Ok(None),
            _ => self.string(argument, value, NAME).map(Some),
        }
    }

    pub(crate) fn text(&mut self, argument: &str) -> Answer<String> {
        let value = self.take();
        self.string(argument, value, TEXT)
    }

    pub(crate) fn optional_name(&mut self, argument: &str) -> Answer<Option<String>> {
        let value = self.take();
        self.unless_missing(value, |it| it.string(argument, value, NAME))
    }

    fn unless_missing<T>(
        &self,
        value: Js<'a>,
        decode: impl FnOnce(&Call<'a>) -> Answer<T>,
    ) -> Answer<Option<T>> {
        match self.env.kind(value) {
            Some(raw::UNDEFINED | raw::NULL) => Ok(None),
            _ => decode(self).map(Some),
        }
    }

    fn string(&self, argument: &str, value: Js<'a>, most: usize) -> Answer<String> {
        let length = self.expect(argument, "a string", self.env.length(value))?;
        if length > most {
            return self.refuse(argument, &format!("a string of at most {most} bytes"));
        }
        self.expect(argument, "a string", self.env.as_text(value, length))
    }

    pub(crate) fn names(&mut self, argument: &str) -> Answer<Vec<String>> {
        let array = self.env.as_array(self.take(), LIST);
        let values = self.expect(argument, "an array of strings", array)?;
        values.into_iter().map(|value| self.string(argument, value, NAME)).collect()
    }

    pub(crate) fn optional_bytes(&mut self, argument: &str) -> Answer<Option<Vec<u8>>> {
        let value = self.take();
        let bytes = |it: &Call<'a>| {
            it.expect(argument, "a short Uint8Array", it.env.as_bytes(value, BYTES))
        };
        self.unless_missing(value, bytes)
    }

    pub(crate) fn function(&mut self, argument: &str) -> Answer<Function> {
        let value = self.take();
        self.function_of(argument, value)
    }

    pub(crate) fn optional_function(&mut self, argument: &str) -> Answer<Option<Function>> {
        let value = self.take();
        self.unless_missing(value, |it| it.function_of(argument, value))
    }

    fn function_of(&self, argument: &str, value: Js<'a>) -> Answer<Function> {
        let is_function = self.env.kind(value) == Some(raw::FUNCTION);
        let channel = &self.environment()?.channel;
        let function = is_function.then(|| Function::new(self.env, value, channel)).flatten();
        self.expect(argument, "a function", function)
    }

    pub(crate) fn environment(&self) -> Answer<std::rc::Rc<Environment>> {
        let ended = || Failure::Fault("the environment has ended".to_owned()).into();
        Environment::of(self.env).ok_or_else(ended)
    }

    /// A word of a closed set.
    pub(crate) fn word<T: FromStr<Err = menshen::UnknownWord>>(
        &mut self,
        argument: &str,
    ) -> Answer<T> {
        Ok(self.name(argument)?.parse().map_err(Failure::from)?)
    }

    pub(crate) fn gate(&mut self) -> Answer<Arc<Shared>> {
        let handle = self.handle("gate")?;
        self.gate_of(handle)
    }

    pub(crate) fn gate_of(&mut self, handle: Handle) -> Answer<Arc<Shared>> {
        let gate = menshen_bindings::gate(handle).ok_or_else(|| Failure::stale("gate"))?;
        self.at = Some(Arc::clone(&gate));
        Ok(gate)
    }

    pub(crate) fn access(&mut self) -> Answer<Arc<Access>> {
        let handle = self.handle("access")?;
        Ok(menshen_bindings::access(handle).ok_or_else(|| Failure::stale("prepared access"))?)
    }

    pub(crate) fn resource(&mut self) -> Answer<Resource> {
        let number: u8 = self.whole("resource")?;
        let none = || Failure::Unknown(format!("no resource has the number {number}"));
        Ok(Resource::from_number(number).ok_or_else(none)?)
    }

    pub(crate) fn scopes(&mut self, argument: &str) -> Answer<Scopes> {
        self.whole(argument).map(Scopes::from_bits)
    }
}

/// The number as a handle: 0, which is none, for what cannot be one.
pub(crate) fn handle(number: f64) -> Handle {
    whole(number).and_then(|it| it.try_into().ok()).unwrap_or(0)
}

/// The number, if it is whole and one that a double holds exactly.
pub(crate) fn whole(number: f64) -> Option<i64> {
    const LAST: f64 = 9_007_199_254_740_991.0;
    (number.fract() == 0.0 && number.abs() <= LAST).then_some(number as i64)
}
