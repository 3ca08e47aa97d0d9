//! The original page with ways to its other versions, and not one other byte changed.
//!
//! The places are those of the tree's start tags, so that one way serves a page whose `body` is
//! written out and one whose `body` is implied.

mod place;

use crate::aria::Aria;
use crate::dom::{NodeId, Tag};
use crate::escape::{attribute, escaped};
use crate::i18n::Phrases;
use crate::language::same_language;
use crate::page::{Direction, Page, has_token, is_canonical};
use crate::read::main_content;
use crate::stream::Facts;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use place::{after_skip_links, end_of_head};
use std::fmt;
use std::ops::Range;
use url::Url;

/// The links that are added to a page; addresses are as seen from the page.
///
/// ```
/// use textify::{Page, ParseOptions, QuickLinks};
///
/// let source = b"<html lang=en><title>News</title><body><h1>News</h1><p>All is well.";
/// let page = Page::parse(source, &ParseOptions::new())?;
/// let decorated = QuickLinks::new().with_text_version("text/news.html").decorate(&page).unwrap();
/// let html = String::from_utf8_lossy(decorated.bytes());
/// assert!(html.contains("<body><!--textify--><nav aria-label=\"Quick links\""), "{html}");
/// assert!(html.contains("<a href=\"text/news.html\"") && html.contains(">Text version</a>"));
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct QuickLinks {
    text_version: Option<String>,
    print_version: Option<String>,
    site_map: Option<String>,
    canonical: Option<String>,
    languages: Vec<(String, String)>,
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
    /// No place can be found where its body begins.
    NoPlace,
}

impl fmt::Display for Undecorated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Undecorated::Frameset => "it is a frameset",
            Undecorated::Utf16 => "it is in UTF-16",
            Undecorated::NoPlace => "it does not show where its body begins",
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

    /// Inserts the links at the beginning of the page, and what browsers and search engines need to
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
        let head = end_of_head(page);
        let start = document.start_tag(body).map(|span| span.end as usize).or(head);
        let start = start.ok_or(Undecorated::NoPlace)?;
        let place = after_skip_links(page, body).filter(|&place| place > start).unwrap_or(start);
        let phrases = Phrases::of(page.language());
        let facts = page.facts();
        let mut edits = Vec::new();
        if let Some(head) = head.filter(|&head| head <= start) {
            edits.push((head, marked(self.head(&facts, phrases))));
        }
        let within = within(page, &facts);
        let main = main_content(page).filter(|&main| main != body && within.is_some());
        let main = main.and_then(|main| target(page, main, MAIN_ID, place));
        let search = search(page).and_then(|found| match found {
            Search::Link(href) => Some((href, None)),
            Search::Form(form) => {
                let within = within.as_deref()?;
                let target = target(page, form, SEARCH_ID, place)?;
                Some((format!("{within}#{}", target.id), Some(target)))
            }
        });
        let skip = main.as_ref().zip(within).map(|(main, within)| format!("{within}#{}", main.id));
        let nav = self.nav(
            page,
            phrases,
            skip.as_deref(),
            search.as_ref().map(|(href, _)| href.as_str()),
        );
        edits.push((place, marked(nav)));
        let targets = main.into_iter().chain(search.and_then(|(_, target)| target));
        edits.extend(
            targets.filter_map(|target| Some((target.at?, format!(" id=\"{}\"", target.id)))),
        );
        Ok(spliced(page, edits))
    }

    fn head(&self, facts: &Facts, phrases: &Phrases) -> String {
        let mut head = String::new();
        let canonical = self.canonical.as_deref().filter(|url| is_canonical(url));
        if let (Some(url), None) = (canonical, facts.canonical()) {
            head.push_str("<link rel=\"canonical\"");
            attribute(&mut head, "href", url);
            head.push_str(" />");
        }
        if let Some(href) = &self.text_version {
            head.push_str("<link rel=\"alternate\" type=\"text/html\"");
            attribute(&mut head, "href", href);
            attribute(&mut head, "title", &phrases.text_version);
            head.push_str(" />");
        }
        if let Some(href) = &self.print_version {
            head.push_str("<link rel=\"alternate\" type=\"text/html\" media=\"print\"");
            attribute(&mut head, "href", href);
            attribute(&mut head, "title", &phrases.print_version);
            head.push_str(" />");
        }
        head
    }

    fn nav(
        &self,
        page: &Page,
        phrases: &Phrases,
        main: Option<&str>,
        search: Option<&str>,
    ) -> String {
        let mut nav = String::from("<nav");
        attribute(&mut nav, "aria-label", &label(page, phrases));
        // The page may set another language on its body, or none that there are phrases in.
        attribute(&mut nav, "lang", &phrases.language);
        if page.direction().is_some_and(|set| set != Direction::Ltr) {
            attribute(&mut nav, "dir", "ltr");
        }
        nav.push_str("><ul>");
        if let Some(href) = main {
            item(&mut nav, href, None, &format!("{} {}", phrases.skip_to, phrases.main));
        }
        let links = [
            (&self.site_map, &phrases.site_map),
            (&self.text_version, &phrases.text_version),
            (&self.print_version, &phrases.print_version),
        ];
        for (href, name) in links {
            if let Some(href) = href {
                item(&mut nav, href, None, name);
            }
        }
        for (tag, href) in &self.languages {
            let own = Phrases::of(Some(tag));
            let known = same_language(tag, &own.language);
            let name = if known { own.language_name.as_str() } else { tag.as_str() };
            item(&mut nav, href, Some(tag), name);
        }
        if let Some(href) = search {
            item(&mut nav, href, None, &phrases.search);
        }
        if let Some(url) = page.url() {
            item(&mut nav, &mail(&page.title(), url), None, &phrases.by_mail);
        }
        nav.push_str("</ul></nav>");
        nav
    }
}

/// Around what is inserted stand comments, so that everybody can tell it from the page.
const MARKS: [&str; 2] = ["<!--textify-->", "<!--/textify-->"];

fn marked(text: String) -> String {
    if text.is_empty() { text } else { [MARKS[0], &text, MARKS[1]].concat() }
}

/// The bytes of a page without what was inserted into it.
#[cfg(feature = "site")]
pub(crate) fn undecorated(bytes: &[u8]) -> Vec<u8> {
    use memchr::memmem;
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

/// What the links are called together: no other navigation of the page has that name.
fn label(page: &Page, phrases: &Phrases) -> String {
    let own = phrases.quick_links.to_lowercase();
    let aria = Aria::new(page);
    let named = |id| aria.name(id).text.to_lowercase() == own;
    let is_taken = || page.document.all().any(|id| aria.is_any(id, &["navigation"]) && named(id));
    // Names are only worked out where one may be the same.
    let source = page.source().to_lowercase();
    match own.split(' ').all(|word| source.contains(word)) && is_taken() {
        true => format!("{}: {}", phrases.quick_links, phrases.text_version),
        false => phrases.quick_links.clone(),
    }
}

/// Links in a list stand closer than WCAG 2.2, 2.5.8 allows for targets of the size of a line. Colours
/// of a page's links may not suit the place: those of the browser do, in high contrast and at night too.
const TARGET: &str = "display:inline-block;min-width:24px;min-height:24px;background:Canvas!important;color:LinkText!important";

fn item(out: &mut String, href: &str, lang: Option<&str>, name: &str) {
    out.push_str("<li><a");
    attribute(out, "href", href);
    attribute(out, "style", TARGET);
    if let Some(lang) = lang {
        attribute(out, "hreflang", lang);
        attribute(out, "lang", lang);
    }
    out.push('>');
    out.push_str(&escaped(name));
    out.push_str("</a></li>");
}

/// A message with the page's title and address (RFC 6068).
fn mail(title: &str, url: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    format!("mailto:?subject={}&body={}", encoded(title), encoded(url))
}

/// What a link within the page begins with: nothing, but where a `base` element sends all links
/// elsewhere the page's own address. `None` where that is not known.
fn within(page: &Page, facts: &Facts) -> Option<String> {
    let Some(base) = facts.base() else { return Some(String::new()) };
    let own = Url::parse(page.url()?).ok()?;
    let relative = own.join(base).ok()?.make_relative(&own);
    Some(relative.filter(|it| !it.contains(':')).unwrap_or_else(|| own.into()))
}

/// Where a skip link leads.
struct Target {
    id: String,
    /// Where the id is to be inserted, if the element has none.
    at: Option<usize>,
}

/// The id of an element, or the place for one in its start tag, if that stands after the links. A
/// start tag of the rebuilt kind stands elsewhere and may not be touched.
fn target(page: &Page, element: NodeId, own_id: &str, after: usize) -> Option<Target> {
    let document = &page.document;
    if let Some(id) = document.attr(element, "id").filter(|id| page.by_id(id) == Some(element)) {
        let plain = !id.contains(|c: char| c.is_whitespace() || c.is_control());
        return plain.then(|| Target { id: id.to_owned(), at: None });
    }
    let start = document.start_tag(element)?.start as usize;
    let name = document.name(element);
    let at = start + 1 + name.len();
    let written = page.source().get(start + 1..at)?;
    let free = written.eq_ignore_ascii_case(name) && page.by_id(own_id).is_none();
    (free && start >= after && !document.has_attr(element, "id"))
        .then(|| Target { id: own_id.to_owned(), at: Some(at) })
}

const MAIN_ID: &str = "textify-main";
const SEARCH_ID: &str = "textify-search";

/// The site's own search.
enum Search {
    /// On a page of its own.
    Link(String),
    /// In this page.
    Form(NodeId),
}

/// The search that a page has: a landmark, a field for it, or a link that says that it leads there. A
/// description for the search field of browsers (OpenSearch) is nothing to be read.
fn search(page: &Page) -> Option<Search> {
    let document = &page.document;
    let is = |node: NodeId, name: &str, value: &str| {
        document.attr(node, name).is_some_and(|it| it.trim().eq_ignore_ascii_case(value))
    };
    let form = |node: NodeId| {
        is(node, "role", "search")
            || document.name(node) == "search"
            || (document.tag(node) == Tag::Input && is(node, "type", "search"))
    };
    let link = |node: NodeId| {
        let named = matches!(document.tag(node), Tag::A | Tag::Area | Tag::Link)
            && has_token(document.attr(node, "rel"), "search");
        let read =
            document.attr(node, "type").is_none_or(|it| it.eq_ignore_ascii_case("text/html"));
        document.attr(node, "href").filter(|_| named && read).map(str::trim)
    };
    let aria = Aria::new(page);
    let seen = |&node: &NodeId| form(node) && aria.visible(node) && !page.unseen(node);
    let form = || document.all().find(seen).map(Search::Form);
    document.all().find_map(link).map(|href| Search::Link(href.to_owned())).or_else(form)
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
