//! Ctrl-C, a hang-up and a termination: a sentence, and nothing unfinished is left behind.

use crate::report::line;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// The exit status of a command that an interrupt has ended, as shells have it: 128 and the signal.
const INTERRUPTED: i32 = 130;

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Set by an interrupt, for a job that stops by itself.
static STOPPED: OnceLock<Arc<AtomicBool>> = OnceLock::new();

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on an interrupt ends the run only after the guarded files are gone. Where that cannot be
/// had, they stay.
pub(crate) fn watch() {
    let _ = ctrlc::set_handler(|| {
        let before = STOPPED.get().map(|stopped| stopped.swap(true, Ordering::Relaxed));
        if before == Some(false) {
            return;
        }
        // The lock is kept to the end: no file comes to the list any more.
        let files = unfinished();
        for file in files.iter() {
            let _ = std::fs::remove_file(file);
        }
        end(match before {
            Some(_) => "the next export removes what is unfinished",
            None => "no file is left half written",
        });
    });
}

/// What an interrupt sets from now on, in the place of ending the run; a second one ends it.
pub(crate) fn stopped() -> Arc<AtomicBool> {
    Arc::clone(STOPPED.get_or_init(Arc::default))
}

/// Ends an interrupted run.
pub(crate) fn end(state: &str) -> ! {
    if io::stderr().is_terminal() {
        // The terminal has written ^C, or there is progress on the line.
        line(format_args!(""));
    }
    line(format_args!("textify: interrupted: {state}"));
    process::exit(INTERRUPTED)
}

/// A temporary file that an interrupt removes.
#[derive(Debug)]
pub(crate) struct Guarded(PathBuf);

impl Guarded {
    pub(crate) fn new(file: &Path) -> Guarded {
        unfinished().push(file.to_owned());
        Guarded(file.to_owned())
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        unfinished().retain(|file| *file != self.0);
    }
}
