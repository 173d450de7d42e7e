//! The environments of this thread: nearly always one. They come and go with ArkTS's workers.

use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use menshen_bindings::Handle;

use crate::calls::{key, opening};
use crate::js::raw::{self, OK, RawEnv};
use crate::js::{Channel, Env};
use crate::leases;

/// What we know of an environment.
pub(crate) struct Environment {
    /// The way back to it.
    pub(crate) channel: Arc<Channel>,
    /// The gates that it opened, as often as it did.
    pub(crate) opened: RefCell<Vec<Handle>>,
    promises: Cell<u32>,
}

thread_local! {
    static HERE: RefCell<Vec<(RawEnv, Rc<Environment>)>> = const { RefCell::new(Vec::new()) };
    static HAD_ONE: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread runs, or ran, an environment: then it must not wait for one.
pub(crate) fn runs_here() -> bool {
    HAD_ONE.try_with(Cell::get).unwrap_or(true)
}

impl Environment {
    /// Takes a new environment in; `false` when it can run nothing of ours.
    pub(crate) fn begin(env: Env<'_>) -> bool {
        if Environment::of(env).is_some() {
            return true;
        }
        let Some(channel) = Channel::open(env) else { return false };
        let environment =
            Environment { channel, opened: RefCell::default(), promises: Cell::default() };
        HAD_ONE.set(true);
        HERE.with_borrow_mut(|here| here.push((env.raw(), Rc::new(environment))));
        // After the channel was made, so that it is called before the engine ends that.
        // SAFETY: the environment is current; what is passed is only compared.
        unsafe { raw::napi_add_env_cleanup_hook(env.raw(), end, env.raw()) == OK }
    }

    pub(crate) fn of(env: Env<'_>) -> Option<Rc<Environment>> {
        HERE.with_borrow(|here| {
            let own = here.iter().find(|(raw, _)| *raw == env.raw());
            own.map(|(_, environment)| Rc::clone(environment))
        })
    }

    /// A promise was made: the environment goes on at least until it is settled.
    pub(crate) fn promise_made(&self, env: Env<'_>) {
        self.promises.update(|count| count + 1);
        if self.promises.get() == 1 {
            self.channel.keep_alive(env, true);
        }
    }

    pub(crate) fn promise_settled(&self, env: Env<'_>) {
        self.promises.update(|count| count.saturating_sub(1));
        if self.promises.get() == 0 {
            self.channel.keep_alive(env, false);
        }
    }
}

/// Called on its thread when an environment ends.
unsafe extern "C" fn end(env: *mut c_void) {
    let ending = AssertUnwindSafe(|| {
        let own = HERE.with_borrow_mut(|here| {
            let at = here.iter().position(|(raw, _)| *raw == env)?;
            let own = here.swap_remove(at).1;
            // Another environment of this thread may hold some of the leases.
            if here.is_empty() {
                leases::release_all();
            }
            Some(own)
        });
        let Some(environment) = own else { return };
        environment.channel.close();
        key::forget(&environment.channel);
        environment.opened.take().into_iter().for_each(opening::give_up);
    });
    if catch_unwind(ending).is_err() {
        log::error!("clearing up after an environment panicked");
    }
}
