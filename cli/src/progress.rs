//! How far a long job is.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// The progress on a terminal; nothing anywhere else.
pub(crate) struct Progress {
    noun: &'static str,
    begun: Instant,
    last: Option<Mutex<Instant>>,
}

impl Progress {
    /// Of what there is so much: "files".
    pub(crate) fn new(noun: &'static str) -> Progress {
        let begun = Instant::now();
        let last = io::stderr().is_terminal().then(|| Mutex::new(begun));
        Progress { noun, begun, last }
    }

    pub(crate) fn show(&self, done: usize, total: usize) {
        // Another thread is telling already.
        let Some(Ok(mut last)) = self.last.as_ref().map(Mutex::try_lock) else { return };
        if last.elapsed() < Duration::from_millis(200) {
            return;
        }
        *last = Instant::now();
        let seconds = self.begun.elapsed().as_secs_f64();
        let rate = done as f64 / seconds.max(0.001);
        let left = (total - done) as f64 / rate.max(0.001);
        let noun = self.noun;
        let text = format!("{done} of {total} {noun}, {rate:.0} a second, {left:.0} s left");
        let _ = write!(io::stderr(), "\r\x1b[K{text}");
    }

    /// Takes it away, so that what comes next stands on a line of its own.
    pub(crate) fn clear(&self) {
        if self.last.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
