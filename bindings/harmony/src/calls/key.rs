//! The platform's key, which ArkTS reaches and the gate signs with.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::RecvTimeoutError::{Disconnected, Timeout};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use menshen::log::Signer;
use menshen_bindings::PlatformKey;
use serde_json::Value;

use crate::environment;
use crate::js::{Call, Channel, Function};
use crate::refusal::Answer;

/// How long ArkTS may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
const ENDED: &str = "who offered the key has ended";

type Signed = Result<Vec<u8>, String>;

/// A request that nobody has answered yet.
struct Request {
    answer: SyncSender<Signed>,
    asked: Arc<Function>,
}

static REQUESTS: LazyLock<Mutex<HashMap<u64, Request>>> = LazyLock::new(Mutex::default);
static LAST: AtomicU64 = AtomicU64::new(0);

fn requests() -> MutexGuard<'static, HashMap<u64, Request>> {
    REQUESTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The key of a gate, by way of each environment that offered it.
#[derive(Default)]
pub(crate) struct Keys(Mutex<Vec<(String, Arc<Function>)>>);

impl Keys {
    pub(crate) fn add(&self, provider: String, key: Function) {
        self.ways().push((provider, Arc::new(key)));
    }

    /// The key; `None` when nobody offers one, or it cannot be used.
    pub(crate) fn signer(self: &Arc<Keys>) -> Option<Arc<dyn Signer>> {
        let (provider, _) = self.way()?;
        let keys = Arc::clone(self);
        let key = PlatformKey::new(provider, self.ask(&[]), move |message| keys.ask(message))?;
        Some(Arc::new(key))
    }

    /// Asks for a signature; with nothing to sign, for the public half.
    fn ask(&self, message: &[u8]) -> Signed {
        if environment::runs_here() {
            return Err("this thread runs ArkTS, which would have to answer".to_owned());
        }
        let (_, key) = self.way().ok_or(ENDED)?;
        let (number, message) = (LAST.fetch_add(1, Ordering::Relaxed) + 1, message.to_vec());
        let (answer, answered) = sync_channel(1);
        requests().insert(number, Request { answer, asked: Arc::clone(&key) });
        let asked = key.call(move |env| vec![env.number(number as f64), env.bytes(&message)]);
        let signed = if asked { answered.recv_timeout(PATIENCE) } else { Err(Disconnected) };
        requests().remove(&number);
        signed.map_err(|error| match error {
            Timeout => "no answer in two seconds",
            Disconnected => ENDED,
        })?
    }

    fn way(&self) -> Option<(String, Arc<Function>)> {
        let mut ways = self.ways();
        ways.retain(|(_, key)| key.is_live());
        ways.first().cloned()
    }

    fn ways(&self) -> MutexGuard<'_, Vec<(String, Arc<Function>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer to a request. One that comes late, or again, is nobody's.
pub(crate) fn answered(call: &mut Call<'_>) -> Answer<Value> {
    let (request, answer) = (call.handle("request")?, call.optional_bytes("answer")?);
    let why = call.name("why")?;
    if let Some(request) = requests().remove(&request) {
        // There is room for one, and nobody else has it.
        let _ = request.answer.try_send(answer.ok_or(why));
    }
    Ok(Value::Null)
}

/// Nobody waits for an environment that has ended.
pub(crate) fn forget(channel: &Arc<Channel>) {
    requests().retain(|_, request| !request.asked.is_of(channel));
}
