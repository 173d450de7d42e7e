//! The ledger's rules, on the real policy.

mod files;
mod fold;

use std::path::PathBuf;
use std::sync::Arc;

use super::anchor::{Moment, Seen};
use super::book::{Book, Standing as Answer};
use super::changes::Answered;
use super::{Ledger, LedgerError};
use crate::decision::{Caller, Denied, Request, State, Target, decide};
use crate::policy::Policy;
use crate::seams::Seams;
use crate::time::{Span, Time};
use crate::words::{Action, Age, AppState, OsGrant, Reason, Resource, Scopes, Step};

const POLICY: &str = include_str!("../../../policies/netease-cloud-music.json");

fn policy() -> Policy {
    Policy::parse(POLICY).unwrap()
}

fn moment(hours: u64) -> Moment {
    let start = Time::from_millis(1_700_000_000_000);
    Moment { wall: start + Span::hours(hours), boot: Span::hours(hours), boot_number: 1 }
}

fn accepted(policy: &Policy) -> Book {
    let mut book = Book::fresh(moment(0), 7, 1);
    assert!(book.accept(moment(0), policy).is_empty());
    book
}

fn answer(purpose: &str, resource: Resource, scope: &str, action: Action) -> Answered {
    let scopes = resource.scope(scope).unwrap();
    let (purpose, resource) = (purpose.to_owned(), Some(resource));
    Answered { purpose, resource, scopes, caller: None, action, until: None, once: false }
}

fn answer_now(book: &mut Book, now: Moment, policy: crate::Version, answered: &Answered) {
    book.answer_of(book.current, now, policy, answered);
}

fn verdict(
    book: &Book,
    policy: &Policy,
    now: Moment,
    purpose: &str,
    resource: Resource,
    scope: &str,
) -> Result<(), Denied> {
    let mut state = State::new(policy);
    book.apply(&mut state, policy, None, now);
    state.app = AppState::Foreground;
    let request = Request {
        purpose: policy.purpose_id(purpose),
        target: Target::Use(resource, resource.scope(scope).unwrap()),
        caller: Caller::App,
        user_initiated: false,
    };
    decide(policy, &state, &request, now.wall)
}

fn reason(
    book: &Book,
    policy: &Policy,
    now: Moment,
    purpose: &str,
    resource: Resource,
    scope: &str,
) -> Option<Reason> {
    verdict(book, policy, now, purpose, resource, scope).err().map(|denied| denied.reason)
}

fn grant_os(book: &mut Book, policy: &Policy, now: Moment, resource: Resource) {
    book.os_changed(now, policy, (resource, resource.all_scopes(), OsGrant::Granted), false);
}

#[test]
fn signing_in_carries_no_consent_but_keeps_the_throttle() {
    let policy = policy();
    let mut book = accepted(&policy);
    let version = policy.version();
    answer_now(
        &mut book,
        moment(1),
        version,
        &answer("qr-scan", Resource::Camera, "preview", Action::Grant),
    );
    answer_now(
        &mut book,
        moment(1),
        version,
        &answer("hum-recognition", Resource::Microphone, "recognise", Action::Refuse),
    );
    book.switch(Some("account".to_owned()), Age::Adult, 2);
    grant_os(&mut book, &policy, moment(1), Resource::Camera);
    let scan =
        verdict(&book, &policy, moment(2), "qr-scan", Resource::Camera, "preview").unwrap_err();
    assert_eq!((scan.reason, scan.step), (Reason::ConsentNotAsked, Step::AskConsent));
    let hum =
        verdict(&book, &policy, moment(2), "hum-recognition", Resource::Microphone, "recognise")
            .unwrap_err();
    assert_eq!((hum.reason, hum.step), (Reason::ConsentNotAsked, Step::Wait));
    assert_eq!(hum.until, Some(moment(49).wall));
    book.switch(None, Age::Unknown, 3);
    assert_eq!(reason(&book, &policy, moment(2), "qr-scan", Resource::Camera, "preview"), None);
}

#[test]
fn a_second_refusal_waits_for_the_user_whoever_refused_first() {
    let policy = policy();
    let mut book = accepted(&policy);
    let refuse = answer("qr-scan", Resource::Camera, "preview", Action::Refuse);
    answer_now(&mut book, moment(1), policy.version(), &refuse);
    book.switch(Some("account".to_owned()), Age::Adult, 2);
    answer_now(&mut book, moment(60), policy.version(), &refuse);
    let denied =
        verdict(&book, &policy, moment(200), "qr-scan", Resource::Camera, "preview").unwrap_err();
    assert_eq!((denied.reason, denied.step), (Reason::ConsentRefused, Step::WaitForUser));
}

#[test]
fn a_material_change_ends_only_what_it_touches() {
    let old = policy();
    let mut book = accepted(&old);
    for (purpose, resource, scope) in [
        ("qr-scan", Resource::Camera, "preview"),
        ("hum-recognition", Resource::Microphone, "recognise"),
    ] {
        answer_now(
            &mut book,
            moment(1),
            old.version(),
            &answer(purpose, resource, scope, Action::Grant),
        );
        grant_os(&mut book, &old, moment(1), resource);
    }
    let text = POLICY.replace(
        "\"version\": \"2024-08-23\",\n  \"effective\"",
        "\"version\": \"2025-01-01\",\n  \"effective\"",
    );
    let text = text.replace(
        "\"changes\": [",
        "\"changes\": [{\"version\": \"2025-01-01\", \"kinds\": [\"longer_retention\"], \"purposes\": [\"hum-recognition\"]},",
    );
    let new = Policy::parse(&text).unwrap();
    let hum = |book: &Book| {
        reason(book, &new, moment(2), "hum-recognition", Resource::Microphone, "recognise")
    };
    let scan = |book: &Book| reason(book, &new, moment(2), "qr-scan", Resource::Camera, "preview");
    assert_eq!((hum(&book), scan(&book)), (Some(Reason::PolicyOutdated), None));
    let ended = book.accept(moment(2), &new);
    assert_eq!(ended.len(), 1);
    assert_eq!((hum(&book), scan(&book)), (Some(Reason::ConsentNotAsked), None));
}

#[test]
fn switching_the_permission_off_withdraws_separate_consents_and_suspends_the_rest() {
    let policy = policy();
    let mut book = accepted(&policy);
    book.switch(Some("account".to_owned()), Age::Adult, 2);
    for (purpose, scope) in [("qr-scan", "preview"), ("record-video", "video")] {
        answer_now(
            &mut book,
            moment(1),
            policy.version(),
            &answer(purpose, Resource::Camera, scope, Action::Grant),
        );
    }
    grant_os(&mut book, &policy, moment(1), Resource::Camera);
    let all = Resource::Camera.all_scopes();
    let ended =
        book.os_changed(moment(2), &policy, (Resource::Camera, all, OsGrant::Denied), false);
    assert!(ended.iter().all(|change| change.key.purpose == "record-video"), "{ended:?}");
    let scan =
        |book: &Book| reason(book, &policy, moment(3), "qr-scan", Resource::Camera, "preview");
    let video =
        |book: &Book| reason(book, &policy, moment(3), "record-video", Resource::Camera, "video");
    assert_eq!(
        (scan(&book), video(&book)),
        (Some(Reason::OsDenied), Some(Reason::ConsentWithdrawn))
    );
    grant_os(&mut book, &policy, moment(3), Resource::Camera);
    assert_eq!((scan(&book), video(&book)), (None, Some(Reason::ConsentWithdrawn)));
}

#[test]
fn a_lapse_and_the_system_switch_leave_consents_alone() {
    let policy = policy();
    let mut book = accepted(&policy);
    answer_now(
        &mut book,
        moment(1),
        policy.version(),
        &answer("hum-recognition", Resource::Microphone, "recognise", Action::Grant),
    );
    let mic = Resource::Microphone;
    let hum = |book: &Book| reason(book, &policy, moment(3), "hum-recognition", mic, "recognise");
    grant_os(&mut book, &policy, moment(1), mic);
    for (grant, expected) in
        [(OsGrant::NotAsked, Reason::OsNotAsked), (OsGrant::SwitchedOff, Reason::OsSwitchedOff)]
    {
        assert!(
            book.os_changed(moment(2), &policy, (mic, mic.all_scopes(), grant), false).is_empty()
        );
        assert_eq!(hum(&book), Some(expected));
        grant_os(&mut book, &policy, moment(2), mic);
        assert_eq!(hum(&book), None);
    }
}

#[test]
fn a_grant_seen_to_be_over_stays_over() {
    let policy = policy();
    let mut book = accepted(&policy);
    let until = Some(moment(5).wall);
    let grant = Answered { until, ..answer("qr-scan", Resource::Camera, "preview", Action::Grant) };
    answer_now(&mut book, moment(1), policy.version(), &grant);
    assert!(book.expire(moment(4)).is_empty());
    assert!(book.any_expired(moment(5)));
    assert_eq!(book.expire(moment(5)).len(), 1);
    let turned_back = Moment { boot_number: 2, ..moment(2) };
    assert_eq!(
        reason(&book, &policy, turned_back, "qr-scan", Resource::Camera, "preview"),
        Some(Reason::ConsentExpired)
    );
}

#[test]
fn a_grant_for_one_access_is_used_up_once() {
    let policy = policy();
    let mut book = accepted(&policy);
    let grant =
        Answered { once: true, ..answer("qr-scan", Resource::Camera, "preview", Action::Grant) };
    answer_now(&mut book, moment(1), policy.version(), &grant);
    assert_eq!(book.once(&policy).len(), 1);
    let keys: Vec<_> =
        book.subject().unwrap().answers.iter().map(|entry| entry.key.clone()).collect();
    assert_eq!(book.use_up(&keys).len(), 1);
    assert!(book.use_up(&keys).is_empty());
}

#[test]
fn erasure_leaves_nothing_of_the_account() {
    let policy = policy();
    let mut book = accepted(&policy);
    book.switch(Some("digest-of-the-name".to_owned()), Age::Adult, 2);
    answer_now(
        &mut book,
        moment(1),
        policy.version(),
        &answer("qr-scan", Resource::Camera, "preview", Action::Grant),
    );
    book.erase(book.current, 3);
    let text = serde_json::to_string(&book).unwrap();
    assert!(!text.contains("digest-of-the-name") && !text.contains("0000000000000002"), "{text}");
    book.switch(Some("digest-of-the-name".to_owned()), Age::Adult, 4);
    assert!(book.subject().unwrap().answers.is_empty());
}

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("menshen-ledger-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

#[test]
fn concurrent_changes_are_all_kept() {
    let dir = folder("concurrent");
    let policy = Arc::new(policy());
    let ids: Vec<String> =
        policy.file().purposes.iter().map(|purpose| purpose.id.clone()).collect();
    std::thread::scope(|scope| {
        for chunk in ids.chunks(ids.len().div_ceil(4)) {
            let (dir, policy) = (&dir, &policy);
            scope.spawn(move || {
                let ledger = Ledger::open(&Seams::system(), dir);
                for id in chunk {
                    let refuse = answer(id, Resource::Camera, "preview", Action::Withdraw);
                    ledger
                        .change(moment(1), |book| {
                            answer_now(book, moment(1), policy.version(), &refuse)
                        })
                        .unwrap();
                }
            });
        }
    });
    let book = Ledger::open(&Seams::system(), &dir).book().unwrap();
    let kept = &book.subject().unwrap().answers;
    for id in &ids {
        let withdrawn =
            kept.iter().any(|it| it.key.purpose == *id && it.answer == Answer::Withdrawn);
        assert!(withdrawn, "the withdrawal of `{id}` is lost");
    }
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn processes_agree_on_the_run_of_the_device() {
    let dir = folder("boot");
    let at = |hours| Seams { clock: Arc::new(Standing(hours)), ..Seams::system() };
    let first = Ledger::open(&at(5), &dir).boot_number().unwrap();
    assert_eq!(Ledger::open(&at(6), &dir).boot_number().unwrap(), first);
    let restarted = Ledger::open(&at(1), &dir).boot_number().unwrap();
    assert_ne!(restarted, first, "the boot clock went back: the device was started again");
    assert_eq!(Ledger::open(&at(1), &dir).boot_number().unwrap(), restarted);
    std::fs::remove_dir_all(&dir).unwrap();
}

/// A clock that stands, this many hours after the device started.
struct Standing(u64);

impl crate::seams::Clock for Standing {
    fn wall(&self) -> Time {
        moment(self.0).wall
    }
    fn boot(&self) -> Span {
        Span::hours(self.0)
    }
}

#[test]
fn a_reader_sees_another_process_commit() {
    let dir = folder("reader");
    let (reader, writer) =
        (Ledger::open(&Seams::system(), &dir), Ledger::open(&Seams::system(), &dir));
    assert!(!reader.refresh().unwrap());
    writer.change(moment(1), |book| book.decline(moment(1), &policy())).unwrap();
    assert!(reader.refresh().unwrap());
    assert!(reader.book().unwrap().policy.declined.is_some());
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn every_flipped_bit_makes_the_ledger_unreadable_and_a_copy_is_kept() {
    let dir = folder("flip");
    drop(Ledger::open(&Seams::system(), &dir));
    let path = dir.join("ledger");
    let sound = std::fs::read(&path).unwrap();
    for bit in 0..sound.len() * 8 {
        let mut bytes = sound.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        std::fs::write(&path, &bytes).unwrap();
        assert!(Ledger::open(&Seams::system(), &dir).book().is_err(), "bit {bit}");
    }
    assert!(dir.join("ledger.damaged").exists());
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_newer_format_is_left_untouched() {
    let dir = folder("newer");
    let newer = b"menshen-ledger 2 who-knows\nwhatever";
    std::fs::write(dir.join("ledger"), newer).unwrap();
    let ledger = Ledger::open(&Seams::system(), &dir);
    let change = ledger.change(moment(1), |_| ());
    assert!(matches!(change, Err(LedgerError::Newer { format: 2 })), "{change:?}");
    assert_eq!(std::fs::read(dir.join("ledger")).unwrap(), newer);
    assert!(!dir.join("ledger.damaged").exists());
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_refusal_of_what_is_implied_refuses_what_implies_it() {
    let policy = policy();
    let mut book = accepted(&policy);
    book.switch(Some("account".to_owned()), Age::Adult, 2);
    let camera = |scope, action| answer("take-photo", Resource::Camera, scope, action);
    answer_now(&mut book, moment(1), policy.version(), &camera("photo", Action::Grant));
    answer_now(&mut book, moment(1), policy.version(), &camera("preview", Action::Refuse));
    // A yes to the preview alone does not bring the photo back.
    answer_now(&mut book, moment(1), policy.version(), &camera("preview", Action::Grant));
    let photo = reason(&book, &policy, moment(2), "take-photo", Resource::Camera, "photo");
    assert_eq!(photo, Some(Reason::ConsentRefused));
}

#[test]
fn taking_consent_back_does_not_forget_the_refusals() {
    let policy = policy();
    let mut book = accepted(&policy);
    for action in [Action::Refuse, Action::Withdraw, Action::Refuse] {
        let scan = answer("qr-scan", Resource::Camera, "preview", action);
        answer_now(&mut book, moment(1), policy.version(), &scan);
    }
    let scan =
        verdict(&book, &policy, moment(200), "qr-scan", Resource::Camera, "preview").unwrap_err();
    assert_eq!((scan.reason, scan.step), (Reason::ConsentRefused, Step::WaitForUser));
}

#[test]
fn accepting_again_ends_neither_what_was_asked_since_nor_what_the_policy_covers() {
    let old = policy();
    let mut book = accepted(&old);
    let ids = answer("device-info", Resource::DeviceId, "advertising", Action::Grant);
    let clip = answer("clipboard-command", Resource::Clipboard, "match", Action::Grant);
    for granted in [ids, clip] {
        answer_now(&mut book, moment(1), old.version(), &granted);
    }
    assert!(book.accept(moment(2), &old).is_empty(), "the version was accepted before");
    let text = POLICY.replace(
        "\"version\": \"2024-08-23\",\n  \"effective\"",
        "\"version\": \"2025-01-01\",\n  \"effective\"",
    );
    let text = text.replace(
        "\"changes\": [",
        "\"changes\": [{\"version\": \"2025-01-01\", \"kinds\": [\"longer_retention\"], \"purposes\": [\"clipboard-command\"]},",
    );
    let new = Policy::parse(&text).unwrap();
    assert!(book.accept(moment(3), &new).is_empty(), "the new acceptance covers it");
}

#[test]
fn a_grant_for_one_access_is_used_up_for_its_subject_alone() {
    let policy = policy();
    let mut book = accepted(&policy);
    let grant =
        Answered { once: true, ..answer("qr-scan", Resource::Camera, "preview", Action::Grant) };
    answer_now(&mut book, moment(1), policy.version(), &grant);
    book.switch(Some("account".to_owned()), Age::Adult, 2);
    answer_now(&mut book, moment(1), policy.version(), &grant);
    let key = book.subject().unwrap().answers[0].key.clone();
    assert_eq!(book.use_up(&[key]).len(), 1);
    assert!(book.once(&policy).is_empty());
    book.switch(None, Age::Unknown, 3);
    assert_eq!(book.once(&policy).len(), 1);
}

#[test]
fn losing_a_permission_ends_what_implies_it_however_it_is_lost() {
    for lost in [OsGrant::Denied, OsGrant::PermanentlyDenied, OsGrant::Restricted] {
        let policy = policy();
        let mut book = accepted(&policy);
        book.switch(Some("account".to_owned()), Age::Adult, 2);
        let video = answer("record-video", Resource::Camera, "video", Action::Grant);
        answer_now(&mut book, moment(1), policy.version(), &video);
        grant_os(&mut book, &policy, moment(1), Resource::Camera);
        let preview = Resource::Camera.scope("preview").unwrap();
        let ended = book.os_changed(moment(2), &policy, (Resource::Camera, preview, lost), false);
        let ended: Scopes = ended
            .iter()
            .filter_map(|change| change.key.bit())
            .fold(Scopes::NONE, |all, bit| all | Scopes::bit(bit));
        assert_eq!(Resource::Camera.names(ended), ["preview", "video"], "{lost}");
    }
}

#[test]
fn consent_to_an_sdk_that_the_policy_dropped_is_nobodys() {
    let policy = policy();
    let mut book = accepted(&policy);
    let dropped = Answered {
        caller: Some("dropped".to_owned()),
        ..answer("push-notifications", Resource::Notifications, "post", Action::Grant)
    };
    answer_now(&mut book, moment(1), policy.version(), &dropped);
    let push =
        reason(&book, &policy, moment(2), "push-notifications", Resource::Notifications, "post");
    assert_eq!(push, Some(Reason::ConsentNotAsked));
}

#[test]
fn what_a_killed_writer_left_does_not_spoil_the_next_commit() {
    let dir = folder("left");
    std::fs::write(dir.join("ledger.next"), vec![b'x'; 100_000]).unwrap();
    let ledger = Ledger::open(&Seams::system(), &dir);
    ledger.change(moment(5), |book| book.decline(moment(5), &policy())).unwrap();
    std::fs::write(dir.join("ledger.next"), vec![b'x'; 100_000]).unwrap();
    ledger.change(moment(5), |_| ()).unwrap();
    let book = Ledger::open(&Seams::system(), &dir).book().unwrap();
    assert!(book.policy.declined.is_some());
    assert_eq!(book.seen, Seen::at(moment(5)), "every commit says when it was");
    std::fs::remove_dir_all(&dir).unwrap();
}
