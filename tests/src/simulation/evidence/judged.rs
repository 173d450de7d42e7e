//! The log, held against what happened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use menshen::Gate;
use menshen::log::{self, Decision, Event, Item, LeaseEnd, Record, State, VerifyOptions};
use menshen::seams::{Disk, Open, Seams};

use super::{Denial, Evidence};
use crate::sim::SimDisk;
use crate::simulation::app::DIR;

impl Evidence {
    /// Judges the log by what every process did. The gate is the last one.
    pub(in crate::simulation) fn judge(&self, gate: &Gate, seams: &Seams) -> Result<(), String> {
        let records = read(&seams.disk)?;
        let told = Told::of(&records);
        self.judge_given(&told)?;
        self.judge_denied(&told)?;
        self.judge_ends(&told)?;
        self.judge_erased(&records, &seams.disk)?;
        self.judge_verified(&seams.disk)?;
        exported(gate, seams)
    }

    /// Every lease that was given is on record, in order; a killed process may not have lived to see
    /// its last.
    fn judge_given(&self, told: &Told) -> Result<(), String> {
        let none = Vec::new();
        for (process, found) in &told.given {
            let given = self.given.get(process).unwrap_or(&none);
            let more = usize::from(self.killed.contains(process)) * 8;
            if !found.starts_with(given) || found.len() > given.len() + more {
                return Err(format!("{process} was given {given:x?}, the log has {found:x?}"));
            }
        }
        match self.given.keys().find(|process| !told.given.contains_key(*process)) {
            Some(process) => Err(format!("nothing of {process} is on record")),
            None => Ok(()),
        }
    }

    /// Every denial is counted. A kill may lose repeats, never the first.
    fn judge_denied(&self, told: &Told) -> Result<(), String> {
        for (denial, found) in &told.denied {
            let most = self.denied.get(denial).copied().unwrap_or(0);
            let more =
                u64::from(self.killed.contains(&denial.0) || self.failed.contains(&denial.0));
            if *found > most + more {
                return Err(format!("{denial:?} was denied {most} times, the log has {found}"));
            }
        }
        for (denial, times) in &self.denied {
            let found = told.denied.get(denial).copied().unwrap_or(0);
            let least = if self.killed.contains(&denial.0) { 1 } else { *times };
            if found < least && !self.failed.contains(&denial.0) {
                return Err(format!("{denial:?} was denied {times} times, the log has {found}"));
            }
        }
        Ok(())
    }

    /// Every lease ends once, and as its holder saw.
    fn judge_ends(&self, told: &Told) -> Result<(), String> {
        for (lease, end) in &self.ends {
            let found = told.ends.get(lease).map(Vec::as_slice).unwrap_or_default();
            let process = self.given.iter().find(|(_, leases)| leases.contains(lease));
            let failed = process.is_some_and(|(process, _)| self.failed.contains(process));
            let killed = process.is_some_and(|(process, _)| self.killed.contains(process));
            let right = match found {
                [] => failed,
                [LeaseEnd::ProcessDied] if failed || killed => true,
                [how] => Some(*how) == *end,
                _ => false,
            };
            if !right {
                return Err(format!("lease {lease:x} ended {end:?}, the log has {found:?}"));
            }
        }
        Ok(())
    }

    /// Whoever was erased is not in the ledger, and no process writes anything new of it: only what
    /// was under way is still closed and counted.
    fn judge_erased(&self, records: &[Record<'_>], disk: &Arc<dyn Disk>) -> Result<(), String> {
        let path = Path::new(DIR).join("ledger");
        let ledger = disk.open(&path, Open::Read).and_then(|file| file.read_all(1 << 22));
        let ledger = String::from_utf8(ledger.map_err(|it| it.to_string())?).unwrap();
        if let Some(name) = self.erased.iter().find(|it| ledger.contains(&format!("{it:016x}"))) {
            return Err(format!("{name:x} was erased and is in the ledger"));
        }
        let mut gone = BTreeSet::new();
        for record in records {
            let closes = match &record.event {
                Event::LeaseEnd { .. } => true,
                Event::Decision(decision) => decision.reason.is_some(),
                _ => false,
            };
            if gone.contains(&(record.process, record.subject)) && !closes {
                return Err(format!("of an erased subject: {record:?}"));
            }
            if record.event == Event::Erased {
                gone.insert((record.process, record.subject));
            }
        }
        Ok(())
    }

    fn judge_verified(&self, disk: &Arc<dyn Disk>) -> Result<(), String> {
        let report = log::verify(disk, Path::new(DIR), &VerifyOptions::default());
        let state = report.map_err(|error| error.to_string())?.state;
        match state {
            State::Clean | State::UnsignedTail { .. } => Ok(()),
            State::Damaged if !self.failed.is_empty() => Ok(()),
            other => Err(format!("the log is {other:?}")),
        }
    }
}

/// What the log tells.
#[derive(Default)]
struct Told {
    given: BTreeMap<String, Vec<u64>>,
    denied: BTreeMap<Denial, u64>,
    ends: BTreeMap<u64, Vec<LeaseEnd>>,
}

impl Told {
    fn of(records: &[Record<'_>]) -> Told {
        let mut told = Told::default();
        let start = |record: &Record<'_>| match &record.event {
            Event::ProcessStart { name, .. } => Some((record.process, name.to_string())),
            _ => None,
        };
        let names: BTreeMap<u32, String> = records.iter().filter_map(start).collect();
        for record in records {
            let name = names.get(&record.process).cloned().unwrap_or_default();
            match &record.event {
                Event::Decision(decision) => told.decided(name, record.subject, decision),
                Event::LeaseEnd { lease, how, .. } => {
                    told.ends.entry(*lease).or_default().push(*how)
                }
                _ => {}
            }
        }
        told
    }

    fn decided(&mut self, process: String, subject: u64, decision: &Decision<'_>) {
        let Some(reason) = decision.reason else {
            let leases = decision.uses.iter().map(|it| it.lease);
            return self.given.entry(process).or_default().extend(leases);
        };
        let (purpose, caller) = (decision.purpose.to_string(), decision.caller.to_string());
        let key = (process, subject, purpose, caller, reason, decision.user_initiated);
        *self.denied.entry(key).or_default() += u64::from(decision.count);
    }
}

fn read(disk: &Arc<dyn Disk>) -> Result<Vec<Record<'static>>, String> {
    let entries = log::read(disk, Path::new(DIR)).map_err(|error| error.to_string())?;
    let record = |entry: log::Entry| match entry.item {
        Item::Record(record) => Some(record),
        _ => None,
    };
    Ok(entries.filter_map(record).collect())
}

/// The exported log has every record that can be read on the device.
fn exported(gate: &Gate, seams: &Seams) -> Result<(), String> {
    let mut tar = Vec::new();
    gate.export_log(&mut tar).map_err(|error| error.to_string())?;
    let copy: Arc<dyn Disk> = Arc::new(unpacked(&tar));
    match read(&copy)? == read(&seams.disk)? {
        true => Ok(()),
        false => Err("the export is not complete".to_owned()),
    }
}

/// The files of a tar: a header of 512 bytes with name and length, then the bytes in whole blocks.
fn unpacked(tar: &[u8]) -> SimDisk {
    let (disk, mut rest) = (SimDisk::default(), tar);
    while rest.first().is_some_and(|byte| *byte != 0) {
        let text = |range: std::ops::Range<usize>| {
            String::from_utf8_lossy(&rest[range]).trim_matches('\0').to_owned()
        };
        let (path, length) = (text(0..100), text(124..135));
        let length = usize::from_str_radix(length.trim(), 8).unwrap();
        let name = path.strip_prefix("menshen/").unwrap();
        let file = disk.open(&Path::new(DIR).join(name), Open::Create).unwrap();
        file.write_at(&rest[512..512 + length], 0).unwrap();
        rest = &rest[512 + length.div_ceil(512) * 512..];
    }
    disk
}
