//! How far long work has come, for a person at a terminal; in a pipe, or with `-q`, nothing. It must not say what was found.

use super::invocation::Invocation;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// Counts pieces of work on one line of the terminal, which is wiped when the work is done.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Starts to count; `what` is counted, in the plural.
    pub(crate) fn start(invocation: &Invocation<'_>, what: &'static str) -> Self {
        // On anything but a terminal nothing is drawn.
        let target =
            if invocation.is_quiet() { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(None, target).with_message(what);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {human_pos} {msg}, {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(200));
        Self(bar)
    }

    /// One more is done.
    pub(crate) fn step(&self) {
        self.0.inc(1);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
