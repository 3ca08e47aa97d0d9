//! The folder of a site as its pages see it: what they are, and the files that they refer to.

use super::{output, paths};
use crate::decorate::{QuickLinks, undecorated};
use crate::error::Error;
use crate::page::{Page, ParseOptions};
use crate::sitemap::{Directory, Keys, Leads, Look, SiteMap, is_page};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use url::Url;

/// The most that is read of a style sheet or an image.
const LARGEST: u64 = 8 << 20;

/// How many pages are looked at at once for the site map.
const LOOKS: usize = 64;

/// The folder of a site.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    /// Whether its pages have links of an export in them that are to be taken out.
    exported: bool,
    /// The style sheet of the links, which an export adds where the site has none of that name.
    style_sheet: Option<String>,
    pub(super) directory: Directory,
}

/// The files beside a page that its versions are made of too.
#[derive(Debug, Clone, Default)]
pub(super) struct Uses(Arc<Mutex<BTreeSet<String>>>);

impl Uses {
    pub(super) fn add(&self, key: &str) {
        if let Ok(mut uses) = self.0.lock() {
            uses.insert(key.to_owned());
        }
    }

    pub(super) fn keys(&self) -> Vec<String> {
        self.0.lock().map(|uses| uses.iter().cloned().collect()).unwrap_or_default()
    }
}

impl Folder {
    pub(super) fn new(
        root: &Path,
        base: &str,
        keys: &Arc<Keys>,
        exported: bool,
    ) -> Result<Folder, Error> {
        // Some tell by their names that they are pages, others by how they begin.
        let is_one = |number: u32| -> Result<bool, Error> {
            let path = paths::path(&keys.get(number as usize)).unwrap_or_default();
            Ok(is_page(&path, b"") || is_page(&path, &output::head(&root.join(&path))?))
        };
        let all = (0..keys.len() as u32).into_par_iter();
        let found: Result<Vec<bool>, Error> = all.map(is_one).collect();
        let pages = found?.into_iter().zip(0..).filter(|it| it.0).map(|it| it.1).collect();
        let directory = Directory::new(base, Arc::clone(keys), pages)?;
        Ok(Folder { exported, ..Folder::of_directory(root, directory) })
    }

    pub(super) fn of_directory(root: &Path, directory: Directory) -> Folder {
        Folder { root: root.to_owned(), exported: false, style_sheet: None, directory }
    }

    /// Whether the site is served without the endings of its pages.
    pub(super) fn with_no_extension(self, no_extension: bool) -> Folder {
        Folder { directory: self.directory.with_no_extension(no_extension), ..self }
    }

    /// The same with a style sheet for the links.
    pub(super) fn with_style_sheet(self, style_sheet: Option<String>) -> Folder {
        Folder { style_sheet, ..self }
    }

    pub(super) fn path(&self, key: &str) -> PathBuf {
        paths::path(key).map_or_else(|| self.root.clone(), |path| self.root.join(path))
    }

    /// The bytes of a file; those of a page as it was before any export.
    pub(super) fn read(&self, key: &str) -> Result<Vec<u8>, Error> {
        let bytes = output::read(&self.path(key))?;
        let decorated = self.exported && self.directory.is_page(key);
        Ok(if decorated { undecorated(&bytes) } else { bytes })
    }

    /// The site map of these pages.
    pub(super) fn site_map(
        &self,
        mut pages: impl Iterator<Item = (u32, String)>,
    ) -> Result<SiteMap, Error> {
        let mut survey = self.directory.survey();
        loop {
            let batch: Vec<(u32, String)> = pages.by_ref().take(LOOKS).collect();
            if batch.is_empty() {
                return Ok(survey.finish());
            }
            let batch = batch.into_par_iter();
            let looks = batch.map(|(page, key)| Ok(survey.look_at(page, &self.read(&key)?)));
            let looks: Result<Vec<Look>, Error> = looks.collect();
            looks?.into_iter().for_each(|look| survey.add_look(look));
        }
    }

    /// A page with the style sheets of its site.
    pub(super) fn parse(
        self: &Arc<Self>,
        key: &str,
        bytes: &[u8],
        uses: &Uses,
    ) -> Result<Page, Error> {
        let (folder, from, uses) = (Arc::clone(self), key.to_owned(), uses.clone());
        let sheets = move |address: &str| folder.beside(&from, None, address, &uses);
        let options = ParseOptions::new().with_url(self.directory.absolute(key));
        Page::parse(bytes, &options.with_sheets(sheets))
    }

    /// The file that an address of a page means, if it is of this site and not too large.
    pub(super) fn beside(
        &self,
        key: &str,
        base: Option<&str>,
        address: &str,
        uses: &Uses,
    ) -> Option<Vec<u8>> {
        let Leads::File(file, _) = self.directory.leads(key, base, address) else {
            return self.added_sheet(key, address);
        };
        let path = self.path(&file);
        let fits = fs::metadata(&path).is_ok_and(|found| found.len() <= LARGEST);
        let bytes = fits.then(|| fs::read(path).ok()).flatten()?;
        uses.add(&file);
        Some(bytes)
    }

    /// The style sheet that an export adds, if an address means it.
    fn added_sheet(&self, key: &str, address: &str) -> Option<Vec<u8>> {
        let added = self.directory.absolute(self.style_sheet.as_ref()?);
        let meant = Url::parse(&self.directory.absolute(key)).ok()?.join(address).ok()?;
        (meant.as_str() == added).then(|| QuickLinks::STYLE.as_bytes().to_vec())
    }
}
