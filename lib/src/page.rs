//! A parsed page, and where everything in it stands in the source.

use crate::css::{Addresses, Environment, Styles, Surroundings};
use crate::decode::{self, DecodeWarning, Evidence, SourceMap};
use crate::dom::{self, Data, Document, NodeId, Ns, Syntax, Tag};
use crate::error::{Error, ErrorKind};
use crate::escape::says_something;
use crate::stream::Facts;
use encoding_rs::{Encoding, UTF_8};
use std::collections::HashMap;
use std::io::Read;
use std::sync::OnceLock;
use url::Url;

mod about;
mod address;
mod files;
mod forms;
mod labels;
mod language;
mod looks;
mod memo;
mod options;
mod place;
mod robots;
mod sniff;
mod spoken;

pub(crate) use address::{has_token, is_canonical};
pub use files::LinkedFile;
pub use language::Direction;
pub use options::ParseOptions;
pub use place::Place;
pub use spoken::LanguageEvidence;
pub(crate) use spoken::Languages;

/// The bytes of a source that is not plain UTF-8: offsets must be mapped back to it.
#[derive(Debug)]
struct Legacy {
    bytes: Box<[u8]>,
    encoding: &'static Encoding,
    map: OnceLock<SourceMap>,
}

/// Where the links of a page may lead within it.
#[derive(Debug, Default)]
struct Targets {
    ids: HashMap<Box<str>, NodeId>,
    names: HashMap<Box<str>, NodeId>,
}

/// A page: what every reading, check and output starts from.
///
/// ```
/// use textify::{Page, ParseOptions};
///
/// let page = Page::parse(b"<title>News</title><h1 lang=en>News</h1>", &ParseOptions::new())?;
/// assert_eq!(page.title(), "News");
/// # Ok::<(), textify::Error>(())
/// ```
#[derive(Debug)]
pub struct Page {
    pub(crate) document: Document,
    pub(crate) styles: Styles,
    pub(crate) source: String,
    legacy: Option<Legacy>,
    encoding: &'static Encoding,
    evidence: Evidence,
    warnings: Vec<DecodeWarning>,
    xml_fault: Option<String>,
    language: Option<String>,
    languages: OnceLock<spoken::Languages>,
    url: Option<Url>,
    base: Option<Url>,
    addresses: Addresses,
    files: Option<files::Lookup>,
    lines: OnceLock<place::Lines>,
    targets: OnceLock<Targets>,
    labels: OnceLock<labels::Labels>,
    /// Several versions ask for them.
    pub(crate) facts: OnceLock<Facts>,
    pub(crate) regions: memo::Memo,
}

impl Page {
    /// Parses the bytes of an HTML page, decoded by the HTML Standard's encoding sniffing.
    ///
    /// # Errors
    ///
    /// When the input is empty or another kind of file, beyond the limits, or when the options
    /// name an unknown encoding, language or address.
    pub fn parse(bytes: &[u8], options: &ParseOptions) -> Result<Page, Error> {
        let hint = options.admit(bytes)?;
        let decoded = decode::decode(bytes, hint);
        let plain = decoded.encoding == UTF_8 && decoded.text.len() == bytes.len();
        let legacy = (!plain).then(|| Legacy {
            bytes: bytes.into(),
            encoding: decoded.encoding,
            map: OnceLock::new(),
        });
        let mut page = Page::from_source(decoded.text, decoded.encoding, options)?;
        page.legacy = legacy;
        page.evidence = decoded.evidence;
        page.warnings = decoded.warnings;
        Ok(page)
    }

    /// Reads a page to its end, or to the limit, and parses it.
    ///
    /// # Errors
    ///
    /// As [`Page::parse`], and when the reader fails.
    ///
    /// ```
    /// use textify::{Page, ParseOptions, ReadOptions, format::Markdown};
    ///
    /// let page = Page::from_reader(std::io::Cursor::new("<h1>News</h1>"), &ParseOptions::new())?;
    /// Markdown::new().write(&page, page.read(&ReadOptions::new()), &mut std::io::sink())?;
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn from_reader(reader: impl Read, options: &ParseOptions) -> Result<Page, Error> {
        let mut bytes = Vec::new();
        // One byte over the limit is enough to know that the page is too large.
        reader.take(options.limits.bytes() as u64 + 1).read_to_end(&mut bytes)?;
        Page::parse(&bytes, options)
    }

    fn from_source(
        source: String,
        encoding: &'static Encoding,
        options: &ParseOptions,
    ) -> Result<Page, Error> {
        if source.trim().is_empty() {
            return Err(ErrorKind::Empty.into());
        }
        if let Some(tag) = &options.language {
            crate::language::checked(tag)?;
        }
        let url = match &options.url {
            Some(url) => {
                Some(address::absolute(url).ok_or_else(|| ErrorKind::BadUrl(url.clone()))?)
            }
            None => None,
        };
        let given = options.base.as_ref();
        let base =
            given.map(|url| address::absolute(url).ok_or_else(|| ErrorKind::BadUrl(url.clone())));
        let base = base.transpose()?;
        let xml_fault = match options.syntax {
            Syntax::Html => None,
            Syntax::Xml => dom::xml_fault(&source),
        };
        let syntax = if xml_fault.is_none() { options.syntax } else { Syntax::Html };
        let document = dom::parse(&source, syntax, &options.limits)?;
        let mut page = Page {
            document,
            styles: Styles::default(),
            source,
            legacy: None,
            encoding,
            evidence: Evidence::Hint,
            warnings: Vec::new(),
            xml_fault,
            language: options.language.clone(),
            languages: OnceLock::new(),
            url,
            base,
            addresses: Addresses::default(),
            files: options.files.clone(),
            lines: OnceLock::new(),
            targets: OnceLock::new(),
            labels: OnceLock::new(),
            facts: OnceLock::new(),
            regions: memo::Memo::default(),
        };
        page.url = page.url.take().or_else(|| page.own_address());
        page.base = page.base_address();
        page.style(options);
        Ok(page)
    }

    fn style(&mut self, options: &ParseOptions) {
        let environment = Environment { media: options.media, ..Environment::default() };
        self.addresses = Addresses::of(&self.document, self.url.as_ref());
        let surroundings = Surroundings::new(options.sheets.clone(), environment, self.encoding)
            .at(self.addresses.clone());
        self.styles = Styles::new(&self.document, surroundings);
    }

    /// Parses a page that is text already: nothing to decode.
    ///
    /// # Errors
    ///
    /// As [`Page::parse`].
    ///
    /// ```
    /// use textify::{Page, ParseOptions, ReadOptions, format::Html};
    ///
    /// let page = Page::from_html("<h1>Zprávy</h1>", &ParseOptions::new().with_language("cs"))?;
    /// Html::new().write(&page, page.read(&ReadOptions::new()), &mut std::io::sink())?;
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn from_html(html: &str, options: &ParseOptions) -> Result<Page, Error> {
        let limit = options.limits.bytes();
        if html.len() > limit {
            return Err(ErrorKind::TooLarge { what: "bytes", limit }.into());
        }
        Page::from_source(html.strip_prefix('\u{feff}').unwrap_or(html).to_owned(), UTF_8, options)
    }

    /// The page's title: the text of its first `title` element, white space stripped and collapsed
    /// (HTML Standard, `document.title`); empty where it holds nothing that says something without a
    /// font of the page's own.
    pub fn title(&self) -> String {
        let title = self.title_element();
        let text = title.map(|id| self.document.child_text(id)).unwrap_or_default();
        match says_something(&text) {
            true => text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
            false => String::new(),
        }
    }

    pub(crate) fn title_element(&self) -> Option<NodeId> {
        let document = &self.document;
        let inert =
            |id| document.ancestors(id).any(|id| matches!(document.data(id), Data::Fragment));
        document.all().find(|&id| document.tag(id) == Tag::Title && !inert(id))
    }

    /// The encoding that the page was read in, by its name in the Encoding Standard.
    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// What the choice of the encoding rests on.
    pub fn encoding_evidence(&self) -> Evidence {
        self.evidence
    }

    /// What decoding had to guess or replace.
    pub fn warnings(&self) -> &[DecodeWarning] {
        &self.warnings
    }

    /// Why the page is not well-formed, with the line, where it was to be read as XML; it was read as HTML then.
    ///
    /// ```
    /// use textify::{Page, ParseOptions, Syntax};
    ///
    /// let html = "<html xmlns='http://www.w3.org/1999/xhtml'><title>Fees</title><p>None";
    /// let page = Page::from_html(html, &ParseOptions::new().with_syntax(Syntax::Xml))?;
    /// assert_eq!(page.xml_fault(), Some("line 1: an element is not closed"));
    /// # Ok::<(), textify::Error>(())
    /// ```
    pub fn xml_fault(&self) -> Option<&str> {
        self.xml_fault.as_deref()
    }

    /// The bytes that the page was read from.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.legacy.as_ref().map_or(self.source.as_bytes(), |legacy| &legacy.bytes)
    }

    /// The source, decoded; the bytes of the file are another thing where it is not UTF-8.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Whether the source is an SVG document, not a page: its first element is `svg`.
    pub(crate) fn is_svg(&self) -> bool {
        let document = &self.document;
        let written = document.all().find(|&id| document.start_tag(id).is_some());
        written.is_some_and(|id| document.ns(id) == Ns::Svg && document.name(id) == "svg")
    }

    /// The `body` element, or the `frameset` of a page that has one instead.
    pub(crate) fn body(&self) -> Option<NodeId> {
        let document = &self.document;
        let html = document.children(Document::ROOT).find(|&id| document.tag(id) == Tag::Html)?;
        document.children(html).find(|&id| matches!(document.tag(id), Tag::Body | Tag::Frameset))
    }

    /// The first element with this id (DOM, `getElementById`).
    pub(crate) fn by_id(&self, id: &str) -> Option<NodeId> {
        self.targets().ids.get(id).copied()
    }

    /// The first `a` element with this name: the older way to mark a place.
    pub(crate) fn by_name(&self, name: &str) -> Option<NodeId> {
        self.targets().names.get(name).copied()
    }

    fn targets(&self) -> &Targets {
        self.targets.get_or_init(|| {
            let mut targets = Targets::default();
            let document = &self.document;
            for node in document.all() {
                if let Some(id) = document.attr(node, "id").filter(|id| !id.is_empty()) {
                    targets.ids.entry(id.into()).or_insert(node);
                }
                if let (Tag::A, Some(name)) = (document.tag(node), document.attr(node, "name")) {
                    targets.names.entry(name.into()).or_insert(node);
                }
            }
            targets
        })
    }
}
