//! How much may be prepared. In a process of its own: afterwards nothing more can be.

use menshen_bindings::{access, prepare};

#[test]
fn absurd_names_and_absurdly_many_accesses_are_not_kept() {
    let named = |purpose: &str, caller: &str| prepare(purpose, None, caller, false);
    let (longest, longer) = ("长".repeat(341) + "a", "长".repeat(341) + "ab");
    assert_eq!((longest.len(), longer.len()), (1024, 1025));
    let kept = named(&longest, &longest);
    assert!(access(kept).is_some());
    assert_eq!(named(&longer, "app"), 0);
    assert_eq!(named("qr-scan", &longer), 0);
    let made = (1..1 << 16).filter(|number| named(&format!("purpose-{number}"), "app") != 0);
    assert_eq!(made.count(), (1 << 16) - 1);
    assert_eq!(named("one-too-many", "app"), 0);
    assert_eq!(named(&longest, &longest), kept, "what was prepared is still known");
}
