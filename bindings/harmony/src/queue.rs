//! The threads that keep promises: one for what the user answers, one for what is read, each in the
//! order of the calls. A withdrawal does not wait for a long log to be exported.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// Something to do, and to tell of.
pub(crate) type Work = Box<dyn FnOnce() + Send>;

/// A thread and what it still has to do; there is none where no thread could be had.
pub(crate) struct Queue {
    name: &'static str,
    sender: OnceLock<Option<Sender<Work>>>,
}

pub(crate) static ANSWERS: Queue = Queue::new("menshen-answers");
pub(crate) static READING: Queue = Queue::new("menshen-reading");

impl Queue {
    const fn new(name: &'static str) -> Queue {
        Queue { name, sender: OnceLock::new() }
    }

    /// Has work done after all that was given before; gives it back when there is no thread.
    pub(crate) fn push(&self, work: Work) -> Result<(), Work> {
        match self.sender.get_or_init(|| self.start()) {
            Some(sender) => sender.send(work).map_err(|unsent| unsent.0),
            None => Err(work),
        }
    }

    fn start(&self) -> Option<Sender<Work>> {
        let (send, receive) = channel();
        let thread = thread::Builder::new().name(self.name.to_owned());
        thread.spawn(move || run(&receive)).ok().map(|_| send)
    }
}

fn run(queue: &Receiver<Work>) {
    for work in queue {
        if catch_unwind(AssertUnwindSafe(work)).is_err() {
            log::error!("a call panicked after it was done");
        }
    }
}
