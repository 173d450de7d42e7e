//! The key in a file.

use std::path::{Path, PathBuf};

use super::world::{DIR, World};
use crate::log::{Signer, SoftwareKey};
use crate::seams::memory::Faults;

fn path() -> PathBuf {
    Path::new(DIR).join("key")
}

#[test]
fn a_flipped_bit_in_the_key_makes_no_other_key() {
    let world = World::new();
    let key = world.key().public_key();
    assert_eq!(world.key().public_key(), key);
    let sound = world.disk.get(&path());
    for bit in 0..sound.len() * 8 {
        let mut bytes = sound.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        world.disk.put(&path(), bytes);
        let refused = SoftwareKey::open(&world.seams, &path()).unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::InvalidData, "bit {bit}");
    }
}

#[test]
fn a_key_of_an_earlier_version_has_no_checksum() {
    let world = World::new();
    let key = world.key().public_key();
    let mut bytes = world.disk.get(&path());
    bytes.truncate(32);
    world.disk.put(&path(), bytes);
    assert_eq!(world.key().public_key(), key);
}

#[test]
fn a_key_that_a_full_disk_cut_off_is_made_again() {
    for space in 0..36 {
        let world = World::new();
        world.disk.set_faults(Faults { space: Some(space), ..Faults::default() });
        SoftwareKey::open(&world.seams, &path()).unwrap_err();
        world.disk.set_faults(Faults::default());
        let made = world.key().public_key();
        assert_eq!(world.key().public_key(), made, "cut off after {space} bytes");
    }
}
