//! The files of a site.

use super::output::{self, problem};
use super::paths;
use crate::error::Error;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a walk over the folder of a site found.
#[derive(Debug)]
pub(super) struct Walked {
    /// The paths of the files below the root, in order.
    pub(super) files: Vec<PathBuf>,
    /// What was passed over, and why.
    pub(super) notes: Vec<(String, String)>,
}

/// All files below a folder. Symbolic links are not followed: they may lead anywhere.
pub(super) fn files(source: &Path, output: &Path) -> Result<Walked, Error> {
    let root = source.canonicalize().map_err(|error| output::unreadable(source, &error))?;
    let own = output.canonicalize().ok();
    if own.as_deref().is_some_and(|own| root.starts_with(own)) {
        let what = "the output folder holds the site itself";
        return Err(problem(output, what, "give a folder beside the site, or a new one in it"));
    }
    let wanted = |entry: &DirEntry| own.as_deref().is_none_or(|own| entry.path() != own);
    let (mut files, mut notes) = (Vec::new(), Vec::new());
    for entry in WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(wanted) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(source).to_owned();
            output::unreadable(&path, &error.into())
        })?;
        let path = entry.path().strip_prefix(&root).unwrap_or(entry.path());
        let kind = entry.file_type();
        if kind.is_file() {
            files.push(path.to_owned());
        } else if !kind.is_dir() {
            let why = if kind.is_symlink() { "a symbolic link" } else { "no file" };
            notes.push((paths::shown(&paths::key(path)), format!("passed over: it is {why}")));
        }
    }
    Ok(Walked { files, notes })
}
