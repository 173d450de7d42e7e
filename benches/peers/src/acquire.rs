//! An access from acquire to release, both logged, beside other ways to keep two records.

use menshen::log::Retention;

use crate::Problem;
use crate::bare_write::BareWrite;
use crate::folder::Folder;
use crate::gate::{self, acquire_and_release};
use crate::json_lines::JsonLines;
use crate::measure::{Comparison, Plan, Side, compare};
use crate::redb::Redb;
use crate::sqlite::Sqlite;

const PLAN: Plan = Plan { rounds: 101, samples: 400, calls: 1 };

pub(crate) fn measure(folder: &Folder, quick: bool) -> Result<Comparison, Problem> {
    let gate = gate::open(&folder.at("acquire"), gate::unlimited_policy()?, Retention::default())?;
    let access = gate::access()?;
    let mut sqlite = Sqlite::open(&folder.at("log.sqlite"))?;
    let mut redb = Redb::open(&folder.at("log.redb"))?;
    let mut lines = JsonLines::open(&folder.at("log.jsonl"))?;
    let mut bare = BareWrite::open(&folder.at("bare"))?;
    let sides = vec![
        Side::new("`acquire` and release", || acquire_and_release(&gate, &access)),
        Side::new("SQLite: two inserts", || sqlite.insert_two()),
        Side::new("redb: two inserts", || redb.insert_two()),
        Side::new("two lines of JSON, each flushed", || lines.append_two()),
        Side::new("two bare `write_at`", || bare.write_two()),
    ];
    compare(PLAN.quick(quick), sides)
}
