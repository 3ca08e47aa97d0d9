//! The files below a folder, for every command that looks for pages there.

use crate::report::{Problem, name, reason, warn};
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// The files below a folder, sorted by name. Hidden ones, and folders such as `.git`, are no part
/// of a site; neither is the folder `not`, where the command itself writes.
pub(crate) fn files<'p>(
    root: &'p Path,
    not: Option<&Path>,
) -> impl Iterator<Item = Result<PathBuf, Problem>> + use<'p> {
    let not = not.and_then(|folder| folder.canonicalize().ok());
    let not = not.filter(|own| root.canonicalize().is_ok_and(|root| *own != root));
    let inside = move |entry: &DirEntry| {
        let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        let own =
            not.is_some() && entry.file_type().is_dir() && entry.path().canonicalize().ok() == not;
        !hidden && !own
    };
    let entries = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(inside);
    entries.filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_file() => Some(Ok(entry.into_path())),
        Ok(entry) => {
            if entry.path_is_symlink() && entry.depth() > 0 {
                warn(name(entry.path()), "passed over: it is a symbolic link");
            }
            None
        }
        Err(error) => {
            let path = error.path().unwrap_or(root).to_owned();
            Some(Err(unreadable(&path, &error.into())))
        }
    })
}

/// What to tell of a file or folder that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => Problem::new(
            name(path),
            "there is no such file or folder",
            "check the spelling of the name",
        ),
        _ => Problem::new(
            name(path),
            format_args!("it cannot be read: {}", reason(error)),
            "check that you may read the folder and all in it",
        ),
    }
}
