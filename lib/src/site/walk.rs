//! The files of a site.

use super::output::{self, problem};
use super::paths;
use crate::error::Error;
use crate::sitemap::{Keys, is_index, key_of};
use std::fs::DirEntry;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec::IntoIter;

/// What a walk over the folder of a site found.
#[derive(Debug)]
pub(super) struct Walked {
    /// The files below the root.
    pub(super) keys: Arc<Keys>,
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
    let mut walk = Walk { root, own, keys: Keys::default(), notes: Vec::new() };
    // What is still to be seen of the folders on the way.
    let mut open = vec![walk.enter("")?];
    while let Some(folder) = open.last_mut() {
        match folder.next() {
            Some(key) if key.ends_with('/') => open.push(walk.enter(&key)?),
            Some(key) => walk.keys.push(&key),
            None => drop(open.pop()),
        }
    }
    Ok(Walked { keys: Arc::new(walk.keys), notes: walk.notes })
}

struct Walk {
    root: PathBuf,
    /// A folder in it that is no part of the site.
    own: Option<PathBuf>,
    keys: Keys,
    notes: Vec<(String, String)>,
}

impl Walk {
    /// What a folder holds, in the order of addresses; the keys of folders have a slash at the end.
    fn enter(&mut self, key: &str) -> Result<IntoIter<String>, Error> {
        let folder = paths::path(key.trim_end_matches('/'));
        let folder = folder.map_or_else(|| self.root.clone(), |folder| self.root.join(folder));
        let mut read = || -> io::Result<Vec<String>> {
            let mut keys = Vec::new();
            for found in std::fs::read_dir(&folder)? {
                keys.extend(self.entry(key, &found?)?);
            }
            Ok(keys)
        };
        let mut keys = read().map_err(|error| output::unreadable(&folder, &error))?;
        // An index has the address of its folder, which that of all others in it begin with.
        keys.sort_unstable_by(|a, b| (!is_index(a), a).cmp(&(!is_index(b), b)));
        Ok(keys.into_iter())
    }

    fn entry(&mut self, folder: &str, found: &DirEntry) -> io::Result<Option<String>> {
        let name = found.file_name();
        let mut key = [folder, &key_of(name.as_ref()).unwrap_or_default()].concat();
        let kind = found.file_type()?;
        if kind.is_file() {
            return Ok(Some(key));
        }
        if !kind.is_dir() {
            let why = if kind.is_symlink() { "a symbolic link" } else { "no file" };
            self.notes.push((paths::shown(&key), format!("passed over: it is {why}")));
            return Ok(None);
        }
        key.push('/');
        let own = self.own.as_ref().is_some_and(|own| found.path() == *own);
        Ok((!own).then_some(key))
    }
}
