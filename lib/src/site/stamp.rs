//! What tells that a file is as it was, without reading it.

use std::fs::Metadata;
use std::path::Path;

/// The size of a file, when its content was last changed, and when anything of it was, in nanoseconds.
/// The last cannot be set by anybody: a file that is given its old time again is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp(u64, i64, i64);

/// Times of files are as coarse as this on some file systems.
const COARSE: i64 = 2_000_000_000;

/// Where times have a part finer than this, the file system keeps those of the system's clock.
const FINE: i64 = 1_000_000;

/// That clock ticks every hundredth of a second at least: so long, and it has ticked often.
const TICKS: i64 = 100_000_000;

impl Stamp {
    /// How many bytes a stamp is written in.
    pub(super) const SIZE: usize = 24;

    /// That of a plain file. Where the system does not tell all of it there is none, and files are read.
    #[cfg(unix)]
    pub(super) fn from(found: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let time =
            |seconds: i64, more: i64| seconds.saturating_mul(1_000_000_000).saturating_add(more);
        if !found.is_file() {
            return None;
        }
        let changed = time(found.mtime(), found.mtime_nsec());
        Some(Stamp(found.size(), changed, time(found.ctime(), found.ctime_nsec())))
    }

    #[cfg(not(unix))]
    pub(super) fn from(_: &Metadata) -> Option<Stamp> {
        None
    }

    /// The same of the file at a path.
    pub(super) fn of(path: &Path) -> Option<Stamp> {
        std::fs::symlink_metadata(path).ok().and_then(|found| Stamp::from(&found))
    }

    /// As it is written down; zeros where there is none.
    pub(super) fn bytes(stamp: Option<Stamp>) -> [u8; Stamp::SIZE] {
        let Stamp(size, changed, touched) = stamp.unwrap_or(Stamp(0, 0, 0));
        let mut bytes = [0; Stamp::SIZE];
        bytes[..8].copy_from_slice(&size.to_le_bytes());
        bytes[8..16].copy_from_slice(&changed.to_le_bytes());
        bytes[16..].copy_from_slice(&touched.to_le_bytes());
        bytes
    }

    pub(super) fn of_bytes(bytes: &[u8; Stamp::SIZE]) -> Option<Stamp> {
        let number = |at: usize| bytes[at..].first_chunk().copied().unwrap_or_default();
        let (size, changed) = (u64::from_le_bytes(number(0)), i64::from_le_bytes(number(8)));
        let stamp = Stamp(size, changed, i64::from_le_bytes(number(16)));
        (stamp != Stamp(0, 0, 0)).then_some(stamp)
    }

    /// Whether a file with this stamp was left alone long enough before one with the other was
    /// written: a change after that cannot have left it the same stamp.
    pub(super) fn is_settled(self, then: Stamp) -> bool {
        let unsure = if self.2 % FINE == 0 { COARSE } else { TICKS };
        self.1.max(self.2).saturating_add(unsure) < then.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_as_it_was_written() {
        for stamp in [None, Some(Stamp(7, -1, i64::MAX)), Some(Stamp(0, 0, 1))] {
            assert_eq!(Stamp::of_bytes(&Stamp::bytes(stamp)), stamp);
        }
    }

    #[test]
    fn what_was_just_changed_is_not_settled() {
        let second = 1_000_000_000;
        let then = Stamp(1, 10 * second, 10 * second);
        assert!(Stamp(4, 7 * second, 7 * second).is_settled(then));
        // On a file system that counts in two seconds, a change at 9.5 would leave this stamp.
        assert!(!Stamp(4, 8 * second, 8 * second).is_settled(then));
        // One that keeps times of nanoseconds has ticked often since.
        assert!(Stamp(4, second, 9 * second + 1).is_settled(then));
        assert!(!Stamp(4, second, 10 * second - 50_000_001).is_settled(then));
        // A file of an old time that was put there just now.
        assert!(!Stamp(4, second, 9 * second).is_settled(then));
        // One from the future.
        assert!(!Stamp(4, 20 * second, 9 * second).is_settled(then));
    }
}
