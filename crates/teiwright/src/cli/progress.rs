//! How many files are done, and how fast: on a terminal only, and only for work that takes a while.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// What is done sooner shows nothing.
const AFTER: Duration = Duration::from_millis(500);

/// The line at the bottom of the terminal.
pub(crate) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    /// Whether it may still begin to show.
    waits: bool,
}

impl Progress {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::hidden();
        let style = ProgressStyle::with_template("{spinner} {human_pos} files, {rate} a second");
        if let Ok(style) = style {
            bar.set_style(style.with_key("rate", |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                // A terminal that takes no text is no failure.
                let _ = write!(out, "{:.0}", state.per_sec());
            }));
        }
        Self { bar, begun: Instant::now(), waits: std::io::stderr().is_terminal() }
    }

    /// One more file is done.
    pub(crate) fn step(&mut self) {
        if self.waits && self.begun.elapsed() > AFTER {
            self.waits = false;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.inc(1);
    }

    /// Does what writes to the terminal, with the line out of the way.
    pub(crate) fn beside<R>(&self, write: impl FnOnce() -> R) -> R {
        self.bar.suspend(write)
    }

    /// Takes the line away.
    pub(crate) fn end(&self) {
        self.bar.finish_and_clear();
    }
}
