//! How far long work has come, for a person at a terminal; in a pipe, or with `-q`, nothing. It must not say what was found.

use super::invocation::Invocation;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Counts documents on one line of the terminal, which is wiped when the work is done.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Whether it is drawn already, or is never to be.
    settled: AtomicBool,
}

/// Work that takes no longer than this is not worth a line that comes and goes.
const PATIENCE: Duration = Duration::from_millis(500);

impl Progress {
    /// Starts to count documents.
    pub(crate) fn start(invocation: &Invocation<'_>) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} documents, {elapsed}") {
            bar.set_style(style);
        }
        Self { bar, settled: AtomicBool::new(invocation.is_quiet()) }
    }

    /// The same where results are printed while the work goes on: on the terminal that they go to nothing is drawn.
    pub(crate) fn beside_results(invocation: &Invocation<'_>) -> Self {
        let progress = Self::start(invocation);
        if invocation.prints_on_terminal() {
            progress.settled.store(true, Ordering::Relaxed);
        }
        progress
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.bar.inc(1);
        if self.bar.elapsed() > PATIENCE && !self.settled.swap(true, Ordering::Relaxed) {
            // On anything but a terminal nothing is drawn.
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            self.bar.enable_steady_tick(Duration::from_millis(200));
        }
    }

    /// Says something else meanwhile, on a line of its own.
    pub(crate) fn aside(&self, tell: impl FnOnce()) {
        self.bar.suspend(tell);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
