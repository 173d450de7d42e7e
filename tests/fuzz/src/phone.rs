//! A phone on which the app was used for a day: the files that targets change.

use std::sync::LazyLock;

use menshen::log::VerifyOptions;
use menshen::{Access, Age, Answer, AppState, Gate, OsGrant, Resource, Span};

use crate::device::Device;

/// The files of the gate's folder, the same in each run.
pub(crate) static PHONE: LazyLock<Phone> = LazyLock::new(Phone::after_a_day);

/// What an app asks for: purpose, resource, scope.
pub(crate) type Wish = (&'static str, Resource, &'static str);

pub(crate) const SCAN: Wish = ("qr-scan", Resource::Camera, "preview");
pub(crate) const HUM: Wish = ("hum-recognition", Resource::Microphone, "recognise");
pub(crate) const NEAR: Wish = ("nearby-people", Resource::Location, "coarse");
pub(crate) const PASTE: Wish = ("clipboard-command", Resource::Clipboard, "match");
pub(crate) const WISHES: [Wish; 4] = [SCAN, HUM, NEAR, PASTE];

pub(crate) fn access((purpose, resource, scope): Wish) -> Access {
    Access::new(purpose, resource, [scope]).unwrap()
}

pub(crate) struct Phone {
    files: Vec<(String, Vec<u8>)>,
    /// The checkpoint as it was at noon.
    pub(crate) earlier: Vec<u8>,
    pub(crate) public_key: [u8; 32],
}

impl Phone {
    fn after_a_day() -> Phone {
        let device = Device::new();
        let gate = device.gate().unwrap();
        morning(&device, &gate);
        gate.checkpoint().unwrap();
        let earlier = device.get("log/checkpoint").unwrap();
        afternoon(&device, &gate);
        gate.checkpoint().unwrap();
        let public_key = device.verify(&VerifyOptions::default()).public_key.unwrap();
        let names = ["", "log"].map(|folder| files_in(&device, folder)).concat();
        let file = |name: String| device.get(&name).map(|bytes| (name, bytes));
        Phone { files: names.into_iter().filter_map(file).collect(), earlier, public_key }
    }

    pub(crate) fn file(&self, name: &str) -> &[u8] {
        &self.files.iter().find(|(known, _)| known == name).expect("a file of the phone").1
    }

    /// The names and the bytes of the log's segments.
    #[cfg(test)]
    pub(crate) fn segments(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
        files.filter(|(name, _)| name.ends_with(".seg"))
    }

    /// A device with these files.
    pub(crate) fn device(&self) -> Device {
        let device = Device::new();
        self.files.iter().for_each(|(name, bytes)| device.put(name, bytes));
        device
    }
}

fn files_in(device: &Device, folder: &str) -> Vec<String> {
    let names = device.names(folder).into_iter();
    names.map(|name| format!("{folder}/{name}").trim_start_matches('/').to_owned()).collect()
}

fn morning(device: &Device, gate: &Gate) {
    assert!(gate.acquire(&access(SCAN)).is_err(), "nobody was asked");
    gate.policy_shown().unwrap();
    gate.accept_policy().unwrap();
    gate.switch_subject(Some("listener"), Age::Adult).unwrap();
    gate.app_state(AppState::Foreground).unwrap();
    for (purpose, resource, scope) in WISHES {
        gate.answer(&access((purpose, resource, scope)), Answer::Grant).unwrap();
        let all: Vec<&str> = resource.scope_names().collect();
        gate.os_changed(resource, &all, OsGrant::Granted).unwrap();
        let lease = gate.acquire(&access((purpose, resource, scope))).unwrap();
        device.pass(gate, Span::seconds(10));
        drop(lease);
    }
    gate.sdk_running("advertising");
}

fn afternoon(device: &Device, gate: &Gate) {
    let other = Gate::open(device.config().process(":player")).unwrap();
    let _open = other.acquire(&access(HUM));
    gate.withdraw(&access(HUM)).unwrap();
    device.pass(&other, Span::seconds(2));
    let contacts = Access::new("nearby-people", Resource::Location, ["fine"]).unwrap();
    gate.answer(&contacts, Answer::Refuse).unwrap();
    gate.app_state(AppState::Background).unwrap();
    device.pass(gate, Span::hours(3));
}

/// Whether a segment with this name is sound on its own.
#[cfg(test)]
pub(crate) fn is_sound(name: &str, bytes: &[u8]) -> bool {
    let device = Device::new();
    device.put(name, bytes);
    !device.entries().iter().any(|entry| matches!(entry.item, menshen::log::Item::Damage(_)))
}
