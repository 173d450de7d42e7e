//! How JavaScript comes in: panics end here, refusals become errors.

use std::ffi::CStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use menshen_bindings::{Failure, Shared};
use serde_json::Value;

use crate::environment::Environment;
use crate::js::call::arguments;
use crate::js::env::Deferred;
use crate::js::raw::{Callback, CallbackInfo, RawEnv, RawValue};
use crate::js::{Call, Env, Js};
use crate::queue::Queue;
use crate::refusal::{Answer, Refusal};

/// A function that JavaScript sees.
pub(crate) struct Export {
    pub(crate) name: &'static CStr,
    pub(crate) run: Run,
}

/// How a function answers.
pub(crate) enum Run {
    /// By numbers, and on its own.
    Hot(Callback),
    /// At once.
    Now(fn(&mut Call<'_>) -> Answer<Value>),
    /// By a promise, after the disk did its work, and all that was to be done before in its queue.
    Later(&'static Queue, fn(&mut Call<'_>) -> Answer<Job>),
}

/// What is done for a promise, on its queue's thread.
pub(crate) type Job = Box<dyn FnOnce() -> Answer<Value> + Send>;

/// What every function is called by, but the hot ones.
///
/// # Safety
/// The engine calls it, for a function that was made with an [`Export`].
pub(crate) unsafe extern "C" fn enter(env: RawEnv, info: CallbackInfo) -> RawValue {
    // SAFETY: the engine called us.
    let Some((env, values, data)) = (unsafe { arguments(env, info) }) else {
        return Js::NONE.raw();
    };
    // SAFETY: the function was made with it, and it is static.
    let export = unsafe { &*data.cast_const().cast::<Export>() };
    let name = export.name.to_str().unwrap_or_default();
    let answered = AssertUnwindSafe(|| answer(Call::new(env, name, values), &export.run));
    // What a panic leaves is for `answer` to say; nothing is left to panic after it.
    catch_unwind(answered).unwrap_or(Js::NONE).raw()
}

fn answer<'a>(mut call: Call<'a>, run: &Run) -> Js<'a> {
    let env = call.env;
    match run {
        Run::Hot(_) => Js::NONE,
        Run::Now(run) => match guarded(&mut call, *run) {
            Ok(value) => env.value(&value),
            Err(refusal) => throw(env, &refusal),
        },
        Run::Later(queue, run) => {
            let Some((promise, deferred)) = env.promise() else { return Js::NONE };
            let job = guarded(&mut call, *run);
            promised(&call, queue, job, deferred);
            promise
        }
    }
}

/// Throws the error that says why.
pub(crate) fn throw<'a>(env: Env<'a>, refusal: &Refusal) -> Js<'a> {
    env.throw(error(env, refusal));
    Js::NONE
}

fn error<'a>(env: Env<'a>, refusal: &Refusal) -> Js<'a> {
    env.error(refusal.code, &refusal.message)
}

fn guarded<T>(call: &mut Call<'_>, run: impl FnOnce(&mut Call<'_>) -> Answer<T>) -> Answer<T> {
    let outcome = catch_unwind(AssertUnwindSafe(|| run(call)));
    outcome.unwrap_or_else(|_| Err(panicked(call.at.as_ref())))
}

/// A panic leaves the gate that was asked in fault: whatever it knows since then may be wrong.
fn panicked(at: Option<&Arc<Shared>>) -> Refusal {
    log::error!("a call panicked; the gate is in fault and denies everything");
    if let Some(gate) = at {
        gate.break_down();
    }
    Failure::Fault("the call panicked".to_owned()).into()
}

/// Has a job done, and the promise settled in its environment.
fn promised(call: &Call<'_>, queue: &Queue, job: Answer<Job>, deferred: Deferred) {
    let env = call.env;
    let started = job.and_then(|job| Ok((job, call.environment()?)));
    let (job, environment) = match started {
        Ok(started) => started,
        Err(refusal) => return env.settle(deferred, Err(error(env, &refusal))),
    };
    environment.promise_made(env);
    let (channel, at) = (Arc::clone(&environment.channel), call.at.clone());
    let work = move || {
        let outcome = catch_unwind(AssertUnwindSafe(job));
        let outcome = outcome.unwrap_or_else(|_| Err(panicked(at.as_ref())));
        // A gate that closes with this may have to wait for others; nobody waits for it here.
        drop(at);
        channel.send(Box::new(move |env| settle(env, deferred, &outcome)));
    };
    if let Err(work) = queue.push(Box::new(work)) {
        work();
    }
}

fn settle(env: Env<'_>, deferred: Deferred, outcome: &Answer<Value>) {
    if let Some(environment) = Environment::of(env) {
        environment.promise_settled(env);
    }
    env.settle(deferred, outcome.as_ref().map(|it| env.value(it)).map_err(|it| error(env, it)));
}
