//! How blocks and frames hang together.

use crate::log::damage::Damage;
use crate::log::frame::{Frame, next_tag};
use crate::log::layout::{Chain, MAX_FRAMES};

/// The state of the chain while a segment is read.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// What the next frame must continue.
    pub(super) expected: Chain,
    /// The chain before the last frame of this block.
    before: Option<Chain>,
    /// How many damaged blocks have been passed since the last sound header.
    pub(super) damaged: u32,
}

/// How a block continues the chain.
pub(super) struct Entered {
    /// What is wrong.
    pub(super) damage: Option<Damage>,
    /// Whether frames may be missing before it.
    pub(super) broken: bool,
}

impl Link {
    pub(super) fn new(expected: Chain) -> Link {
        Link { expected, before: None, damaged: 0 }
    }

    /// Judges a block whose header says that the chain stood at `incoming`.
    pub(super) fn enter(&self, incoming: Chain) -> Entered {
        // A write that failed may have left a whole frame behind. Its writer was told so, and went
        // on in a new block as if the frame were not there.
        let linked = incoming == self.expected || Some(incoming) == self.before;
        let damage = if linked { None } else { self.judge(incoming) };
        Entered { damage, broken: !linked }
    }

    fn judge(&self, incoming: Chain) -> Option<Damage> {
        let least = self.before.unwrap_or(self.expected).seq;
        let most = self.past_damage().seq;
        match incoming.seq {
            seq if self.damaged > 0 && (least..=most).contains(&seq) => None,
            seq if seq > most => Some(Damage::Missing { frames: seq - self.expected.seq }),
            _ => Some(Damage::Link),
        }
    }

    /// The chain after the damage, if any: past every number that a lost frame can have had.
    pub(super) fn past_damage(&self) -> Chain {
        let lost = u64::from(self.damaged) * MAX_FRAMES;
        Chain { seq: self.expected.seq.saturating_add(lost), ..self.expected }
    }

    /// Goes on with a frame.
    pub(super) fn follow(&mut self, frame: &Frame, payload: &[u8]) -> Option<Damage> {
        let tag = next_tag(&self.expected, frame.kind, frame.version, payload);
        let damage = match (frame.seq == self.expected.seq, frame.tag == tag) {
            (true, true) => None,
            (true, false) => Some(Damage::Tag),
            (false, _) => Some(Damage::Number),
        };
        self.before = Some(self.expected);
        self.expected = Chain { seq: frame.seq.saturating_add(1), tag: frame.tag };
        damage
    }
}
