//! `verify` of a whole log beside SHA-256 alone over the same bytes.

use std::fs;
use std::hint::black_box;
use std::path::Path;

use menshen::log::{State, VerifyOptions, verify};
use menshen::seams::Seams;
use sha2::{Digest, Sha256};

use crate::Problem;
use crate::folder::Folder;
use crate::gate;
use crate::measure::{Comparison, Plan, Side, compare};

const PLAN: Plan = Plan { rounds: 41, samples: 1, calls: 1 };
pub(crate) const RECORDS: u32 = 100_000;

/// What came out, and how many bytes it was about.
pub(crate) struct Measured {
    pub(crate) comparison: Comparison,
    pub(crate) bytes: u64,
}

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Measured, Problem> {
    let dir = folder.at("verify");
    gate::write_log(&dir, RECORDS)?;
    let segments = segments(&dir.join("log"))?;
    let disk = Seams::system().disk;
    let verify = || match verify(&disk, &dir, &VerifyOptions::default())?.state {
        State::Clean => Ok(()),
        state => Err(format!("the log is {state:?}").into()),
    };
    let sha = || {
        for bytes in &segments {
            black_box(Sha256::digest(bytes));
        }
        Ok(())
    };
    let sides = vec![Side::new("`verify`", verify), Side::new("SHA-256 alone, from memory", sha)];
    let bytes = segments.iter().map(|bytes| bytes.len() as u64).sum();
    Ok(Measured { comparison: compare(PLAN.quick(quick), sides)?, bytes })
}

fn segments(folder: &Path) -> Result<Vec<Vec<u8>>, Problem> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "seg") {
            found.push(fs::read(path)?);
        }
    }
    Ok(found)
}
