//! The ledger's files, and what is made of them.

use sha2::{Digest, Sha256};

use super::*;
use crate::ledger::anchor::{Anchor, TimeBase};
use crate::ledger::book::SubjectId;

/// A ledger in a folder of its own, that goes away again.
fn ledger(name: &str, with: impl FnOnce(&std::path::Path, Ledger)) {
    let dir = folder(name);
    with(&dir, Ledger::open(&Seams::system(), &dir));
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_ledger_with_another_head_or_body_is_damaged() {
    ledger("head", |dir, first| {
        drop(first);
        let sound = std::fs::read_to_string(dir.join("ledger")).unwrap();
        let (head, body) = sound.split_once('\n').unwrap();
        let digest = head.rsplit_once(' ').unwrap().1;
        let zeros = "0".repeat(64);
        for text in [
            format!("menshen-ledger 1 {digest}\n{body} "),
            format!("menshen-ledger 1 {zeros}\n{body}"),
            format!("menshen-ledger 0 {digest}\n{body}"),
            format!("menshen-ledger {digest}\n{body}"),
            format!("other-ledger 1 {digest}\n{body}"),
            format!("menshen-ledger 1 {digest}{body}"),
            String::new(),
        ] {
            std::fs::write(dir.join("ledger"), &text).unwrap();
            let book = Ledger::open(&Seams::system(), dir).book();
            assert!(matches!(book, Err(LedgerError::Damaged)), "{text}");
        }
        assert!(dir.join("ledger.damaged").exists());
        std::fs::write(dir.join("ledger"), &sound).unwrap();
        assert!(Ledger::open(&Seams::system(), dir).book().is_ok());
    });
}

/// A book as long as four mebibytes, and so many bytes more.
fn largest(dir: &std::path::Path, ledger: &Ledger, more: usize) -> Result<(), LedgerError> {
    let write = |account: usize| {
        ledger.change(moment(1), |book| {
            let current = book.current;
            book.subjects.get_mut(&current).unwrap().account = Some("x".repeat(account));
        })
    };
    write(1_000)?;
    let length = std::fs::read(dir.join("ledger")).unwrap().len();
    write(1_000 + (4 << 20) - length + more)
}

#[test]
fn a_ledger_of_nobody_is_damaged() {
    ledger("nobody", |dir, first| {
        let mut book = (*first.book().unwrap()).clone();
        book.current = SubjectId(book.current.0.wrapping_add(1));
        let body = serde_json::to_vec(&book).unwrap();
        let digest = crate::hex::hex(&Sha256::digest(&body));
        let head = format!("menshen-ledger 1 {digest}\n");
        std::fs::write(dir.join("ledger"), [head.as_bytes(), &body].concat()).unwrap();
        let book = Ledger::open(&Seams::system(), dir).book();
        assert!(matches!(book, Err(LedgerError::Damaged)), "{book:?}");
    });
}

#[test]
fn a_ledger_that_could_not_be_read_again_is_not_written() {
    ledger("large", |dir, ledger| {
        largest(dir, &ledger, 0).unwrap();
        assert!(Ledger::open(&Seams::system(), dir).book().is_ok());
        let refused = largest(dir, &ledger, 1);
        let LedgerError::Io(error) = refused.unwrap_err() else { panic!("another error") };
        assert_eq!(error.kind(), std::io::ErrorKind::FileTooLarge);
        assert!(Ledger::open(&Seams::system(), dir).book().is_ok());
    });
}

#[test]
fn every_commit_counts_and_a_run_of_the_device_has_a_number_of_32_bits() {
    ledger("count", |_, ledger| {
        assert_eq!(ledger.book().unwrap().generation, 0);
        ledger.change(moment(1), |_| ()).unwrap();
        assert_eq!(ledger.book().unwrap().generation, 1);
        for _ in 0..8 {
            assert!(ledger.boot_number().unwrap() <= u64::from(u32::MAX));
        }
    });
}

#[test]
fn all_processes_learn_the_number_of_a_new_run_of_the_device() {
    let after = |hours: u64| Seams { clock: Arc::new(Standing(hours)), ..Seams::system() };
    ledger("runs", |dir, first| {
        drop(first);
        let last = Ledger::open(&after(9), dir);
        last.change(moment(9), |_| ()).unwrap();
        assert_eq!(last.boot_number().unwrap(), 1);
        assert_eq!(last.book().unwrap().generation, 1, "the run goes on: nothing to keep");
        let [one, other] = [(); 2].map(|()| Ledger::open(&after(1), dir));
        let number = one.boot_number().unwrap();
        assert_eq!(other.boot_number().unwrap(), number);
        assert_eq!(one.book().unwrap().seen, Seen::at(Moment { boot_number: number, ..moment(1) }));
    });
}

#[test]
fn a_ledger_that_there_was_no_place_for_is_made_once_there_is() {
    let refresh = |ledger: &Ledger| ledger.refresh().map(drop);
    let change = |ledger: &Ledger| ledger.change(moment(1), |_| ());
    for make in [refresh, change] {
        let dir = folder("no-place");
        std::fs::remove_dir(&dir).unwrap();
        let ledger = Ledger::open(&Seams::system(), &dir);
        make(&ledger).unwrap_err();
        std::fs::create_dir(&dir).unwrap();
        make(&ledger).unwrap();
        assert!(ledger.book().is_ok());
        // One that was there is not made anew: withdrawals would be gone with it.
        std::fs::remove_file(dir.join("ledger")).unwrap();
        make(&ledger).unwrap_err();
        assert!(!dir.join("ledger").exists());
        std::fs::remove_dir_all(&dir).unwrap();
    }
}

#[test]
fn an_account_is_kept_as_a_digest_that_no_other_ledger_has() {
    ledger("account", |_, one| {
        ledger("account-other", |_, other| {
            let digest = one.account("somebody").unwrap();
            assert_eq!(digest.len(), 32);
            assert_eq!(digest, one.account("somebody").unwrap());
            assert_ne!(digest, one.account("somebody else").unwrap());
            assert_ne!(digest, other.account("somebody").unwrap());
        });
    });
}

#[test]
fn errors_say_what_became_of_the_ledger() {
    let io: LedgerError = std::io::Error::other("no luck").into();
    for (error, expected) in [
        (LedgerError::Damaged, "the consent ledger is damaged; a copy is kept"),
        (LedgerError::Newer { format: 2 }, "the consent ledger has format 2, this library knows 1"),
        (LedgerError::Busy, "another process holds the consent ledger; try again"),
        (io, "the consent ledger cannot be used: no luck"),
    ] {
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_pseudonym_is_written_in_sixteen_digits() {
    let text = "00000000000000ff";
    assert_eq!(SubjectId(255).to_string(), text);
    assert_eq!(text.parse::<SubjectId>().unwrap(), SubjectId(255));
    assert!("nobody".parse::<SubjectId>().is_err());
}

#[test]
fn a_moment_goes_by_the_boot_clock_and_its_parts_make_it_again() {
    let base = TimeBase::start(&Standing(5), 7);
    let later = base.moment(&Standing(8));
    assert_eq!(later, Moment { boot_number: 7, ..moment(8) });
    let anchor = Anchor::at(later);
    let parts = (later.wall.millis(), later.boot.millis(), 7);
    assert_eq!(anchor.parts(), parts);
    assert_eq!(Anchor::from_parts(parts.0, parts.1, parts.2), anchor);
}
