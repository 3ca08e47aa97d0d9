//! Proof from the files alone that every version is there, fresh and reachable.

use super::versions::version_of;
use super::{output, paths, walk};
use crate::check::{Check, Outcome};
use crate::decorate::{QuickLinks, undecorated};
use crate::error::Error;
use crate::event::Event;
use crate::page::{Page, ParseOptions};
use crate::read::ReadOptions;
use crate::sitemap::{Directory, Leads, Survey, Xml, is_page};
use crate::stream::{Facts, scan};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::{Path, PathBuf};

/// Compares the versions of an exported site with its pages.
///
/// Nothing is taken from the manifest of the export: pages and versions are read anew.
#[derive(Debug)]
pub struct Verify {
    source: Option<PathBuf>,
    output: PathBuf,
    base: String,
    text: String,
}

/// What is missing or differs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Gap {
    /// The path of the page below the root of the site.
    pub path: String,
    /// What is wrong.
    pub kind: GapKind,
}

/// The kinds of gaps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GapKind {
    /// The page of the source is not in the site.
    NoOriginal,
    /// The original in the site is not the source with links inserted.
    OtherOriginal,
    /// There is no text version, or none that can be read.
    NoVersion(String),
    /// The page's beginning has no link to its text version.
    NotReachable,
    /// The text version's beginning has no link to the page.
    NoWayBack,
    /// The text version is in another language.
    OtherLanguage {
        /// The page's language.
        page: String,
        /// The text version's.
        version: String,
    },
    /// The text version does not say what the page says: the first words that it lacks.
    LacksWords(String),
    /// A rule of the check fails for the text version.
    Finding(String),
    /// The site map lacks the page.
    NotInSiteMap,
    /// The site map lists what is no page for it.
    WronglyInSiteMap,
}

impl GapKind {
    /// The kind in one word, for machines.
    pub fn code(&self) -> &'static str {
        match self {
            GapKind::NoOriginal => "no-original",
            GapKind::OtherOriginal => "other-original",
            GapKind::NoVersion(_) => "no-version",
            GapKind::NotReachable => "not-reachable",
            GapKind::NoWayBack => "no-way-back",
            GapKind::OtherLanguage { .. } => "other-language",
            GapKind::LacksWords(_) => "lacks-words",
            GapKind::Finding(_) => "finding",
            GapKind::NotInSiteMap => "not-in-site-map",
            GapKind::WronglyInSiteMap => "wrongly-in-site-map",
        }
    }
}

impl fmt::Display for GapKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GapKind::NoOriginal => f.write_str("the page is not in the site"),
            GapKind::OtherOriginal => {
                f.write_str("the page in the site is not that of the source with links inserted")
            }
            GapKind::NoVersion(why) => write!(f, "there is no text version: {why}"),
            GapKind::NotReachable => {
                f.write_str("no link at the beginning of the page leads to its text version")
            }
            GapKind::NoWayBack => {
                f.write_str("no link at the beginning of the text version leads to the page")
            }
            GapKind::OtherLanguage { page, version } => {
                write!(f, "the page is in “{page}”, its text version in “{version}”")
            }
            GapKind::LacksWords(words) => write!(f, "the text version lacks: {words}"),
            GapKind::Finding(what) => write!(f, "the text version fails the check: {what}"),
            GapKind::NotInSiteMap => f.write_str("the site map lacks it"),
            GapKind::WronglyInSiteMap => f.write_str("the site map lists it, and should not"),
        }
    }
}

/// What a verification found.
#[derive(Debug)]
pub struct Verified {
    pages: Vec<String>,
    gaps: Vec<Gap>,
}

impl Verified {
    /// The paths of the pages that were looked at.
    pub fn pages(&self) -> &[String] {
        &self.pages
    }

    /// What is missing or differs, by path.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }
}

/// How far from the beginning a link may stand: behind the skip links and those to other versions.
const BEGINNING: usize = 12;

/// How many words are named of those that are missing.
const NAMED: usize = 12;

impl Verify {
    /// The folder of the exported site, and the address of its root.
    ///
    /// # Errors
    ///
    /// When the address is not an absolute one of `http` or `https`.
    pub fn new(output: impl Into<PathBuf>, base: &str) -> Result<Verify, Error> {
        let base = Survey::new(base, [""; 0])?.finish().base().to_owned();
        Ok(Verify { source: None, output: output.into(), base, text: "text".to_owned() })
    }

    /// The folder that the site was made from. Without it, the originals in the site are the source.
    pub fn with_source(mut self, source: impl Into<PathBuf>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The folder of the text versions.
    pub fn with_text_dir(mut self, name: impl Into<String>) -> Self {
        self.text = name.into();
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
            None => {
                let own = |path: &&PathBuf| !path.starts_with(&self.text) && !is_own(path);
                all.iter().filter(own).cloned().collect()
            }
        };
        let root = self.source.as_deref().unwrap_or(&self.output);
        let mut pages = Vec::new();
        for path in &files {
            let is_html = is_page(path, b"") || is_page(path, &output::head(&root.join(path))?);
            if is_html && !output::read(&root.join(path))?.trim_ascii().is_empty() {
                pages.push(path.clone());
            }
        }
        let directory = Directory::new(&self.base, &all, &[])?;
        let found: Result<Vec<Vec<Gap>>, Error> =
            pages.par_iter().map(|path| self.page(root, path, &directory)).collect();
        let mut gaps: Vec<Gap> = found?.into_iter().flatten().collect();
        gaps.extend(self.site_map(root, &files, &pages)?);
        gaps.sort();
        let pages = pages.iter().map(|path| paths::shown(&paths::key(path))).collect();
        Ok(Verified { pages, gaps })
    }

    fn page(&self, root: &Path, path: &Path, directory: &Directory) -> Result<Vec<Gap>, Error> {
        let key = paths::key(path);
        let mut kinds = Vec::new();
        let source = output::read(&root.join(path))?;
        match output::read(&self.output.join(path)) {
            Err(_) => kinds.push(GapKind::NoOriginal),
            Ok(original) => {
                if self.source.is_some() && undecorated(&original) != source {
                    kinds.push(GapKind::OtherOriginal);
                }
                self.versions(&key, &source, &original, directory, &mut kinds);
            }
        }
        let path = paths::shown(&key);
        Ok(kinds.into_iter().map(|kind| Gap { path: path.clone(), kind }).collect())
    }

    fn versions(
        &self,
        key: &str,
        source: &[u8],
        original: &[u8],
        directory: &Directory,
        kinds: &mut Vec<GapKind>,
    ) {
        let options = ParseOptions::new().with_url(directory.absolute(key));
        let Ok(page) = Page::parse(&undecorated(source), &options) else { return };
        let place = version_of(&self.text, key);
        let bytes = paths::path(&place).map(|path| output::read(&self.output.join(path)));
        let bytes = match bytes {
            Some(Ok(bytes)) => bytes,
            Some(Err(error)) => return kinds.push(GapKind::NoVersion(error.to_string())),
            None => return,
        };
        let version = match Page::parse(&bytes, &ParseOptions::new()) {
            Ok(version) => version,
            Err(error) => return kinds.push(GapKind::NoVersion(error.to_string())),
        };
        let facts = scan(original, &ParseOptions::new()).unwrap_or_default();
        // Framesets and UTF-16 pages are copied as they are, and the export says so.
        let can_lead = QuickLinks::new().decorate(&page).is_ok();
        if can_lead && !leads_to(directory, key, &facts, &place) {
            kinds.push(GapKind::NotReachable);
        }
        if !leads_to(directory, &place, &version.facts(), key) {
            kinds.push(GapKind::NoWayBack);
        }
        if let Some(language) = page.language().filter(|&own| version.language() != Some(own)) {
            let (page, version) =
                (language.to_owned(), version.language().unwrap_or("").to_owned());
            kinds.push(GapKind::OtherLanguage { page, version });
        }
        compare(&page, &version, kinds);
        let checked = Check::new().page(&version);
        let failed = checked.findings().iter().filter(|found| found.outcome() == Outcome::Failed);
        kinds.extend(
            failed.map(|found| {
                GapKind::Finding(format!("{}: {}", found.rule().id(), found.message()))
            }),
        );
    }

    /// The site map lists exactly the pages that are to be listed.
    fn site_map(
        &self,
        root: &Path,
        files: &[PathBuf],
        pages: &[PathBuf],
    ) -> Result<Vec<Gap>, Error> {
        let mut survey = Survey::new(&self.base, files)?;
        let mut order = pages.to_vec();
        survey.order(&mut order);
        for path in &order {
            survey.add(path, &undecorated(&output::read(&root.join(path))?));
        }
        let map = survey.finish();
        let mut listed = BTreeSet::new();
        for file in Xml::new().files(&map) {
            let found = output::read(&self.output.join(file.name())).unwrap_or_default();
            listed.extend(locations(&found));
        }
        let expected: BTreeSet<String> = map
            .entries()
            .map(|entry| entry.location().to_owned())
            .chain(Xml::new().files(&map).iter().skip(1).map(|f| [map.base(), f.name()].concat()))
            .collect();
        let gap = |location: &String, kind| {
            let path = location.strip_prefix(map.base()).unwrap_or(location);
            Gap { path: paths::shown(path), kind }
        };
        let missing = expected.difference(&listed).map(|loc| gap(loc, GapKind::NotInSiteMap));
        let extra = listed.difference(&expected).map(|loc| gap(loc, GapKind::WronglyInSiteMap));
        Ok(missing.chain(extra).collect())
    }
}

/// What textify puts at the root of a site besides its pages.
fn is_own(path: &Path) -> bool {
    let name = path.to_string_lossy();
    name.starts_with(".textify-") || name == "sitemap.html"
}

/// The addresses of a site map.
fn locations(xml: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(xml);
    let after = text.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    after
        .filter_map(|loc| quick_xml::escape::unescape(loc).ok().map(|loc| loc.into_owned()))
        .collect()
}

/// Whether one of the first links of a file leads to another.
fn leads_to(directory: &Directory, from: &str, facts: &Facts, to: &str) -> bool {
    facts.links().iter().take(BEGINNING).any(|link| {
        matches!(directory.leads(from, facts.base(), &link.href), Leads::File(file, _) if file == to)
    })
}

/// Compares what a page and its version say, word by word and whatever the order.
fn compare(page: &Page, version: &Page, kinds: &mut Vec<GapKind>) {
    let mut count: HashMap<String, isize> = HashMap::new();
    for word in words(version) {
        *count.entry(word).or_default() += 1;
    }
    let lacking: Vec<String> = words(page)
        .into_iter()
        .filter(|word| {
            let left = count.entry(word.clone()).or_default();
            *left -= 1;
            *left < 0
        })
        .take(NAMED)
        .collect();
    if !lacking.is_empty() {
        kinds.push(GapKind::LacksWords(lacking.join(" ")));
    }
}

/// The words of a page's texts.
fn words(page: &Page) -> Vec<String> {
    let mut words = Vec::new();
    for event in page.read(&ReadOptions::new()) {
        if let Event::Text(text) = event {
            let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.extend(parts.map(str::to_lowercase));
        }
    }
    words
}
