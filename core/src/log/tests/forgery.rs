//! Somebody who knows the format, but not the key.

use std::path::Path;

use super::world::{DIR, World, numbers};
use crate::log::block::Header;
use crate::log::codec::{VERSION, kind};
use crate::log::frame::{self, Draft, Found};
use crate::log::layout::{BLOCK, Chain, HEADER, SegmentId};
use crate::log::tail::Tail;
use crate::log::{Damage, Item, Problem, State, What};

/// A log of four blocks in one segment; signed, if need be.
fn log(world: &World, signed: bool) {
    let log = world.log(1);
    (0..200).for_each(|number| {
        world.write(&log, 1, number);
    });
    if signed {
        log.checkpoint(&world.key()).unwrap();
    }
}

/// Changes a byte of the second record, and makes everything after it fit again: the forgery of
/// somebody who has read the format's description, but not the key.
fn forge(bytes: &mut [u8], id: SegmentId) {
    let mut chain = Chain::start(id);
    let mut forged = bytes.to_vec();
    for block in 0..bytes.len() / BLOCK {
        let start = block * BLOCK;
        let page = &bytes[start..start + BLOCK];
        if page.iter().all(|byte| *byte == 0) {
            continue;
        }
        let header = Header { segment: id, block: block as u32, incoming: chain };
        header.write((&mut forged[start..start + HEADER]).try_into().unwrap());
        let mut at = HEADER;
        while let Found::Frame(frame, end) = frame::find(page, at) {
            let mut payload = page[frame.payload.clone()].to_vec();
            payload[0] ^= u8::from(frame.seq == 1);
            let mut draft = Draft::new();
            draft.fill((frame.kind, frame.version), |put| put.slice(&payload)).unwrap();
            let (bytes, after) = draft.close(&chain, None).unwrap();
            forged[start + at..start + end].copy_from_slice(bytes);
            (at, chain) = (end, after);
        }
    }
    bytes.copy_from_slice(&forged);
}

fn change_first_segment(world: &World, change: impl FnOnce(&mut Vec<u8>, SegmentId)) {
    let path = world.segments().remove(0);
    let id = SegmentId::from_file_name(path.file_name().unwrap().to_str().unwrap()).unwrap();
    let mut bytes = world.disk.get(&path);
    change(&mut bytes, id);
    world.disk.put(&path, bytes);
}

#[test]
fn a_frame_out_of_order_is_placed_by_its_own_number_and_unsigned() {
    let world = World::new();
    log(&world, true);
    change_first_segment(&world, |bytes, id| {
        let Found::Frame(frame, end) = frame::find(&bytes[..BLOCK], HEADER) else { panic!() };
        let mut draft = Draft::new();
        let payload = bytes[frame.payload.clone()].to_vec();
        draft.fill((frame.kind, frame.version), |put| put.slice(&payload)).unwrap();
        let jumped = Chain { seq: 8, ..Chain::start(id) };
        bytes[HEADER..end].copy_from_slice(draft.close(&jumped, None).unwrap().0);
    });
    let records = world.entries().into_iter().filter(|it| matches!(it.item, Item::Record(_)));
    let numbers: Vec<u64> = records.map(|it| it.place.seq).take(3).collect();
    assert_eq!(numbers, [8, 1, 2]);
    assert_eq!(world.verify().unsigned, 1);
}

#[test]
fn a_record_changed_with_every_checksum_made_to_fit_is_tampering() {
    let world = World::new();
    log(&world, true);
    change_first_segment(&world, |bytes, id| forge(bytes, id));
    let report = world.verify();
    assert_eq!(report.state, State::Tampered);
    assert_eq!(report.problems.len(), 1, "{report:#?}");
    assert_eq!(report.problems[0].what, What::Rewritten);
}

#[test]
fn signing_again_does_not_launder_a_forgery() {
    let world = World::new();
    log(&world, true);
    change_first_segment(&world, |bytes, id| forge(bytes, id));
    let log = world.log(2);
    world.write(&log, 2, 5);
    assert_eq!(log.checkpoint(&world.key()).unwrap(), 2);
    assert_eq!(world.verify().state, State::Tampered);
}

#[test]
fn signed_records_cut_off_are_tampering_and_stay_so() {
    let world = World::new();
    log(&world, true);
    change_first_segment(&world, |bytes, _| bytes[2 * BLOCK..].fill(0));
    let report = world.verify();
    assert_eq!(report.state, State::Tampered);
    assert!(matches!(report.problems[0].what, What::Shortened { signed: 200, .. }), "{report:#?}");
    let log = world.log(2);
    (0..300).for_each(|number| {
        world.write(&log, 2, number);
    });
    log.checkpoint(&world.key()).unwrap();
    assert_eq!(world.verify().state, State::Tampered);
}

#[test]
fn a_signed_block_blanked_out_is_tampering() {
    let world = World::new();
    log(&world, true);
    change_first_segment(&world, |bytes, _| bytes[BLOCK..2 * BLOCK].fill(0));
    assert_eq!(world.verify().state, State::Tampered);
}

fn only_problem(world: &World) -> Problem {
    let mut report = world.verify();
    assert_eq!(report.problems.len(), 1, "{report:#?}");
    report.problems.remove(0)
}

#[test]
fn without_a_signature_a_missing_block_may_be_an_accident() {
    let world = World::new();
    log(&world, false);
    change_first_segment(&world, |bytes, _| bytes[BLOCK..2 * BLOCK].fill(0));
    let problem = only_problem(&world);
    assert_eq!(problem.what, What::Segment(Damage::Missing { frames: 52 }));
    assert_eq!((problem.tampered, problem.block), (false, 2));
    assert_eq!(numbers(&world.records()).len(), 200 - 52);
}

#[test]
fn a_record_changed_with_its_checksum_only_breaks_the_chain() {
    let world = World::new();
    log(&world, false);
    change_first_segment(&world, |bytes, id| {
        let Found::Frame(frame, end) = frame::find(&bytes[..BLOCK], HEADER) else { panic!("none") };
        let mut payload = bytes[frame.payload.clone()].to_vec();
        payload[0] ^= 1;
        let mut draft = Draft::new();
        draft.fill((frame.kind, frame.version), |put| put.slice(&payload)).unwrap();
        let (forged, _) = draft.close(&Chain::start(id), None).unwrap();
        bytes[HEADER..end].copy_from_slice(forged);
    });
    let problem = only_problem(&world);
    assert_eq!(problem.what, What::Segment(Damage::Tag));
    assert_eq!((problem.tampered, problem.block), (true, 0), "the next record does not follow");
}

#[test]
fn blocks_that_changed_places_are_noticed() {
    let world = World::new();
    log(&world, false);
    change_first_segment(&world, |bytes, _| {
        let (one, other) = bytes.split_at_mut(2 * BLOCK);
        one[BLOCK..].swap_with_slice(&mut other[..BLOCK]);
    });
    let report = world.verify();
    assert_eq!(report.state, State::Tampered);
    assert_eq!(report.problems[0].what, What::Segment(Damage::Misplaced));
    assert_eq!(report.problems[1].what, What::Segment(Damage::Misplaced));
}

#[test]
fn a_renamed_segment_is_noticed_and_not_gone_on_with() {
    let world = World::new();
    log(&world, false);
    let path = world.segments().remove(0);
    let bytes = world.disk.get(&path);
    let other = path.with_file_name("00000000000000aa.seg");
    world.disk.put(&other, bytes.clone());
    crate::seams::Disk::remove(&world.disk, &path).unwrap();
    assert_eq!(world.verify().state, State::Tampered);
    let (log, recovery) = world.open(2);
    assert!(!recovery.adopted);
    world.write(&log, 2, 1);
    assert_eq!(world.disk.get(&other), bytes);
    let misplaced = |entry: &crate::log::Entry| entry.item == Item::Damage(Damage::Misplaced);
    assert_eq!(world.entries().iter().filter(|entry| misplaced(entry)).count(), 4);
}

#[test]
fn records_after_a_seal_are_noticed() {
    let world = World::new();
    log(&world, false);
    change_first_segment(&world, |bytes, id| {
        // The last block once more, made to be the next, as if nothing had been sealed there.
        let mut scan = crate::log::scan::Scan::new(
            crate::log::scan::Source::Held(held(bytes)),
            id,
            crate::log::scan::Mark::start(id),
        )
        .unwrap();
        while scan.next().is_some() {}
        let (block, file) = (scan.mark().used, held(bytes));
        let start = crate::log::layout::block_start(block);
        let mut tail = crate::log::tail::Tail::new(id, file.clone(), scan.chain(), start, 0);
        tail.seal().unwrap();
        let chain = tail.chain;
        let start = crate::log::layout::block_start(block + 1);
        let mut tail = crate::log::tail::Tail::new(id, file.clone(), chain, start, 0);
        tail.seal().unwrap();
        *bytes = file.read_all(1 << 20).unwrap();
    });
    let report = world.verify();
    assert_eq!(report.state, State::Tampered);
    let what = What::Segment(Damage::AfterSeal);
    assert!(report.problems.iter().all(|problem| problem.what == what), "{report:#?}");
}

/// A segment whose writer went on after its seal, in the same block.
#[test]
fn a_frame_after_the_seal_and_a_seal_that_miscounts_are_noticed() {
    for (count, what) in [(1, Damage::AfterSeal), (9, Damage::SealCount)] {
        let world = World::new();
        let id = SegmentId::new(1, 1);
        let file = held(&[]);
        let mut tail = Tail::new(id, file.clone(), Chain::start(id), 0, 0);
        let mut write = |kind, number| {
            let mut draft = Draft::new();
            draft.fill((kind, VERSION), |put| put.u64(number)).unwrap();
            tail.write(&mut draft).unwrap().offset
        };
        write(kind::ERASED, 0);
        let seal = write(kind::SEAL, count);
        let after = (count == 1).then(|| write(kind::ERASED, 0));
        let path = Path::new(DIR).join("log").join(id.file_name());
        world.disk.put(&path, file.read_all(1 << 20).unwrap());
        let problem = only_problem(&world);
        assert_eq!(problem.what, What::Segment(what));
        assert_eq!(problem.offset, after.unwrap_or(seal));
    }
}

fn held(bytes: &[u8]) -> std::sync::Arc<dyn crate::seams::DiskFile> {
    let disk = crate::seams::memory::MemDisk::default();
    let path = std::path::Path::new("/held");
    disk.put(path, bytes.to_vec());
    crate::seams::Disk::open(&disk, path, crate::seams::Open::Write).unwrap().into()
}

#[test]
fn a_signed_segment_disguised_as_another_format_is_not_fine() {
    let world = World::new();
    log(&world, true);
    change_first_segment(&world, |bytes, _| disguise(bytes));
    let report = world.verify();
    assert_eq!((report.foreign, report.state), (1, State::Damaged), "{report:?}");
    let file = world.segments().remove(0).file_name().unwrap().to_string_lossy().into_owned();
    assert!(report.problems.iter().any(|problem| problem.file == file), "{report:?}");
    world.log(2).checkpoint(&world.key()).unwrap();
    assert_eq!(world.verify().state, State::Damaged, "signing again does not make it fine");
}

/// Says in each block that it is of format 2; the header's checksum fits.
fn disguise(bytes: &mut [u8]) {
    for block in bytes.chunks_mut(BLOCK).filter(|block| block.iter().any(|byte| *byte != 0)) {
        block[4] = 2;
        let crc = crc32c::crc32c(&block[..HEADER - 4]);
        block[HEADER - 4..HEADER].copy_from_slice(&crc.to_le_bytes());
    }
}
