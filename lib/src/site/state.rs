//! What an export knows of its output: manifest, stamps and lock. It lies beside the output folder or
//! where the caller says, never in what is published.

use super::files::{Exported, state_beside};
use super::manifest;
use super::output::{self, Unfinished, is_plain, problem, unwritable};
use crate::error::{Error, os_message};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder of the state, locked.
#[derive(Debug)]
pub(super) struct State {
    root: PathBuf,
    lock: File,
    /// The output folder, which is locked too: another export to it may have its state elsewhere.
    _output: Option<File>,
}

const LOCK: &str = "lock";

/// Names the output folder that the state is of.
const OUTPUT: &str = "output";

/// What exports of textify up to 0.1.0 left in the output folder: manifest, stamps, lock.
const OLD: [&str; 3] = [".textify-manifest.json", ".textify-stamps", ".textify-lock"];

/// Whether the state of an export lies in a folder or beside it.
pub(super) fn is_of_export(folder: &Path) -> bool {
    let beside = state_beside(folder).is_some_and(|state| state.join(manifest::NAME).is_file());
    beside || is_plain(&folder.join(OLD[0]))
}

/// Where the state of an output folder lies.
fn place(output: &Path, state: Option<&Path>) -> Result<PathBuf, Error> {
    let beside = || state_beside(output);
    state.map(Path::to_owned).or_else(beside).ok_or_else(|| {
        let what = "there is no place beside it for the state of the export";
        problem(output, what, "give a folder for the state with --state")
    })
}

/// The manifest of the export that wrote a folder, also of an older one.
pub(super) fn manifest(output: &Path, state: Option<&Path>) -> io::Result<File> {
    let output = output.canonicalize()?;
    let place = place(&output, state).map_err(|_| io::ErrorKind::NotFound)?;
    File::open(place.join(manifest::NAME)).or_else(|_| File::open(output.join(OLD[0])))
}

/// Refuses a folder with files in it that no export has made.
pub(super) fn refuse_foreign(output: &Path, state: Option<&Path>) -> Result<(), Error> {
    let Ok(output) = output.canonicalize() else { return Ok(()) };
    let is_own = |name: &str| OLD.contains(&name) || name.starts_with(output::UNFINISHED);
    let mut files = fs::read_dir(&output).into_iter().flatten().filter_map(Result::ok);
    let foreign = files.find(|file| !is_own(&file.file_name().to_string_lossy()));
    let Some(foreign) = foreign else { return Ok(()) };
    let known = fs::read(place(&output, state)?.join(OUTPUT));
    let is_known = known.is_ok_and(|known| known == output.as_os_str().as_encoded_bytes());
    if is_known || Exported::of(&output) != Exported::No {
        return Ok(());
    }
    let name = foreign.file_name();
    let what = format!("it holds files that no export made, such as {}", name.to_string_lossy());
    let hint =
        "give a new folder, or --force: then files of the same names are replaced, none is removed";
    Err(problem(&output, what, hint))
}

impl State {
    /// Locks the state of an output folder, and takes over what older exports left in that.
    pub(super) fn open(output: &Path, state: Option<&Path>) -> Result<State, Error> {
        let root = place(output, state)?;
        let made = fs::create_dir_all(&root).and_then(|()| root.canonicalize());
        let root = made.map_err(|error| {
            let hint =
                "check that you may write there, or give another folder for the state with --state";
            problem(&root, format!("it cannot be written: {}", os_message(&error)), hint)
        })?;
        if root.starts_with(output) {
            let what = "the state of the export would lie in what is published";
            return Err(problem(&root, what, "give a folder outside of the output with --state"));
        }
        let path = root.join(LOCK);
        let is_new = path.symlink_metadata().is_err();
        if !is_new && !is_plain(&path) {
            return Err(problem(&path, "it is no plain file", "remove it"));
        }
        let mut options = File::options();
        let lock = options.create(true).truncate(false).write(true).open(&path);
        let lock = lock.map_err(|error| unwritable(&path, &error))?;
        // The system lets go of the locks with the process, however that ends.
        try_lock(&lock, output)?.map_err(|error| unwritable(&path, &error))?;
        // Not every system can lock a folder.
        let folder = File::open(output).ok();
        if let Some(folder) = &folder {
            let _ = try_lock(folder, output)?;
        }
        // An export that was cut short has left its line in the lock, and files perhaps.
        if is_new || lock.metadata().map_or(true, |found| found.len() > 0) {
            output::sweep(output)?;
            output::sweep(&root)?;
        }
        let state = State { root, lock, _output: folder };
        state.begin_export(output)?;
        Ok(state)
    }

    fn begin_export(&self, output: &Path) -> Result<(), Error> {
        let mut lock = &self.lock;
        lock.write_all(b"\n").map_err(|error| self.unwritable(LOCK, &error))?;
        self.migrate(output)?;
        let own = output.as_os_str().as_encoded_bytes();
        if fs::read(self.root.join(OUTPUT)).is_ok_and(|known| known == own) {
            return Ok(());
        }
        let mut file = self.begin(OUTPUT)?;
        file.write_all(own).map_err(|error| self.unwritable(OUTPUT, &error))?;
        self.finish(OUTPUT, file)
    }

    /// Takes over the manifest of an older export. Its stamps are left: without them all is read once.
    fn migrate(&self, output: &Path) -> Result<(), Error> {
        let (old, new) = (output.join(OLD[0]), self.root.join(manifest::NAME));
        if is_plain(&old) && !new.exists() {
            let moved = fs::rename(&old, &new).or_else(|_| {
                let mut file = output::unfinished(&self.root)?;
                io::copy(&mut File::open(&old)?, &mut file)?;
                file.persist(&new).map(drop).map_err(|error| error.error)
            });
            moved.map_err(|error| unwritable(&new, &error))?;
        }
        for old in OLD.map(|name| output.join(name)) {
            if is_plain(&old) {
                fs::remove_file(&old).map_err(|error| unwritable(&old, &error))?;
            }
        }
        Ok(())
    }

    /// Says that all is done: nothing is left behind.
    pub(super) fn close(&self) -> Result<(), Error> {
        self.lock.set_len(0).map_err(|error| self.unwritable(LOCK, &error))
    }

    /// A file of the state.
    pub(super) fn read(&self, name: &str) -> io::Result<File> {
        File::open(self.root.join(name))
    }

    /// Begins a file that is written bit by bit.
    pub(super) fn begin(&self, name: &str) -> Result<Unfinished, Error> {
        output::unfinished(&self.root).map_err(|error| self.unwritable(name, &error))
    }

    /// Puts such a file in its place, when it is on the disk, and all files before it.
    pub(super) fn finish(&self, name: &str, file: Unfinished) -> Result<(), Error> {
        let done = file.as_file().sync_all();
        let place = self.root.join(name);
        let done = done.and_then(|()| file.persist(place).map_err(|error| error.error));
        done.map(drop).map_err(|error| self.unwritable(name, &error))
    }

    pub(super) fn unwritable(&self, name: &str, error: &io::Error) -> Error {
        unwritable(&self.root.join(name), error)
    }
}

/// Locks a file, and refuses where another export has the lock.
fn try_lock(file: &File, output: &Path) -> Result<io::Result<()>, Error> {
    match file.try_lock() {
        Ok(()) => Ok(Ok(())),
        Err(TryLockError::WouldBlock) => {
            let what = "another export is writing to this folder";
            Err(problem(output, what, "wait for it, or give another folder"))
        }
        Err(TryLockError::Error(error)) => Ok(Err(error)),
    }
}
