//! What somebody without the key can make of a checkpoint.

use super::*;
use crate::log::tests::world::{World, checkpoint_path};

/// A checkpoint's two lines, after a change to them and with the checksum made to fit.
fn changed(change: impl FnOnce(&mut String, &mut Signed)) -> Result<Checkpoint, BadCheckpoint> {
    let world = World::new();
    world.log(1).checkpoint(&world.key()).unwrap();
    let text = String::from_utf8(world.disk.get(&checkpoint_path())).unwrap();
    let (body, line) = text.split_once('\n').unwrap();
    let (mut body, mut signed) = (body.to_owned(), serde_json::from_str(line).unwrap());
    change(&mut body, &mut signed);
    signed.crc32c = signed.checksum(&body);
    let line = serde_json::to_string(&signed).unwrap();
    Checkpoint::read(format!("{body}\n{line}\n").as_bytes())
}

#[test]
fn whatever_is_changed_without_the_key_is_forged() {
    assert!(changed(|_, _| ()).is_ok());
    let forged = |change: fn(&mut String, &mut Signed)| {
        assert_eq!(changed(change).unwrap_err(), BadCheckpoint::Forged);
    };
    forged(|body, _| *body = body.replace("\"number\":1", "\"number\":2"));
    forged(|body, _| body.push(' '));
    forged(|_, signed| signed.key.0[0] ^= 1);
    forged(|_, signed| signed.sig.0[0] ^= 1);
    forged(|_, signed| signed.provider.push('x'));
    forged(|_, signed| signed.alg.push('x'));
}

#[test]
fn what_is_signed_says_that_it_is_a_checkpoint() {
    let world = World::new();
    let (key, body) = (world.key(), "{}");
    let signature = Signature::new(key.sign(&message(body)).unwrap());
    let public = PublicKey::new(key.public_key());
    assert!(public.verify([PREFIX, body.as_bytes()].concat(), &signature).is_ok());
    assert!(public.verify(body, &signature).is_err());
}

#[test]
fn a_record_names_a_checkpoint_by_the_first_eight_bytes_of_its_digest() {
    let digest = std::array::from_fn(|byte| byte as u8 + 1);
    assert_eq!(short(&digest), 0x0102_0304_0506_0708);
}
