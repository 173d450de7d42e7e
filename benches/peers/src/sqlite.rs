//! The log as a table in SQLite, set up as one would on a phone: WAL, `synchronous` NORMAL.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use crate::Problem;

/// What a record takes, more or less.
const RECORD: [u8; 100] = [0x5a; 100];

pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Sqlite, Problem> {
        let connection = Connection::open(path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        // Several processes may be at it: then each waits for its turn.
        connection.busy_timeout(Duration::from_secs(60))?;
        connection.execute(
            "CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, record BLOB NOT NULL)",
            [],
        )?;
        Ok(Sqlite { connection })
    }

    /// Each insert is a transaction of its own, as each record is acknowledged on its own.
    pub(crate) fn insert_two(&mut self) -> Result<(), Problem> {
        let mut insert = self.connection.prepare_cached("INSERT INTO log (record) VALUES (?1)")?;
        insert.execute([RECORD])?;
        insert.execute([RECORD])?;
        Ok(())
    }
}

/// The version of the SQLite that is built in.
pub(crate) fn version() -> &'static str {
    rusqlite::version()
}
