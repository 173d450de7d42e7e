//! An environment, for the time that it runs our code.

use std::ffi::{c_char, c_int, c_void};
use std::marker::PhantomData;
use std::ptr;

use super::raw::{self, OK, RawEnv, RawValue, Status};

/// The environment that runs this code now, and so this thread's.
#[derive(Clone, Copy)]
pub(crate) struct Env<'a> {
    raw: RawEnv,
    scope: PhantomData<&'a ()>,
}

/// A value, for as long as the environment runs our code.
#[derive(Clone, Copy)]
pub(crate) struct Js<'a> {
    raw: RawValue,
    scope: PhantomData<&'a ()>,
}

impl Js<'_> {
    /// Nothing at all: for giving back where an error was thrown.
    pub(crate) const NONE: Js<'static> = Js { raw: ptr::null_mut(), scope: PhantomData };

    pub(crate) fn raw(self) -> RawValue {
        self.raw
    }
}

impl<'a> Env<'a> {
    /// # Safety
    /// The engine called us with this environment and has not been returned to.
    pub(crate) unsafe fn new(raw: RawEnv) -> Env<'a> {
        Env { raw, scope: PhantomData }
    }

    pub(crate) fn raw(self) -> RawEnv {
        self.raw
    }

    /// # Safety
    /// The value is one of this environment, made in a scope that is open until we return.
    pub(crate) unsafe fn value_of(self, raw: RawValue) -> Js<'a> {
        Js { raw, scope: PhantomData }
    }

    /// What a function of Node-API gives through its last argument; `None` when it refuses.
    fn get<T>(self, initial: T, call: impl FnOnce(&mut T) -> Status) -> Option<T> {
        let mut out = initial;
        (call(&mut out) == OK).then_some(out)
    }

    /// A value that a function of Node-API makes. When it cannot, an exception is pending or the
    /// environment is ending, and nothing is as good as any other value.
    pub(super) fn made(self, call: impl FnOnce(&mut RawValue) -> Status) -> Js<'a> {
        let made = self.get(ptr::null_mut(), call);
        made.map_or(Js::NONE, |raw| Js { raw, scope: PhantomData })
    }

    pub(crate) fn undefined(self) -> Js<'a> {
        // SAFETY: the environment is current, here and below.
        self.made(|out| unsafe { raw::napi_get_undefined(self.raw, out) })
    }

    pub(crate) fn flag(self, value: bool) -> Js<'a> {
        self.made(|out| unsafe { raw::napi_get_boolean(self.raw, value, out) })
    }

    pub(crate) fn number(self, value: f64) -> Js<'a> {
        self.made(|out| unsafe { raw::napi_create_double(self.raw, value, out) })
    }

    pub(crate) fn text(self, text: &str) -> Js<'a> {
        let (start, length) = (text.as_ptr().cast::<c_char>(), text.len());
        self.made(|out| unsafe { raw::napi_create_string_utf8(self.raw, start, length, out) })
    }

    pub(crate) fn array(self, items: impl ExactSizeIterator<Item = Js<'a>>) -> Js<'a> {
        let length = items.len();
        let array =
            self.made(|out| unsafe { raw::napi_create_array_with_length(self.raw, length, out) });
        for (index, item) in (0..).zip(items) {
            unsafe { raw::napi_set_element(self.raw, array.raw, index, item.raw) };
        }
        array
    }

    pub(crate) fn object(self) -> Js<'a> {
        self.made(|out| unsafe { raw::napi_create_object(self.raw, out) })
    }

    pub(crate) fn set(self, object: Js<'a>, name: &str, value: Js<'a>) {
        unsafe { raw::napi_set_property(self.raw, object.raw, self.text(name).raw, value.raw) };
    }

    /// A copy of bytes, as a `Uint8Array`.
    pub(crate) fn bytes(self, bytes: &[u8]) -> Js<'a> {
        let (mut start, length) = (ptr::null_mut::<c_void>(), bytes.len());
        let buffer = self.made(|out| unsafe {
            raw::napi_create_arraybuffer(self.raw, length, &raw mut start, out)
        });
        if !start.is_null() {
            // SAFETY: the engine gave `length` bytes there, which nobody else knows of.
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), start.cast(), length) };
        }
        self.made(|out| unsafe {
            raw::napi_create_typedarray(self.raw, raw::UINT8_ARRAY, length, buffer.raw, 0, out)
        })
    }

    /// An `Error` with a `code`.
    pub(crate) fn error(self, code: &str, message: &str) -> Js<'a> {
        let (code, message) = (self.text(code), self.text(message));
        self.made(|out| unsafe { raw::napi_create_error(self.raw, code.raw, message.raw, out) })
    }

    pub(crate) fn throw(self, error: Js<'a>) {
        unsafe { raw::napi_throw(self.raw, error.raw) };
    }

    /// Takes an exception that is pending, if one is.
    pub(crate) fn take_exception(self) -> bool {
        let taken =
            self.made(|out| unsafe { raw::napi_get_and_clear_last_exception(self.raw, out) });
        // The engine answers `undefined` when there was none.
        !taken.raw.is_null() && self.kind(taken) != Some(raw::UNDEFINED)
    }

    pub(crate) fn kind(self, value: Js<'a>) -> Option<c_int> {
        self.get(raw::UNDEFINED, |out| unsafe { raw::napi_typeof(self.raw, value.raw, out) })
    }

    pub(crate) fn as_flag(self, value: Js<'a>) -> Option<bool> {
        self.get(false, |out| unsafe { raw::napi_get_value_bool(self.raw, value.raw, out) })
    }

    pub(crate) fn as_number(self, value: Js<'a>) -> Option<f64> {
        self.get(0.0, |out| unsafe { raw::napi_get_value_double(self.raw, value.raw, out) })
    }

    /// How many bytes a string takes as UTF-8.
    pub(crate) fn length(self, value: Js<'a>) -> Option<usize> {
        self.get(0, |out| unsafe {
            raw::napi_get_value_string_utf8(self.raw, value.raw, ptr::null_mut(), 0, out)
        })
    }

    /// A string of so many bytes. What is no Unicode, such as half a surrogate pair, is replaced.
    pub(crate) fn as_text(self, value: Js<'a>, length: usize) -> Option<String> {
        // One more for the zero that the engine writes behind it.
        let mut bytes = vec![0_u8; length + 1];
        let (start, room) = (bytes.as_mut_ptr().cast(), bytes.len());
        let written = self.get(0, |out| unsafe {
            raw::napi_get_value_string_utf8(self.raw, value.raw, start, room, out)
        })?;
        bytes.truncate(written.min(length));
        Some(
            String::from_utf8(bytes)
                .unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into_owned()),
        )
    }

    /// The items of an array; no more than `most`.
    pub(crate) fn as_array(self, value: Js<'a>, most: u32) -> Option<Vec<Js<'a>>> {
        let is_array =
            self.get(false, |out| unsafe { raw::napi_is_array(self.raw, value.raw, out) })?;
        let length =
            |out: &mut u32| unsafe { raw::napi_get_array_length(self.raw, value.raw, out) };
        let length = self.get(0, length).filter(|&length| is_array && length <= most)?;
        let item = |index| {
            self.made(|out| unsafe { raw::napi_get_element(self.raw, value.raw, index, out) })
        };
        Some((0..length).map(item).collect())
    }

    /// The bytes of a `Uint8Array`; no more than `most`.
    pub(crate) fn as_bytes(self, value: Js<'a>, most: usize) -> Option<Vec<u8>> {
        let is_typed =
            self.get(false, |out| unsafe { raw::napi_is_typedarray(self.raw, value.raw, out) });
        if is_typed != Some(true) {
            return None;
        }
        let (mut kind, mut length, mut offset) = (-1, 0, 0);
        let (mut start, mut buffer) = (ptr::null_mut::<c_void>(), ptr::null_mut());
        // SAFETY: the environment is current, and it is a typed array.
        let status = unsafe {
            raw::napi_get_typedarray_info(
                self.raw,
                value.raw,
                &raw mut kind,
                &raw mut length,
                &raw mut start,
                &raw mut buffer,
                &raw mut offset,
            )
        };
        if status != OK || kind != raw::UINT8_ARRAY || length > most {
            return None;
        }
        if length == 0 || start.is_null() {
            return Some(Vec::new());
        }
        // SAFETY: the engine says that so many bytes are there; no other code runs before the copy.
        Some(unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length) }.to_vec())
    }

    /// A promise, and what settles it.
    pub(crate) fn promise(self) -> Option<(Js<'a>, Deferred)> {
        let mut deferred = ptr::null_mut();
        let promise =
            self.made(|out| unsafe { raw::napi_create_promise(self.raw, &raw mut deferred, out) });
        (!promise.raw.is_null()).then_some((promise, Deferred(deferred)))
    }

    pub(crate) fn settle(self, Deferred(deferred): Deferred, outcome: Result<Js<'a>, Js<'a>>) {
        // SAFETY: a `Deferred` is settled once, and only the environment that made it has it.
        unsafe {
            match outcome {
                Ok(value) => raw::napi_resolve_deferred(self.raw, deferred, value.raw),
                Err(error) => raw::napi_reject_deferred(self.raw, deferred, error.raw),
            }
        };
    }
}

/// What settles a promise, once.
pub(crate) struct Deferred(raw::Deferred);

// SAFETY: other threads only carry it back to its environment, which alone settles it.
unsafe impl Send for Deferred {}
