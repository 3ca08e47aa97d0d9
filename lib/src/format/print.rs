//! Writes readings as one document for paper.

mod about;
mod blanks;
mod code;
mod dates;
mod document;
mod outline;
mod pictures;
mod plan;
mod sources;
mod style;
mod tables;
mod writer;

use super::{AccessibilityLinks, Links};
use crate::event::{Event, Tag, TagEnd};
use crate::page::Page;
use crate::read::{Content, ReadOptions, Reading, RegionEvidence};
use document::Document;
pub use pictures::{Instead, Picture};
use plan::Plan;
use std::borrow::Borrow;
use std::fmt;
use std::io::{self, Write};
use url::Url;

/// The size of what is printed, after the guidance for clear print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Size {
    /// 12 points.
    #[default]
    Normal,
    /// 14 points, without italics.
    Clear,
    /// 18 points, without italics and underlines.
    Large,
}

/// What becomes of images.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Images {
    /// They are printed where the chapter gives them, else their alternative texts.
    #[default]
    Keep,
    /// Their alternative texts stand for them.
    Alt,
    /// They are left out, but for those that are all that a link says.
    None,
}

/// Writes one or more pages as one HTML document for paper: site, title, source, date and language,
/// a table of contents where there are chapters, the pages themselves, and the addresses of their
/// links in full. It is complete in itself: no script and nothing to be fetched.
///
/// ```
/// use textify::format::{Chapter, Print};
/// use textify::{Page, ParseOptions, ReadOptions};
///
/// let html = "<title>News - Town Hall</title><main><h1>News</h1><p><a href=https://a.example/>More</a>";
/// let page = Page::from_html(html, &ParseOptions::new().with_language("en"))?;
/// let events = page.read(&ReadOptions::new().with_only_main(true));
/// let mut out = Vec::new();
/// Print::new().write(&[Chapter::new(&page, events)], &mut out)?;
/// let out = String::from_utf8_lossy(&out);
/// assert!(out.contains("Town Hall</p>") && out.contains("<h1>News</h1>"));
/// assert!(out.contains("More</a> <span class=\"ref\">[1]</span>"));
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Print {
    size: Size,
    links: Links,
    images: Images,
    title: Option<String>,
    date: Option<String>,
    code: bool,
    accessibility: AccessibilityLinks,
}

impl Print {
    /// The default settings.
    pub fn new() -> Self {
        Print::default()
    }

    /// The size of the print.
    pub fn with_size(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// Where the addresses of links go.
    pub fn with_links(mut self, links: Links) -> Self {
        self.links = links;
        self
    }

    /// What becomes of images.
    pub fn with_images(mut self, images: Images) -> Self {
        self.images = images;
        self
    }

    /// The title of the document, where it is not to be found in its chapters.
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The day of printing, such as `2010-04-29`. Without it none is printed: no clock is asked.
    pub fn with_date(mut self, date: impl Into<String>) -> Self {
        self.date = Some(date.into());
        self
    }

    /// Whether a QR code of the source address is printed beside it.
    pub fn with_code(mut self, code: bool) -> Self {
        self.code = code;
        self
    }

    /// The accessibility statement and the feedback mechanism of the site, named at the end with
    /// their addresses.
    pub fn with_accessibility(mut self, links: AccessibilityLinks) -> Self {
        self.accessibility = links;
        self
    }

    /// Writes chapters in their order.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write(&self, chapters: &[Chapter<'_>], out: &mut impl Write) -> io::Result<()> {
        let plan = Plan::new(chapters, self.title.as_deref());
        out.write_all(Document::new(self, &plan).write().as_bytes())
    }
}

type Load<'p> = dyn Fn(&str, Instead) -> Option<Picture> + 'p;

/// A page, or what is read of it, in its place in a printed document.
pub struct Chapter<'p> {
    page: &'p Page,
    events: Vec<Event<'p>>,
    file: Option<String>,
    way_back: Option<String>,
    text_version: Option<String>,
    load: Option<Box<Load<'p>>>,
}

impl fmt::Debug for Chapter<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Chapter").field("file", &self.file).finish_non_exhaustive()
    }
}

impl<'p> Chapter<'p> {
    /// What is read of a page: its main content, as a rule.
    pub fn new(page: &'p Page, events: impl IntoIterator<Item = Event<'p>>) -> Self {
        let events = events.into_iter().collect();
        Chapter { page, events, file: None, way_back: None, text_version: None, load: None }
    }

    /// The page's file, with `/` between folders: links between the files of chapters then lead to
    /// the chapters.
    pub fn with_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Where the original page is, as seen from the document: a link on the screen that is not
    /// printed.
    pub fn with_way_back(mut self, href: impl Into<String>) -> Self {
        self.way_back = Some(href.into());
        self
    }

    /// Where the page's text version is, as seen from the document: a link like that to the
    /// original.
    pub fn with_text_version(mut self, href: impl Into<String>) -> Self {
        self.text_version = Some(href.into());
        self
    }

    /// How to get at the images of the page: by their addresses, as the page has them. Of several forms
    /// of an image (`srcset`, `picture`) the best for paper is asked for first; what stands for it where
    /// it is not to be had is said with each. The library itself reads no file and fetches nothing.
    pub fn with_pictures(mut self, load: impl Fn(&str, Instead) -> Option<Picture> + 'p) -> Self {
        self.load = Some(Box::new(load));
        self
    }

    /// What of a page is printed: all but boilerplate, or the whole page where nothing else is left.
    pub fn reading(page: &Page) -> Reading<'_> {
        let options = ReadOptions::new().with_content(Content::WithoutBoilerplate);
        let reading = page.read(&options);
        let is_unclear = reading.regions().any(|it| *it.why == RegionEvidence::WholePage);
        match is_unclear && is_blank(page.read(&options)) {
            true => page.read(&ReadOptions::new()),
            false => reading,
        }
    }

    /// Whether the chapter says nothing.
    pub fn is_empty(&self) -> bool {
        is_blank(self.events.iter())
    }

    /// The page's file as an address that links can be relative to.
    fn location(&self) -> Option<String> {
        let base = Url::parse("file:///").ok()?;
        // A colon in the first segment would make it a scheme (RFC 3986, 4.2).
        let file = format!("./{}", self.file.as_deref()?.trim_start_matches('/'));
        base.join(&file.replace('%', "%25").replace('?', "%3F").replace('#', "%23"))
            .ok()
            .map(Url::into)
    }
}

/// Whether events say nothing but a title.
fn is_blank<'p>(mut events: impl Iterator<Item = impl Borrow<Event<'p>>>) -> bool {
    let mut in_title = false;
    !events.any(|event| match event.borrow() {
        event @ (Event::Start(Tag::Title, _) | Event::End(TagEnd::Title)) => {
            in_title = matches!(event, Event::Start(..));
            false
        }
        Event::Text(text) => !in_title && !text.trim().is_empty(),
        Event::Image(_) | Event::Control(..) => true,
        _ => false,
    })
}
