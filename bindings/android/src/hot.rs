//! The hot calls through JNI: the methods of `dev.menshen.core.Native`, which take and give
//! integers. Handles are looked up, never followed, so any number may come in.

use std::ffi::c_void;

use jni::errors::Result;
use jni::objects::{JClass, JLongArray, JString};
use jni::sys::{JNI_VERSION_1_6, jboolean, jint, jlong};
use jni::{Env, EnvUnowned, JavaVM, NativeMethod, jni_str, native_method};

use crate::logcat;

const METHODS: &[NativeMethod<'static>] = &[
    native_method! { static fn prepare(purpose: JString, resource: jint, scopes: jint, caller: JString, tapped: jboolean) -> jlong },
    native_method! { static raw fn check(gate: jlong, access: jlong) -> jlong },
    native_method! { static raw fn acquire(gate: jlong, access: jlong) -> jlong },
    native_method! { static fn acquire_all(gate: jlong, access: jlong) -> jlong[] },
    native_method! { static raw fn release(lease: jlong) -> jboolean },
    native_method! { static raw fn ended(lease: jlong) -> jint },
];

/// Called by the virtual machine when the library is loaded: binds the methods.
///
/// # Safety
/// `vm` is the virtual machine, as JNI gives it.
#[unsafe(no_mangle)]
pub unsafe extern "system" fn JNI_OnLoad(
    vm: *mut jni::sys::JavaVM,
    _reserved: *mut c_void,
) -> jint {
    logcat::init();
    // SAFETY: the virtual machine calls this with a pointer to itself.
    let vm = unsafe { JavaVM::from_raw(vm) };
    match vm.attach_current_thread(bind) {
        Ok(()) => JNI_VERSION_1_6,
        // The virtual machine then says that the library cannot be loaded.
        Err(_) => -1,
    }
}

fn bind(env: &mut Env<'_>) -> Result<()> {
    // SAFETY: the macro held each signature against its function, and all are static.
    unsafe { env.register_native_methods(jni_str!("dev/menshen/core/Native"), METHODS) }
}

/// The handle of a prepared access, 0 when there is none to be had. A negative resource means the
/// purpose as a whole. A name that is null or no text is that of no purpose.
fn prepare<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    purpose: JString<'local>,
    resource: jint,
    scopes: jint,
    caller: JString<'local>,
    tapped: jboolean,
) -> Result<jlong> {
    let (purpose, caller) = (text(env, &purpose)?, text(env, &caller)?);
    let target = menshen_bindings::target(resource.into(), scopes.into());
    let handle = target.map(|target| menshen_bindings::prepare(&purpose, target, &caller, tapped));
    Ok(handle.unwrap_or(0).cast_signed())
}

fn text(env: &mut Env<'_>, text: &JString<'_>) -> Result<String> {
    if text.is_null() { Ok(String::new()) } else { text.try_to_string(env) }
}

fn check<'local>(_: EnvUnowned<'local>, _: JClass<'local>, gate: jlong, access: jlong) -> jlong {
    menshen_bindings::check(gate.cast_unsigned(), access.cast_unsigned())
}

fn acquire<'local>(_: EnvUnowned<'local>, _: JClass<'local>, gate: jlong, access: jlong) -> jlong {
    menshen_bindings::acquire(gate.cast_unsigned(), access.cast_unsigned())
}

fn acquire_all<'local>(
    env: &mut Env<'local>,
    _class: JClass<'local>,
    gate: jlong,
    access: jlong,
) -> Result<JLongArray<'local>> {
    let leases = menshen_bindings::acquire_all(gate.cast_unsigned(), access.cast_unsigned());
    let array = env.new_long_array(leases.len())?;
    array.set_region(env, 0, &leases)?;
    Ok(array)
}

fn release<'local>(_: EnvUnowned<'local>, _: JClass<'local>, lease: jlong) -> jboolean {
    menshen_bindings::release(lease.cast_unsigned())
}

fn ended<'local>(_: EnvUnowned<'local>, _: JClass<'local>, lease: jlong) -> jint {
    menshen_bindings::ended(lease.cast_unsigned())
}
