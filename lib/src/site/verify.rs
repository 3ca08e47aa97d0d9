//! Proof from the files alone that every version is there, fresh and reachable.

mod gap;
mod listed;
mod one;
mod said;

use super::chapters::{Chapters, Signs};
use super::folder::Folder;
use super::run::AT_ONCE;
use super::versions::Maker;
use super::{Omitted, Part, Settings, SiteFiles, paths};
use crate::error::Error;
use crate::sitemap::{Bits, Directory, Keys, Survey};
pub use gap::{Gap, GapKind};
use one::One;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Compares the versions of an exported site with its pages.
///
/// Nothing is taken from the manifest of the export: pages and versions are read anew.
#[derive(Debug)]
pub struct Verify {
    source: Option<PathBuf>,
    output: PathBuf,
    state: Option<PathBuf>,
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
    omitted: Omitted,
}

impl Verified {
    /// What of the folder is no part of the site.
    pub fn omitted(&self) -> &Omitted {
        &self.omitted
    }

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

    fn add(&mut self, looked: Looked) {
        self.unlinked.extend((!looked.is_linked).then(|| looked.path.clone()));
        self.pages.push(looked.path);
        self.gaps.extend(looked.gaps);
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
        let (output, settings) = (output.into(), Settings::default());
        Ok(Verify { source: None, output, state: None, base, settings })
    }

    /// The folder that the site was made from. Without it, the originals in the site are the source.
    pub fn with_source(mut self, source: impl Into<PathBuf>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The folder with the state of the export, where it does not lie beside the exported site.
    pub fn with_state(mut self, folder: impl Into<PathBuf>) -> Self {
        self.state = Some(folder.into());
        self
    }

    /// How the site was made; by the default settings unless something else is said.
    pub fn with_settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// Looks at every page.
    ///
    /// # Errors
    ///
    /// When a folder cannot be read.
    pub fn run(&self) -> Result<Verified, Error> {
        let (all, files, omitted) = self.files()?;
        let root = self.source.as_deref().unwrap_or(&self.output);
        Folder::check_pages(root, &files)?;
        let no_extension = self.settings.no_extension();
        let folder = Folder::new(root, &self.base, &files)?;
        let folder = Arc::new(folder.with_no_extension(no_extension));
        let chapters = self.chapters(&folder, &files)?;
        let maker = Maker { settings: &self.settings, folder: Arc::clone(&folder), chapters };
        let directory = Directory::new(&self.base, Arc::clone(&all), Bits::default())?;
        let directory = directory.with_no_extension(no_extension);
        let mut verified = Verified {
            parts: self.settings.parts().to_vec(),
            versions: self.settings.versions().collect(),
            pages: Vec::new(),
            unlinked: Vec::new(),
            gaps: Vec::new(),
            omitted,
        };
        let (mut versions, mut listed) = (Bits::default(), Bits::default());
        let mut pages = folder.directory.pages();
        loop {
            let batch: Vec<(u32, String)> = pages.by_ref().take(AT_ONCE).collect();
            if batch.is_empty() {
                break;
            }
            let one = |key| One { verify: self, maker: &maker, directory: &directory, key };
            let looked = batch.par_iter().map(|(_, key)| one(key).look());
            let looked: Result<Vec<Looked>, Error> = looked.collect();
            for ((page, _), looked) in batch.iter().zip(looked?).filter(|it| it.1.is_page) {
                listed.insert(*page);
                let own = looked.versions.iter().filter_map(|key| all.find(key));
                own.for_each(|version| versions.insert(version));
                verified.add(looked);
            }
        }
        verified.gaps.extend(self.without_page(&all, &versions));
        if self.settings.makes(Part::SiteMap) {
            verified.gaps.extend(listed::gaps(self, &folder, &listed)?);
        }
        verified.gaps.sort();
        Ok(verified)
    }

    /// The files of the exported site, its originals, and what was left out of these.
    fn files(&self) -> Result<(Arc<Keys>, Arc<Keys>, Omitted), Error> {
        let filter = self.settings.files();
        let (all, _, omitted) = SiteFiles::walk(&self.output, filter, &[], true)?.complete()?;
        if let Some(source) = &self.source {
            let own: Vec<&Path> =
                [&*self.output].into_iter().chain(self.state.as_deref()).collect();
            let (files, _, omitted) = SiteFiles::walk(source, filter, &own, false)?.complete()?;
            return Ok((all, files, omitted));
        }
        let mut files = Keys::default();
        all.iter().filter(|key| !self.is_own(key)).for_each(|key| files.push(&key));
        Ok((all, Arc::new(files), omitted))
    }

    fn chapters(&self, folder: &Arc<Folder>, keys: &Keys) -> Result<Chapters, Error> {
        if !self.settings.makes(Part::Print) {
            return Ok(Chapters::default());
        }
        let signs = |number| {
            let key = keys.get(number as usize);
            let bytes = folder.read(&key);
            bytes.map(|bytes| Some((key.clone(), Signs::of(folder, &key, &bytes)?))).transpose()
        };
        let numbers = (0..keys.len() as u32).into_par_iter();
        let pages = numbers.filter(|&number| folder.directory.is_page_at(number));
        let said: Result<Vec<(String, Signs)>, Error> = pages.filter_map(signs).collect();
        Ok(Chapters::new(&said?.into_iter().collect()))
    }

    /// The files among the versions that are none.
    fn without_page(&self, all: &Keys, versions: &Bits) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for part in self.settings.versions() {
            let folder = format!("{}/", paths::key(Path::new(self.settings.folder(part))));
            let inside = (0..).zip(all.iter()).filter(|(_, key)| key.starts_with(&folder));
            gaps.extend(inside.filter(|&(number, _)| !versions.contains(number)).map(
                |(_, key)| Gap {
                    path: paths::shown(&key),
                    version: Some(part),
                    kind: GapKind::NoPage,
                },
            ));
        }
        gaps
    }

    /// Whether a file of the site is textify's own and no original.
    fn is_own(&self, key: &str) -> bool {
        let is_map = key.starts_with("sitemap")
            && [".xml", ".html", ".txt"].iter().any(|ending| key.ends_with(ending));
        let folder = |part| paths::key(Path::new(self.settings.folder(part)));
        let mut folders = self.settings.versions().map(folder);
        let inside = |folder: String| key.split('/').next() == Some(&folder);
        is_map || folders.any(inside)
    }
}
