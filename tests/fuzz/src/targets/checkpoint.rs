//! A checkpoint: nothing but what the key signed vouches for a log.

use std::path::Path;
use std::sync::LazyLock;

use menshen::log::{Signer, SoftwareKey, State, VerifyOptions};
use serde_json::Value;

use crate::device::{DIR, Device};
use crate::phone::PHONE;
use crate::{choose, mend};

const CHECKSUM: u8 = 1;
const SIGNED_BY_ANOTHER: u8 = 2;
/// It lies where the next one is being written.
const UNFINISHED: u8 = 4;

pub(super) fn run(bytes: &[u8]) {
    let Some((how, rest)) = choose(bytes) else { return };
    let Some(file) = checkpoint(how, rest) else { return };
    let device = PHONE.device();
    let own = how & UNFINISHED == 0;
    device.put(if own { "log/checkpoint" } else { "log/checkpoint.new" }, &file);
    let authentic = file == PHONE.file("log/checkpoint") || file == PHONE.earlier;
    let options = VerifyOptions {
        public_key: Some(PHONE.public_key),
        exported: (!own).then(|| file.clone()),
    };
    let state = device.verify(&options).state;
    let fine = matches!(state, State::Clean | State::UnsignedTail { .. });
    assert!(!fine || authentic, "vouched for by what nobody signed: {state}");
    goes_on(&device);
}

/// The gate takes the next checkpoint whatever the last is, and that one can be read.
fn goes_on(device: &Device) {
    let gate = device.gate().unwrap();
    if gate.checkpoint().is_ok() {
        let report = device.verify(&VerifyOptions::default());
        assert_eq!(report.public_key, Some(PHONE.public_key), "{report:?}");
    }
}

fn checkpoint(how: u8, rest: &[u8]) -> Option<Vec<u8>> {
    if how & (CHECKSUM | SIGNED_BY_ANOTHER) == 0 {
        return Some(rest.to_vec());
    }
    let (body, line) = std::str::from_utf8(rest).ok()?.split_once('\n')?;
    let signed: Value = serde_json::from_str(line).ok()?;
    let [alg, provider, key, sig] = ["alg", "provider", "key", "sig"].map(|it| signed[it].as_str());
    if how & SIGNED_BY_ANOTHER == 0 {
        return mend::checkpoint(body, [alg?, provider?, key?, sig?]);
    }
    let message = [b"menshen checkpoint 1\n", body.as_bytes()].concat();
    let sig = mend::hex(&ANOTHER.sign(&message).ok()?);
    mend::checkpoint(body, [alg?, provider?, &mend::hex(&ANOTHER.public_key()), &sig])
}

/// A key of somebody else's.
static ANOTHER: LazyLock<SoftwareKey> =
    LazyLock::new(|| SoftwareKey::open(&Device::new().seams, &Path::new(DIR).join("key")).unwrap());
