//! Long runs of what must hold under kills, failing calls and lost power.

use crate::command::{self, command};
use crate::failure::Done;

pub(crate) const HELP: &str = "\
kill writers, fail calls and lose the power for as long as you like, and see that nothing is lost

Usage: cargo xtask torture [--minutes N] [--seed S] [--rounds N] [<discipline>…]

  kills       writer processes on one folder are killed at random moments, new ones take over
  faults      calls of the disk fail, several on a day, in any way, once or for some time
  power       the power is lost at any call; of what was not synced any part is left
  simulation  long histories of several processes must go as a model says

  --minutes N  how long, in all; 10 when not said
  --seed S     begin with this round; a random one when not said
  --rounds N   only so many rounds of each discipline, however long they take

Without a discipline all of them take turns of a minute. The first thing that does not hold ends the
run with exit code 1 and a line that plays its round once more. The files lie in the folder for
temporary files (TMPDIR); those of a round that failed are left there.

Example: cargo xtask torture kills --minutes 30";

pub(crate) fn run(args: &[String]) -> Done {
    let build = "cargo run --quiet --release --package menshen-tests --bin torture --";
    command::run(command(build).args(args))
}
