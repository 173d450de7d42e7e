//! Changes of files, blind ones: whoever wants eyes takes libFuzzer.

use fastrand::Rng;

use crate::corpus::Corpus;

/// A file of the corpus, changed in a few places.
pub(crate) fn one_of(corpus: &Corpus, most: usize, dice: &mut Rng) -> Vec<u8> {
    let mut bytes = corpus.any(dice).to_vec();
    for _ in 0..dice.usize(1..=4) {
        change(&mut bytes, corpus, dice);
    }
    bytes.truncate(most);
    bytes
}

fn change(bytes: &mut Vec<u8>, corpus: &Corpus, dice: &mut Rng) {
    let from = dice.usize(..=bytes.len());
    let to = (from + dice.usize(1..=16)).min(bytes.len());
    match dice.u8(..6) {
        0 if from < to => bytes[from] ^= 1 << dice.u8(..8),
        1 => drop(bytes.splice(from..to, [*one(dice, &[0, 1, 0x7f, 0x80, 0xff])])),
        2 => drop(bytes.splice(from..from, [0; 8].map(|_| dice.u8(..)))),
        3 => drop(bytes.drain(from..to)),
        4 => {
            let copy = bytes[from..to].to_vec();
            bytes.splice(from..from, copy);
        }
        _ => {
            let other = corpus.any(dice);
            let start = from.min(other.len());
            bytes.splice(from.., other[start..].iter().copied());
        }
    }
}

fn one<'a, T>(dice: &mut Rng, items: &'a [T]) -> &'a T {
    &items[dice.usize(..items.len())]
}
