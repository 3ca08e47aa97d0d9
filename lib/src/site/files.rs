//! The files of a site: those of its folder without what no visitor is to get.

mod earlier;
mod filter;
mod omission;

use super::output::{self, problem};
use super::paths;
use super::server_code::ServerCode;
use crate::error::Error;
use crate::sitemap::{Keys, is_index, key_of};
pub(super) use earlier::{Exported, signed, state_beside};
pub use filter::FileFilter;
use filter::{Rules, Verdict};
pub use omission::{Omission, Omitted};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec::IntoIter;

/// The paths of the files, notes by path, and what was left out.
pub(super) type Complete = (Arc<Keys>, Vec<(String, String)>, Omitted);

/// The files of a site, in the order of their addresses.
#[derive(Debug)]
pub struct SiteFiles {
    pub(super) keys: Arc<Keys>,
    notes: Vec<(String, String)>,
    omitted: Omitted,
    errors: Vec<Error>,
}

impl SiteFiles {
    /// Walks over a folder. `own` are folders in it that are no part of the site, such as the one that is
    /// written to. A folder that is itself an export keeps its versions.
    ///
    /// # Errors
    ///
    /// When the folder cannot be read, or a pattern of the filter is none.
    pub fn read(root: &Path, filter: &FileFilter, own: &[&Path]) -> Result<SiteFiles, Error> {
        let is_export = Exported::of(root) != Exported::No;
        SiteFiles::walk(root, filter, own, is_export)
    }

    /// The same; `versions`: whether versions of an earlier export are files of the site.
    pub(super) fn walk(
        root: &Path,
        filter: &FileFilter,
        own: &[&Path],
        versions: bool,
    ) -> Result<SiteFiles, Error> {
        let root = root.canonicalize().map_err(|error| output::unreadable(root, &error))?;
        let rules = filter.for_root(&root)?;
        let own = own.iter().filter_map(|folder| folder.canonicalize().ok());
        let own = own.filter(|own| *own != root).collect();
        let files = SiteFiles {
            keys: Arc::default(),
            notes: vec![],
            omitted: Omitted::default(),
            errors: vec![],
        };
        let mut walk = Walk { root, own, rules, versions, keys: Keys::default(), files };
        // What is still to be seen of the folders on the way.
        let mut open = vec![walk.enter("", Verdict::Kept)];
        if let Some(error) = walk.files.errors.pop() {
            return Err(error);
        }
        while let Some(folder) = open.last_mut() {
            match folder.next() {
                Some(found) if found.key.ends_with('/') => {
                    let inner = walk.enter(&found.key, found.verdict);
                    open.push(inner);
                }
                Some(found) => walk.keys.push(&found.key),
                None => drop(open.pop()),
            }
        }
        Ok(SiteFiles { keys: Arc::new(walk.keys), ..walk.files })
    }

    /// The paths of the files below the root.
    pub fn paths(&self) -> impl Iterator<Item = PathBuf> + use<'_> {
        self.keys.iter().filter_map(|key| paths::path(&key))
    }

    /// What was left out.
    pub fn omitted(&self) -> &Omitted {
        &self.omitted
    }

    /// What people should know: a path below the root, and what is special there.
    pub fn notes(&self) -> &[(String, String)] {
        &self.notes
    }

    /// The folders and files that cannot be read: what is in them is missing from the paths.
    pub fn errors(&self) -> &[Error] {
        &self.errors
    }

    /// Files all of which can be read, with the notes and what was left out.
    pub(super) fn complete(self) -> Result<Complete, Error> {
        match self.errors.into_iter().next() {
            Some(error) => Err(error),
            None => Ok((self.keys, self.notes, self.omitted)),
        }
    }
}

/// A file or folder on the way; the keys of folders have a slash at the end.
struct Found {
    key: String,
    verdict: Verdict,
}

struct Walk {
    root: PathBuf,
    own: Vec<PathBuf>,
    rules: Rules,
    versions: bool,
    keys: Keys,
    files: SiteFiles,
}

impl Walk {
    /// What a folder holds, in the order of addresses.
    fn enter(&mut self, key: &str, verdict: Verdict) -> IntoIter<Found> {
        let folder = paths::path(key.trim_end_matches('/'));
        let folder = folder.map_or_else(|| self.root.clone(), |folder| self.root.join(folder));
        let mut found = Vec::new();
        if self.is_earlier_export(key, &folder) {
            return found.into_iter();
        }
        let mut read = || -> io::Result<()> {
            for entry in fs::read_dir(&folder)? {
                found.extend(self.entry(key, verdict, &entry?)?);
            }
            Ok(())
        };
        if let Err(error) = read() {
            self.files.errors.push(output::unreadable(&folder, &error));
        }
        // An index has the address of its folder, which that of all others in it begin with.
        found.sort_unstable_by(|Found { key: a, .. }, Found { key: b, .. }| {
            (!is_index(a), a).cmp(&(!is_index(b), b))
        });
        found.into_iter()
    }

    fn is_earlier_export(&mut self, key: &str, folder: &Path) -> bool {
        if key.is_empty() || self.versions {
            return false;
        }
        let what = match Exported::of(folder) {
            Exported::No => return false,
            Exported::Site => "it is an earlier export",
            Exported::Versions => "it holds versions that an earlier export made",
        };
        let shown = paths::shown(key);
        self.files.notes.push((shown.clone(), format!("left out: {what}")));
        self.files.omitted.add(Omission::EarlierExport, shown);
        true
    }

    fn entry(
        &mut self,
        folder: &str,
        parent: Verdict,
        found: &DirEntry,
    ) -> io::Result<Option<Found>> {
        let name = found.file_name();
        let mut key = [folder, &key_of(name.as_ref()).unwrap_or_default()].concat();
        let kind = found.file_type()?;
        let is_folder = kind.is_dir();
        if is_folder {
            key.push('/');
            if self.own.contains(&found.path()) {
                return Ok(None);
            }
        }
        let path = paths::path(key.trim_end_matches('/')).unwrap_or_default();
        let verdict = self.rules.verdict(&path, is_folder, parent);
        let reason = match verdict {
            Verdict::Omitted(reason) => Some(reason),
            Verdict::Kept if kind.is_file() && is_only_code(&found.path()) => {
                Some(Omission::ServerFile)
            }
            _ => None,
        };
        if let Some(reason) = reason {
            self.files.omitted.add(reason, paths::shown(&key));
            return Ok(None);
        }
        if let Some(why) = self.passed_over(found, kind, verdict) {
            self.files.notes.push((paths::shown(&key), format!("passed over: it is {why}")));
            return Ok(None);
        }
        Ok(Some(Found { key, verdict }))
    }

    /// Why what is neither a file nor a folder is no file of the site. A symbolic link to a file of the
    /// site is one.
    fn passed_over(
        &self,
        found: &DirEntry,
        kind: fs::FileType,
        verdict: Verdict,
    ) -> Option<&'static str> {
        if kind.is_file() || kind.is_dir() {
            return None;
        }
        if !kind.is_symlink() {
            return Some("no file");
        }
        let Ok(target) = found.path().canonicalize() else {
            return Some("a symbolic link that leads nowhere");
        };
        let Ok(inside) = target.strip_prefix(&self.root) else {
            return Some("a symbolic link that leads out of the site");
        };
        if !target.is_file() {
            return Some("a symbolic link to a folder");
        }
        let is_kept = verdict == Verdict::Included || self.is_kept(inside);
        (!is_kept).then_some("a symbolic link to a file that is left out")
    }

    /// Whether a file and the folders around it are kept.
    fn is_kept(&self, path: &Path) -> bool {
        let mut verdict = Verdict::Kept;
        let around: Vec<_> = path.ancestors().filter(|it| *it != Path::new("")).collect();
        for step in around.into_iter().rev() {
            verdict = self.rules.verdict(step, step != path, verdict);
        }
        matches!(verdict, Verdict::Kept | Verdict::Included)
            && !self.own.iter().any(|own| self.root.join(path).starts_with(own))
    }
}

/// Whether a file has nothing but code in it, for other files to include. An index is a page's program
/// all the same.
fn is_only_code(path: &Path) -> bool {
    let name = path.file_name().and_then(key_of_name).unwrap_or_default();
    if !ServerCode::is_possible(path) || is_index(&name) {
        return false;
    }
    let bytes = output::beginning(path, output::MAX_PAGE).unwrap_or_default();
    ServerCode::is_bare(&bytes) && ServerCode::find(path, &bytes).is_some()
}

fn key_of_name(name: &std::ffi::OsStr) -> Option<String> {
    key_of(Path::new(name))
}

/// Refuses an output folder that holds the site.
pub(super) fn check_apart(source: &Path, output: &Path) -> Result<(), Error> {
    let root = source.canonicalize().map_err(|error| output::unreadable(source, &error))?;
    if output.canonicalize().is_ok_and(|own| root.starts_with(own)) {
        let what = "the output folder holds the site itself";
        return Err(problem(output, what, "give a folder beside the site, or a new one in it"));
    }
    Ok(())
}
