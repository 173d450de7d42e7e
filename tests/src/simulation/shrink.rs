//! A failing history, made short.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;

use super::act::{History, Step};
use super::app;

/// How often a shorter history is tried.
const TRIES: u32 = 4_000;

/// What to tell of a history that failed.
pub(super) fn report(seed: u64, history: History, found: &str) -> String {
    let (short, last) = shrunk(history);
    let steps: Vec<String> = short.steps.iter().map(|step| format!("  {step:?}")).collect();
    format!(
        "the gates and the model differ: MENSHEN_SEED={seed}\n{found}\n{} steps suffice:\n{}\n{last}\npolicies {}",
        steps.len(),
        steps.join("\n"),
        json!(short.policies),
    )
}

/// Drops runs of acts, then single ones, as long as the history still fails.
fn shrunk(mut history: History) -> (History, String) {
    let mut last = String::new();
    let mut tries = TRIES;
    let mut run = history.steps.len() / 2;
    while run > 0 {
        let mut at = 0;
        while at < history.steps.len() && tries > 0 {
            tries -= 1;
            let mut shorter = history.clone();
            shorter.steps.drain(at..(at + run).min(history.steps.len()));
            match fails(&shorter) {
                Some(found) => (history, last) = (shorter, found),
                None => at += run,
            }
        }
        run /= 2;
    }
    simplified(history, last)
}

/// Takes out of each step what is not needed.
fn simplified(mut history: History, mut last: String) -> (History, String) {
    let simpler: [fn(&mut Step); 3] =
        [|step| step.asks.clear(), |step| step.asks.truncate(1), |step| step.trouble = None];
    for at in 0..history.steps.len() {
        for simplify in simpler {
            let mut shorter = history.clone();
            simplify(&mut shorter.steps[at]);
            if let Some(found) = fails(&shorter) {
                (history, last) = (shorter, found);
            }
        }
    }
    (history, last)
}

fn fails(history: &History) -> Option<String> {
    let played = catch_unwind(AssertUnwindSafe(|| app::play(history)));
    played.unwrap_or_else(|_| Err("it panics".to_owned())).err()
}
