//! The folder of a site as its pages see it: what they are, and the files that they refer to.

use super::{Settings, output, paths};
use crate::decorate::{QuickLinks, undecorated};
use crate::error::Error;
use crate::page::{Page, ParseOptions};
use crate::sitemap::{
    Bits, Directory, Keys, Leads, Look, MAX_HEAD_BYTES, OwnAddress, RobotsTxt, SiteMap, has_head,
    is_feed, is_page,
};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
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
    /// The `robots.txt` of the site.
    robots: Option<Vec<u8>>,
}

/// What the head of a page shows.
enum Found {
    Feed(u32),
    Own(OwnAddress),
}

/// How much is read of a page for its head first, in bytes: most heads are shorter.
const USUAL_HEAD: u64 = 8 << 10;

/// How a page begins, with all of its head.
fn page_head(path: &Path) -> Result<Vec<u8>, Error> {
    let read = || -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        let file = File::open(path)?;
        (&file).take(USUAL_HEAD).read_to_end(&mut head)?;
        if head.len() as u64 == USUAL_HEAD && !has_head(&head) {
            (&file).take(MAX_HEAD_BYTES as u64).read_to_end(&mut head)?;
        }
        Ok(head)
    };
    read().map_err(|error| output::unreadable(path, &error))
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
        settings: &Settings,
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
        let robots = keys.find("robots.txt").and_then(|_| fs::read(root.join("robots.txt")).ok());
        let folder = Folder { exported, robots, ..Folder::of_directory(root, directory) };
        folder.with_addresses(keys, settings)
    }

    pub(super) fn of_directory(root: &Path, directory: Directory) -> Folder {
        let (root, exported, style_sheet) = (root.to_owned(), false, None);
        Folder { root, exported, style_sheet, directory, robots: None }
    }

    /// The same with the addresses that the settings and the pages say; feeds are no pages.
    fn with_addresses(self, keys: &Keys, settings: &Settings) -> Result<Folder, Error> {
        let mut rules = settings.url_rules().clone();
        for key in keys.iter().filter(|key| key.rsplit('/').next() == Some(".htaccess")) {
            let path = paths::path(&key).unwrap_or_default();
            if let Ok(text) = fs::read(self.root.join(&path)) {
                let folder = path.parent().unwrap_or(Path::new(""));
                rules = rules.with_htaccess(folder, &String::from_utf8_lossy(&text));
            }
        }
        let Folder { root, exported, directory, robots, style_sheet } = self;
        let directory = directory.with_rules(settings.no_extension(), &rules);
        let look = |page: u32| -> Result<Option<Found>, Error> {
            let path = paths::path(&keys.get(page as usize)).unwrap_or_default();
            let mut head = page_head(&root.join(path))?;
            if exported {
                head = undecorated(&head);
            }
            if is_feed(&head) {
                return Ok(Some(Found::Feed(page)));
            }
            Ok(directory.claim(&rules, page, &head).map(Found::Own))
        };
        let pages = (0..keys.len() as u32).into_par_iter();
        let pages = pages.filter(|&page| directory.is_page_at(page));
        let found = pages.filter_map(|page| look(page).transpose());
        let found: Vec<Found> = found.collect::<Result<_, Error>>()?;
        let (mut feeds, mut own) = (Bits::default(), Vec::new());
        for found in found {
            match found {
                Found::Feed(page) => feeds.insert(page),
                Found::Own(address) => own.push(address),
            }
        }
        let is_page = |page: &u32| directory.is_page_at(*page) && !feeds.contains(*page);
        let pages = (0..keys.len() as u32).filter(is_page).collect();
        let directory = directory.with_addresses(own, pages);
        Ok(Folder { root, exported, style_sheet, directory, robots })
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
        if let Some(robots) = &self.robots {
            survey = survey.with_robots_txt(robots);
        }
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

    /// The lines that `robots.txt` needs for the versions of the pages that it disallows; `versions`: the
    /// keys of those of a page.
    pub(super) fn robots_lines(
        &self,
        folders: &[&str],
        versions: impl Fn(&str) -> Vec<String>,
    ) -> Vec<String> {
        let Some(robots) = &self.robots else { return Vec::new() };
        let directory = &self.directory;
        RobotsTxt::new(robots).for_versions(&directory.root(), folders, &|show| {
            for (_, key) in directory.pages() {
                let versions = versions(&key);
                let versions: Vec<_> = versions.iter().map(|key| directory.absolute(key)).collect();
                show(&directory.absolute(&key), &versions);
            }
        })
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
        let mut options = ParseOptions::new().with_url(self.directory.absolute(key));
        if self.directory.has_own_address(key) {
            options = options.with_base_url(self.directory.urls(key).first);
        }
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
