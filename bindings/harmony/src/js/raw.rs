//! Node-API as far as it is used: every function is on HarmonyOS's list of what libraries may
//! import (`libnapi.ndk.json`), since its first API level.

use std::ffi::{c_char, c_int, c_void};

/// An environment: one JavaScript world of one thread.
pub(crate) type RawEnv = *mut c_void;
/// A value, for as long as the scope it was made in.
pub(crate) type RawValue = *mut c_void;
pub(crate) type CallbackInfo = *mut c_void;
pub(crate) type Deferred = *mut c_void;
pub(crate) type Reference = *mut c_void;
pub(crate) type HandleScope = *mut c_void;
pub(crate) type ThreadsafeFunction = *mut c_void;

pub(crate) type Status = c_int;
pub(crate) const OK: Status = 0;

/// Of the kinds of values, those that are told apart.
pub(crate) const UNDEFINED: c_int = 0;
pub(crate) const NULL: c_int = 1;
pub(crate) const FUNCTION: c_int = 7;

pub(crate) const UINT8_ARRAY: c_int = 1;
pub(crate) const NONBLOCKING: c_int = 0;
pub(crate) const ABORT: c_int = 1;
pub(crate) const ENUMERABLE: c_int = 1 << 1;

pub(crate) type Callback = unsafe extern "C" fn(RawEnv, CallbackInfo) -> RawValue;
pub(crate) type CallJs = unsafe extern "C" fn(RawEnv, RawValue, *mut c_void, *mut c_void);
pub(crate) type Finalize = unsafe extern "C" fn(RawEnv, *mut c_void, *mut c_void);
pub(crate) type Hook = unsafe extern "C" fn(*mut c_void);

/// A property to define.
#[repr(C)]
pub(crate) struct Property {
    pub(crate) name: *const c_char,
    pub(crate) name_value: RawValue,
    pub(crate) method: Option<Callback>,
    pub(crate) getter: Option<Callback>,
    pub(crate) setter: Option<Callback>,
    pub(crate) value: RawValue,
    pub(crate) attributes: c_int,
    pub(crate) data: *mut c_void,
}

macro_rules! functions {
    ($($name:ident($($type:ty),*);)*) => {
        unsafe extern "C" {
            $(pub(crate) fn $name(env: RawEnv, $(_: $type),*) -> Status;)*
        }
    };
}

functions! {
    napi_define_properties(RawValue, usize, *const Property);
    napi_get_cb_info(CallbackInfo, *mut usize, *mut RawValue, *mut RawValue, *mut *mut c_void);

    napi_typeof(RawValue, *mut c_int);
    napi_get_value_bool(RawValue, *mut bool);
    napi_get_value_double(RawValue, *mut f64);
    napi_get_value_string_utf8(RawValue, *mut c_char, usize, *mut usize);
    napi_is_array(RawValue, *mut bool);
    napi_get_array_length(RawValue, *mut u32);
    napi_get_element(RawValue, u32, *mut RawValue);
    napi_is_typedarray(RawValue, *mut bool);
    napi_get_typedarray_info(RawValue, *mut c_int, *mut usize, *mut *mut c_void, *mut RawValue, *mut usize);

    napi_get_undefined(*mut RawValue);
    napi_get_boolean(bool, *mut RawValue);
    napi_create_double(f64, *mut RawValue);
    napi_create_string_utf8(*const c_char, usize, *mut RawValue);
    napi_create_object(*mut RawValue);
    napi_set_property(RawValue, RawValue, RawValue);
    napi_create_array_with_length(usize, *mut RawValue);
    napi_set_element(RawValue, u32, RawValue);
    napi_create_arraybuffer(usize, *mut *mut c_void, *mut RawValue);
    napi_create_typedarray(c_int, usize, RawValue, usize, *mut RawValue);

    napi_create_error(RawValue, RawValue, *mut RawValue);
    napi_throw(RawValue);
    napi_get_and_clear_last_exception(*mut RawValue);

    napi_create_promise(*mut Deferred, *mut RawValue);
    napi_resolve_deferred(Deferred, RawValue);
    napi_reject_deferred(Deferred, RawValue);

    napi_create_reference(RawValue, u32, *mut Reference);
    napi_delete_reference(Reference);
    napi_get_reference_value(Reference, *mut RawValue);
    napi_call_function(RawValue, RawValue, usize, *const RawValue, *mut RawValue);

    napi_open_handle_scope(*mut HandleScope);
    napi_close_handle_scope(HandleScope);
    napi_add_env_cleanup_hook(Hook, *mut c_void);

    napi_create_threadsafe_function(RawValue, RawValue, RawValue, usize, usize, *mut c_void, Option<Finalize>, *mut c_void, CallJs, *mut ThreadsafeFunction);
    napi_ref_threadsafe_function(ThreadsafeFunction);
    napi_unref_threadsafe_function(ThreadsafeFunction);
}

unsafe extern "C" {
    pub(crate) fn napi_call_threadsafe_function(
        function: ThreadsafeFunction,
        data: *mut c_void,
        mode: c_int,
    ) -> Status;
    pub(crate) fn napi_release_threadsafe_function(
        function: ThreadsafeFunction,
        mode: c_int,
    ) -> Status;
}
