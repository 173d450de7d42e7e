//! The access log: what the gate decided, kept so that it can be believed.
//!
//! [`Log`] writes, [`read()`] reads, [`verify()`] judges. A record that [`Log::append`] acknowledged
//! is still there when the process is killed; a flipped bit costs at most the records of one 4 KiB
//! block and is always noticed; and what a [checkpoint](Log::checkpoint) has signed cannot be
//! changed, taken out or put back to an earlier state without [`verify()`] saying so.
//!
//! # What it does not promise
//!
//! - A loss of power may take what was written after the last [sync](Log::sync) or checkpoint.
//! - Code that runs in the app's own process can write what it likes from then on, and with a
//!   [`SoftwareKey`] sign it. What an exported checkpoint covers is out of its reach.
//!
//! # Format 1
//!
//! All numbers are little-endian. The folder `log` holds:
//!
//! | file | what |
//! |---|---|
//! | `<16 hexadecimal digits>.seg` | a segment, named by its id |
//! | `checkpoint` | the newest checkpoint |
//! | `checkpoint.new` | one being written |
//! | `checkpoint.damaged` | one that was found damaged |
//! | `checkpoint.lock` | locked by whoever takes a checkpoint |
//!
//! **A segment** is written by one process, which holds an exclusive `flock` on the file as long as
//! it does. Its id is the wall clock's seconds when it was made, shifted left by 24 bits, plus 24
//! random bits. It has 64 blocks of 4096 bytes; bytes that the file lacks at its end count as zero.
//! Space is filled with zeros before records go there, so that a full disk shows early.
//!
//! **A block** is all zero (not begun, or passed over) or begins with this header. Every later
//! format keeps the header's size and checksum.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | `MSBK` |
//! | 2 | format: 1 |
//! | 2 | 0 |
//! | 8 | id of the segment |
//! | 4 | number of the block in the segment, from 0 |
//! | 8 | sequence number of the next frame |
//! | 16 | tag of the last frame, or the segment's first tag |
//! | 4 | CRC32C of the 44 bytes before |
//!
//! **Frames** follow, each within its block. What is left of the block is zero. A block's header
//! and its first frame are one write, and no write crosses a block, so a kill cannot tear it.
//!
//! | bytes | what |
//! |---|---|
//! | 2 | length of the payload, never 0 |
//! | 1 | kind |
//! | 1 | version of the kind: 1 |
//! | 4 | CRC32C of the whole frame but these 4 bytes |
//! | 8 | sequence number, from 0 in each segment |
//! | length | payload |
//! | 16 | tag: the first bytes of SHA-256(tag before, length, kind, version, number, payload) |
//!
//! The tag before a segment's first frame is the first 16 bytes of SHA-256(`menshen segment 1`,
//! id). When a write fails, its block is left as it is, and the next block's header carries on from
//! the last frame that was acknowledged.
//!
//! | kind | what |
//! |---|---|
//! | 1 | seal: the segment is complete. Payload: count of frames before it (8 bytes) |
//! | 2 | process_start |
//! | 3 | decision |
//! | 4 | release, revoked, leaked, ended |
//! | 5 | prompt |
//! | 6 | policy_shown, policy_accepted, policy_declined |
//! | 7 | consent |
//! | 8 | os_grant |
//! | 9 | os_observed |
//! | 10 | app_state |
//! | 11 | sdk |
//! | 12 | subject |
//! | 13 | guardian |
//! | 14 | erased |
//! | 15 | checkpoint |
//! | 16 | gap |
//! | 17 | clock |
//! | 18 | carry: leases that are open as the writer comes from its last segment. Payload: for each, process (4), lease (8), boot time (8), subject (8), app state (1), policy (8) |
//!
//! **The payload of an event** begins with: wall clock in ms since 1970 (8, signed), ms since the
//! device started (8), process (4), subject (8), app state (1), policy version (8: year in 2 bytes,
//! month, day, number in 4, from the high end). The event's own fields follow in the order of
//! [`Event`] and its parts: a text is a length byte and UTF-8; a list is a count byte and its
//! members; a word is its number in one byte; a flag is 0 or 1; a reason is 0 when allowed; an
//! optional scope or time is a flag and the value, zero when absent; a decision's two flags share a
//! byte (1 user-initiated, 2 observed).
//!
//! **The checkpoint** is two lines of JSON. The first, the body, has `format`, `number` (from 1),
//! `at`, `provider`, `previous` (SHA-256 of the body before), `restarts`, `renewals` (how often the
//! key changed, if ever), `segments` (each `id`, `count`, `head`: how many frames, and the tag of
//! the last) and `dropped` (`count`, `digest`, `removing`). The second has `alg`, `provider`, `key`, `sig` (over `menshen checkpoint 1\n` and
//! the body) and `crc32c`; every later format keeps it.

mod block;
mod bundle;
mod bytes;
mod checkpoint;
mod codec;
mod damage;
mod error;
mod folder;
mod frame;
mod handle;
mod hex;
mod json;
mod layout;
mod leases;
mod read;
mod record;
mod recovery;
mod retention;
mod scan;
mod signer;
mod tail;
mod verify;
mod writer;

#[cfg(test)]
mod tests;

pub use bundle::bundle;
pub use checkpoint::CheckpointError;
pub use damage::Damage;
pub use error::{AppendError, OpenError, ReadError};
pub use handle::Log;
pub use layout::{BadSegmentId, Place, SegmentId};
pub use read::{Entry, Item, Reader, read};
pub use record::{
    Cause, Consent, Decision, Event, GapKind, LeaseEnd, PolicyAct, Prompt, PromptAnswer,
    PromptKind, Record, Use,
};
pub use recovery::{ProcessInfo, Recovery};
pub use retention::Retention;
pub use signer::{SignError, Signer, SoftwareKey};
pub use verify::{Problem, Report, State, VerifyOptions, What, verify};
pub use writer::Room;
