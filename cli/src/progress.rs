//! How far a long job is.

use crate::console;
use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How often the line is redrawn.
const REDRAW: Duration = Duration::from_millis(200);

/// How often a new line is written where none can be redrawn.
const NEW_LINE: Duration = Duration::from_secs(10);

/// The progress on a terminal; nothing anywhere else.
pub(crate) struct Progress {
    noun: &'static str,
    begun: Instant,
    /// Whether one line is redrawn.
    is_redrawn: bool,
    last: Option<Mutex<Instant>>,
}

impl Progress {
    /// The progress of a job that counts something: "files".
    pub(crate) fn new(noun: &'static str) -> Progress {
        let begun = Instant::now();
        let is_terminal = io::stderr().is_terminal();
        let is_shown = is_terminal && !console::is_quiet();
        let last = is_shown.then(|| Mutex::new(begun));
        Progress { noun, begun, is_redrawn: console::allows_escapes(is_terminal), last }
    }

    pub(crate) fn show(&self, done: usize, total: usize) {
        // Another thread is writing already.
        let Some(Ok(mut last)) = self.last.as_ref().map(Mutex::try_lock) else { return };
        if last.elapsed() < if self.is_redrawn { REDRAW } else { NEW_LINE } {
            return;
        }
        *last = Instant::now();
        let seconds = self.begun.elapsed().as_secs_f64();
        let rate = done as f64 / seconds.max(0.001);
        let left = (total - done) as f64 / rate.max(0.001);
        let noun = self.noun;
        let text = format!("{done} of {total} {noun}, {rate:.0} a second, {left:.0} s left");
        let _ = match self.is_redrawn {
            true => write!(io::stderr(), "\r\x1b[K{text}"),
            false => writeln!(io::stderr(), "textify: {text}"),
        };
    }

    /// Removes the line, so that what comes next stands on a line of its own.
    pub(crate) fn clear(&self) {
        if self.last.is_some() && self.is_redrawn {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
