//! Writes a reading as a complete, accessible HTML page.

#[cfg(test)]
mod tests;

use super::AccessibilityLinks;
use super::crawlers;
use super::markup::{Body, Landmark, direction as direction_name, link, own_words};
use crate::escape::{attribute, text};
use crate::event::Event;
use crate::i18n::Phrases;
use crate::page::Page;
use crate::read::RegionKind;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::io::{self, Write};

/// All but the unreserved characters (RFC 3986, 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const STYLE: &str = include_str!("html/style.css");
/// For mail programs, which know no variables and no media features.
const MAIL_STYLE: &str = include_str!("html/mail.css");

/// Writes a reading as a complete HTML page: one `main`, named landmarks, links to skip to them, a
/// link to the original first of all. It has no script, no image and no other external resource.
///
/// ```
/// use textify::{Page, ParseOptions, ReadOptions, format::Html};
///
/// let page = Page::parse(b"<html lang=en><title>News</title><h1>News</h1>", &ParseOptions::new())?;
/// let mut html = Vec::new();
/// Html::new().with_original("news.html").write(&page, page.read(&ReadOptions::new()), &mut html)?;
/// let html = String::from_utf8_lossy(&html);
/// assert!(html.contains("<main") && html.contains("<h1>News</h1>"));
/// assert!(html.contains(r#"<a href="news.html">"#));
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Html {
    original: Option<String>,
    way_back: Option<String>,
    print_version: Option<String>,
    languages: Vec<(String, String)>,
    accessibility: AccessibilityLinks,
    in_mail: bool,
}

impl Html {
    /// The default settings.
    pub fn new() -> Self {
        Html::default()
    }

    /// For a mail: a style with literal colours, no links to parts of the page, and one to the page itself.
    pub fn for_mail() -> Self {
        Html { in_mail: true, ..Html::default() }
    }

    /// Where the original page is, as seen from the text version: used where the page's own
    /// address is not known.
    pub fn with_original(mut self, href: impl Into<String>) -> Self {
        self.original = Some(href.into());
        self
    }

    /// Where the original page is, as seen from the text version: used even where the page's own
    /// address is known, for versions that move together with their originals.
    pub fn with_way_back(mut self, href: impl Into<String>) -> Self {
        self.way_back = Some(href.into());
        self
    }

    /// Where the print version is, as seen from the text version.
    pub fn with_print_version(mut self, href: impl Into<String>) -> Self {
        self.print_version = Some(href.into());
        self
    }

    /// The text version of the page in another language: its BCP 47 tag, and where it is, as seen
    /// from this text version.
    pub fn with_language(mut self, tag: impl Into<String>, href: impl Into<String>) -> Self {
        self.languages.push((tag.into(), href.into()));
        self
    }

    /// The accessibility statement and the feedback mechanism of the site, linked at the end.
    pub fn with_accessibility(mut self, links: AccessibilityLinks) -> Self {
        self.accessibility = links;
        self
    }

    /// Writes the events of a page.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write<'p>(
        &self,
        page: &'p Page,
        events: impl Iterator<Item = Event<'p>>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let phrases = Phrases::of(page.language());
        let mut body = Body::new(page, phrases);
        if !self.in_mail {
            body = body.for_screen();
        }
        events.for_each(|event| body.event(event));
        self.head(page, phrases, out)?;
        self.furniture(page, phrases, &body, out)?;
        let mut end = body.finish();
        let direction = page.direction();
        self.accessibility.write(&mut end, phrases, page.language(), direction);
        out.write_all(end.as_bytes())?;
        out.write_all(b"</body>\n</html>\n")
    }

    fn head(&self, page: &Page, phrases: &Phrases, out: &mut impl Write) -> io::Result<()> {
        let mut head = String::from("<!DOCTYPE html>\n<html");
        // The page of an unknown language says so of its parts; the words around are textify's.
        attribute(&mut head, "lang", page.language().unwrap_or(&phrases.language));
        if let Some(direction) = page.direction() {
            attribute(&mut head, "dir", direction_name(direction));
        }
        head.push_str(">\n<head>\n<meta charset=\"utf-8\">\n");
        head.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        head.push_str("<title>");
        let title = page.title();
        if !title.is_empty() {
            text(&mut head, &title);
            head.push_str(" – ");
        }
        text(&mut head, &phrases.text_version);
        head.push_str("</title>\n");
        crawlers::write(&mut head, page.url(), std::iter::once(page));
        head.push_str("<style>\n");
        head.push_str(if self.in_mail { MAIL_STYLE } else { STYLE });
        head.push_str("</style>\n</head>\n<body>\n");
        out.write_all(head.as_bytes())
    }

    /// What the text version adds of its own: the way back and the ways on.
    fn furniture(
        &self,
        page: &Page,
        phrases: &Phrases,
        body: &Body<'_>,
        out: &mut impl Write,
    ) -> io::Result<()> {
        if self.in_mail {
            return match page.url() {
                Some(url) => writeln!(out, "{}", way_back(url, page, phrases)),
                None => Ok(()),
            };
        }
        let mut nav = String::from("<nav");
        if page.language().is_some() {
            own_words(&mut nav, phrases, page.language(), page.direction());
        }
        attribute(&mut nav, "aria-label", &phrases.text_version);
        nav.push_str(">\n");
        self.ways(page, phrases, &mut nav);
        skip_links(phrases, body.landmarks(), &mut nav);
        nav.push_str("</nav>\n");
        out.write_all(nav.as_bytes())
    }

    /// The ways to the original and to other versions, in one line.
    fn ways(&self, page: &Page, phrases: &Phrases, nav: &mut String) {
        let mut items = Vec::new();
        let mut item = |href: &str, name: &str| {
            let mut item = String::new();
            link(&mut item, href, name);
            items.push(item);
        };
        let original = self.way_back.as_deref().or(page.url()).or(self.original.as_deref());
        original.into_iter().for_each(|href| item(href, &phrases.original));
        self.print_version.iter().for_each(|href| item(href, &phrases.print_version));
        for (tag, href) in &self.languages {
            let mut item = String::from("<a");
            attribute(&mut item, "href", href);
            attribute(&mut item, "hreflang", tag);
            attribute(&mut item, "lang", tag);
            item.push('>');
            text(&mut item, Phrases::own_name(tag));
            item.push_str("</a>");
            items.push(item);
        }
        if let Some(url) = page.url() {
            let mut item = String::new();
            link(&mut item, &mail_to(&page.title(), url), &phrases.by_mail);
            items.push(item);
        }
        list(nav, &items);
    }
}

/// A paragraph that leads to the page.
fn way_back(url: &str, page: &Page, phrases: &Phrases) -> String {
    let mut line = String::from("<p");
    own_words(&mut line, phrases, page.language(), page.direction());
    line.push('>');
    link(&mut line, url, &phrases.original);
    line + "</p>"
}

/// The most links to parts of the page: whoever listens hears them all before the title.
const MOST_SKIP_LINKS: usize = 6;

/// Links to the main content and the parts around it that people look for first. The rest are landmarks all
/// the same.
fn skip_links(phrases: &Phrases, landmarks: &[Landmark<'_>], nav: &mut String) {
    let mut menus = 0;
    let distinct = landmarks.iter().enumerate().filter(|(_, landmark)| landmark.is_distinct);
    let mut ranked: Vec<_> = distinct
        .map(|(place, landmark)| {
            menus += usize::from(landmark.kind == RegionKind::Navigation);
            (rank(landmark, menus), place, landmark)
        })
        .collect();
    ranked.sort_by_key(|&(rank, ..)| rank);
    ranked.truncate(MOST_SKIP_LINKS);
    ranked.sort_by_key(|&(_, place, _)| place);
    if ranked.is_empty() {
        return;
    }
    nav.push_str("<div class=\"line\">\n<p>");
    text(nav, phrases.skip_to.trim_end_matches([':', ' ', '\u{a0}']));
    nav.push_str(":</p>\n");
    let items = ranked.into_iter().map(|(.., Landmark { id, name, lang, .. })| {
        let mut item = String::from("<a");
        attribute(&mut item, "href", &format!("#{id}"));
        if let Some(lang) = lang {
            attribute(&mut item, "lang", lang);
        }
        item.push('>');
        text(&mut item, name);
        item.push_str("</a>");
        item
    });
    list(nav, &items.collect::<Vec<_>>());
    nav.push_str("</div>\n");
}

/// What comes first where there are too many parts; of menus, how many there have been.
fn rank(landmark: &Landmark<'_>, menus: usize) -> u8 {
    const FIRST_MENUS: usize = 3;
    match landmark.kind {
        RegionKind::Main => 0,
        RegionKind::Search => 1,
        RegionKind::Navigation if landmark.is_labelled && menus <= FIRST_MENUS => 2,
        RegionKind::Navigation if menus <= FIRST_MENUS => 3,
        RegionKind::Complementary => 4,
        RegionKind::ContentInfo => 5,
        _ => 6,
    }
}

fn list(out: &mut String, items: &[String]) {
    if items.is_empty() {
        return;
    }
    out.push_str("<ul class=\"line\">\n");
    for item in items {
        out.push_str("<li>");
        out.push_str(item);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
}

/// The address of a mail that tells somebody of the page (RFC 6068, 2): its title and its address.
fn mail_to(title: &str, url: &str) -> String {
    let encode = |text| utf8_percent_encode(text, UNRESERVED);
    format!("mailto:?subject={}&body={}", encode(title), encode(url))
}
