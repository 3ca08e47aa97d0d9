//! The folder of a site as its pages see it: what they are, and the files that they refer to.

use super::cancel::Cancel;
use super::server_code::ServerCode;
use super::{Settings, output, paths};
use crate::decorate::{QuickLinks, undecorated};
use crate::dom::Syntax;
use crate::error::Error;
use crate::page::{Page, ParseOptions};
use crate::sitemap::{Bits, Directory, Keys, Leads, Look, RobotsTxt, SiteMap, is_page};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use url::Url;

/// The most that is read of a style sheet or an image.
const LARGEST: u64 = 8 << 20;

/// How many pages are looked at at once for the site map.
const LOOKS: usize = 64;

/// What to do about programs among the files.
pub(super) const EXPORT_PAGES: &str = "export the pages as a browser receives them";

fn path_at(root: &Path, keys: &Keys, number: u32) -> PathBuf {
    root.join(paths::path(&keys.get(number as usize)).unwrap_or_default())
}

/// The folder of a site.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) root: PathBuf,
    /// The style sheet of the links, which an export adds where the site has none of that name.
    style_sheet: Option<String>,
    pub(super) directory: Directory,
    /// The `robots.txt` of the site.
    pub(super) robots: Option<Vec<u8>>,
    /// The programs among the files, by their numbers.
    programs: BTreeMap<u32, ServerCode>,
    /// The pages by name that cannot be read: they are empty, or files of another kind.
    unreadable: Bits,
    cancel: Cancel,
}

/// What a file is.
enum Kind {
    Page { is_readable: bool },
    Program(ServerCode),
    Other,
}

/// What a file is: a page by its name or by how it begins, unless it holds server code.
fn kind(path: &Path) -> Result<Kind, Error> {
    let is_page_by_name = is_page(path, b"");
    let is_candidate = is_page_by_name || ServerCode::is_possible(path);
    if !is_candidate && !is_page(path, &output::head(path)?) {
        return Ok(Kind::Other);
    }
    let bytes = output::beginning(path, output::MAX_PAGE)?;
    Ok(match ServerCode::find(path, &bytes) {
        Some(code) => Kind::Program(code),
        None if is_page_by_name || is_page(path, &bytes) => {
            Kind::Page { is_readable: ParseOptions::new().accepts(&bytes) }
        }
        None => Kind::Other,
    })
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
        settings: &Settings,
    ) -> Result<Folder, Error> {
        let all = (0..keys.len() as u32).into_par_iter();
        let found = all.map(|number| kind(&path_at(root, keys, number)));
        let found: Result<Vec<Kind>, Error> = found.collect();
        let (mut pages, mut unreadable) = (Bits::default(), Bits::default());
        let mut programs = BTreeMap::new();
        for (number, kind) in (0..).zip(found?) {
            match kind {
                Kind::Page { is_readable } => {
                    pages.insert(number);
                    if !is_readable {
                        unreadable.insert(number);
                    }
                }
                Kind::Program(code) => drop(programs.insert(number, code)),
                Kind::Other => {}
            }
        }
        let directory = Directory::new(base, Arc::clone(keys), pages)?;
        let robots = keys.find("robots.txt").and_then(|_| fs::read(root.join("robots.txt")).ok());
        let folder =
            Folder { programs, unreadable, robots, ..Folder::of_directory(root, directory) };
        folder.with_addresses(keys, settings)
    }

    pub(super) fn of_directory(root: &Path, directory: Directory) -> Folder {
        let (root, cancel) = (root.to_owned(), Cancel::default());
        let (programs, unreadable) = (BTreeMap::new(), Bits::default());
        let (style_sheet, robots) = (None, None);
        Folder { root, style_sheet, directory, robots, programs, unreadable, cancel }
    }

    /// Refuses a folder without a page.
    pub(super) fn check_pages(root: &Path, keys: &Keys) -> Result<(), Error> {
        let mut program = None;
        for number in 0..keys.len() as u32 {
            let path = path_at(root, keys, number);
            match kind(&path)? {
                Kind::Page { .. } => return Ok(()),
                Kind::Program(code) => {
                    program.get_or_insert_with(|| (paths::shown(&keys.get(number as usize)), code));
                }
                Kind::Other => {}
            }
        }
        let (what, hint) = match program {
            None => (
                "there is no page in it".to_owned(),
                "give the folder that holds the pages of the site",
            ),
            Some((path, code)) => (
                format!("there is no page in it, only programs: {path} holds {code}"),
                EXPORT_PAGES,
            ),
        };
        Err(output::problem(root, what, hint))
    }

    /// Whether a file is a page that can be read, so that it has versions.
    pub(super) fn has_versions(&self, key: &str) -> bool {
        let number = self.directory.number(key);
        number.is_some_and(|it| self.directory.is_page_at(it) && !self.unreadable.contains(it))
    }

    /// The code that a file holds, if it is a program.
    pub(super) fn program(&self, key: &str) -> Option<ServerCode> {
        self.programs.get(&self.directory.number(key)?).copied()
    }

    /// Stops reading pages when the caller says so.
    pub(super) fn with_cancel(self, cancel: Cancel) -> Folder {
        Folder { cancel, ..self }
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
        self.cancel.check()?;
        let bytes = output::read(&self.path(key))?;
        Ok(if self.directory.is_page(key) { undecorated(&bytes) } else { bytes })
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
        let mut options = ParseOptions::new()
            .with_url(self.directory.absolute(key))
            .with_syntax(Syntax::of_name(key));
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
