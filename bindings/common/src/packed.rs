//! A verdict as one integer.

use menshen::{Denied, Verdict};

const STEP: u32 = 8;
const UNTIL: u32 = 16;
/// The last time that fits, some 2,200 years after 1970.
const LAST: i64 = (1 << 46) - 1;

/// A verdict in 62 bits: 0 allows; otherwise bits 0–7 are the reason's number, 8–15 the step's,
/// and from bit 16 the time of a `wait` in milliseconds since 1970, 0 when there is none.
pub fn pack(verdict: Verdict) -> i64 {
    let Err(Denied { reason, step, until }) = verdict else { return 0 };
    let until = until.map_or(0, |until| until.millis().clamp(1, LAST));
    i64::from(reason.number()) | i64::from(step.number()) << STEP | until << UNTIL
}

#[cfg(test)]
mod tests {
    use menshen::{Reason, Step, Time};

    use super::*;

    #[test]
    fn a_verdict_fits_into_an_integer() {
        assert_eq!(pack(Ok(())), 0);
        let denied = |until| Denied { reason: Reason::ConsentRefused, step: Step::Wait, until };
        assert_eq!(pack(Err(denied(None))), 9 << 8 | 10);
        let at = |millis| pack(Err(denied(Some(Time::from_millis(millis)))));
        assert_eq!(at(7), 7 << 16 | 9 << 8 | 10);
        assert_eq!(at(-7) >> 16, 1, "a wait is never lost");
        assert!(at(i64::MAX) > 0);
        assert!(at(i64::MAX) < 1 << 62);
    }
}
