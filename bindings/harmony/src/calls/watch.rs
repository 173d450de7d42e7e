//! Who hears of changes, and of leases that were ended.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use menshen::log::LeaseEnd;
use menshen_bindings::Handle;
use serde_json::Value;

use super::opening;
use crate::js::{Call, Env, Function};
use crate::refusal::Answer;

/// The functions that hear of a gate's changes.
#[derive(Default)]
pub(crate) struct News(Mutex<Vec<Watcher>>);

/// A function, and whether it is to be called already: it hears once of many changes.
#[derive(Clone)]
struct Watcher {
    changed: Arc<Function>,
    due: Arc<AtomicBool>,
}

impl News {
    /// Called on the gate's own thread.
    pub(crate) fn tell(&self) {
        let mut watchers = lock(&self.0);
        watchers.retain(|watcher| watcher.changed.is_live());
        watchers.iter().filter(|it| !it.due.swap(true, Ordering::SeqCst)).for_each(Watcher::tell);
    }
}

impl Watcher {
    fn tell(&self) {
        let due = Arc::clone(&self.due);
        self.changed.call(move |_| {
            // What changes from now on is news again.
            due.store(false, Ordering::SeqCst);
            Vec::new()
        });
    }
}

pub(crate) fn watch(call: &mut Call<'_>) -> Answer<Value> {
    let gate = call.handle("gate")?;
    let changed = Arc::new(call.function("changed")?);
    let news = opening::news(gate)?;
    lock(&news.0).push(Watcher { changed, due: Arc::default() });
    Ok(Value::Null)
}

static LISTENERS: Mutex<Vec<Arc<Function>>> = Mutex::new(Vec::new());

pub(crate) fn on_lease_end(call: &mut Call<'_>) -> Answer<Value> {
    let ended = Arc::new(call.function("ended")?);
    lock(&LISTENERS).push(ended);
    // The first of the process brings the news to all.
    menshen_bindings::listen(Box::new(tell_end));
    Ok(Value::Null)
}

fn tell_end(lease: Handle, how: LeaseEnd) {
    let numbers = [lease as f64, f64::from(how.number())];
    lock(&LISTENERS).retain(|listener| {
        listener.call(move |env: Env<'_>| numbers.map(|number| env.number(number)).into())
    });
}

fn lock<T>(list: &Mutex<T>) -> MutexGuard<'_, T> {
    list.lock().unwrap_or_else(PoisonError::into_inner)
}
