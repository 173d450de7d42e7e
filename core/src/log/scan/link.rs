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

#[cfg(test)]
mod tests {
    use super::*;

    /// After the frame with number 9, and `damaged` blocks behind it.
    fn link(damaged: u32) -> Link {
        Link { expected: chain(10), before: Some(chain(9)), damaged }
    }

    fn chain(seq: u64) -> Chain {
        Chain { seq, tag: [7; 16] }
    }

    /// What is said of a block that goes on at a number, but not with the right tag.
    fn judged(link: &Link, seq: u64) -> Option<Damage> {
        let entered = link.enter(Chain { seq, tag: [8; 16] });
        assert!(entered.broken);
        entered.damage
    }

    #[test]
    fn a_block_goes_on_from_the_last_frame_or_from_the_one_before() {
        for (link, seq) in [(link(0), 10), (link(0), 9), (link(1), 10), (Link::new(chain(10)), 10)]
        {
            let entered = link.enter(chain(seq));
            assert_eq!((entered.damage, entered.broken), (None, false), "{seq}");
        }
        let first = Link::new(chain(10));
        assert_eq!(first.enter(chain(9)).damage, Some(Damage::Link));
    }

    #[test]
    fn without_damage_a_block_that_does_not_fit_is_a_forgery_or_comes_too_late() {
        for seq in [0, 8, 9, 10] {
            assert_eq!(judged(&link(0), seq), Some(Damage::Link), "{seq}");
        }
        assert_eq!(judged(&link(0), 11), Some(Damage::Missing { frames: 1 }));
        assert_eq!(judged(&link(0), 15), Some(Damage::Missing { frames: 5 }));
    }

    #[test]
    fn a_damaged_block_accounts_for_what_it_can_have_held() {
        let most = 10 + 2 * MAX_FRAMES;
        assert_eq!(link(2).past_damage(), chain(most));
        assert_eq!(judged(&link(2), 8), Some(Damage::Link));
        for seq in [9, 10, most] {
            assert_eq!(judged(&link(2), seq), None, "{seq}");
        }
        let frames = 2 * MAX_FRAMES + 1;
        assert_eq!(judged(&link(2), most + 1), Some(Damage::Missing { frames }));
    }

    #[test]
    fn a_frame_goes_on_with_the_next_number_and_tag() {
        let tag = next_tag(&chain(10), 14, 1, b"payload");
        let sound = Frame { kind: 14, version: 1, seq: 10, payload: 0..0, tag };
        let mut link = link(0);
        assert_eq!(link.follow(&sound, b"payload"), None);
        assert_eq!((link.expected, link.before), (Chain { seq: 11, tag }, Some(chain(10))));
        assert_eq!(self::link(0).follow(&sound, b"forged"), Some(Damage::Tag));
        assert_eq!(
            self::link(0).follow(&Frame { seq: 11, ..sound }, b"payload"),
            Some(Damage::Number)
        );
    }
}
