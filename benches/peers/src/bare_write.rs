//! The physical limit: two writes into space that is already there, with nothing around them.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;

use crate::Problem;

const LENGTH: u64 = 16 << 20;
/// What a record takes with its frame, more or less.
const RECORD: [u8; 100] = [0x5a; 100];

pub(crate) struct BareWrite {
    file: File,
    at: u64,
}

impl BareWrite {
    pub(crate) fn open(path: &Path) -> Result<BareWrite, Problem> {
        let file = File::options().read(true).write(true).create_new(true).open(path)?;
        // Page by page: the kernel then keeps it in pieces that are quickest to write into.
        let zeros = [0; 4096];
        for at in (0..LENGTH).step_by(zeros.len()) {
            file.write_all_at(&zeros, at)?;
        }
        Ok(BareWrite { file, at: 0 })
    }

    pub(crate) fn write_two(&mut self) -> Result<(), Problem> {
        self.write()?;
        self.write()
    }

    fn write(&mut self) -> Result<(), Problem> {
        self.file.write_all_at(&RECORD, self.at)?;
        let next = self.at + RECORD.len() as u64;
        self.at = if next + RECORD.len() as u64 > LENGTH { 0 } else { next };
        Ok(())
    }
}
