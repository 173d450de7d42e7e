//! Opening and closing: one gate for each directory, whoever opens it.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use menshen::{Config, Platform, Policy};
use menshen_bindings::{Failure, Handle};
use serde::Deserialize;
use serde_json::{Value, json};

use super::key::Keys;
use super::watch::News;
use crate::environment::Environment;
use crate::js::Call;
use crate::refusal::{Answer, Refusal};

/// The options of `open`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Options {
    dir: String,
    policy: String,
    process: String,
    api: u16,
    observe: Vec<String>,
    call_sites: bool,
}

/// A gate that is open.
struct Opened {
    dir: PathBuf,
    handle: Handle,
    openers: usize,
    keys: Arc<Keys>,
    news: Arc<News>,
}

static OPENED: Mutex<Vec<Opened>> = Mutex::new(Vec::new());

fn opened() -> MutexGuard<'static, Vec<Opened>> {
    OPENED.lock().unwrap_or_else(PoisonError::into_inner)
}

pub(crate) fn open(call: &mut Call<'_>) -> Answer<Value> {
    let options = call.text("options")?;
    let (provider, key) = (call.optional_name("provider")?, call.optional_function("key")?);
    let wrong = |error| Refusal::argument(call.name, "options", &format!("as it must be: {error}"));
    let options: Options = serde_json::from_str(&options).map_err(wrong)?;
    let environment = call.environment()?;
    let mut all = opened();
    let gate = found_or_opened(&mut all, &options)?;
    if let (Some(provider), Some(key)) = (provider, key) {
        gate.keys.add(provider, key);
    }
    Ok(json!(gate.opened_by(&environment)))
}

/// For a worker, which has no options: the gate that the process opened first.
pub(crate) fn join(call: &mut Call<'_>) -> Answer<Value> {
    let environment = call.environment()?;
    let mut all = opened();
    let joined = all.first_mut().map(
        |gate| json!({ "gate": gate.opened_by(&environment), "dir": gate.dir.to_string_lossy() }),
    );
    Ok(joined.unwrap_or(Value::Null))
}

impl Opened {
    /// Counts one more opener, who closes it too.
    fn opened_by(&mut self, environment: &Environment) -> Handle {
        self.openers += 1;
        environment.opened.borrow_mut().push(self.handle);
        self.handle
    }
}

fn found_or_opened<'a>(all: &'a mut Vec<Opened>, options: &Options) -> Answer<&'a mut Opened> {
    let policy = Policy::parse(&options.policy)?;
    let dir = fs::canonicalize(&options.dir).ok();
    let known = all.iter().position(|it| Some(&it.dir) == dir.as_ref());
    match known {
        Some(at) => same_policy(all.get(at), &policy)?,
        None => all.push(new(policy, options)?),
    }
    let at = known.unwrap_or(all.len().saturating_sub(1));
    Ok(all.get_mut(at).ok_or_else(|| Failure::stale("gate"))?)
}

fn same_policy(opened: Option<&Opened>, policy: &Policy) -> Answer<()> {
    let gate = opened.and_then(|it| menshen_bindings::gate(it.handle));
    if gate.is_some_and(|it| it.gate.policy().fingerprint() == policy.fingerprint()) {
        return Ok(());
    }
    let why = "the gate of this directory is open with another policy: close it first, or open it \
               with the same file";
    Err(Failure::Fault(why.to_owned()).into())
}

fn new(policy: Policy, options: &Options) -> Answer<Opened> {
    let (keys, news) = (Arc::<Keys>::default(), Arc::<News>::default());
    let signing = Arc::clone(&keys);
    let config = Config::new(&options.dir, policy)
        .process(&options.process)
        .platform(Platform::harmony(options.api))
        .observe(options.observe.iter().map(String::as_str))
        .call_sites(options.call_sites)
        .signer_later(move || signing.signer());
    #[cfg(feature = "test-clock")]
    let config = config.seams(menshen_bindings::test_clock::seams());
    let (handle, shared) = menshen_bindings::open(config)?;
    let telling = Arc::clone(&news);
    shared.gate.on_change(move || telling.tell());
    let dir = fs::canonicalize(&options.dir);
    let dir = dir.map_err(|error| Failure::Storage(format!("the gate's directory: {error}")))?;
    Ok(Opened { dir, handle, openers: 0, keys, news })
}

/// Only who opened it can close it, as often as it did.
pub(crate) fn close(call: &mut Call<'_>) -> Answer<Value> {
    let handle = call.handle("gate")?;
    let environment = call.environment()?;
    let mut own = environment.opened.borrow_mut();
    let at = own.iter().position(|it| *it == handle);
    if let Some(at) = at {
        own.swap_remove(at);
        give_up(handle);
    }
    Ok(json!(at.is_some()))
}

/// One opener less; the gate closes with the last.
pub(crate) fn give_up(handle: Handle) {
    let mut all = opened();
    let Some(at) = all.iter().position(|it| it.handle == handle) else { return };
    let Some(gate) = all.get_mut(at) else { return };
    gate.openers = gate.openers.saturating_sub(1);
    if gate.openers == 0 {
        all.swap_remove(at);
        menshen_bindings::close(handle);
    }
}

/// Who hears of a gate's changes.
pub(crate) fn news(gate: Handle) -> Answer<Arc<News>> {
    let news = opened().iter().find(|it| it.handle == gate).map(|it| Arc::clone(&it.news));
    Ok(news.ok_or_else(|| Failure::stale("gate"))?)
}

pub(crate) fn fault(call: &mut Call<'_>) -> Answer<Value> {
    Ok(json!(call.gate()?.fault()))
}
