//! Leases that do not end, or not in time.

use super::*;

/// qr-scan: held for at most 10 minutes.
const MOST: u64 = 10 * MINUTE;

#[test]
fn held_longer_than_declared() {
    let mut log = Script::accepted();
    log.allow("qr-scan", Some(CAMERA), 1).wait(MOST + 6 * SECOND);
    log.end(1, LeaseEnd::HeldTooLong, MOST + 6 * SECOND);
    let finding = log.breaks("lease-open", "held-too-long");
    assert_eq!(finding.culprit.purpose, "qr-scan");
}

#[test]
fn the_record_of_the_end_is_not_believed_against_the_clock() {
    let mut log = Script::accepted();
    log.allow("qr-scan", Some(CAMERA), 1).wait(MOST + MINUTE);
    log.end(1, LeaseEnd::Released, SECOND).breaks("lease-open", "held-too-long");
}

#[test]
fn ended_in_time() {
    let mut log = Script::accepted();
    log.allow("qr-scan", Some(CAMERA), 1).wait(MOST + 4 * SECOND);
    log.end(1, LeaseEnd::HeldTooLong, MOST + 4 * SECOND);
    // No limit is declared for this purpose.
    log.allow("local-music", Some((Resource::Media, "audio")), 2).wait(9 * HOUR);
    log.end(2, LeaseEnd::Released, 9 * HOUR).is_clean();
}

#[test]
fn the_dead_held_it_only_until_they_died() {
    let mut log = Script::accepted();
    log.allow("qr-scan", Some(CAMERA), 1).wait(9 * HOUR);
    log.end(1, LeaseEnd::ProcessDied, MINUTE).is_clean();
}

#[test]
fn a_lost_handle() {
    let mut log = Script::accepted();
    log.allow("qr-scan", Some(CAMERA), 1).end(1, LeaseEnd::Leaked, 0);
    log.breaks("lease-open", "leaked");
}

#[test]
fn a_lease_of_a_process_that_may_live_may_be_open() {
    let mut log = Script::accepted();
    let alive = Event::AppState { state: AppState::Foreground };
    log.allow("qr-scan", Some(CAMERA), 1).wait(MOST).put(alive.clone());
    // Whether it lives on while another process does, nobody knows.
    log.start(2, 77).wait(9 * HOUR).put(alive.clone()).is_clean();
    log.process = 1;
    log.put(alive).breaks("lease-open", "still-open");
}

#[test]
fn a_lease_that_outlived_a_restart_of_the_device() {
    let mut log = Script::accepted();
    log.allow("local-music", Some((Resource::Media, "audio")), 1).start(2, 78);
    assert_eq!(log.breaks("lease-open", "unended").places[0].seq, 2);
    log.process = 1;
    log.end(1, LeaseEnd::ProcessDied, 0).is_clean();
}

#[test]
fn a_process_that_is_heard_of_later_was_not_ended_by_a_restart() {
    // The clock was set, so the second process could not tell that it is the same run.
    let mut log = Script::accepted();
    log.allow("local-music", Some((Resource::Media, "audio")), 1).start(2, 78);
    log.process = 1;
    log.put(Event::AppState { state: AppState::Foreground }).is_clean();
}

#[test]
fn a_lease_that_was_forgotten_when_its_process_was_cleared_up_after() {
    let mut log = Script::accepted();
    log.allow("local-music", Some((Resource::Media, "audio")), 1);
    log.allow("qr-scan", Some(CAMERA), 2).end(2, LeaseEnd::ProcessDied, 0);
    assert_eq!(log.breaks("lease-open", "unended").culprit.purpose, "local-music");
}

#[test]
fn leases_of_other_processes_have_their_own_numbers() {
    let mut log = Script::accepted();
    log.allow("local-music", Some((Resource::Media, "audio")), 1);
    log.start(2, 77).end(1, LeaseEnd::Leaked, 0).is_clean();
}
