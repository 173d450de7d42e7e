//! How often a purpose may use a resource.

use crate::policy::{Limit, SlotId};
use crate::sync::atomic::{AtomicI64, Ordering};
use crate::time::Time;

/// For each resource of each purpose: until when its declared frequency is used up.
#[derive(Debug)]
pub struct Budget(Box<[AtomicI64]>);

const FREE: i64 = i64::MIN;

impl Budget {
    pub(crate) fn new(slots: usize) -> Budget {
        Budget((0..slots).map(|_| AtomicI64::new(FREE)).collect())
    }

    pub(crate) fn blocked_until(&self, slot: SlotId) -> Option<Time> {
        let millis = self.0.get(usize::from(slot.0))?.load(Ordering::Relaxed);
        (millis != FREE).then(|| Time::from_millis(millis))
    }

    pub(crate) fn set(&self, slot: SlotId, until: Option<Time>) {
        if let Some(place) = self.0.get(usize::from(slot.0)) {
            place.store(until.map_or(FREE, Time::millis), Ordering::Relaxed);
        }
    }
}

impl Clone for Budget {
    fn clone(&self) -> Budget {
        let copy = |place: &AtomicI64| AtomicI64::new(place.load(Ordering::Relaxed));
        Budget(self.0.iter().map(copy).collect())
    }
}

/// Until when the next access must wait, given the earlier ones: `newest(0)` is the last, and so
/// on. An access exactly `per` old no longer counts.
pub(crate) fn blocked_until(
    limit: &Limit,
    newest: impl Fn(usize) -> Option<Time>,
    now: Time,
) -> Option<Time> {
    let over = |at: Option<Time>, span| at.map(|at| at + span).filter(|until| *until > now);
    let used_up = over(newest(limit.count.saturating_sub(1) as usize), limit.per);
    let too_soon = limit.min_interval.and_then(|interval| over(newest(0), interval));
    used_up.max(too_soon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Span;

    const LIMIT: Limit = Limit {
        count: 2,
        per: Span::from_millis(100),
        min_interval: Some(Span::from_millis(10)),
        max_hold: None,
    };

    fn blocked(accesses: &[i64], now: i64) -> Option<i64> {
        let accesses: Vec<Time> = accesses.iter().map(|at| Time::from_millis(*at)).collect();
        let newest = |back: usize| accesses.iter().rev().nth(back).copied();
        blocked_until(&LIMIT, newest, Time::from_millis(now)).map(Time::millis)
    }

    #[test]
    fn the_oldest_counted_access_frees_the_next() {
        assert_eq!(blocked(&[0, 50], 60), Some(100));
        assert_eq!(blocked(&[0, 50], 100), None, "exactly `per` old no longer counts");
        assert_eq!(blocked(&[0, 20, 50], 60), Some(120), "over budget: the second newest counts");
    }

    #[test]
    fn two_accesses_keep_their_distance() {
        assert_eq!(blocked(&[50], 59), Some(60));
        assert_eq!(blocked(&[50], 60), None);
    }
}
