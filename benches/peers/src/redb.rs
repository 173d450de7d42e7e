//! redb with one row to a transaction, not synced.

use std::path::Path;

use redb::{Database, Durability, TableDefinition};

use crate::Problem;

const TABLE: TableDefinition<'_, u64, &[u8]> = TableDefinition::new("log");
const RECORD: [u8; 100] = [0x5a; 100];

pub(crate) struct Redb {
    database: Database,
    next: u64,
}

impl Redb {
    pub(crate) fn open(path: &Path) -> Result<Redb, Problem> {
        Ok(Redb { database: Database::create(path)?, next: 0 })
    }

    pub(crate) fn insert_two(&mut self) -> Result<(), Problem> {
        self.insert()?;
        self.insert()
    }

    fn insert(&mut self) -> Result<(), Problem> {
        let mut transaction = self.database.begin_write()?;
        transaction.set_durability(Durability::None)?;
        transaction.open_table(TABLE)?.insert(self.next, RECORD.as_slice())?;
        self.next += 1;
        Ok(transaction.commit()?)
    }
}
