//! A bundle off a phone, as `menshen log` takes it: bounded in memory and in time, whatever it says.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::command::Stage;
use crate::{choose, mend};

const TAR: u8 = 1;
const COMPRESSED: u8 = 2;

pub(super) fn run(bytes: &[u8]) {
    let Some((how, rest)) = choose(bytes) else { return };
    let stage = Stage::new();
    let bundle = stage.file("bundle", &bundle(how, rest));
    stage.menshen("log verify {}", &[&bundle]);
    stage.menshen("log show {} --json --tz utc", &[&bundle]);
}

fn bundle(how: u8, rest: &[u8]) -> Vec<u8> {
    let mut bundle = rest.to_vec();
    if how & TAR != 0 {
        mend::tar(&mut bundle);
    }
    match how & COMPRESSED {
        0 => bundle,
        _ => compressed(&bundle),
    }
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}
