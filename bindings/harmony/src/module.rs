//! How an engine finds the library: Node by a name, HarmonyOS because it registers itself.

use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;

use crate::entry::{Export, Run, enter, throw};
use crate::environment::Environment;
use crate::exports::EXPORTS;
use crate::hilog;
use crate::js::raw::{ENUMERABLE, Property, RawEnv, RawValue, napi_define_properties};
use crate::js::{Env, Js};
use crate::refusal::Refusal;

/// Called once by each environment that loads the library: gives it the functions.
///
/// # Safety
/// An engine calls it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn napi_register_module_v1(env: RawEnv, exports: RawValue) -> RawValue {
    // SAFETY: the engine called us.
    let env = unsafe { Env::new(env) };
    let begun = catch_unwind(AssertUnwindSafe(|| {
        hilog::init();
        Environment::begin(env)
    }));
    if !begun.unwrap_or(false) {
        let message = "the environment runs no callbacks".to_owned();
        return throw(env, &Refusal { code: "fault", message }).raw();
    }
    let properties: Vec<Property> = EXPORTS.iter().map(property).collect();
    // SAFETY: the environment is current, and the exports static.
    unsafe {
        napi_define_properties(env.raw(), exports, properties.len(), properties.as_ptr());
    }
    exports
}

fn property(export: &'static Export) -> Property {
    let method = match export.run {
        Run::Hot(method) => method,
        Run::Now(_) | Run::Later(..) => enter,
    };
    Property {
        name: export.name.as_ptr(),
        name_value: Js::NONE.raw(),
        method: Some(method),
        getter: None,
        setter: None,
        value: Js::NONE.raw(),
        attributes: ENUMERABLE,
        data: ptr::from_ref(export).cast_mut().cast::<c_void>(),
    }
}

#[cfg(target_env = "ohos")]
mod harmony {
    use std::cell::UnsafeCell;
    use std::ffi::{c_char, c_int, c_uint, c_void};
    use std::ptr;

    use crate::js::raw::{RawEnv, RawValue};

    /// What HarmonyOS knows of a module.
    #[repr(C)]
    struct Module {
        version: c_int,
        flags: c_uint,
        file: *const c_char,
        register: unsafe extern "C" fn(RawEnv, RawValue) -> RawValue,
        name: *const c_char,
        data: *mut c_void,
        reserved: [*mut c_void; 4],
    }

    struct Registered(UnsafeCell<Module>);

    // SAFETY: the system alone looks at it, once it was registered.
    unsafe impl Sync for Registered {}

    unsafe extern "C" {
        fn napi_module_register(module: *mut Module);
    }

    static MODULE: Registered = Registered(UnsafeCell::new(Module {
        version: 1,
        flags: 0,
        file: ptr::null(),
        register: super::napi_register_module_v1,
        name: c"menshen_harmony".as_ptr(),
        data: ptr::null_mut(),
        reserved: [ptr::null_mut(); 4],
    }));

    unsafe extern "C" fn register() {
        // SAFETY: it is static, and this is called once, when the library is loaded.
        unsafe { napi_module_register(MODULE.0.get()) };
    }

    #[used]
    // SAFETY: the loader calls what stands there, and it is such a function.
    #[unsafe(link_section = ".init_array")]
    static ON_LOAD: unsafe extern "C" fn() = register;
}
