//! The calls that features make all the time. Integers in, an integer out.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use menshen::{Access, Denied, Lease, Reason, Resource, Scopes, Step};

use crate::gates::{self, Shared};
use crate::handles::{Handle, Handles, Kind};
use crate::held::{self, LEASES};
use crate::packed::pack;

static ACCESSES: LazyLock<Handles<Access>> = LazyLock::new(|| Handles::new(Kind::Access));
static PREPARED: LazyLock<Mutex<HashMap<Wish, Handle>>> = LazyLock::new(Mutex::default);

/// Accesses are named in code, so there are hundreds of them; more is a mistake.
const MOST: usize = 1 << 16;
/// Longer names are in no policy.
const LONGEST: usize = 1 << 10;

/// What an access is, for knowing it again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Wish {
    purpose: String,
    target: Option<(Resource, Scopes)>,
    caller: String,
    tapped: bool,
}

/// Prepares an access: the same one always has the same handle. 0 when a name is absurdly long, or
/// there are far too many. Without a resource the purpose as a whole is meant.
pub fn prepare(
    purpose: &str,
    target: Option<(Resource, Scopes)>,
    caller: &str,
    tapped: bool,
) -> Handle {
    if purpose.len() > LONGEST || caller.len() > LONGEST {
        return 0;
    }
    let wish = Wish { purpose: purpose.to_owned(), target, caller: caller.to_owned(), tapped };
    let mut prepared = PREPARED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = prepared.get(&wish) {
        return *known;
    }
    if prepared.len() >= MOST {
        return 0;
    }
    let handle = ACCESSES.insert(Arc::new(wish.access())).unwrap_or(0);
    prepared.insert(wish, handle);
    handle
}

impl Wish {
    fn access(&self) -> Access {
        let whole = || Access::purpose_only(&self.purpose);
        let access =
            self.target.map_or_else(whole, |(it, scopes)| Access::of(&self.purpose, it, scopes));
        access.caller(&self.caller).user_initiated(self.tapped)
    }
}

/// The prepared access under a handle.
pub fn access(handle: Handle) -> Option<Arc<Access>> {
    ACCESSES.get(handle)
}

/// Whether an access would be allowed, as [`pack`](crate::pack) says it.
pub fn check(gate: Handle, access: Handle) -> i64 {
    pack(guarded(gate, |shared| {
        ACCESSES.with(access, |access| shared.gate.check(access)).unwrap_or(Err(FAULT))
    }))
}

/// Asks for an access: the handle of its lease, or the packed denial with its sign turned.
pub fn acquire(gate: Handle, access: Handle) -> i64 {
    let lease = guarded(gate, |shared| {
        let access = ACCESSES.get(access).ok_or(FAULT)?;
        keep(shared.gate.acquire(&access)?).map(|(handle, ..)| handle)
    });
    lease.map_or_else(|denied| -pack(Err(denied)), Handle::cast_signed)
}

/// Asks for a purpose as a whole: handle, resource and scopes of each lease, one after the other,
/// or the packed denial alone, with its sign turned.
pub fn acquire_all(gate: Handle, access: Handle) -> Vec<i64> {
    let leases = guarded(gate, |shared| {
        let access = ACCESSES.get(access).ok_or(FAULT)?;
        shared.gate.acquire_all(&access)?.into_iter().map(keep).collect::<Result<Vec<_>, _>>()
    });
    let flat = |(handle, resource, scopes): Kept| {
        [handle.cast_signed(), resource.map_or(-1, |it| i64::from(it.number())), scopes]
    };
    match leases {
        Ok(leases) => leases.into_iter().flat_map(flat).collect(),
        Err(denied) => vec![-pack(Err(denied))],
    }
}

/// Gives a lease back. A second time does nothing, and says so.
pub fn release(lease: Handle) -> bool {
    catch_unwind(AssertUnwindSafe(|| LEASES.remove(lease).is_some())).unwrap_or(false)
}

/// How a lease stands: -1 while it lives, else the number of how it ended. A handle that is stale
/// or was never given is released.
pub fn ended(lease: Handle) -> i32 {
    let how = LEASES.with(lease, |lease| lease.ended());
    how.map_or(0, |how| how.map_or(-1, |how| i32::from(how.number())))
}

type Kept = (Handle, Option<Resource>, i64);

fn keep(lease: Lease) -> Result<Kept, Denied> {
    let (resource, scopes) = (lease.resource(), i64::from(lease.scopes().bits()));
    held::keep(lease).map(|handle| (handle, resource, scopes)).ok_or(FAULT)
}

const FAULT: Denied = Denied { reason: Reason::GateFault, step: Step::None, until: None };

/// Calls a gate. Without it, and after a panic, everything is denied.
fn guarded<T>(
    gate: Handle,
    call: impl FnOnce(&Arc<Shared>) -> Result<T, Denied>,
) -> Result<T, Denied> {
    gates::with(gate, |shared| match shared.is_broken() {
        true => Err(FAULT),
        false => catch_unwind(AssertUnwindSafe(|| call(shared))).unwrap_or_else(|_| {
            shared.break_down();
            log::error!("a call panicked; the gate is in fault and denies everything");
            Err(FAULT)
        }),
    })
    .unwrap_or(Err(FAULT))
}
