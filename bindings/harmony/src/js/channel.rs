//! The way back to an environment from other threads.

use std::collections::VecDeque;
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Env;
use super::raw::{self, OK, RawEnv, RawValue};

/// What an environment is to run.
pub(crate) type Task = Box<dyn FnOnce(Env<'_>) + Send>;

/// Carries tasks to one environment, in order. Once that has ended they are dropped.
pub(crate) struct Channel(Mutex<State>);

#[derive(Default)]
struct State {
    waker: Option<Waker>,
    tasks: VecDeque<Task>,
    /// Whether the environment knows that there are tasks. Until it has run them all it is not
    /// called again: some versions of the system hold a lock while it runs one.
    awake: bool,
}

/// The engine's thread-safe function; there is one as long as the environment lives.
#[derive(Clone, Copy)]
struct Waker(raw::ThreadsafeFunction);

// SAFETY: it is for other threads to call.
unsafe impl Send for Waker {}

impl Channel {
    /// A channel to this environment. It does not keep it alive.
    pub(crate) fn open(env: Env<'_>) -> Option<Arc<Channel>> {
        let channel = Arc::new(Channel(Mutex::default()));
        let name = env.text("menshen").raw();
        let mut waker = ptr::null_mut();
        let context = Arc::into_raw(Arc::clone(&channel)).cast_mut().cast::<c_void>();
        let none: RawValue = ptr::null_mut();
        // SAFETY: the environment is current; `free` alone frees the context.
        let status = unsafe {
            raw::napi_create_threadsafe_function(
                env.raw(),
                none,
                none,
                name,
                0,
                1,
                context,
                Some(free),
                context,
                run,
                &raw mut waker,
            )
        };
        if status != OK {
            return None;
        }
        // SAFETY: it was just made.
        unsafe { raw::napi_unref_threadsafe_function(env.raw(), waker) };
        channel.state().waker = Some(Waker(waker));
        Some(channel)
    }

    /// Has the environment run a task soon; `false` when it has ended.
    pub(crate) fn send(&self, task: Task) -> bool {
        let mut state = self.state();
        let Some(Waker(waker)) = state.waker else { return false };
        state.tasks.push_back(task);
        if !state.awake {
            // SAFETY: it is there as long as `waker` names it.
            let status = unsafe {
                raw::napi_call_threadsafe_function(waker, ptr::null_mut(), raw::NONBLOCKING)
            };
            state.awake = status == OK;
        }
        true
    }

    /// Whether the environment still runs tasks.
    pub(crate) fn is_open(&self) -> bool {
        self.state().waker.is_some()
    }

    /// Whether the environment's loop waits for tasks. Called on its thread.
    pub(crate) fn keep_alive(&self, env: Env<'_>, keep: bool) {
        let Some(Waker(waker)) = self.state().waker else { return };
        // SAFETY: the environment is current.
        unsafe {
            match keep {
                true => raw::napi_ref_threadsafe_function(env.raw(), waker),
                false => raw::napi_unref_threadsafe_function(env.raw(), waker),
            }
        };
    }

    /// The environment ends: what it has not run is dropped.
    pub(crate) fn close(&self) {
        let State { waker, tasks, .. } = std::mem::take(&mut *self.state());
        drop(tasks);
        if let Some(Waker(waker)) = waker {
            // SAFETY: nobody calls it any more.
            unsafe { raw::napi_release_threadsafe_function(waker, raw::ABORT) };
        }
    }

    fn next(&self) -> Option<Task> {
        let mut state = self.state();
        let task = state.tasks.pop_front();
        state.awake = task.is_some();
        task
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Called by the environment; without one when it ends.
unsafe extern "C" fn run(env: RawEnv, _: RawValue, context: *mut c_void, _: *mut c_void) {
    if env.is_null() {
        return;
    }
    // SAFETY: the engine called us with it.
    let env = unsafe { Env::new(env) };
    // SAFETY: `open` gave it, and it is freed only when there are no more calls.
    let channel = unsafe { &*context.cast_const().cast::<Channel>() };
    while let Some(task) = channel.next() {
        run_one(env, task);
    }
}

/// Called when the environment ends. What it calls afterwards it calls without an environment.
unsafe extern "C" fn free(_: RawEnv, context: *mut c_void, _: *mut c_void) {
    // SAFETY: `open` made it of this, and this is called once.
    drop(unsafe { Arc::from_raw(context.cast_const().cast::<Channel>()) });
}

/// Runs a task. What goes wrong in it is nobody's but its own.
fn run_one(env: Env<'_>, task: Task) {
    let mut scope = ptr::null_mut();
    // SAFETY: the environment is current, and the scope closed below.
    let opened = unsafe { raw::napi_open_handle_scope(env.raw(), &raw mut scope) } == OK;
    if catch_unwind(AssertUnwindSafe(|| task(env))).is_err() {
        log::error!("a task for an environment panicked");
    }
    if env.take_exception() {
        log::error!("a callback threw an error");
    }
    if opened {
        // SAFETY: it was opened above, and nothing of it is kept.
        unsafe { raw::napi_close_handle_scope(env.raw(), scope) };
    }
}
