//! A JavaScript function that is called back.

use std::ptr;
use std::sync::Arc;

use super::channel::Channel;
use super::raw::{self, OK};
use super::{Env, Js};

/// A function of one environment, called there. Once that has ended, it never is.
pub(crate) struct Function {
    reference: Reference,
    channel: Arc<Channel>,
}

#[derive(Clone, Copy)]
struct Reference(raw::Reference);

impl Reference {
    fn delete(self, env: Env<'_>) {
        // SAFETY: the environment is current and the reference's own; nobody has it any more.
        unsafe { raw::napi_delete_reference(env.raw(), self.0) };
    }
}

// SAFETY: other threads only carry it; it is used in its environment alone.
unsafe impl Send for Reference {}
// SAFETY: as above.
unsafe impl Sync for Reference {}

impl Function {
    pub(super) fn new(env: Env<'_>, value: Js<'_>, channel: &Arc<Channel>) -> Option<Function> {
        let mut reference = ptr::null_mut();
        // SAFETY: the environment is current.
        let status =
            unsafe { raw::napi_create_reference(env.raw(), value.raw(), 1, &raw mut reference) };
        let channel = Arc::clone(channel);
        (status == OK).then_some(Function { reference: Reference(reference), channel })
    }

    /// Calls the function soon with these arguments; `false` when its environment has ended.
    pub(crate) fn call<F>(self: &Arc<Function>, arguments: F) -> bool
    where
        F: for<'a> FnOnce(Env<'a>) -> Vec<Js<'a>> + Send + 'static,
    {
        let function = Arc::clone(self);
        self.channel.send(Box::new(move |env| function.call_now(env, &arguments(env))))
    }

    fn call_now(&self, env: Env<'_>, arguments: &[Js<'_>]) {
        let arguments: Vec<_> = arguments.iter().map(|value| value.raw()).collect();
        let (mut function, mut result) = (ptr::null_mut(), ptr::null_mut());
        // SAFETY: the environment is current, and it is the function's own.
        unsafe {
            let Reference(reference) = self.reference;
            raw::napi_get_reference_value(env.raw(), reference, &raw mut function);
            if !function.is_null() {
                let (this, count) = (env.undefined().raw(), arguments.len());
                let result = &raw mut result;
                raw::napi_call_function(
                    env.raw(),
                    this,
                    function,
                    count,
                    arguments.as_ptr(),
                    result,
                );
            }
        }
    }

    pub(crate) fn is_live(&self) -> bool {
        self.channel.is_open()
    }

    /// Whether both are of one environment.
    pub(crate) fn is_of(&self, channel: &Arc<Channel>) -> bool {
        Arc::ptr_eq(&self.channel, channel)
    }
}

impl Drop for Function {
    fn drop(&mut self) {
        let reference = self.reference;
        // An environment that has ended took its references with it.
        self.channel.send(Box::new(move |env| reference.delete(env)));
    }
}
