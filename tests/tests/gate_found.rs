//! What the simulation (tests/src/simulation.rs) found, each with the few acts that show it.

use menshen::log::Event;
use menshen::{Age, Answer, AppState, Gate, OsGrant, Reason, Resource, Span, Step};
use menshen_tests::world::{World, access};

const NEARBY: (&str, Resource, &str) = ("nearby-people", Resource::Location, "coarse");
const YEAR: i64 = 365 * 86_400_000;

fn why(gate: &Gate, wish: (&str, Resource, &str)) -> Option<Reason> {
    gate.check(&access(wish)).err().map(|denied| denied.reason)
}

#[test]
fn a_check_counts_what_another_process_used_within_a_round() {
    let world = World::new("found-budget");
    let (here, there) = (world.granted(&[NEARBY]), world.gate());
    while there.acquire(&access(NEARBY)).is_ok() {}
    here.maintain();
    assert_eq!(why(&here, NEARBY), Some(Reason::OverBudget));
}

/// Lets time pass in which something else changes, so that what stands is looked at anew.
fn pass(world: &World, gate: &Gate, span: Span) {
    world.pass(gate, span);
    gate.switch_subject(Some("tester"), Age::Adult).unwrap();
}

/// A gate on a clock that is years ahead, and what happens there; then the device is restarted with
/// the right time, and an app's day goes by.
fn ahead(name: &str, happens: impl FnOnce(&World, &Gate)) -> (World, Gate) {
    let world = World::new(name);
    world.clock.step(10 * YEAR);
    let gate = world.granted(&[NEARBY]);
    happens(&world, &gate);
    drop(gate);
    world.clock.step(-10 * YEAR);
    world.clock.restart();
    let gate = world.gate();
    gate.app_state(AppState::Foreground).unwrap();
    gate.maintain();
    (world, gate)
}

#[test]
fn a_grant_for_an_hour_ends_though_the_clock_was_years_ahead_when_it_was_given() {
    let (world, gate) = ahead("found-grant", |_, gate| {
        gate.answer(&access(NEARBY), Answer::GrantFor(Span::hours(1))).unwrap();
    });
    assert_eq!(why(&gate, NEARBY), None);
    pass(&world, &gate, Span::minutes(59));
    assert_eq!(why(&gate, NEARBY), None);
    pass(&world, &gate, Span::minutes(1));
    assert_eq!(why(&gate, NEARBY), Some(Reason::ConsentExpired));
}

#[test]
fn a_refusal_is_over_after_48_hours_though_the_clock_was_years_ahead() {
    let (world, gate) = ahead("found-refusal", |_, gate| {
        gate.answer(&access(NEARBY), Answer::Refuse).unwrap();
    });
    let step = || gate.check(&access(NEARBY)).unwrap_err().step;
    assert_eq!(step(), Step::Wait);
    pass(&world, &gate, Span::hours(48));
    assert_eq!(step(), Step::AskConsent);
}

#[test]
fn a_limit_is_over_though_the_clock_was_years_ahead() {
    let (world, gate) = ahead("found-limit", |_, gate| {
        gate.acquire(&access(NEARBY)).unwrap();
    });
    assert_eq!(why(&gate, NEARBY), Some(Reason::OverBudget));
    pass(&world, &gate, Span::seconds(30));
    assert_eq!(why(&gate, NEARBY), None);
}

#[test]
fn denials_by_the_system_are_counted_since_its_last_grant() {
    let world = World::new("found-denials");
    let gate = world.granted(&[NEARBY]);
    let report = |grant| gate.os_changed(Resource::Location, &["coarse"], grant).unwrap();
    let step = || gate.check(&access(NEARBY)).unwrap_err().step;
    gate.answer_os(&access(NEARBY), OsGrant::Denied).unwrap();
    gate.answer(&access(NEARBY), Answer::Grant).unwrap();
    assert_eq!(step(), Step::Wait);
    report(OsGrant::NotAsked);
    gate.answer_os(&access(NEARBY), OsGrant::Denied).unwrap();
    assert_eq!(step(), Step::WaitForUser, "the system forgot, the gate did not");
    report(OsGrant::Granted);
    gate.answer_os(&access(NEARBY), OsGrant::Denied).unwrap();
    gate.answer(&access(NEARBY), Answer::Grant).unwrap();
    assert_eq!(step(), Step::Wait);
}

#[test]
fn the_logs_own_records_name_nobody_who_was_erased() {
    let world = World::new("found-erased");
    let gate = world.granted(&[NEARBY]);
    let erased = gate.subject();
    gate.erase_subject().unwrap();
    gate.checkpoint().unwrap();
    let own = |event: &Event<'static>| matches!(event, Event::Checkpoint { .. }).then_some(());
    let subjects = world.picked(own);
    assert!(subjects.iter().all(|(subject, ())| *subject != erased), "{subjects:x?}");
    assert!(!subjects.is_empty());
}
