//! One step of the tests.

use crate::command::{self, command};
use crate::failure::Done;

use super::need::Need;

/// A thing that must hold: a command that succeeds, or a task of this crate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) name: &'static str,
    action: Action,
    env: &'static [(&'static str, &'static str)],
    needs: &'static [Need],
}

#[derive(Debug, Clone, Copy)]
enum Action {
    Command(&'static str),
    Task(fn() -> Done),
}

impl Step {
    /// A command, run at the root of the repository. Its words are parted by spaces.
    pub(super) const fn command(name: &'static str, line: &'static str) -> Step {
        Step { name, action: Action::Command(line), env: &[], needs: &[] }
    }

    pub(super) const fn task(name: &'static str, task: fn() -> Done) -> Step {
        Step { name, action: Action::Task(task), env: &[], needs: &[] }
    }

    /// Variables that the command finds in its environment.
    pub(super) const fn env(self, env: &'static [(&'static str, &'static str)]) -> Step {
        Step { env, ..self }
    }

    pub(super) const fn needs(self, needs: &'static [Need]) -> Step {
        Step { needs, ..self }
    }

    /// The name, and what one would type to run only this.
    pub(super) fn describe(&self) -> String {
        let env: String = self.env.iter().map(|(key, value)| format!("{key}='{value}' ")).collect();
        match self.action {
            Action::Command(line) => format!("{}: {env}{line}", self.name),
            Action::Task(_) => format!("{}: cargo xtask test {}", self.name, self.name),
        }
    }

    /// The first thing it needs that is not there.
    pub(super) fn missing(&self) -> Option<&'static Need> {
        self.needs.iter().find(|need| need.is_missing())
    }

    pub(super) fn run(&self) -> Done {
        match self.action {
            Action::Command(line) => command::run(command(line).envs(self.env.iter().copied())),
            Action::Task(task) => task(),
        }
    }
}
