//! Proof from the files alone that every version is there, fresh and reachable.

mod gap;
mod listed;
mod one;
mod said;

use super::chapters::{Chapters, Signs};
use super::folder::Folder;
use super::versions::Maker;
use super::{Part, Settings, paths, walk};
use crate::error::Error;
use crate::sitemap::{Directory, Survey};
pub use gap::{Gap, GapKind};
use one::One;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Compares the versions of an exported site with its pages.
///
/// Nothing is taken from the manifest of the export: pages and versions are read anew.
#[derive(Debug)]
pub struct Verify {
    source: Option<PathBuf>,
    output: PathBuf,
    base: String,
    settings: Settings,
}

/// What a verification found.
#[derive(Debug)]
pub struct Verified {
    parts: Vec<Part>,
    versions: Vec<Part>,
    pages: Vec<String>,
    unlinked: Vec<String>,
    gaps: Vec<Gap>,
}

impl Verified {
    /// The parts that were to be there.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The versions that every page was to have.
    pub fn versions(&self) -> &[Part] {
        &self.versions
    }

    /// The paths of the pages that were looked at.
    pub fn pages(&self) -> &[String] {
        &self.pages
    }

    /// The paths of those among them that can have no links inserted, such as framesets: their
    /// versions are there, but whether people get to them is for a person to see.
    pub fn unlinked(&self) -> &[String] {
        &self.unlinked
    }

    /// What is missing or differs, by path.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }
}

/// What was seen of one file.
#[derive(Debug, Default)]
struct Looked {
    path: String,
    is_page: bool,
    is_linked: bool,
    /// The keys of its versions.
    versions: Vec<String>,
    gaps: Vec<Gap>,
}

impl Verify {
    /// The folder of the exported site, and the address of its root.
    ///
    /// # Errors
    ///
    /// When the address is not an absolute one of `http` or `https`.
    pub fn new(output: impl Into<PathBuf>, base: &str) -> Result<Verify, Error> {
        let base = Survey::new(base, [""; 0])?.finish().base().to_owned();
        Ok(Verify { source: None, output: output.into(), base, settings: Settings::default() })
    }

    /// The folder that the site was made from. Without it, the originals in the site are the source.
    pub fn with_source(mut self, source: impl Into<PathBuf>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The folder of the text versions.
    pub fn with_text_dir(mut self, name: impl Into<String>) -> Self {
        self.settings.text = name.into();
        self
    }

    /// The folder of the print versions.
    pub fn with_print_dir(mut self, name: impl Into<String>) -> Self {
        self.settings.print = name.into();
        self
    }

    /// The parts that the export made; all unless something else is said.
    pub fn with_parts(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.settings.parts = parts.into_iter().collect();
        self
    }

    /// Looks at every page.
    ///
    /// # Errors
    ///
    /// When a folder cannot be read.
    pub fn run(&self) -> Result<Verified, Error> {
        let nowhere = Path::new("");
        let all = walk::files(&self.output, nowhere)?.files;
        let files: Vec<PathBuf> = match &self.source {
            Some(source) => walk::files(source, &self.output)?.files,
            None => all.iter().filter(|path| !self.is_own(path)).cloned().collect(),
        };
        let root = self.source.as_deref().unwrap_or(&self.output);
        let folder = Arc::new(Folder::new(root, &self.base, &files, self.source.is_none())?);
        let chapters = self.chapters(&folder)?;
        let maker = Maker { settings: &self.settings, folder: Arc::clone(&folder), chapters };
        let directory = Directory::new(&self.base, &all, &[])?;
        let keys: Vec<&str> = pages(&folder).collect();
        let looked: Result<Vec<Looked>, Error> = keys
            .par_iter()
            .map(|key| One { verify: self, maker: &maker, directory: &directory, key }.look())
            .collect();
        let mut verified = Verified {
            parts: self.settings.parts.clone(),
            versions: self.settings.versions().collect(),
            pages: Vec::new(),
            unlinked: Vec::new(),
            gaps: Vec::new(),
        };
        let (mut versions, mut listed) = (HashSet::new(), Vec::new());
        for (key, looked) in keys.iter().zip(looked?).filter(|(_, looked)| looked.is_page) {
            listed.extend(paths::path(key));
            if !looked.is_linked {
                verified.unlinked.push(looked.path.clone());
            }
            verified.pages.push(looked.path);
            versions.extend(looked.versions);
            verified.gaps.extend(looked.gaps);
        }
        verified.gaps.extend(self.without_page(&all, &versions));
        if self.settings.makes(Part::SiteMap) {
            verified.gaps.extend(listed::gaps(self, &folder, &files, &listed)?);
        }
        verified.gaps.sort();
        Ok(verified)
    }

    fn chapters(&self, folder: &Arc<Folder>) -> Result<Chapters, Error> {
        if !self.settings.makes(Part::Print) {
            return Ok(Chapters::default());
        }
        let keys: Vec<&str> = pages(folder).collect();
        let signs = |key: &&str| Ok(Signs::of(folder, key, &folder.read(key)?));
        let signs: Result<Vec<Option<Signs>>, Error> = keys.par_iter().map(signs).collect();
        let signs = signs?;
        let said = keys.iter().zip(&signs).filter_map(|(key, it)| Some((*key, it.as_ref()?)));
        Ok(Chapters::new(&said.collect::<BTreeMap<_, _>>()))
    }

    /// The files among the versions that are none.
    fn without_page(&self, all: &[PathBuf], versions: &HashSet<String>) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for part in self.settings.versions() {
            let folder = self.settings.folder(part);
            let of_none =
                |path: &&PathBuf| path.starts_with(folder) && !versions.contains(&paths::key(path));
            gaps.extend(all.iter().filter(of_none).map(|path| Gap {
                path: paths::shown(&paths::key(path)),
                version: Some(part),
                kind: GapKind::NoPage,
            }));
        }
        gaps
    }

    /// Whether a file of the site is textify's own and no original.
    fn is_own(&self, path: &Path) -> bool {
        let name = path.to_string_lossy();
        let is_map = name.starts_with("sitemap")
            && [".xml", ".html", ".txt"].iter().any(|ending| name.ends_with(ending));
        let mut folders = self.settings.versions().map(|part| self.settings.folder(part));
        name.starts_with(".textify-") || is_map || folders.any(|folder| path.starts_with(folder))
    }
}

/// The pages of a site, by their keys.
fn pages(folder: &Folder) -> impl Iterator<Item = &str> {
    folder.directory.keys().filter(|key| folder.directory.is_page(key))
}
