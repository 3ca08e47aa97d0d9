//! What one page tells of itself and where it leads.

use super::address::{self, Target};
use super::exclusion::{Exclusion, is_error_page};
use super::menu;
use super::packed::Record;
use super::survey::{Survey, hash};
use super::told::{Ties, Told, Wanted};
use crate::language::primary;
use crate::page::{Page, ParseOptions};
use crate::stream::{Facts, scan};
use std::collections::HashSet;
use url::Url;

/// What one look at a page told, for [`Survey::add_look`].
#[derive(Debug)]
pub struct Look {
    pub(super) id: u32,
    /// Why it is not listed, as far as it tells by itself.
    pub(super) exclusion: Option<Exclusion>,
    /// What it tells where it can be read.
    pub(super) tells: Option<Box<Tells>>,
}

/// What a page tells.
#[derive(Debug)]
pub(super) struct Tells {
    /// The hash of its bytes.
    pub(super) content: u64,
    /// What it says of itself.
    pub(super) told: Record,
    /// What ties it to other pages.
    pub(super) ties: Record,
    /// Its versions in other languages.
    pub(super) alternates: Vec<(String, u32)>,
    /// The files that it leads to, as often as it does.
    pub(super) leads: Vec<u32>,
    /// Links into the site that lead to no file, and their lines.
    pub(super) dead: Vec<(usize, String)>,
    pub(super) menu: Option<Menu>,
}

/// The menus of a home page.
#[derive(Debug)]
pub(super) struct Menu {
    pub(super) language: Box<str>,
    /// How deep each link stands, and the file that it leads to.
    pub(super) links: Vec<(usize, u32)>,
}

/// sitemaps.org: "This value must be less than 2,048 characters."
const LONGEST_ADDRESS: usize = 2_047;

impl Look {
    /// Looks at the page of a number.
    pub(super) fn at(survey: &Survey, id: u32, bytes: &[u8]) -> Look {
        let facts = match scan(bytes, &ParseOptions::new()) {
            Ok(facts) => facts,
            Err(error) => {
                let exclusion = Some(Exclusion::Unreadable(error.to_string()));
                return Look { id, exclusion, tells: None };
            }
        };
        let key = &survey.keys.get(id as usize);
        let from = survey.base.of_page(key, facts.base());
        let looking = Looking { survey, id, key, facts: &facts, from, bytes };
        let exclusion = looking.exclusion();
        let listed = exclusion.is_none();
        Look { id, exclusion, tells: Some(Box::new(looking.tells(listed))) }
    }
}

/// A page that is looked at.
struct Looking<'l> {
    survey: &'l Survey,
    id: u32,
    key: &'l str,
    facts: &'l Facts,
    /// What its addresses are relative to.
    from: Url,
    bytes: &'l [u8],
}

impl Looking<'_> {
    fn target(&self, href: &str) -> Target {
        let Survey { base, keys, .. } = self.survey;
        base.target(&self.from, href, &|key: &str| keys.find(key))
    }

    fn file(&self, href: &str) -> Option<u32> {
        match self.target(href) {
            Target::File(file, _) => Some(file),
            _ => None,
        }
    }

    /// `listed`: whether it may be, as far as it tells by itself.
    fn tells(&self, listed: bool) -> Tells {
        let (id, facts) = (self.id, self.facts);
        let trail: Vec<u32> = facts.trail().iter().filter_map(|href| self.file(href)).collect();
        let inside = |href: &str| !matches!(self.target(href), Target::Outside(_));
        let alternates = facts.alternates().iter().filter(|to| inside(&to.href));
        let alternates = alternates.map(|to| (&*to.language, &*to.href, self.file(&to.href)));
        let mut ties = Ties { alternates: alternates.collect(), ..Ties::default() };
        let named = ties.alternates.iter().filter_map(|to| Some((to.0.to_owned(), to.2?)));
        let (named, mut leads, mut dead) = (named.collect(), Vec::new(), Vec::new());
        if self.survey.finds_faults {
            // Whoever is sent on arrives there as by a link.
            let sent = facts.refresh().and_then(|href| self.file(href)).filter(|&to| to != id);
            leads.extend(sent);
            self.links(&mut leads, &mut dead, &mut ties.wanted);
            ties.ids = facts.ids().iter().map(String::as_str).collect();
        }
        Tells {
            content: hash(self.bytes),
            told: Told::record(facts, &trail),
            ties: ties.record(),
            alternates: named,
            leads,
            dead,
            menu: listed.then(|| self.menu()).flatten(),
        }
    }

    /// Why the page is not listed, as far as it tells by itself.
    fn exclusion(&self) -> Option<Exclusion> {
        let Looking { survey: Survey { base, keys, .. }, facts, key, .. } = self;
        if is_error_page(&key[address::folder(key).len()..], facts.title()) {
            return Some(Exclusion::ErrorPage);
        }
        if facts.noindex() {
            return Some(Exclusion::NoIndex);
        }
        let own = base.address(key);
        let elsewhere = |href: &str| match self.target(href) {
            Target::File(file, _) => {
                let other = keys.get(file as usize);
                let other = base.address(&other);
                (file != self.id && other != own).then(|| (false, base.absolute(other)))
            }
            Target::Outside(url) => Some((true, url)),
            Target::Nowhere => self.from.join(href).ok().map(|url| (false, url.into())),
            Target::Other => None,
        };
        if let Some((_, to)) = facts.refresh().and_then(elsewhere) {
            return Some(Exclusion::Refresh(to));
        }
        match facts.canonical().and_then(elsewhere) {
            Some((true, to)) => return Some(Exclusion::OtherSite(to)),
            Some((false, to)) => return Some(Exclusion::Canonical(to)),
            None => {}
        }
        if base.absolute(own).len() > LONGEST_ADDRESS {
            return Some(Exclusion::TooLong);
        }
        None
    }

    /// Follows the links of the page: to files, to none, to fragments.
    fn links<'w>(
        &'w self,
        leads: &mut Vec<u32>,
        dead: &mut Vec<(usize, String)>,
        wanted: &mut Vec<Wanted<'w>>,
    ) {
        let mut lines = Lines { bytes: self.bytes, at: 0, line: 1 };
        let mut told = HashSet::new();
        for link in self.facts.links() {
            let line = lines.of(link.offset);
            match self.target(&link.href) {
                Target::Nowhere if told.insert(link.href.as_str()) => {
                    dead.push((line, link.href.clone()));
                }
                Target::File(target, fragment) => {
                    leads.extend((target != self.id).then_some(target));
                    let fragment = fragment.as_deref().and_then(named);
                    if let (Some(fragment), true) = (fragment, told.insert(link.href.as_str())) {
                        let (fragment, href) = (fragment.to_owned().into(), &*link.href);
                        wanted.push(Wanted { target, line, fragment, href });
                    }
                }
                _ => {}
            }
        }
    }

    /// The menus of a language's first page: the one of the root, or of a folder in it.
    fn menu(&self) -> Option<Menu> {
        let language = primary(self.facts.language().unwrap_or_default());
        let is_home =
            address::is_index(self.key) && address::folder(self.key).matches('/').count() <= 1;
        if !is_home || self.survey.languages.contains(language.as_str()) {
            return None;
        }
        let url = self.survey.base.absolute(self.key);
        let page = Page::parse(self.bytes, &ParseOptions::new().with_url(url)).ok()?;
        let links = menu::links(&page).into_iter();
        let links = links.filter_map(|(depth, href)| Some((depth, self.file(&href)?))).collect();
        Some(Menu { language: language.into(), links })
    }
}

/// The part of a fragment that names an element; the top of a page needs none (HTML Standard,
/// "select the indicated part"), and a text fragment directive names words.
fn named(fragment: &str) -> Option<&str> {
    let name = fragment.split(":~:").next().unwrap_or_default();
    (!name.is_empty() && !name.eq_ignore_ascii_case("top")).then_some(name)
}

/// Counts lines up to ascending offsets.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, offset: usize) -> usize {
        let end = offset.min(self.bytes.len());
        if let Some(passed) = self.bytes.get(self.at..end) {
            self.line += memchr::memchr_iter(b'\n', passed).count();
            self.at = end;
        }
        self.line
    }
}
