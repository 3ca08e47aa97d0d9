//! The files that a page refers to, on this machine: beside the page, or below its site's root.

use crate::output::folder_of;
use crate::paths::{Takes, refuse_address};
use crate::report::{Problem, name};
use percent_encoding::percent_decode_str;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use textify::LinkedFile;
use url::Url;

/// Refuses a root that is no folder.
pub(crate) fn checked_root(root: &Path) -> Result<(), Problem> {
    refuse_address(root, Takes::Site)?;
    if root.is_dir() {
        return Ok(());
    }
    let hint = "give the folder that holds the files of the site";
    Err(Problem::new(name(root), "there is no such folder", hint))
}

/// The most that is read of one file.
const LARGEST: u64 = 8 << 20;

/// Where the files of a page may lie. Nothing outside is ever looked at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Local {
    /// The page's folder, from where relative addresses lead.
    folder: Option<PathBuf>,
    /// The folder that stands for the root of the site.
    root: Option<PathBuf>,
}

impl Local {
    /// A page on the standard input stands at the root of its site.
    pub(crate) fn new(page: Option<&Path>, root: Option<&Path>) -> Local {
        let whole = |path: &Path| path.canonicalize().ok();
        let root = root.and_then(whole);
        let folder = page.map(folder_of).and_then(whole).or_else(|| root.clone());
        Local { folder, root }
    }

    /// The file that an address means: relative to the page, or from the root of its site.
    pub(crate) fn find(&self, address: &str) -> Option<PathBuf> {
        if address.starts_with("//") || Url::parse(address).is_ok() {
            return None;
        }
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let (from, path) = match path.strip_prefix('/') {
            Some(path) => (self.root.as_ref()?, path),
            None => (self.folder.as_ref()?, path),
        };
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let steps = Path::new(&*path).components();
        let plain =
            |step| matches!(step, Component::Normal(_) | Component::ParentDir | Component::CurDir);
        if path.contains('\0') || !steps.into_iter().all(plain) {
            return None;
        }
        // Links of the file system are followed first, so that none of them leads out.
        let file = from.join(&*path).canonicalize().ok()?;
        let mut allowed = self.root.iter().chain(&self.folder);
        (allowed.any(|folder| file.starts_with(folder)) && file.is_file()).then_some(file)
    }

    /// What is known of the file that an address means; nothing of those outside.
    pub(crate) fn linked(&self, address: &str) -> LinkedFile {
        let size = self.find(address).and_then(|path| fs::metadata(path).ok());
        match size {
            Some(file) => LinkedFile::Present { bytes: file.len() },
            None if self.covers(address) => LinkedFile::Missing,
            None => LinkedFile::Unknown,
        }
    }

    /// Whether a file at an address would lie where files are looked for.
    fn covers(&self, address: &str) -> bool {
        if address.starts_with("//") || Url::parse(address).is_ok() {
            return false;
        }
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let (from, path) = match path.strip_prefix('/') {
            Some(path) => (self.root.as_ref(), path),
            None => (self.folder.as_ref(), path),
        };
        let (Some(from), Ok(path)) = (from, percent_decode_str(path).decode_utf8()) else {
            return false;
        };
        let mut whole = from.clone();
        for step in Path::new(&*path).components() {
            match step {
                Component::ParentDir => {
                    whole.pop();
                }
                Component::Normal(name) => whole.push(name),
                _ => {}
            }
        }
        self.root.iter().chain(&self.folder).any(|folder| whole.starts_with(folder))
    }

    /// The bytes of the file that an address means.
    pub(crate) fn read(&self, address: &str) -> Option<Vec<u8>> {
        let path = self.find(address)?;
        let size = fs::metadata(&path).ok()?.len();
        let mut bytes = Vec::new();
        File::open(path).ok()?.take(LARGEST).read_to_end(&mut bytes).ok()?;
        (size <= LARGEST).then_some(bytes)
    }
}
