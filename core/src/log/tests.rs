//! What the log promises, tried on a disk in memory that can be flipped, cut and made to fail.

mod adoption;
mod attacks;
mod bundle;
mod checkpoints;
mod damage;
mod faults;
mod forgery;
mod key;
mod left;
mod meddling;
mod merge;
mod order;
mod racing;
mod retention;
pub(super) mod sample;
mod tail;
pub(super) mod world;
mod writing;
