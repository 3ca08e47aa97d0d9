//! The output folder: files appear in it whole or not at all, and none outside of it is touched.

use super::manifest::{self, Hash, Made};
use super::paths;
use super::stamp::Stamp;
use super::state::{self, State};
use crate::error::{Error, ErrorKind, os_message};
use crate::sitemap::Keys;
use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::RwLock;
use walkdir::WalkDir;

/// The folder that an export writes to, locked against others.
#[derive(Debug)]
pub(super) struct Output {
    root: PathBuf,
    /// What the export knows of it; that lies elsewhere.
    pub(super) state: State,
    /// When this export began and the last one ended, as the file system tells it.
    began: Option<Stamp>,
    ended: Option<Stamp>,
    /// Folders that no symbolic link leads to.
    seen: RwLock<HashSet<PathBuf>>,
}

/// How the names of files begin that are not yet whole.
pub(super) const UNFINISHED: &str = ".textify-tmp-";

/// The most that is read of a page, in bytes: larger ones are refused as pages.
pub(super) const MAX_PAGE: u64 = (64 << 20) + 1;

/// A file that is not yet whole; it is gone when it is dropped.
pub(super) type Unfinished = tempfile::NamedTempFile;

/// Whether there is a file, and no link to one.
pub(super) fn is_plain(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// What could not be done with a file.
pub(super) fn problem(path: &Path, what: impl Into<String>, hint: impl Into<String>) -> Error {
    ErrorKind::File { path: path.to_owned(), what: what.into(), hint: hint.into() }.into()
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> Error {
    problem(
        path,
        format!("it cannot be read: {}", os_message(error)),
        "check that it is there and may be read",
    )
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Error {
    let hint = "check that there is room and that you may write there";
    problem(path, format!("it cannot be written: {}", os_message(error)), hint)
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|error| unreadable(path, &error))
}

/// Removes what an export has left that was cut short; with the lock held none is in use.
pub(super) fn sweep(root: &Path) -> Result<(), Error> {
    for entry in WalkDir::new(root).into_iter().filter_map(Result::ok) {
        let unfinished = entry.file_name().as_encoded_bytes().starts_with(UNFINISHED.as_bytes());
        if unfinished && entry.file_type().is_file() {
            fs::remove_file(entry.path()).map_err(|error| unwritable(entry.path(), &error))?;
        }
    }
    Ok(())
}

/// How a file begins.
pub(super) fn head(path: &Path) -> Result<Vec<u8>, Error> {
    beginning(path, 512)
}

/// The first bytes of a file, at most so many.
pub(super) fn beginning(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|error| unreadable(path, &error))
}

/// The hash of a file, however large it is.
pub(super) fn hash_of(path: &Path) -> Result<Hash, Error> {
    hash(path).map_err(|error| unreadable(path, &error))
}

fn hash(path: &Path) -> io::Result<Hash> {
    hash_of_file(File::open(path)?)
}

pub(super) fn hash_of_file(file: File) -> io::Result<Hash> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(file)?;
    Ok(Hash::of(&hasher))
}

/// A file of no name yet in a folder, which others may read as they may any new one.
pub(super) fn unfinished(folder: &Path) -> io::Result<Unfinished> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Gives a copy the time of its original. A file that takes the place of a newer one keeps the time of
/// now: a cache that has the other would be told that nothing has changed. Times that cannot be set are
/// those of now, too.
fn keep_time(source: &fs::Metadata, copy: &Path, place: &Path) {
    let Ok(time) = source.modified() else { return };
    let before = fs::symlink_metadata(place).and_then(|before| before.modified());
    if before.is_ok_and(|before| before >= time) {
        return;
    }
    // On Unix the owner of a file may set its times even where it is read-only.
    let file = File::options().read(true).write(cfg!(windows)).open(copy);
    let _ = file.and_then(|file| file.set_modified(time));
}

impl Output {
    /// Opens a folder that is new, empty, or of an earlier export; by force any other too. `state`: where
    /// the state lies, if not beside it.
    pub(super) fn open(root: &Path, state: Option<&Path>, force: bool) -> Result<Output, Error> {
        if !force {
            state::refuse_foreign(root, state)?;
        }
        fs::create_dir_all(root).map_err(|error| unwritable(root, &error))?;
        let root = root.canonicalize().map_err(|error| unreadable(root, &error))?;
        let state = State::open(&root, state)?;
        let ended = manifest::ended(&state);
        let mut output = Output { root, state, began: None, ended, seen: RwLock::default() };
        output.began = output.now();
        Ok(output)
    }

    /// The time of the output's file system, as a stamp has it.
    pub(super) fn now(&self) -> Option<Stamp> {
        let mut file = tempfile::tempfile_in(&self.root).ok()?;
        file.write_all(b"\n").ok()?;
        Stamp::from(&file.metadata().ok()?)
    }

    /// A file without a name, for what is too much for memory.
    pub(super) fn scratch(&self) -> Result<File, Error> {
        tempfile::tempfile_in(&self.root).map_err(|error| self.unwritable("", &error))
    }

    /// The stamp of a file of the site, if it proves the next time that nothing has changed. A file
    /// that was changed when the export began or later may change again and keep its stamp.
    pub(super) fn settled(&self, stamp: Option<Stamp>) -> Option<Stamp> {
        stamp.filter(|now| self.began.is_some_and(|began| now.is_settled(began)))
    }

    /// The stamp of a file that was made.
    pub(super) fn stamp(&self, key: &str) -> Option<Stamp> {
        self.inside(key).and_then(|path| Stamp::of(&path))
    }

    /// Whether the stamp of a file tells that it is there as it was made: it has been left alone since the
    /// last export put it there and ended.
    pub(super) fn knows(&self, made: &Made) -> bool {
        let now = self.stamp(&made.path);
        let settled = |now: Stamp| self.ended.is_some_and(|ended| now.is_settled(ended));
        now.is_some_and(settled) && now == made.stamp
    }

    /// Whether a file is there as it was made. It is read where its stamp does not tell.
    pub(super) fn has(&self, made: &mut Made) -> bool {
        self.knows(made) || self.reads(made)
    }

    /// The same by its bytes alone.
    pub(super) fn reads(&self, made: &mut Made) -> bool {
        let Some(path) = self.inside(&made.path) else { return false };
        made.stamp = Stamp::of(&path);
        is_plain(&path) && hash(&path).is_ok_and(|found| found == made.hash)
    }

    /// Names that differ in case only: refused before anything is written where the output folder
    /// cannot tell them apart, else told, since other servers may not.
    pub(super) fn check_names(&self, keys: &Keys) -> Result<BTreeMap<String, String>, Error> {
        let folds = self.folds_case().map_err(|error| self.unwritable("", &error))?;
        let lower = |key: &str| paths::shown(key).to_lowercase();
        let hash = |(key, number): (String, usize)| {
            (BuildHasherDefault::<DefaultHasher>::default().hash_one(lower(&key)), number)
        };
        let mut names: Vec<(u64, usize)> = keys.iter().zip(0..).map(hash).collect();
        names.sort_unstable();
        let mut notes = BTreeMap::new();
        for pair in names.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let [other, key] = [keys.get(pair[0].1), keys.get(pair[1].1)];
            if lower(&other) != lower(&key) {
                continue;
            }
            let [other, file] = [paths::shown(&other), paths::shown(&key)];
            if folds {
                let what = format!("the output folder cannot tell it from {other}");
                return Err(problem(Path::new(&file), what, "rename one of the two"));
            }
            let note =
                format!("it differs from {other} in case only: many file systems have one of them");
            notes.insert(key, note);
        }
        Ok(notes)
    }

    /// Whether the file system takes upper and lower case for the same.
    fn folds_case(&self) -> io::Result<bool> {
        let file = unfinished(&self.root)?;
        let upper = file.path().file_name().unwrap_or_default().to_ascii_uppercase();
        Ok(self.root.join(upper).exists())
    }

    /// Writes a file, unless it is there already; tells whether it wrote.
    pub(super) fn put(&self, key: &str, bytes: &[u8]) -> Result<bool, Error> {
        let path = self.place(key)?;
        if is_plain(&path) && fs::read(&path).is_ok_and(|found| found == bytes) {
            return Ok(false);
        }
        let write = || {
            let folder = path.parent().unwrap_or(&self.root);
            fs::create_dir_all(folder)?;
            let mut file = unfinished(folder)?;
            file.write_all(bytes)?;
            file.persist(&path).map_err(|error| error.error)
        };
        write().map(|_| true).map_err(|error| unwritable(&path, &error))
    }

    /// Writes a file bit by bit, unless it is there already; tells its hash and whether it wrote.
    pub(super) fn stream(
        &self,
        key: &str,
        content: &dyn Fn(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(Hash, bool), Error> {
        let path = self.place(key)?;
        let write = || {
            let mut file = io::BufWriter::new(unfinished(&self.root)?);
            content(&mut file)?;
            let file = file.into_inner()?;
            let made = hash_of_file(File::open(file.path())?)?;
            if is_plain(&path) && hash(&path).is_ok_and(|found| found == made) {
                return Ok((made, false));
            }
            file.persist(&path).map_err(|error| error.error)?;
            Ok((made, true))
        };
        write().map_err(|error| unwritable(&path, &error))
    }

    /// Copies a file, unless it is there already; tells whether it did. The copy keeps the time at which
    /// the original was changed. Where the file system can, it shares the original's blocks until one of
    /// the two is changed.
    pub(super) fn copy(&self, from: &Path, made: &mut Made) -> Result<bool, Error> {
        let path = self.place(&made.path)?;
        if self.has(made) {
            return Ok(false);
        }
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(|error| unwritable(&path, &error))?;
        // A file that cannot be read is another fault than one that cannot be written.
        let source = File::open(from).and_then(|source| source.metadata());
        let source = source.map_err(|error| unreadable(from, &error))?;
        let copied = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .make_in(folder, |place| reflink_copy::reflink_or_copy(from, place));
        let done = copied.and_then(|file| {
            keep_time(&source, file.path(), &path);
            file.persist(&path).map_err(|error| error.error)
        });
        done.map(|_| true).map_err(|error| unwritable(&path, &error))
    }

    pub(super) fn unwritable(&self, key: &str, error: &io::Error) -> Error {
        unwritable(&self.root.join(paths::shown(key)), error)
    }

    /// Where a file is to be, with no symbolic link on the way.
    fn place(&self, key: &str) -> Result<PathBuf, Error> {
        self.way(key).ok_or_else(|| {
            let what = "the way to it leads through a symbolic link or out of the output folder";
            problem(
                &self.root.join(paths::shown(key)),
                what,
                "remove the link, or give another folder",
            )
        })
    }

    /// Where a file is or is to be, if no symbolic link is on the way.
    fn way(&self, key: &str) -> Option<PathBuf> {
        let path = self.root.join(paths::path(key)?);
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.root);
        let link = |folder: &Path| fs::symlink_metadata(folder).is_ok_and(|it| it.is_symlink());
        let free = !folders.into_iter().any(link);
        free.then_some(path)
    }

    /// The same of a file that is only looked at: the way to each folder is looked at once.
    fn inside(&self, key: &str) -> Option<PathBuf> {
        let path = self.root.join(paths::path(key)?);
        let folder = path.parent()?;
        if self.seen.read().is_ok_and(|seen| seen.contains(folder)) {
            return Some(path);
        }
        let path = self.way(key)?;
        if let (Some(folder), Ok(mut seen)) = (path.parent(), self.seen.write()) {
            seen.insert(folder.to_owned());
        }
        Some(path)
    }

    /// Removes a file that an earlier export made, if nobody has changed it since; tells whether it did.
    pub(super) fn remove(&self, mut old: Made) -> Result<bool, Error> {
        let Some(path) = self.way(&old.path).filter(|_| self.has(&mut old)) else {
            return Ok(false);
        };
        fs::remove_file(&path).map_err(|error| unwritable(&path, &error))?;
        // Folders that are empty now have nothing to hold.
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != self.root);
        for folder in folders {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
        Ok(true)
    }
}
