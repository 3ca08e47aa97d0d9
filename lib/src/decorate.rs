//! The original page with ways to its other versions, and not one other byte changed.
//!
//! The places are those of the tree's start tags, so that one way serves a page whose `body` is
//! written out and one whose `body` is implied.

mod layout;
mod markup;
mod place;
mod target;

use crate::dom::{NodeId, Tag};
use crate::i18n::Phrases;
use crate::page::{Page, ParseOptions};
use crate::read::main_content;
use crate::stream::Facts;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use markup::Line;
use place::Places;
use std::fmt;
use std::ops::Range;
use target::{MAIN_ID, SEARCH_ID, Search, search, target, within};

#[cfg(feature = "site")]
pub(crate) use layout::lies_over;

/// The name of the element and of the class of the links that are inserted.
#[cfg(feature = "site")]
pub(crate) const LINKS_CLASS: &str = markup::NAME;

/// The links that are added to a page; addresses are as seen from the page.
///
/// ```
/// use textify::{Page, ParseOptions, QuickLinks};
///
/// let source = b"<html lang=en><title>News</title><body><h1>News</h1><p>All is well.";
/// let page = Page::parse(source, &ParseOptions::new())?;
/// let decorated = QuickLinks::new().with_text_version("text/news.html").decorate(&page).unwrap();
/// let html = String::from_utf8_lossy(decorated.bytes());
/// assert!(html.contains("<body><!--textify--><textify-links class=\"textify-links\""), "{html}");
/// assert!(html.contains("<a href=\"text/news.html\">Text version</a>"));
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct QuickLinks {
    text_version: Option<String>,
    print_version: Option<String>,
    site_map: Option<String>,
    canonical: Option<String>,
    languages: Vec<(String, String)>,
    position: LinksPosition,
    style_sheet: Option<String>,
}

/// Where the links stand in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum LinksPosition {
    /// At its beginning, behind its own skip links.
    #[default]
    Top,
    /// At its end; the link to its main content stands at its beginning still.
    End,
}

/// A page with the links in it.
#[derive(Debug)]
pub struct Decorated {
    bytes: Vec<u8>,
    insertions: Vec<Range<usize>>,
}

impl Decorated {
    /// The page.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The parts of it that were inserted, in order; without them it is the original.
    pub fn insertions(&self) -> &[Range<usize>] {
        &self.insertions
    }
}

/// Why a page is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Undecorated {
    /// It is a frameset: what is shown are other pages.
    Frameset,
    /// It is in UTF-16: to insert into that is to risk the whole page.
    Utf16,
    /// It has no place where a browser would take links for links: all of it is the text of an element
    /// that is never closed, such as a `title`, `style` or `script`.
    NoPlace,
    /// Its body has a shadow tree of its own, and shows nothing else than what that has a place for.
    ShadowTree,
}

impl fmt::Display for Undecorated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Undecorated::Frameset => "it is a frameset",
            Undecorated::Utf16 => "it is in UTF-16",
            Undecorated::NoPlace => {
                "it has no place for links: close its `title`, `style` or `script`"
            }
            Undecorated::ShadowTree => "its body has a shadow tree, which shows no links beside it",
        })
    }
}

impl QuickLinks {
    /// No links yet.
    pub fn new() -> Self {
        QuickLinks::default()
    }

    /// The text version.
    pub fn with_text_version(mut self, href: impl Into<String>) -> Self {
        self.text_version = Some(href.into());
        self
    }

    /// The print version.
    pub fn with_print_version(mut self, href: impl Into<String>) -> Self {
        self.print_version = Some(href.into());
        self
    }

    /// The site map for people.
    pub fn with_site_map(mut self, href: impl Into<String>) -> Self {
        self.site_map = Some(href.into());
        self
    }

    /// The page in another language.
    pub fn with_language(mut self, tag: impl Into<String>, href: impl Into<String>) -> Self {
        self.languages.push((tag.into(), href.into()));
        self
    }

    /// The page's own absolute address, told to search engines where the page does not. One in which
    /// `%3F` stands for the `?` of a query is no address that a server has, and is not told.
    pub fn with_canonical(mut self, url: impl Into<String>) -> Self {
        self.canonical = Some(url.into());
        self
    }

    /// Where the links stand; at the top unless something else is said.
    pub fn with_position(mut self, position: LinksPosition) -> Self {
        self.position = position;
        self
    }

    /// The style sheet with the style of the links, [`QuickLinks::STYLE`] or one made from it. Without it
    /// the style is written into the page.
    pub fn with_style_sheet(mut self, href: impl Into<String>) -> Self {
        self.style_sheet = Some(href.into());
        self
    }

    /// The style of the links as it is written into pages.
    pub const STYLE: &'static str = markup::STYLE;

    /// The hash by which a Content-Security-Policy allows that style:
    /// `style-src 'self' 'sha256-…'`, with this in the quotes.
    pub const STYLE_HASH: &'static str = "sha256-U4LEiM1j9FIV6jt+ZSO8KFMNAyS4qhdWfCCIYqRfStg=";

    /// Inserts the links into the page, and what browsers and search engines need to
    /// know into its head (WCAG 2.2, technique G136).
    ///
    /// # Errors
    ///
    /// Why the page is to be left as it is.
    pub fn decorate(&self, page: &Page) -> Result<Decorated, Undecorated> {
        let document = &page.document;
        if Encoding::for_label(page.encoding().as_bytes())
            .is_some_and(|e| e == UTF_16LE || e == UTF_16BE)
        {
            return Err(Undecorated::Utf16);
        }
        let body = page.body().ok_or(Undecorated::NoPlace)?;
        if document.tag(body) == Tag::Frameset {
            return Err(Undecorated::Frameset);
        }
        if page.document.children(body).any(|id| page.document.declares_shadow_tree(id)) {
            return Err(Undecorated::ShadowTree);
        }
        let places = Places::new(page, body, self.position).ok_or(Undecorated::NoPlace)?;
        let facts = page.facts();
        let within = within(page, facts);
        // Where the page has skip links of its own, those at its beginning are enough.
        let skips = places.end.is_none() || !places.after_skip_links;
        let main = main_content(page).filter(|&main| main != body && within.is_some() && skips);
        let main = main.and_then(|main| target(page, main, MAIN_ID, places.top));
        let search = search(page).and_then(|found| match found {
            Search::Link(href) => Some((href, None)),
            Search::Form(form) => {
                let after = if places.end.is_some() { 0 } else { places.top };
                let target = target(page, form, SEARCH_ID, after)?;
                Some((format!("{}#{}", within.as_deref()?, target.id), Some(target)))
            }
        });
        let skip = main.as_ref().zip(within).map(|(main, within)| format!("{within}#{}", main.id));
        let href = search.as_ref().map(|(href, _)| href.as_str());
        let mut edits = self.edits(page, facts, &places, skip.as_deref(), href);
        let targets = main.into_iter().chain(search.and_then(|(_, target)| target));
        edits.extend(
            targets.filter_map(|target| Some((target.at?, format!(" id=\"{}\"", target.id)))),
        );
        let decorated = spliced(page, edits);
        match places.is_certain || is_parsed(&decorated, page) {
            true => Ok(decorated),
            false => QuickLinks { position: LinksPosition::Top, ..self.clone() }.decorate(page),
        }
    }

    /// What is inserted into a page, for its template.
    ///
    /// # Errors
    ///
    /// Why the page is to be left as it is.
    pub fn insertions(&self, page: &Page) -> Result<InsertedLinks, Undecorated> {
        let decorated = self.decorate(page)?;
        let encoding = Encoding::for_label(page.encoding().as_bytes()).unwrap_or(UTF_8);
        let texts = decorated.insertions.iter().map(|place| {
            encoding.decode_without_bom_handling(&decorated.bytes[place.clone()]).0.into_owned()
        });
        // Ids of the page's own elements are no part of the links.
        let (body, head): (Vec<String>, Vec<String>) = texts
            .filter(|text| text.starts_with(MARKS[0]))
            .partition(|text| text.contains(&format!("<{} ", markup::NAME)));
        Ok(InsertedLinks { head: head.into_iter().next(), body })
    }

    /// What is inserted for the links, each with its place.
    fn edits(
        &self,
        page: &Page,
        facts: &Facts,
        places: &Places,
        skip: Option<&str>,
        search: Option<&str>,
    ) -> Vec<(usize, String)> {
        let phrases = Phrases::of(page.language());
        let mut skips = Line::default();
        if let Some(href) = skip {
            skips.add(href, None, &format!("{} {}", phrases.skip_to, phrases.main));
        }
        let (head, style) = (self.head(facts, phrases), self.style());
        let inside = if places.head.is_none() { style.as_str() } else { "" };
        let links = self.links(page, phrases, search);
        let label = markup::label(page, phrases);
        let mut edits: Vec<(usize, String)> = places
            .head
            .map(|at| (at, marked([head, style.clone()].concat())))
            .into_iter()
            .collect();
        match places.end {
            None => {
                let all = skips.then(links).placed(page, phrases, Some(&label), inside);
                edits.push((places.top, marked(all)));
            }
            Some(end) => {
                edits.push((places.top, marked(skips.placed(page, phrases, None, inside))));
                edits.push((end, marked(links.placed(page, phrases, Some(&label), inside))));
            }
        }
        edits
    }
}

/// What is inserted into a page, as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsertedLinks {
    head: Option<String>,
    body: Vec<String>,
}

impl InsertedLinks {
    /// The part that goes into the head.
    pub fn head(&self) -> Option<&str> {
        self.head.as_deref()
    }

    /// The parts that go into the body, in order: the first at its beginning, a second at its end.
    pub fn body(&self) -> &[String] {
        &self.body
    }
}

/// Whether the links became elements of the page.
fn is_parsed(decorated: &Decorated, page: &Page) -> bool {
    let options = ParseOptions::new().with_encoding(page.encoding());
    let Ok(page) = Page::parse(decorated.bytes(), &options) else { return false };
    let document = &page.document;
    let plain = |id: NodeId| {
        document
            .ancestors(id)
            .all(|outer| !matches!(document.tag(outer), Tag::Select | Tag::Template))
    };
    let containers = document.all().filter(|&id| document.name(id) == markup::NAME && plain(id));
    containers.last().is_some_and(|last| {
        document.attr(last, "role").is_some() && document.first_child(last).is_some()
    })
}

/// Around what is inserted stand comments, so that everybody can tell it from the page.
pub(crate) const MARKS: [&str; 2] = ["<!--textify-->", "<!--/textify-->"];

fn marked(text: String) -> String {
    if text.is_empty() { text } else { [MARKS[0], &text, MARKS[1]].concat() }
}

/// The bytes of a page without what was inserted into it.
#[cfg(feature = "site")]
pub(crate) fn undecorated(bytes: &[u8]) -> Vec<u8> {
    use memchr::memmem;
    if memmem::find(bytes, MARKS[0].as_bytes()).is_none() {
        return bytes.to_vec();
    }
    let mut original = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(start) = memmem::find(rest, MARKS[0].as_bytes())
        && let Some(end) = memmem::find(&rest[start..], MARKS[1].as_bytes())
    {
        original.extend_from_slice(&rest[..start]);
        rest = &rest[start + end + MARKS[1].len()..];
    }
    original.extend_from_slice(rest);
    if original.len() < bytes.len() {
        for id in [MAIN_ID, SEARCH_ID] {
            let id = format!(" id=\"{id}\"");
            if let Some(at) = memmem::find(&original, id.as_bytes()) {
                original.drain(at..at + id.len());
            }
        }
    }
    original
}

/// The bytes of the page with texts inserted, each in the page's encoding.
fn spliced(page: &Page, mut edits: Vec<(usize, String)>) -> Decorated {
    edits.retain(|(_, text)| !text.is_empty());
    edits.sort_by_key(|&(at, _)| at);
    let source = page.bytes();
    let (mut bytes, mut insertions, mut from) = (Vec::new(), Vec::new(), 0);
    for (at, text) in edits {
        let (place, encoded) = page.edit(at..at, &text);
        bytes.extend_from_slice(&source[from..place.start]);
        let start = bytes.len();
        bytes.extend_from_slice(&encoded);
        insertions.push(start..bytes.len());
        from = place.start;
    }
    bytes.extend_from_slice(&source[from..]);
    Decorated { bytes, insertions }
}

#[cfg(test)]
mod tests;
