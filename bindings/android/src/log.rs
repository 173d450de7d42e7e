//! The access log, for the viewer on the device and for sharing.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;

use crate::error::MenshenError;
use crate::gate::NativeGate;

#[uniffi::export]
impl NativeGate {
    /// The latest records of the log, newest first, each as JSON with the fields of
    /// `menshen log show --json`. Only those of these kinds (`decision`, `consent`, …), or all.
    pub fn records(&self, most: u32, kinds: Vec<String>) -> Result<Vec<String>, MenshenError> {
        let most = most as usize;
        let mut found = std::collections::VecDeque::new();
        self.gate().each_record(|record| {
            let name = record.event.name();
            if kinds.is_empty() || kinds.iter().any(|kind| kind == name) {
                found.push_front(record.to_json().to_string());
                found.truncate(most);
            }
        })?;
        Ok(found.into())
    }

    /// Writes the log to a file, for the user to share: what the `menshen` command reads as it is.
    pub fn export_log(&self, file: &str) -> Result<(), MenshenError> {
        let unwritable = |error| MenshenError::Storage(format!("{file}: {error}"));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(0o600);
        let mut out = options.open(file).map_err(unwritable)?;
        self.gate().export_log(&mut out)?;
        out.flush().map_err(unwritable)
    }

    /// The current subject's own copy (PIPL 45), as JSON.
    pub fn own_copy(&self) -> Result<String, MenshenError> {
        Ok(self.gate().own_copy()?.to_string())
    }

    /// The current subject's consent receipts, after ISO/IEC TS 27560:2023, as JSON.
    pub fn receipts(&self) -> Result<String, MenshenError> {
        Ok(serde_json::Value::from(self.gate().receipts()?).to_string())
    }
}
