//! What tells that a file is as it was, without reading it.

use serde::{Deserialize, Serialize};
use std::path::Path;

/// The size of a file, when its content was last changed, and when anything of it was, in nanoseconds.
/// The last cannot be set by anybody: a file that is given its old time again is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp(u64, i64, i64);

/// Times of files are as coarse as this on some file systems.
const COARSE: i64 = 2_000_000_000;

impl Stamp {
    /// That of a plain file. Where the system does not tell all of it there is none, and files are read.
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let time =
            |seconds: i64, more: i64| seconds.saturating_mul(1_000_000_000).saturating_add(more);
        let found = std::fs::symlink_metadata(path).ok().filter(|found| found.is_file())?;
        let changed = time(found.mtime(), found.mtime_nsec());
        Some(Stamp(found.size(), changed, time(found.ctime(), found.ctime_nsec())))
    }

    #[cfg(not(unix))]
    pub(super) fn of(_: &Path) -> Option<Stamp> {
        None
    }

    /// Whether a file with this stamp was left alone long enough before one with the other was
    /// written: a change after that cannot have left it the same stamp.
    pub(super) fn is_settled(self, then: Stamp) -> bool {
        self.1.max(self.2).saturating_add(COARSE) < then.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_just_changed_is_not_settled() {
        let second = 1_000_000_000;
        let then = Stamp(1, 10 * second, 10 * second);
        assert!(Stamp(4, 7 * second, 7 * second).is_settled(then));
        // On a file system that counts in two seconds, a change at 9.5 would leave this stamp.
        assert!(!Stamp(4, 8 * second, 8 * second).is_settled(then));
        // A file of an old time that was put there just now.
        assert!(!Stamp(4, second, 9 * second).is_settled(then));
        // One from the future.
        assert!(!Stamp(4, 20 * second, 9 * second).is_settled(then));
    }
}
