//! The access log, for the viewer on the device and for sharing.

use crate::error::MenshenError;
use crate::gate::NativeGate;

#[uniffi::export]
impl NativeGate {
    /// The latest records of the log, newest first, each as JSON with the fields of
    /// `menshen log show --json`. Only those of these kinds (`decision`, `consent`, …), or all.
    pub fn records(&self, most: u32, kinds: Vec<String>) -> Result<Vec<String>, MenshenError> {
        Ok(menshen_bindings::records(self.gate(), most as usize, &kinds)?)
    }

    /// Writes the log to a file, for the user to share: what the `menshen` command reads as it is.
    pub fn export_log(&self, file: &str) -> Result<(), MenshenError> {
        Ok(menshen_bindings::export_log(self.gate(), file)?)
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
