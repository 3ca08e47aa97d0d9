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
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::io::{self, Write};

/// All but the unreserved characters (RFC 3986, 2.3).
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

const STYLE: &str = include_str!("html/style.css");

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
}

impl Html {
    /// The default settings.
    pub fn new() -> Self {
        Html::default()
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
        head.push_str(STYLE);
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
        let mut nav = String::from("<nav");
        if page.language().is_some() {
            own_words(&mut nav, phrases, page.language(), page.direction());
        }
        attribute(&mut nav, "aria-label", &phrases.text_version);
        nav.push_str(">\n<ul>\n");
        let original = self.way_back.as_deref().or(page.url()).or(self.original.as_deref());
        if let Some(original) = original {
            nav.push_str("<li>");
            link(&mut nav, original, &phrases.original);
            nav.push_str("</li>\n");
        }
        if let Some(print) = &self.print_version {
            nav.push_str("<li>");
            link(&mut nav, print, &phrases.print_version);
            nav.push_str("</li>\n");
        }
        for (tag, href) in &self.languages {
            nav.push_str("<li><a");
            attribute(&mut nav, "href", href);
            attribute(&mut nav, "hreflang", tag);
            attribute(&mut nav, "lang", tag);
            nav.push('>');
            text(&mut nav, Phrases::own_name(tag));
            nav.push_str("</a></li>\n");
        }
        if let Some(url) = page.url() {
            nav.push_str("<li>");
            link(&mut nav, &mail_to(&page.title(), url), &phrases.by_mail);
            nav.push_str("</li>\n");
        }
        for Landmark { id, name, lang } in body.landmarks() {
            nav.push_str("<li><a");
            attribute(&mut nav, "href", &format!("#{id}"));
            nav.push('>');
            text(&mut nav, &phrases.skip_to);
            nav.push(' ');
            match lang {
                Some(lang) => {
                    nav.push_str("<span");
                    attribute(&mut nav, "lang", lang);
                    nav.push('>');
                    text(&mut nav, name);
                    nav.push_str("</span>");
                }
                None => text(&mut nav, name),
            }
            nav.push_str("</a></li>\n");
        }
        nav.push_str("</ul>\n</nav>\n");
        out.write_all(nav.as_bytes())
    }
}

/// The address of a mail that tells somebody of the page (RFC 6068, 2): its title and its address.
fn mail_to(title: &str, url: &str) -> String {
    let encode = |text| utf8_percent_encode(text, UNRESERVED);
    format!("mailto:?subject={}&body={}", encode(title), encode(url))
}
