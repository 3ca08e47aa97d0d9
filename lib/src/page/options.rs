//! What the caller knows of a page before it is parsed.

use super::files::{self, LinkedFile};
use super::sniff;
use crate::css::{Lookup, Media};
use crate::decode;
use crate::dom::Syntax;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use encoding_rs::Encoding;

/// What the caller knows of a page before it is parsed.
#[derive(Debug, Clone, Default)]
pub struct ParseOptions {
    pub(super) encoding: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) base: Option<String>,
    pub(super) syntax: Syntax,
    pub(super) limits: Limits,
    pub(super) media: Media,
    pub(super) sheets: Option<Lookup>,
    pub(super) files: Option<files::Lookup>,
}

impl ParseOptions {
    /// Nothing is known: encoding, language and address come from the page itself.
    pub fn new() -> Self {
        ParseOptions::default()
    }

    /// The encoding, as a label of the Encoding Standard: what a server says in `Content-Type`.
    /// A byte order mark still wins.
    pub fn with_encoding(mut self, label: impl Into<String>) -> Self {
        self.encoding = Some(label.into());
        self
    }

    /// How the page is written: HTML unless something else is said.
    ///
    /// ```
    /// use textify::{ParseOptions, Syntax, scan};
    ///
    /// let page = b"<html xmlns='http://www.w3.org/1999/xhtml'><head><script src='a.js'/>\
    ///     <title>Fees</title></head><body><p>None</p></body></html>";
    /// let facts = scan(page, &ParseOptions::new().with_syntax(Syntax::Xml))?;
    /// assert_eq!(facts.title(), "Fees");
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn with_syntax(mut self, syntax: Syntax) -> Self {
        self.syntax = syntax;
        self
    }

    /// The page's language, as a BCP 47 tag, for a page that does not say it itself or says it wrong.
    pub fn with_language(mut self, tag: impl Into<String>) -> Self {
        self.language = Some(tag.into());
        self
    }

    /// The page's own absolute address. Without it, the page's canonical link or `og:url` counts.
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The absolute address that relative ones are resolved against, for a page that lies elsewhere than
    /// at its own address. A `base` element of the page is relative to it.
    pub fn with_base_url(mut self, url: impl Into<String>) -> Self {
        self.base = Some(url.into());
        self
    }

    /// What the page is styled for: a screen, unless paper is asked for.
    pub fn with_media(mut self, media: Media) -> Self {
        self.media = media;
        self
    }

    /// How to get at linked and imported style sheets: their bytes by their address. The library
    /// itself reads no file and fetches nothing; without this, only the page's own styles count.
    ///
    /// An address is relative to the page's folder (`css/a.css`), from the root of the page's own
    /// host (`/css/a.css`), or absolute where the sheet lies elsewhere. A sheet for which there
    /// is nothing goes to the ledger.
    ///
    /// ```
    /// use textify::{Page, ParseOptions, ReadOptions, format::Plain};
    ///
    /// let sheets = |address: &str| (address == "a.css").then(|| b"p { display: none }".to_vec());
    /// let html = "<title>T</title><link rel=stylesheet href=a.css><p>Unseen</p><h1>Seen</h1>";
    /// let page = Page::from_html(html, &ParseOptions::new().with_sheets(sheets))?;
    /// let mut text = Vec::new();
    /// Plain::new().write(&page, page.read(&ReadOptions::new()), &mut text)?;
    /// assert!(!String::from_utf8_lossy(&text).contains("Unseen"));
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn with_sheets(
        mut self,
        sheets: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static,
    ) -> Self {
        self.sheets = Some(Lookup::new(sheets));
        self
    }

    /// What is known of the files that the page links to, by their addresses, which are those of
    /// [`with_sheets`](ParseOptions::with_sheets): whether they are there, and their size.
    ///
    /// ```
    /// use textify::{LinkedFile, Page, ParseOptions, check::Check};
    ///
    /// let files = |address: &str| match address {
    ///     "budget.pdf" => LinkedFile::Present { bytes: 56_320 },
    ///     _ => LinkedFile::Missing,
    /// };
    /// let html = "<html lang=en><title>Fees</title><a href=fees.pdf>Fees (PDF, 9 kB)</a>";
    /// let page = Page::from_html(html, &ParseOptions::new().with_files(files))?;
    /// let checked = Check::new().page(&page);
    /// assert!(checked.findings().iter().any(|found| found.rule().id() == "file-link-broken"));
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn with_files(
        mut self,
        files: impl Fn(&str) -> LinkedFile + Send + Sync + 'static,
    ) -> Self {
        self.files = Some(files::Lookup::new(files));
        self
    }

    /// How large a page may be.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whether these bytes can be a page: text that says something, and not too much.
    #[cfg(feature = "site")]
    pub(crate) fn accepts(&self, bytes: &[u8]) -> bool {
        !bytes.trim_ascii().is_empty() && self.admit(bytes).is_ok()
    }

    /// Whether the page is to be read as XML.
    pub(crate) fn is_xml(&self) -> bool {
        self.syntax == Syntax::Xml
    }

    /// Refuses what is no page or too large for one; gives the encoding that the caller named.
    pub(crate) fn admit(&self, bytes: &[u8]) -> Result<Option<&'static Encoding>, Error> {
        let limit = self.limits.bytes();
        if bytes.len() > limit {
            return Err(ErrorKind::TooLarge { what: "bytes", limit }.into());
        }
        let hint = match &self.encoding {
            Some(label) => Some(
                decode::label(label).ok_or_else(|| ErrorKind::UnknownEncoding(label.clone()))?,
            ),
            None => None,
        };
        match sniff::other_kind(bytes, hint) {
            Some((kind, hint)) => Err(ErrorKind::NotHtml { kind, hint }.into()),
            None => Ok(hint),
        }
    }
}
