//! A line on the terminal for work that takes a while.

use std::fmt;
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// Shorter work is done before anybody wonders.
const PATIENCE: Duration = Duration::from_secs(1);
/// The clock is looked at this often.
const EVERY: u64 = 256;
const REFRESHES_A_SECOND: u8 = 10;

const BOUNDED: &str = "{msg} [{bar:30}] {human_pos}/{human_len} ({rate}, {eta})";
const OPEN: &str = "{spinner} {msg} {human_pos} ({rate})";

/// An iterator that says on stderr how far it has come, once it has taken over a second.
///
/// Says nothing when stderr is no terminal, and leaves nothing behind.
pub(crate) struct Progress<I> {
    inner: I,
    bar: ProgressBar,
    count: u64,
    start: Instant,
}

impl<I> Progress<I> {
    /// Goes over `inner`, which has `total` items if that is known.
    pub(crate) fn over(inner: I, total: Option<u64>, label: &str) -> Progress<I> {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        bar.set_style(style(total.is_some()));
        bar.set_message(label.to_owned());
        Progress { inner, bar, count: 0, start: Instant::now() }
    }

    /// Shows the line once it is time, and moves it on.
    fn tell(&mut self) {
        if self.bar.is_hidden() && self.start.elapsed() >= PATIENCE {
            let target = ProgressDrawTarget::stderr_with_hz(REFRESHES_A_SECOND);
            self.bar.set_draw_target(target);
        }
        self.bar.set_position(self.count);
    }
}

impl<I: Iterator> Iterator for Progress<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        let item = self.inner.next();
        self.count += u64::from(item.is_some());
        if self.count.is_multiple_of(EVERY) {
            self.tell();
        }
        item
    }
}

impl<I> Drop for Progress<I> {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(bounded: bool) -> ProgressStyle {
    let style = ProgressStyle::with_template(if bounded { BOUNDED } else { OPEN });
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).with_key("rate", rate)
}

fn rate(state: &ProgressState, out: &mut dyn fmt::Write) {
    // The line is drawn again soon; whether this time it can be is of no interest.
    let _ = write!(out, "{}/s", HumanCount(state.per_sec() as u64));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_lines_are_templates() {
        // A mistake in one would show as another line, so it is looked for here.
        for template in [BOUNDED, OPEN] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }

    #[test]
    fn nothing_is_lost_on_the_way() {
        assert_eq!(Progress::over(0..1000, None, "counting").sum::<u64>(), 499_500);
        assert_eq!(Progress::over(0..1000, Some(1000), "counting").count(), 1000);
    }
}
