//! The versions of one page.

use super::chapters::Chapters;
use super::folder::{Folder, Uses};
use super::policy::forbids_style;
use super::{Part, Settings, paths};
use crate::decorate::QuickLinks;
use crate::error::Error;
use crate::event::{Event, Tag};
use crate::format::Html;
use crate::page::Page;
use crate::read::ReadOptions;
use crate::sitemap::Leads;
use std::borrow::Cow;
use std::sync::Arc;
use url::Url;

/// Makes the versions of pages.
#[derive(Debug)]
pub(super) struct Maker<'s> {
    pub(super) settings: &'s Settings,
    pub(super) folder: Arc<Folder>,
    pub(super) chapters: Chapters,
}

/// What is made of a page.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// The files, by their keys.
    pub(super) files: Vec<(String, Vec<u8>)>,
    /// What people should know of it.
    pub(super) notes: Vec<String>,
    /// The other files of the site that they are made of.
    pub(super) uses: Vec<String>,
}

impl Maker<'_> {
    /// Where the version of a page goes.
    pub(super) fn place(&self, part: Part, key: &str) -> String {
        let key = if part == Part::Print { self.leader(key) } else { key };
        format!("{}/{}", self.settings.folder(part), self.name(key))
    }

    /// The page whose print version a page has: the first chapter of its article.
    pub(super) fn leader<'k>(&'k self, key: &'k str) -> &'k str {
        self.chapters.of(key).and_then(|pages| pages.first()).map_or(key, String::as_str)
    }

    /// All pages of an article, or the page that is one by itself.
    pub(super) fn article(&self, key: &str) -> Vec<String> {
        self.chapters.of(key).map_or_else(|| vec![key.to_owned()], <[String]>::to_vec)
    }

    /// The name of a version: `news.aspx` becomes `news.aspx.html`, or another where that is the
    /// name of another page.
    fn name(&self, key: &str) -> String {
        if is_html(key) {
            return key.to_owned();
        }
        let directory = &self.folder.directory;
        let bare = paths::fitting(key, ".html".len());
        let stems = std::iter::once(bare.clone()).chain((1..).map(|at| format!("{bare}-{at}")));
        let free = |stem: &String| {
            let other = stem != key && directory.is_page(stem);
            !other && !directory.is_page(&format!("{stem}.html"))
        };
        let stem = stems.take(1000).find(free).unwrap_or(bare);
        format!("{stem}.html")
    }

    /// The original with links, and its versions.
    pub(super) fn page(&self, key: &str, bytes: Vec<u8>) -> Result<Versions, Error> {
        let uses = Uses::default();
        let mut made = Versions::default();
        let page = match self.folder.parse(key, &bytes, &uses) {
            Ok(page) => page,
            Err(error) => {
                made.notes.push(format!("copied as it is, without versions: {error}"));
                made.files.push((key.to_owned(), bytes));
                return Ok(made);
            }
        };
        let prints = self.settings.makes(Part::Print);
        let print = match prints && self.leader(key) == key {
            true => self.print_version(key, &page, &uses)?,
            false => None,
        };
        // A chapter always has one: that of its article.
        let is_printed = print.is_some() || (prints && self.leader(key) != key);
        if prints && !is_printed {
            made.notes.push("there is nothing to print: it has no print version".to_owned());
        }
        match self.quick_links(key, &page, is_printed).decorate(&page) {
            Ok(decorated) => {
                if self.settings.style_sheet().is_none() && forbids_style(&page) {
                    made.notes.push(format!(
                        "its Content-Security-Policy forbids the style of the links: allow '{}' in style-src, or use --css",
                        QuickLinks::STYLE_HASH
                    ));
                }
                made.files.push((key.to_owned(), decorated.bytes().to_owned()));
            }
            Err(why) => {
                made.notes.push(format!("copied as it is, without links to its versions: {why}"));
                made.files.push((key.to_owned(), bytes));
            }
        }
        if self.settings.makes(Part::Text) {
            let text = self.text_version(key, &page, is_printed);
            made.files.push((self.place(Part::Text, key), text));
        }
        made.files.extend(print.map(|print| (self.place(Part::Print, key), print)));
        made.uses = uses.keys();
        Ok(made)
    }

    pub(super) fn quick_links(&self, key: &str, page: &Page, is_printed: bool) -> QuickLinks {
        let directory = &self.folder.directory;
        let facts = page.facts();
        let to = |other: &str| directory.seen_from(key, facts.base(), other);
        let mut links = QuickLinks::new().with_canonical(directory.absolute(key));
        links = links.with_position(self.settings.links());
        if let Some(sheet) = self.settings.style_sheet() {
            links = links.with_style_sheet(to(&sheet));
        }
        if self.settings.makes(Part::SiteMap) {
            links = links.with_site_map(to("sitemap.html"));
        }
        if self.settings.makes(Part::Text) {
            links = links.with_text_version(to(&self.place(Part::Text, key)));
        }
        if is_printed {
            links = links.with_print_version(to(&self.place(Part::Print, key)));
        }
        for alternate in facts.alternates() {
            let own =
                page.language().is_some_and(|own| own.eq_ignore_ascii_case(&alternate.language));
            let known = oxilangtag::LanguageTag::parse(alternate.language.as_str()).is_ok();
            if let Leads::File(other, _) = directory.leads(key, facts.base(), &alternate.href)
                && !own
                && known
                && other != key
            {
                links = links.with_language(&alternate.language, to(&other));
            }
        }
        links
    }

    /// The text version, its links leading to text versions where there are some.
    pub(super) fn text_version(&self, key: &str, page: &Page, is_printed: bool) -> Vec<u8> {
        let place = self.place(Part::Text, key);
        let directory = &self.folder.directory;
        let events = page.read(&ReadOptions::new()).map(|event| match event {
            Event::Start(Tag::Link(mut link), attributes) => {
                if let Some(href) = self.relinked(&place, key, &link.href) {
                    link.href = Cow::Owned(href);
                }
                Event::Start(Tag::Link(link), attributes)
            }
            event => event,
        });
        let mut html = Html::new().with_way_back(directory.relative(&place, key));
        if is_printed {
            let print = directory.relative(&place, &self.place(Part::Print, key));
            html = html.with_print_version(print);
        }
        let mut bytes = Vec::new();
        let written = html.write(page, events, &mut bytes);
        debug_assert!(written.is_ok(), "memory takes everything");
        bytes
    }

    /// A link of a text version, where it stays on the site.
    fn relinked(&self, place: &str, key: &str, href: &str) -> Option<String> {
        if href.starts_with('#') || Url::parse(href).is_err() {
            return None;
        }
        let directory = &self.folder.directory;
        let Leads::File(other, fragment) = directory.leads(key, None, href) else {
            return None;
        };
        let target = if directory.is_page(&other) { self.place(Part::Text, &other) } else { other };
        let mut link = directory.relative(place, &target);
        if let Some(fragment) = fragment {
            link.push('#');
            link.push_str(&fragment);
        }
        Some(link)
    }
}

fn is_html(key: &str) -> bool {
    [".html", ".htm", ".xhtml"].iter().any(|ending| key.ends_with(ending))
}
