//! How far a run is: a bar on a terminal, else a line every ten seconds.

use super::console::{Console, Level, Progress};
use crate::corpus::Warning;
use crate::dataset::Counts;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;
use std::time::{Duration, Instant};

/// Progress through a known number of inputs.
pub struct Meter<'a> {
    console: &'a Console,
    total: u64,
    bar: Option<ProgressBar>,
    /// When a line was last written.
    last: Instant,
}

const PAUSE: Duration = Duration::from_secs(10);

impl<'a> Meter<'a> {
    /// None seen yet.
    pub fn new(console: &'a Console, total: u64) -> Meter<'a> {
        let bar = (console.progress() == Progress::Bar).then(|| bar(total));
        Meter { console, total, bar, last: Instant::now() }
    }

    /// One more input is done; warnings are what was odd about it.
    pub fn seen(&mut self, doc: &str, warnings: &[Warning], counts: &Counts) {
        let (done, events) = (counts.inputs, counts.events);
        if self.console.says(Level::Each) {
            self.console.say(Level::Each, doc, json!({ "doc": doc }));
        }
        if self.console.says(Level::Verbose) {
            warnings.iter().for_each(|warning| self.console.warn(&format!("{doc}: {warning}")));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(done);
            bar.set_message(format!("{events} events"));
        } else if self.console.progress() == Progress::Lines && self.last.elapsed() >= PAUSE {
            self.last = Instant::now();
            let line = format!("  coding  {done} of {} inputs, {events} events", self.total);
            self.console.say(Level::Normal, &line, json!({ "done": done, "inputs": self.total, "events": events }));
        }
    }
}

impl Drop for Meter<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("  coding  {bar:32} {human_pos}/{human_len}  {msg}  {eta}");
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(10));
    // The template is fixed and valid; were it not, the default look does as well.
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
