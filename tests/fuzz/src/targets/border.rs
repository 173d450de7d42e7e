//! The calls that Kotlin and ArkTS make: any numbers and names, in any order.

use std::collections::HashSet;

use menshen::{AppState, Denied, Reason, Span, Step};
use menshen_bindings as border;
use menshen_bindings::Handle;

use crate::POLICY;
use crate::device::Device;
use crate::phone::PHONE;

const LIVE: i32 = -1;
const FAULT: Denied = Denied { reason: Reason::GateFault, step: Step::None, until: None };
/// Names that mean something; others are made of one byte.
const NAMES: [&str; 8] = [
    "qr-scan",
    "hum-recognition",
    "nearby-people",
    "clipboard-command",
    "targeted-ads",
    "record-video",
    "app",
    "advertising",
];

pub(super) fn run(bytes: &[u8]) {
    let device = PHONE.device();
    let (gate, shared) = border::open(device.config()).unwrap();
    shared.gate.app_state(AppState::Foreground).unwrap();
    drop(shared);
    let mut caller = Caller::new(device, gate);
    let mut input = Input(bytes);
    while let Some(call) = input.byte() {
        caller.call(call, &mut input);
    }
    caller.give_all_back();
}

/// What another language has in its hands.
struct Caller {
    device: Device,
    gate: Option<Handle>,
    accesses: HashSet<Handle>,
    leases: HashSet<Handle>,
    /// All that it was ever given, for using it wrongly.
    given: Vec<Handle>,
}

impl Caller {
    fn new(device: Device, gate: Handle) -> Caller {
        let (accesses, leases) = (HashSet::new(), HashSet::new());
        Caller { device, gate: Some(gate), accesses, leases, given: vec![gate] }
    }

    fn call(&mut self, call: u8, input: &mut Input<'_>) {
        match call % 9 {
            0 | 1 => self.prepare(input),
            2 => self.check(input),
            3 => self.acquire(input),
            4 => self.acquire_all(input),
            5 => self.release(input),
            6 => self.ended(input),
            7 => self.pass(input),
            _ => self.rare(input),
        }
    }

    fn prepare(&mut self, input: &mut Input<'_>) {
        let (resource, scopes) = (input.number(), input.number());
        let Some(target) = border::target(resource, scopes) else { return };
        let (purpose, caller) = (input.name(), input.name());
        let tapped = input.byte() == Some(1);
        let handle = border::prepare(&purpose, target, &caller, tapped);
        if handle != 0 {
            let access = border::access(handle).expect("it was just prepared");
            assert_eq!((access.purpose(), access.target()), (&*purpose, target));
            self.accesses.insert(handle);
            self.given.push(handle);
        }
    }

    /// A gate and an access, and whether they are what they should be.
    fn pair(&self, input: &mut Input<'_>) -> (Handle, Handle, bool) {
        let (gate, access) = (self.handle(input), self.handle(input));
        (gate, access, self.gate == Some(gate) && border::access(access).is_some())
    }

    fn check(&self, input: &mut Input<'_>) {
        let (gate, access, fit) = self.pair(input);
        let answer = border::check(gate, access);
        assert!((0..1 << 53).contains(&answer), "{answer}");
        assert!(fit || answer == border::pack(Err(FAULT)), "{gate:x} {access:x}: {answer}");
    }

    fn acquire(&mut self, input: &mut Input<'_>) {
        let (gate, access, fit) = self.pair(input);
        let answer = border::acquire(gate, access);
        assert!(fit || answer == -border::pack(Err(FAULT)), "{gate:x} {access:x}: {answer}");
        if answer > 0 {
            self.take(answer.cast_unsigned());
        }
    }

    fn acquire_all(&mut self, input: &mut Input<'_>) {
        let (gate, access, fit) = self.pair(input);
        let answer = border::acquire_all(gate, access);
        assert!(fit || answer == [-border::pack(Err(FAULT))], "{gate:x} {access:x}: {answer:?}");
        for [handle, resource, _] in answer.as_chunks::<3>().0 {
            assert!((-1..=i64::from(u8::MAX)).contains(resource), "{answer:?}");
            self.take(handle.cast_unsigned());
        }
    }

    fn take(&mut self, lease: Handle) {
        assert!(lease < 1 << 52, "{lease:x} does not fit into a double");
        assert!(self.leases.insert(lease), "{lease:x} was given twice");
        assert_eq!(border::ended(lease), LIVE);
        self.given.push(lease);
    }

    fn release(&mut self, input: &mut Input<'_>) {
        let lease = self.handle(input);
        assert_eq!(border::release(lease), self.leases.remove(&lease), "{lease:x}");
    }

    fn ended(&self, input: &mut Input<'_>) {
        let lease = self.handle(input);
        let released = border::ended(lease) == 0;
        assert!(released || self.leases.contains(&lease), "{lease:x}");
    }

    fn pass(&self, input: &mut Input<'_>) {
        let seconds = u64::from(input.byte().unwrap_or(0));
        self.device.clock.pass(Span::seconds(seconds * seconds));
        if let Some(shared) = self.gate.and_then(border::gate) {
            shared.gate.maintain();
        }
    }

    fn rare(&mut self, input: &mut Input<'_>) {
        match input.byte() {
            Some(0) => self.close(input),
            Some(1) => self.log(input),
            _ => decide(input),
        }
    }

    fn close(&mut self, input: &mut Input<'_>) {
        let gate = self.handle(input);
        assert_eq!(border::close(gate), self.gate == Some(gate), "{gate:x}");
        self.gate = self.gate.filter(|open| *open != gate);
    }

    fn log(&self, input: &mut Input<'_>) {
        let (most, kind) = (usize::from(input.byte().unwrap_or(0)), input.name().into_owned());
        if let Some(shared) = self.gate.and_then(border::gate) {
            assert!(border::records(&shared.gate, most, &[kind]).unwrap().len() <= most);
        }
    }

    /// One that was given, or one made up.
    fn handle(&self, input: &mut Input<'_>) -> Handle {
        let which = usize::from(input.byte().unwrap_or(0));
        self.given.get(which).copied().unwrap_or_else(|| input.number().cast_unsigned())
    }

    fn give_all_back(&mut self) {
        self.leases.drain().for_each(|lease| assert!(border::release(lease), "{lease:x}"));
        assert_eq!(self.gate.is_some_and(border::close), self.gate.is_some());
    }
}

fn decide(input: &mut Input<'_>) {
    let (purpose, resource, scope) = (input.name(), input.name(), input.name());
    let state = String::from_utf8_lossy(input.0);
    let _ = border::decide_in(POLICY, &state, &purpose, None, &[]);
    let _ = border::decide_in(POLICY, &state, &purpose, Some(&resource), &[scope.into()]);
}

/// What is left of the bytes.
struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A small number, or any.
    fn number(&mut self) -> i64 {
        match self.byte().map(u8::cast_signed) {
            None => 0,
            Some(i8::MIN) => {
                let Some((number, rest)) = self.0.split_first_chunk() else { return i64::MIN };
                self.0 = rest;
                i64::from_le_bytes(*number)
            }
            Some(small) => small.into(),
        }
    }

    fn name(&mut self) -> std::borrow::Cow<'a, str> {
        let byte = self.byte().unwrap_or(0);
        let known = NAMES.get(usize::from(byte)).copied();
        known.map_or_else(|| char::from(byte).to_string().into(), Into::into)
    }
}
