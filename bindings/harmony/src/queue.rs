//! The thread that keeps promises: one a process, in the order of the calls.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Something to do, and to tell of.
pub(crate) type Work = Box<dyn FnOnce() + Send>;

static QUEUE: OnceLock<Option<Sender<Work>>> = OnceLock::new();

/// Has work done after all that was given before; gives it back when there is no thread to be had.
pub(crate) fn push(work: Work) -> Result<(), Work> {
    match QUEUE.get_or_init(start) {
        Some(queue) => queue.send(work).map_err(|unsent| unsent.0),
        None => Err(work),
    }
}

fn start() -> Option<Sender<Work>> {
    let (send, receive) = channel();
    let thread = thread::Builder::new().name("menshen-queue".to_owned());
    thread.spawn(move || run(&receive)).ok().map(|_| send)
}

fn run(queue: &Receiver<Work>) {
    for work in queue {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            log::error!("a call panicked after it was done");
        }
    }
}
