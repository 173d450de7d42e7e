//! The gate as a class of napi-rs: the same core, the same work, another border.

use std::hint::black_box;
use std::time::Instant;

use menshen::{Access, Answer, AppState, Config, Gate, OsGrant, Policy, Resource, Scopes};
use napi::bindgen_prelude::{Error, Result};
use napi_derive::napi;

fn failed(error: impl std::fmt::Display) -> Error {
    Error::from_reason(error.to_string())
}

/// A gate that grants one access.
#[napi]
pub struct PeerGate {
    gate: Gate,
    access: Access,
}

/// A lease of it.
#[napi]
pub struct PeerLease(Option<menshen::Lease>);

#[napi]
impl PeerGate {
    /// Opens the gate on a fresh folder and grants the access.
    #[napi(constructor)]
    pub fn new(
        dir: String,
        policy: String,
        purpose: String,
        resource: u8,
        scopes: u8,
    ) -> Result<PeerGate> {
        let policy = Policy::parse(&policy).map_err(|_| failed("the policy is not sound"))?;
        let gate = Gate::open(Config::new(dir, policy)).map_err(failed)?;
        let resource = Resource::from_number(resource).ok_or_else(|| failed("no resource"))?;
        let access = Access::of(&purpose, resource, Scopes::from_bits(scopes)).user_initiated(true);
        gate.accept_policy().map_err(failed)?;
        gate.app_state(AppState::Foreground).map_err(failed)?;
        let names: Vec<&str> = resource.scope_names().collect();
        gate.os_changed(resource, &names, OsGrant::Granted).map_err(failed)?;
        gate.answer(&access, Answer::Grant).map_err(failed)?;
        Ok(PeerGate { gate, access })
    }

    /// As the hand-written border answers.
    #[napi]
    pub fn check(&self) -> i64 {
        menshen_bindings::pack(self.gate.check(&self.access))
    }

    /// A lease, as an object.
    #[napi]
    pub fn acquire(&self) -> Result<PeerLease> {
        let lease = self.gate.acquire(&self.access);
        lease.map(|lease| PeerLease(Some(lease))).map_err(|denied| failed(denied.reason))
    }

    /// Nanoseconds of a call of the core's own `check`, without any border.
    #[napi]
    pub fn core_check(&self, calls: u32) -> f64 {
        each(calls, || menshen_bindings::pack(black_box(&self.gate).check(black_box(&self.access))))
    }

    /// The same for taking a lease and giving it back.
    #[napi]
    pub fn core_acquire(&self, calls: u32) -> f64 {
        each(calls, || drop(self.gate.acquire(black_box(&self.access))))
    }
}

#[napi]
impl PeerLease {
    /// Gives the lease back.
    #[napi]
    pub fn release(&mut self) -> bool {
        self.0.take().is_some()
    }
}

fn each<T>(calls: u32, mut act: impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(act());
    }
    start.elapsed().as_nanos() as f64 / f64::from(calls)
}
