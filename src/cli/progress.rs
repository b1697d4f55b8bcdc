//! How far a long piece of work has come.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Face;
use crate::data;

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar with rate and time left: on a terminal, and only once the work has taken a while.
pub(super) struct Progress {
    total: u64,
    template: &'static str,
    started: Instant,
    shown: bool,
    bar: OnceLock<ProgressBar>,
}

impl Progress {
    /// Of reading so many bytes; 0 if nobody knows.
    pub(super) fn reading(total: u64) -> Self {
        let template = match total {
            0 => "reading {bytes}, {bytes_per_sec}",
            _ => "reading [{wide_bar}] {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left",
        };
        Self::new(total, template)
    }

    /// Of running over so many contacts.
    pub(super) fn running(total: u64) -> Self {
        Self::new(total, "running [{wide_bar}] {human_pos}/{human_len} contacts, {per_sec}, {eta} left")
    }

    fn new(total: u64, template: &'static str) -> Self {
        Self { total, template, started: Instant::now(), shown: Face::stderr().terminal, bar: OnceLock::new() }
    }

    /// So many more are done.
    pub(super) fn advance(&self, more: u64) {
        // Before the bar is drawn it has to be counted too.
        if self.shown {
            let bar = self.bar.get_or_init(|| self.bar());
            bar.inc(more);
            if bar.is_hidden() && self.started.elapsed() >= PATIENCE {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }

    fn bar(&self) -> ProgressBar {
        let known = (self.total > 0).then_some(self.total);
        let bar = ProgressBar::with_draw_target(known, ProgressDrawTarget::hidden());
        let ends = if Face::stderr().boxes { "━╸ " } else { "=> " };
        match ProgressStyle::with_template(self.template) {
            Ok(style) => bar.with_style(style.progress_chars(ends)),
            Err(_) => bar,
        }
    }
}

impl data::Progress for Progress {
    fn read(&self, bytes: u64) {
        let before = self.bar.get().map_or(0, ProgressBar::position);
        self.advance(bytes.saturating_sub(before));
    }
}
