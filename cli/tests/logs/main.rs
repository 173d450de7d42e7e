//! A log as people have it: a folder, a bundle, half of one, something else, or one that grows.
#![cfg(test)]

mod bundles;
mod evidence;
mod follow;
mod phone;
mod show;
mod stats;
