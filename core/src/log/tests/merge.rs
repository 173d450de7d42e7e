//! The order of the entries is that of the plain rule: look at the heads of all segments each time.

use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

use fastrand::Rng;

use super::world::{DIR, World, info, numbers, of_many_uses};
use crate::log::{Entry, Event, Item, LeaseEnd, Log, Place, Record, Room, read};
use crate::seams::Disk;
use crate::seams::memory::MemDisk;
use crate::time::Span;

#[test]
fn the_order_is_that_of_the_plain_rule_whatever_the_clocks_do() {
    let mut most = 0;
    for seed in 0..60 {
        let world = life(seed);
        let found: Vec<Place> = world.entries().iter().map(|entry| entry.place).collect();
        let expected: Vec<Place> = plainly(&world).iter().map(|entry| entry.place).collect();
        let differ = found.iter().zip(&expected).position(|(found, expected)| found != expected);
        assert_eq!((found.len(), differ), (expected.len(), None), "seed {seed}");
        most = most.max(world.segments().len());
    }
    assert!(most > 30, "at most {most} segments");
}

/// Up to two dozen processes of several runs of the device, with clocks that step and damage.
fn life(seed: u64) -> World {
    let (world, mut random) = (World::new(), Rng::with_seed(seed));
    let mut logs: Vec<(u32, Log)> = Vec::new();
    let (mut run, most) = (1, random.usize(1..25));
    for process in 0..random.u32(3..60) {
        if logs.len() >= most {
            logs.swap_remove(random.usize(..logs.len()));
        }
        let log = Log::open(&world.seams, Path::new(DIR), &info(process)).unwrap().0;
        logs.push((process, log));
        if random.u8(..8) == 0 {
            run += 1;
            world.clock.boot.store(random.u64(..100_000), Relaxed);
            logs.drain(..logs.len() - 1);
        }
        let (process, log) = logs.last().unwrap();
        if random.u8(..6) > 0 {
            append(&world, log, *process, start(run));
        }
        (0..random.u32(..60)).for_each(|_| act(&world, &logs, &mut random));
    }
    damage(&world, &mut random);
    world
}

fn start(boot_number: u64) -> Event<'static> {
    let (name, library) = ("".into(), "".into());
    Event::ProcessStart { name, boot_number, library, recovered: 0 }
}

fn act(world: &World, logs: &[(u32, Log)], random: &mut Rng) {
    world.pass([0, 0, 1, 3_000, 200_000][random.usize(..5)]);
    if random.u8(..30) == 0 {
        world.clock.wall.fetch_add(random.i64(-40_000_000..40_000_000), Relaxed);
    }
    let (process, log) = &logs[random.usize(..logs.len())];
    let died = Event::LeaseEnd { lease: 1, how: LeaseEnd::ProcessDied, held: Span::default() };
    let (process, event) = match random.u8(..20) {
        0 => (random.u32(..60), died),
        // As if another process had this one's number.
        1 => (*process, start(random.u64(..9))),
        2..9 => (*process, of_many_uses(60)),
        _ => (*process, Event::Erased),
    };
    append(world, log, process, event);
}

fn append(world: &World, log: &Log, process: u32, event: Event<'static>) {
    log.append(&world.record(process, event), Room::Normal).unwrap();
}

fn damage(world: &World, random: &mut Rng) {
    for path in world.segments() {
        let mut bytes = world.disk.get(&path);
        for _ in 0..random.u8(..3) {
            let at = random.usize(..bytes.len());
            bytes[at] ^= 1;
        }
        world.disk.put(&path, bytes);
    }
}

/// Every segment by itself, and then the first head that no other comes before.
fn plainly(world: &World) -> Vec<Entry> {
    let mut streams: Vec<(VecDeque<Entry>, u64)> =
        world.segments().iter().map(|path| (alone(world, path), 0)).collect();
    let mut boots = HashMap::new();
    streams.retain(|(entries, _)| !entries.is_empty());
    streams.iter().for_each(|(entries, _)| note(entries, &mut boots));
    let mut all = Vec::new();
    while let Some(at) = first(&streams, &boots) {
        let (entries, turn) = &mut streams[at];
        all.extend(entries.pop_front());
        *turn = all.len() as u64;
        note(entries, &mut boots);
        if entries.is_empty() {
            streams.remove(at);
        }
    }
    all
}

fn alone(world: &World, path: &Path) -> VecDeque<Entry> {
    let disk = MemDisk::default();
    disk.put(path, world.disk.get(path));
    let disk: Arc<dyn Disk> = Arc::new(disk);
    read(&disk, Path::new(DIR)).unwrap().collect()
}

fn note(entries: &VecDeque<Entry>, boots: &mut HashMap<u32, u64>) {
    if let Some(Item::Record(record)) = entries.front().map(|entry| &entry.item)
        && let Event::ProcessStart { boot_number, .. } = record.event
    {
        boots.insert(record.process, boot_number);
    }
}

fn first(streams: &[(VecDeque<Entry>, u64)], boots: &HashMap<u32, u64>) -> Option<usize> {
    let mut best: Option<(usize, &Record<'_>, u64)> = None;
    for (at, (entries, turn)) in streams.iter().enumerate() {
        let Some(Entry { item: Item::Record(record), .. }) = entries.front() else {
            return Some(at);
        };
        let better = best.is_none_or(|(_, best, last)| match order(record, best, boots) {
            Ordering::Equal => *turn > last,
            order => order.is_lt(),
        });
        if better {
            best = Some((at, record, *turn));
        }
    }
    best.map(|(at, ..)| at)
}

fn order(a: &Record<'_>, b: &Record<'_>, boots: &HashMap<u32, u64>) -> Ordering {
    match (run(a, boots), run(b, boots)) {
        (Some(one), Some(other)) if one == other => a.boot.cmp(&b.boot),
        _ => a.wall.cmp(&b.wall),
    }
}

fn run(record: &Record<'_>, boots: &HashMap<u32, u64>) -> Option<u64> {
    match record.event {
        Event::ProcessStart { boot_number, .. } => Some(boot_number),
        Event::LeaseEnd { how: LeaseEnd::ProcessDied, .. } => None,
        _ => boots.get(&record.process).copied(),
    }
}

#[test]
fn a_reader_goes_on_with_what_was_written_since() {
    let world = World::new();
    let disk: Arc<dyn Disk> = Arc::new(world.disk.clone());
    let mut reader = read(&disk, Path::new(DIR)).unwrap();
    assert_eq!(reader.next(), None, "a log that is empty yet");
    let (one, other) = (world.log(1), world.log(2));
    let mut expected = 0;
    let mut next = |many: u64| {
        expected += many;
        expected - many..expected
    };
    for round in 0..300 {
        // Fewer at a time, more at a time, and now and then a new segment or none at all.
        for number in next(round * 37 % 100) {
            world.write(if number % 3 == 0 { &one } else { &other }, 1, number);
        }
        assert_eq!(reader.next(), None, "nothing new without a look");
        reader.refresh().unwrap();
        let new = numbers(&records(reader.by_ref()));
        assert!(new.iter().is_sorted());
        assert_eq!(new.len() as u64, round * 37 % 100, "round {round}");
    }
    assert!(world.segments().len() > 4);
}

#[test]
fn damage_is_told_once_and_what_follows_it_is_read() {
    let world = World::new();
    let log = world.log(1);
    (0..10).for_each(|number| drop(world.write(&log, 1, number)));
    let path = &world.segments()[0];
    let mut bytes = world.disk.get(path);
    bytes[300] ^= 1;
    world.disk.put(path, bytes);
    let disk: Arc<dyn Disk> = Arc::new(world.disk.clone());
    let mut reader = read(&disk, Path::new(DIR)).unwrap();
    let damages = |reader: &mut dyn Iterator<Item = Entry>| {
        reader.filter(|entry| matches!(entry.item, Item::Damage(_))).count()
    };
    assert_eq!(damages(&mut reader), 1);
    for number in 10..200 {
        world.write(&log, 1, number);
        reader.refresh().unwrap();
        assert_eq!(damages(&mut reader), 0, "{number}");
    }
    (200..210).for_each(|number| drop(world.write(&log, 1, number)));
    reader.refresh().unwrap();
    assert_eq!(numbers(&records(&mut reader)), (200..210).collect::<Vec<_>>());
}

fn records(entries: impl Iterator<Item = Entry>) -> Vec<Record<'static>> {
    let records = entries.filter_map(|entry| match entry.item {
        Item::Record(record) => Some(record),
        _ => None,
    });
    records.collect()
}
