//! What an answer, or a change of the system's permission, makes of what stood before.

use super::*;
use crate::decision::Refusals;
use crate::ledger::Key;
use crate::ledger::anchor::Anchor;
use crate::ledger::book::{AnswerEntry, SubjectId};

/// The camera of one purpose, answered with these terms.
fn camera(scope: &str, hours: Option<u64>, once: bool) -> Answered {
    let until = hours.map(|hours| moment(hours).wall);
    Answered { until, once, ..answer("take-photo", Resource::Camera, scope, Action::Grant) }
}

fn entry<'a>(book: &'a Book, scope: &str) -> &'a AnswerEntry {
    let mut answers = book.subject().unwrap().answers.iter();
    answers.find(|entry| entry.key.scope.as_deref() == Some(scope)).unwrap()
}

/// What stands for the preview after it was answered, and then the photo that implies it.
fn implied(before: &Answered, photo: &Answered) -> (Anchor, Option<Anchor>, bool) {
    let policy = policy();
    let mut book = accepted(&policy);
    answer_now(&mut book, moment(1), policy.version(), before);
    answer_now(&mut book, moment(2), policy.version(), photo);
    let preview = entry(&book, "preview");
    (preview.at, preview.until, preview.once)
}

fn until(given: u64, end: u64) -> Option<Anchor> {
    Some(Anchor::until(moment(given), moment(end).wall))
}

#[test]
fn what_a_grant_only_implies_keeps_the_longer_term() {
    let (early, late) = (Anchor::at(moment(1)), Anchor::at(moment(2)));
    let preview = |hours, once| camera("preview", hours, once);
    let photo = |hours, once| camera("photo", hours, once);
    for (before, after, expected) in [
        (preview(None, false), photo(Some(9), false), (early, None, false)),
        (preview(Some(5), false), photo(Some(9), false), (late, until(2, 9), false)),
        (preview(Some(9), false), photo(Some(5), false), (early, until(1, 9), false)),
        (preview(Some(9), false), photo(None, true), (early, until(1, 9), false)),
        (preview(None, true), photo(Some(5), false), (late, until(2, 5), false)),
        (preview(Some(2), false), photo(None, true), (late, None, true)),
        (preview(None, false), photo(None, false), (late, None, false)),
        (preview(None, false), preview(Some(9), false), (late, until(2, 9), false)),
    ] {
        assert_eq!(implied(&before, &after), expected, "{before:?}, then {after:?}");
    }
}

#[test]
fn a_refusal_of_one_scope_leaves_the_count_of_others() {
    let policy = policy();
    let mut book = accepted(&policy);
    let scan = answer("qr-scan", Resource::Camera, "preview", Action::Refuse);
    let hum = answer("hum-recognition", Resource::Microphone, "recognise", Action::Refuse);
    for refused in [&scan, &hum, &scan] {
        answer_now(&mut book, moment(1), policy.version(), refused);
    }
    let refusals = |book: &Book, answered: &Answered| book.refusals_of(&answered.key(0), moment(1));
    assert_eq!(refusals(&book, &scan), Refusals { times: 2, last: moment(1).wall });
    assert_eq!(refusals(&book, &hum), Refusals { times: 1, last: moment(1).wall });
    let granted = Answered { action: Action::Grant, ..scan };
    answer_now(&mut book, moment(2), policy.version(), &granted);
    assert_eq!(refusals(&book, &granted).times, 0, "a yes is a new beginning");
    assert_eq!(refusals(&book, &hum).times, 1);
}

#[test]
fn only_a_yes_is_for_one_access() {
    let policy = policy();
    for action in [Action::Refuse, Action::Withdraw] {
        let mut book = accepted(&policy);
        let no = Answered { action, ..camera("photo", Some(9), true) };
        answer_now(&mut book, moment(1), policy.version(), &no);
        assert_eq!((entry(&book, "photo").once, entry(&book, "photo").until), (false, None));
    }
}

#[test]
fn whether_a_grant_is_over_is_told_before_it_is_ended_and_not_after() {
    let policy = policy();
    let mut book = accepted(&policy);
    answer_now(&mut book, moment(1), policy.version(), &camera("preview", Some(5), false));
    let just_before = Moment { wall: moment(5).wall - Span::from_millis(1), ..moment(4) };
    assert!(!book.any_expired(Moment { boot_number: 2, ..just_before }));
    assert!(book.any_expired(moment(5)));
    book.expire(moment(5));
    assert!(!book.any_expired(moment(5)));
}

#[test]
fn a_grant_that_lasts_is_not_used_up_and_only_that_for_one_access_counts_as_such() {
    let policy = policy();
    let mut book = accepted(&policy);
    answer_now(&mut book, moment(1), policy.version(), &camera("photo", None, false));
    let scan = answer("qr-scan", Resource::Camera, "preview", Action::Grant);
    answer_now(&mut book, moment(1), policy.version(), &Answered { once: true, ..scan });
    let keys: Vec<_> = book.subject().unwrap().answers.iter().map(|it| it.key.clone()).collect();
    let lasting = |key: &&Key| key.purpose == "take-photo";
    let (photo, scan): (Vec<_>, Vec<_>) = keys.iter().partition(lasting);
    assert_eq!((photo.len(), scan.len()), (2, 1));
    assert_eq!(book.once(&policy).len(), 1);
    assert_eq!(book.use_up(&photo.into_iter().cloned().collect::<Vec<_>>()), []);
    assert_eq!(book.once(&policy).len(), 1);
    assert_eq!(book.use_up(&keys).len(), 1);
    assert_eq!(book.once(&policy).len(), 0);
}

#[test]
fn accounts_are_kept_apart_and_erasing_one_leaves_the_others() {
    let mut book = accepted(&policy());
    let guest = book.current;
    book.switch(Some("one".to_owned()), Age::Adult, 2);
    book.switch(Some("other".to_owned()), Age::Child, 3);
    assert_eq!(book.current, SubjectId(3));
    book.switch(Some("one".to_owned()), Age::Adult, 4);
    assert_eq!(book.current, SubjectId(2), "known already");
    book.erase(SubjectId(3), 5);
    assert_eq!(book.current, SubjectId(2), "another one was erased");
    assert_eq!(book.subjects.len(), 2);
    book.erase(SubjectId(2), 6);
    assert_eq!(book.current, guest);
}

#[test]
fn a_guardian_consents_and_takes_it_back_for_one_subject() {
    let mut book = accepted(&policy());
    let guest = book.current;
    book.guardian(guest, moment(1), Action::Grant);
    assert_eq!(book.subject().unwrap().guardian, Some(Anchor::at(moment(1))));
    book.guardian(SubjectId(99), moment(2), Action::Withdraw);
    assert!(book.subject().unwrap().guardian.is_some());
    book.guardian(guest, moment(2), Action::Withdraw);
    assert_eq!(book.subject().unwrap().guardian, None);
}

#[test]
fn each_switch_of_the_device_is_its_own() {
    let policy = policy();
    let mut book = accepted(&policy);
    for resource in [Resource::Camera, Resource::Microphone] {
        let off = (resource, resource.all_scopes(), OsGrant::SwitchedOff);
        book.os_changed(moment(1), &policy, off, false);
    }
    grant_os(&mut book, &policy, moment(2), Resource::Camera);
    assert_eq!(book.switched_off, [Resource::Microphone]);
}

/// What the system said about the preview: grant, when, and how often.
fn os_preview(book: &Book) -> (OsGrant, Anchor, u32) {
    let entries: Vec<_> = book.os.iter().filter(|it| it.scope == "preview").collect();
    assert_eq!(entries.len(), 1, "{entries:?}");
    (entries[0].grant, entries[0].at, entries[0].times)
}

#[test]
fn the_systems_denials_are_counted_when_its_dialog_was_answered() {
    let policy = policy();
    let mut book = accepted(&policy);
    let preview = Resource::Camera.scope("preview").unwrap();
    let mut say = |hours, grant, asked| {
        book.os_changed(moment(hours), &policy, (Resource::Camera, preview, grant), asked);
        os_preview(&book)
    };
    let at = |hours| Anchor::at(moment(hours));
    assert_eq!(say(1, OsGrant::Denied, false), (OsGrant::Denied, at(1), 1));
    assert_eq!(say(2, OsGrant::Denied, false), (OsGrant::Denied, at(1), 1), "seen again");
    assert_eq!(say(3, OsGrant::Denied, true), (OsGrant::Denied, at(3), 2), "asked again");
    assert_eq!(say(4, OsGrant::Granted, false), (OsGrant::Granted, at(4), 0));
    assert_eq!(say(5, OsGrant::Denied, true), (OsGrant::Denied, at(5), 1), "a new beginning");
}

#[test]
fn what_the_system_says_of_one_scope_leaves_the_others() {
    let policy = policy();
    let mut book = accepted(&policy);
    grant_os(&mut book, &policy, moment(1), Resource::Camera);
    grant_os(&mut book, &policy, moment(1), Resource::Microphone);
    let known = book.os.len();
    let photo = Resource::Camera.scope("photo").unwrap();
    book.os_changed(moment(2), &policy, (Resource::Camera, photo, OsGrant::Denied), true);
    assert_eq!(book.os.len(), known);
    let denied: Vec<_> = book.os.iter().filter(|it| it.grant == OsGrant::Denied).collect();
    assert_eq!(denied.len(), 1);
    assert_eq!((denied[0].resource, denied[0].scope.as_str()), (Resource::Camera, "photo"));
}

#[test]
fn a_permission_that_was_not_there_takes_no_consent_along() {
    let policy = policy();
    let mut book = accepted(&policy);
    let video = answer("record-video", Resource::Camera, "video", Action::Grant);
    answer_now(&mut book, moment(1), policy.version(), &video);
    let all = Resource::Camera.all_scopes();
    let denied = (Resource::Camera, all, OsGrant::Denied);
    assert_eq!(book.os_changed(moment(2), &policy, denied, true), []);
    grant_os(&mut book, &policy, moment(3), Resource::Microphone);
    let denied = (Resource::Microphone, Resource::Microphone.all_scopes(), OsGrant::Denied);
    assert_eq!(book.os_changed(moment(4), &policy, denied, true), [], "another resource");
}

#[test]
fn a_childs_consent_is_separate_whatever_the_policy_says() {
    let policy = policy();
    for (age, ended) in [(Age::Child, 1), (Age::Adult, 0)] {
        let mut book = accepted(&policy);
        book.switch(Some("account".to_owned()), age, 2);
        let scan = answer("qr-scan", Resource::Camera, "preview", Action::Grant);
        answer_now(&mut book, moment(1), policy.version(), &scan);
        grant_os(&mut book, &policy, moment(1), Resource::Camera);
        let denied = (Resource::Camera, Resource::Camera.all_scopes(), OsGrant::Denied);
        assert_eq!(book.os_changed(moment(2), &policy, denied, true).len(), ended, "{age}");
    }
}

#[test]
fn a_key_knows_its_scope_bit() {
    let key = |scope: Option<&str>| Key {
        scope: scope.map(str::to_owned),
        ..Key::new("take-photo", Some(Resource::Camera), 0, None)
    };
    for bit in 0..3 {
        let known = Key::new("take-photo", Some(Resource::Camera), bit, None);
        assert_eq!(known.bit(), Some(bit));
        assert_eq!(Resource::Camera.names(Scopes::bit(bit)), [known.scope.unwrap()]);
    }
    assert_eq!((key(Some("dance")).bit(), key(None).bit()), (None, None));
    assert_eq!(Key::new("play-history", None, 5, None).bit(), Some(0));
}
