//! Archives as phones and their users make them, and as nobody should.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, EntryType, Header};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const SEGMENT: &str = "006afd2100123456.seg";

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = Builder::new(Vec::new());
    for (path, bytes) in files {
        let mut header = Header::new_gnu();
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, path, *bytes).unwrap();
    }
    tar.into_inner().unwrap()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(*path, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn limits() -> Limits {
    Limits { file: 5_000, files: 3, bytes: 9_000, stream: 4 << 20 }
}

fn unpack(bytes: &[u8]) -> Result<Unpacked, String> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    read(file, limits())
}

fn refused(bytes: &[u8]) -> String {
    unpack(bytes).err().expect("it was taken")
}

/// Bytes that do not get smaller.
fn noise() -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..4_000).map(|_| next()).collect()
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn what_belongs_to_the_log_is_unpacked_and_removed_again_whatever_the_archive() {
    let path = format!("data/menshen/log/{SEGMENT}");
    let files: [(&str, &[u8]); 5] = [
        ("data/menshen/policy.json", b"{}"),
        (&path, b"records"),
        ("data/menshen/log/checkpoint", b"signed"),
        ("data/menshen/log/notes.txt", b"?"),
        ("data/menshen/key", b"secret"),
    ];
    for bytes in [tar(&files), gz(&tar(&files)), zip(&files)] {
        let log = unpack(&bytes).unwrap();
        let dir = log.dir().to_owned();
        assert_eq!(log.partial(), None);
        assert_eq!(names(&dir), ["log"]);
        assert_eq!(names(&dir.join("log")), [SEGMENT, "checkpoint"]);
        assert_eq!(fs::read(dir.join("log").join(SEGMENT)).unwrap(), b"records");
        drop(log);
        assert!(!dir.exists());
    }
}

#[test]
fn an_archive_of_the_folder_itself_will_do() {
    assert!(unpack(&tar(&[(&format!("./{SEGMENT}"), b"x")])).is_ok());
    assert!(unpack(&zip(&[(SEGMENT, b"x")])).is_ok());
    assert!(unpack(&tar(&[(&format!("other/{SEGMENT}"), b"x")])).is_err());
}

#[test]
fn a_cut_archive_gives_what_can_be_read_and_says_so() {
    let (one, other) = (format!("log/{SEGMENT}"), "log/006afd2100123457.seg");
    let noise = noise();
    let reversed: Vec<u8> = noise.iter().rev().copied().collect();
    let files: [(&str, &[u8]); 2] = [(&one, &noise), (other, &reversed)];
    let tar = tar(&files);
    let (gz, zip) = (gz(&tar), zip(&files));
    // In the second file; between the files; before the mark at the end.
    let cuts = [&tar[..6_000], &tar[..4_608], &tar[..tar.len() - 1_024]];
    for cut in cuts.into_iter().chain([&gz[..gz.len() - 300], &gz[..gz.len() - 4]]) {
        let log = unpack(cut).unwrap();
        assert!(log.partial().is_some(), "{} of {}", cut.len(), tar.len());
        assert!(fs::read(log.dir().join(&one)).unwrap() == noise, "{}", cut.len());
    }
    let log = unpack(&zip[..zip.len() - 200]).unwrap();
    assert!(log.partial().is_some() && log.dir().join(&one).exists());
    assert!(refused(&tar[..300]).contains("cut short or broken"));
}

#[test]
fn a_flipped_bit_in_a_compressed_bundle_is_noticed() {
    let path = format!("log/{SEGMENT}");
    let noise = noise();
    for mut bytes in [gz(&tar(&[(&path, &noise)])), zip(&[(&path, &noise)])] {
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        assert!(unpack(&bytes).is_ok_and(|log| log.partial().is_some()));
    }
}

#[test]
fn two_logs_and_the_same_file_twice_are_refused() {
    let (one, other) = (format!("a/log/{SEGMENT}"), format!("b/log/{SEGMENT}"));
    let both: [(&str, &[u8]); 2] = [(&one, b"x"), (&other, b"y")];
    for bytes in [tar(&both), zip(&both)] {
        let message = refused(&bytes);
        assert!(message.contains("`a/log`") && message.contains("`b/log`"), "{message}");
    }
    assert!(refused(&tar(&[(&one, b"x"), (&one, b"y")])).contains("twice"));
}

#[test]
fn more_than_a_log_has_is_refused() {
    let big = vec![0; 6_000];
    let path = format!("log/{SEGMENT}");
    for bytes in [tar(&[(&path, &big)]), gz(&tar(&[(&path, &big)])), zip(&[(&path, &big)])] {
        assert!(refused(&bytes).contains("far more"));
    }
    let many: Vec<String> = (0..4).map(|it| format!("log/{it:016x}.seg")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|path| (path.as_str(), &b"x"[..])).collect();
    assert!(refused(&zip(&many)).contains("far more"));
    let two = ["log/0000000000000001.seg", "log/0000000000000002.seg"];
    assert!(refused(&tar(&two.map(|path| (path, &big[..4_600])))).contains("far more"));
}

#[test]
fn a_bomb_beside_the_log_is_refused_as_well() {
    let path = format!("log/{SEGMENT}");
    let bomb = gz(&tar(&[("cache", &vec![0; 5 << 20]), (&path, b"x")]));
    assert!(bomb.len() < 100_000);
    assert!(refused(&bomb).contains("far more"));
    assert!(unpack(&gz(&tar(&[("cache", &vec![0; 3 << 20]), (&path, b"x")]))).is_ok());
}

#[test]
fn a_name_of_a_megabyte_is_refused() {
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::GNULongName);
    header.set_size(2 << 20);
    header.set_cksum();
    let mut bytes = header.as_bytes().to_vec();
    bytes.resize(bytes.len() + (2 << 20), b'x');
    bytes.extend(tar(&[(&format!("log/{SEGMENT}"), b"x")]));
    assert!(refused(&bytes).contains("far more"));
}

#[test]
fn links_are_not_followed_and_paths_not_believed() {
    let mut tar = Builder::new(Vec::new());
    for (kind, name) in [(EntryType::Symlink, "1"), (EntryType::Link, "2")] {
        let mut header = Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        tar.append_link(&mut header, format!("log/{name:0>16}.seg"), "/etc/passwd").unwrap();
    }
    let mut header = Header::new_ustar();
    header.as_mut_bytes()[..39].copy_from_slice(b"/../../tmp/../log/0000000000000003.seg\0");
    header.set_size(1);
    header.set_cksum();
    tar.append(&header, &b"x"[..]).unwrap();
    let log = unpack(&tar.into_inner().unwrap()).unwrap();
    assert_eq!(names(&log.dir().join("log")), ["0000000000000003.seg"]);
    assert!(log.partial().unwrap().en.contains("is a link"));
}

#[test]
fn what_is_no_bundle_is_named() {
    let pdf = refused(b"%PDF-1.7\n\x80\x81");
    assert!(pdf.contains("it begins with `%PDF-1.7`"), "{pdf}");
    let complaint = refused(b"run-as: package not debuggable: com.example.app\n");
    assert!(complaint.contains("run-as: package not debuggable"), "{complaint}");
    assert!(refused(b"").contains("is empty"));
    assert!(refused(&[0x89, 0, 1]).ends_with("of it"));
    assert!(refused(&gz(b"a text")).contains("without a tar"));
    assert!(refused(&gz(b"a text")[..12]).contains("broken gzip"));
    assert!(refused(&zip(&[])).contains("no access log"));
    assert!(refused(&zip(&[("song.mp3", b"x")])).contains("no access log"));
}
