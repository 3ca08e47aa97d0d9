//! What a run leaves behind when somebody stops it: nothing.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// The exit status of a command that an interrupt has ended, as shells have it: 128 and the signal.
const INTERRUPTED: i32 = 130;

static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
static HANDLER: Once = Once::new();

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on Ctrl-C, a hang-up and a termination end the run only after the guarded files are gone.
/// Where that cannot be had, they stay.
pub(crate) fn watch() {
    HANDLER.call_once(|| {
        let _ = ctrlc::set_handler(|| {
            // The lock is kept to the end: no file comes to the list any more.
            let files = unfinished();
            for file in files.iter() {
                let _ = std::fs::remove_file(file);
            }
            std::process::exit(INTERRUPTED);
        });
    });
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
