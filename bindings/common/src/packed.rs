//! A verdict as one integer.

use menshen::{Denied, Verdict};

const STEP: u32 = 6;
const UNTIL: u32 = 10;
/// The last time that fits, some 279 years after 1970.
const LAST: i64 = (1 << 43) - 1;

/// A verdict in 53 bits, so that a double-precision number holds it: 0 allows; otherwise bits 0–5
/// are the reason's number, 6–9 the step's, and from bit 10 the time of a `wait` in milliseconds
/// since 1970, 0 when there is none.
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
        assert_eq!(pack(Err(denied(None))), 9 << 6 | 10);
        let at = |millis| pack(Err(denied(Some(Time::from_millis(millis)))));
        assert_eq!(at(7), 7 << 10 | 9 << 6 | 10);
        assert_eq!(at(-7) >> 10, 1, "a wait is never lost");
        assert!(at(i64::MAX) > 0);
        assert!(at(i64::MAX) < 1 << 53);
    }

    #[test]
    fn every_reason_and_step_has_its_bits() {
        assert!(Reason::ALL.iter().all(|reason| reason.number() < 1 << STEP));
        assert!(Step::ALL.iter().all(|step| step.number() < 1 << (UNTIL - STEP)));
    }
}
