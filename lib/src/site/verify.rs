//! Proof from the files alone that every version is there, fresh and reachable.

mod gap;
mod listed;
mod one;
mod said;
mod shown;

use super::chapters::Chapters;
use super::folder::Folder;
use super::manifest::Manifest;
use super::run::AT_ONCE;
use super::versions::Maker;
use super::{Omitted, Part, Settings, SiteFiles, paths};
use crate::error::Error;
use crate::sitemap::{Bits, Keys, MapName, Survey};
pub use gap::{Gap, GapKind};
use one::One;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Compares the versions of an exported site with its pages.
///
/// Pages and versions are read anew. Of the manifest of the export nothing is taken but the address for which
/// it was made, and what explains a gap that was found without it: that a version is out of date.
#[derive(Debug, Clone)]
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
    unread: BTreeMap<String, usize>,
    gaps: Vec<Gap>,
    omitted: Omitted,
    own_map_lacks: Option<OwnMap>,
}

/// A site map of the site's own, which is kept beside that of textify.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnMap {
    file: String,
    lacks: Vec<String>,
}

impl OwnMap {
    /// Its path below the root of the site.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The addresses below the root of the pages that it does not list, and that are to be indexed.
    pub fn lacks(&self) -> &[String] {
        &self.lacks
    }
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

    /// The style sheets that could not be read, by their paths or addresses, each with the number of pages
    /// that ask for it: whether they hide the links of these is not known.
    pub fn unread_sheets(&self) -> &BTreeMap<String, usize> {
        &self.unread
    }

    /// What is missing or differs, by path.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// What the site's own site map lacks, where the site has one besides that of textify. It is no gap:
    /// whether a page is to be in it is for the site to say.
    pub fn own_map(&self) -> Option<&OwnMap> {
        self.own_map_lacks.as_ref()
    }

    fn add(&mut self, looked: Looked) {
        self.unlinked.extend((!looked.is_linked).then(|| looked.path.clone()));
        self.pages.push(looked.path);
        looked.unread.into_iter().for_each(|sheet| *self.unread.entry(sheet).or_default() += 1);
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
    /// The style sheets that could not be read.
    unread: Vec<String>,
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

    /// The folder of an exported site, for the address for which it was exported. `state`: the folder with
    /// the state of the export, where it does not lie beside the exported site.
    ///
    /// # Errors
    ///
    /// When that is not known.
    pub fn of_export(output: impl Into<PathBuf>, state: Option<&Path>) -> Result<Verify, Error> {
        let output = output.into();
        let what = "it is not known for which address the site was exported";
        let hint = "give it with --base-url, or in the section `[export]` of `textify.toml`";
        let unknown = || super::output::problem(&output, what, hint);
        let manifest = Manifest::read_only(&output, state);
        let base = manifest.base().map(str::to_owned).ok_or_else(unknown)?;
        let state = state.map(Path::to_owned);
        Ok(Verify { state, ..Verify::new(output, &base)? })
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
        let mut manifest = self.manifest();
        let exported = manifest.base().filter(|&base| base != self.base).map(str::to_owned);
        let Some(exported) = exported else { return self.compare(&mut manifest) };
        // One gap, and not one for each address in the site.
        let verify = Verify { base: exported.clone(), ..self.clone() };
        let mut verified = verify.compare(&mut manifest)?;
        let kind = GapKind::OtherAddress { exported, expected: self.base.clone() };
        verified.gaps.insert(0, Gap { path: ".".to_owned(), version: None, kind });
        Ok(verified)
    }

    fn compare(&self, manifest: &mut Manifest) -> Result<Verified, Error> {
        let (all, files, omitted) = self.files()?;
        let map_name = self.map_name(self.source.as_ref().map(|_| &*files), &all);
        let root = self.source.as_deref().unwrap_or(&self.output);
        Folder::check_pages(root, &files)?;
        let folder = Folder::new(root, &self.base, &files, &self.settings)?;
        let folder = Arc::new(folder.with_style_sheet(self.settings.style_sheet()));
        let chapters = match self.settings.makes(Part::Print) {
            true => Chapters::of_site(&folder, &files)?,
            false => Chapters::default(),
        };
        let (settings, directory) = (&self.settings, folder.directory.addresses_for(all.clone()));
        let maker = Maker { settings, folder: Arc::clone(&folder), chapters, map_name };
        let mut verified = Verified {
            parts: self.settings.parts().to_vec(),
            versions: self.settings.versions().collect(),
            pages: Vec::new(),
            unlinked: Vec::new(),
            unread: BTreeMap::new(),
            gaps: Vec::new(),
            own_map_lacks: None,
            omitted,
        };
        let (mut versions, mut listed) = (Bits::default(), Bits::default());
        let mut pages = folder.directory.pages();
        loop {
            let batch: Vec<(u32, String)> = pages.by_ref().take(AT_ONCE).collect();
            if batch.is_empty() {
                break;
            }
            let known: Vec<_> =
                batch.iter().map(|(_, key)| manifest.source(key, &mut drop)).collect();
            let one =
                |key, known| One { verify: self, maker: &maker, directory: &directory, key, known };
            let looked = batch.par_iter().zip(&known);
            let looked = looked.map(|((_, key), known)| one(key, known.as_ref()).look());
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
            let listed = listed::compare(self, &maker, &listed)?;
            verified.gaps.extend(listed.gaps);
            verified.own_map_lacks = listed.own_map_lacks;
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
        let map_name = self.map_name(None, &all);
        let is_own = |key: &String| self.is_own(key, &map_name);
        all.iter().filter(|key| !is_own(key)).for_each(|key| files.push(&key));
        Ok((all, Arc::new(files), omitted))
    }

    /// The manifest of the export.
    fn manifest(&self) -> Manifest {
        Manifest::read_only(&self.output, self.state.as_deref())
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

    /// What the site maps are called: as the export decides by the files of its source, else as it must
    /// have decided by what there is.
    fn map_name(&self, source: Option<&Keys>, all: &Keys) -> MapName {
        let free = || match source {
            Some(files) => MapName::free(|file| files.find(file).is_some()),
            None => MapName::written(|file| all.find(file).is_some()),
        };
        self.settings.map_name().unwrap_or_else(free)
    }

    /// Whether a file of the site is textify's own and no original.
    fn is_own(&self, key: &str, map_name: &MapName) -> bool {
        let folder = |part| paths::key(Path::new(self.settings.folder(part)));
        let mut folders = self.settings.versions().map(folder);
        let inside = |folder: String| key.split('/').next() == Some(&folder);
        let is_map = self.settings.makes(Part::SiteMap) && map_name.names(key);
        is_map || folders.any(inside)
    }
}
