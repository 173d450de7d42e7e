//! Gives every target what libFuzzer kept for it, and some thousand changes of that.
//!
//! `cargo test -p menshen-fuzz --test replay -- <target>…` tries only these; a file behind its target
//! is tried alone, with all that it prints.

mod corpus;
mod mutate;
mod silence;
mod trial;

use std::path::Path;
use std::process::ExitCode;

use menshen_fuzz::{TARGETS, Target};
use menshen_tests::environment::setting;

use corpus::Corpus;
use silence::Silence;
use trial::Finding;

/// How many changed inputs each target is given, where a run is quick and where it is not.
const QUICK: usize = 300;
const SLOW: usize = 20;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with('-')).collect();
    let (files, names): (Vec<_>, Vec<_>) = words.iter().partition(|it| Path::new(it).is_file());
    let chosen = |target: &&Target| names.is_empty() || names.contains(&&target.name.to_owned());
    let mut chosen: Vec<&Target> = TARGETS.iter().filter(chosen).collect();
    let seed = seed();
    let found: Vec<Finding> = match files.is_empty() {
        true => chosen.iter().flat_map(|target| replay(target, seed)).collect(),
        false => chosen.drain(..).flat_map(|target| alone(target, &files)).collect(),
    };
    found.iter().for_each(|finding| eprintln!("{finding}"));
    if found.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn replay(target: &Target, seed: u64) -> Option<Finding> {
    let corpus = Corpus::of(target);
    let changes = if target.slow { SLOW } else { QUICK };
    let silence = Silence::new();
    let found = corpus.files().find_map(|(name, bytes)| trial::run(target, name, bytes));
    let found = found.or_else(|| {
        let mut dice = fastrand::Rng::with_seed(seed);
        (0..changes).find_map(|number| {
            let bytes = mutate::one_of(&corpus, target.most, &mut dice);
            trial::run(target, &format!("seed {seed}, change {number}"), &bytes)
        })
    });
    drop(silence);
    println!("{:<12} {} files, {changes} changes", target.name, corpus.len());
    found
}

fn alone(target: &Target, files: &[&String]) -> Option<Finding> {
    files.iter().find_map(|file| trial::run(target, file, &std::fs::read(file).unwrap()))
}

/// A new one each time, unless `MENSHEN_SEED` gives an old one back.
fn seed() -> u64 {
    setting("MENSHEN_SEED").unwrap_or_else(|| fastrand::u64(..))
}
