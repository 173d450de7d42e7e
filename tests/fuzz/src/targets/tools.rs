//! What `menshen policy` makes of a policy file that somebody wrote.

use crate::choose;
use crate::command::Stage;

/// The policy and another one, in this order.
const COMMANDS: [&str; 7] = [
    "policy check {}",
    "policy diff {} {} --json",
    "policy lists {} --format html --lang zh",
    "policy lists {} --format markdown --lang en",
    "policy codegen {} --lang kotlin",
    "policy codegen {} --lang arkts",
    "policy manifest {} --suggest android",
];

pub(super) fn run(bytes: &[u8]) {
    let Some((which, rest)) = choose(bytes) else { return };
    let stage = Stage::new();
    let (given, other) = (stage.file("given.json", rest), stage.policy());
    stage.menshen(COMMANDS[usize::from(which) % COMMANDS.len()], &[&given, &other]);
    if stage.menshen("policy diff {} {}", &[&given, &given]) != 2 {
        assert_eq!(
            stage.menshen("policy diff {} {}", &[&given, &given]),
            0,
            "it differs from itself"
        );
    }
}
