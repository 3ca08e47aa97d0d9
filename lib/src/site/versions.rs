//! The versions of one page.

use super::chapters::Chapters;
use super::files::signed;
use super::folder::{Folder, Uses};
use super::policy::forbids_style;
use super::{Part, Settings, paths};
use crate::decorate::QuickLinks;
use crate::dom::Tag as DomTag;
use crate::error::Error;
use crate::event::{Event, Tag};
use crate::format::Html;
use crate::page::Page;
use crate::read::ReadOptions;
use crate::sitemap::{Leads, MapName};
use crate::stream::Alternate;
use memchr::memmem;
use std::borrow::Cow;
use std::sync::Arc;
use url::Url;

/// Makes the versions of pages.
#[derive(Debug)]
pub(super) struct Maker<'s> {
    pub(super) settings: &'s Settings,
    pub(super) folder: Arc<Folder>,
    pub(super) chapters: Chapters,
    /// What the site maps are called.
    pub(super) map_name: MapName,
}

/// What is made of a page.
#[derive(Debug, Default)]
pub(super) struct Versions {
    /// Whether the page itself is copied as it is.
    pub(super) is_copy: bool,
    /// Whether it shows what may be instructions of a template.
    pub(super) is_template: bool,
    /// The files, by their keys: the page with links, unless it is copied, and its versions.
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
                made.is_copy = true;
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
                made.is_copy = true;
            }
        }
        if self.settings.makes(Part::Text) {
            let text = self.text_version(key, &page, is_printed);
            made.files.push((self.place(Part::Text, key), signed(text)));
        }
        made.files.extend(print.map(|print| (self.place(Part::Print, key), signed(print))));
        made.notes.extend(
            page.xml_fault()
                .map(|why| format!("read as HTML, since it is not well-formed XML: {why}")),
        );
        made.is_template = shows_template(&page, &bytes);
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
            links = links.with_site_map(to(&self.map_name.html()));
        }
        if self.settings.makes(Part::Text) {
            links = links.with_text_version(to(&self.place(Part::Text, key)));
        }
        if is_printed {
            links = links.with_print_version(to(&self.place(Part::Print, key)));
        }
        for (language, other) in self.languages(key, page) {
            links = links.with_language(language, to(&other));
        }
        links
    }

    /// The page in other languages: the tag of each, and the key of the page.
    fn languages(&self, key: &str, page: &Page) -> Vec<(String, String)> {
        let facts = page.facts();
        let other = |alternate: &Alternate| {
            let tag = alternate.language.as_str();
            let own = page.language().is_some_and(|own| own.eq_ignore_ascii_case(tag));
            let known = oxilangtag::LanguageTag::parse(tag).is_ok();
            match self.folder.directory.leads(key, facts.base(), &alternate.href) {
                Leads::File(other, _) if known && !own && other != key => {
                    Some((tag.to_owned(), other))
                }
                _ => None,
            }
        };
        facts.alternates().iter().filter_map(other).collect()
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
        for (language, other) in self.languages(key, page) {
            if directory.is_page(&other) {
                let text = directory.relative(&place, &self.place(Part::Text, &other));
                html = html.with_language(language, text);
            }
        }
        html = html.with_accessibility(self.settings.accessibility().clone());
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
        let Leads::File(other, fragment) = directory.leads_resolved(key, href) else {
            return None;
        };
        let has_version = self.folder.has_versions(&other);
        let target = if has_version { self.place(Part::Text, &other) } else { other };
        let mut link = directory.relative(place, &target);
        if let Some(fragment) = fragment {
            link.push('#');
            link.push_str(&fragment);
        }
        Some(link)
    }
}

/// Whether the text of a page has what may be an instruction of a template: `{{ … }}` or `{% … %}`. TeX
/// has braces like these, too.
fn shows_template(page: &Page, bytes: &[u8]) -> bool {
    let signs = [("{{", "}}"), ("{%", "%}")];
    if signs.iter().all(|(begin, _)| memmem::find(bytes, begin.as_bytes()).is_none()) {
        return false;
    }
    let document = &page.document;
    let is_text = |node| !matches!(document.tag(node), DomTag::Script | DomTag::Style);
    let has = |text: &str| {
        let closed =
            |&(begin, end)| text.split_once(begin).is_some_and(|(_, rest)| rest.contains(end));
        signs.iter().any(closed)
    };
    document.all().any(|node| {
        document.text(node).is_some_and(has) && document.parent(node).is_none_or(is_text)
    })
}

/// Whether a server takes what has such a name for HTML, which versions are: one of XML would not be read.
fn is_html(key: &str) -> bool {
    [".html", ".htm"].iter().any(|ending| key.ends_with(ending))
}
