//! The facts of a page from its bytes, in one pass and in memory that does not grow with the page.

use super::facts::Facts;
use super::harvest::{Harvest, StartTag, TRAIL_ATTRIBUTES, names_trail, until_end_of_script};
use super::nesting::is_simple;
use crate::decode::{self, SourceMap};
use crate::error::{Error, ErrorKind};
use crate::page::{Page, ParseOptions};
use encoding_rs::Encoding;
use lol_html::html_content::{Attribute, Element, SourceLocation, TextChunk};
use lol_html::{AsciiCompatibleEncoding, ElementContentHandlers, HtmlRewriter, Selector, Settings};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

/// Reads the [`Facts`] of a page from its bytes, without building its tree.
///
/// They are those of [`Page::facts`](crate::Page::facts), several times as fast. Where a stream cannot
/// know what the parser makes of tags, since a `template`, a drawing or a formula is not closed by its
/// own end tag or holds tags that do not nest, or since the page is a frameset, its tree is built.
///
/// # Errors
///
/// When the input is empty, another kind of file or larger than the limit in bytes, or when the
/// options name an unknown encoding.
///
/// ```
/// use textify::{ParseOptions, scan};
///
/// let facts = scan(b"<title>News</title><a href=old.html>Older</a>", &ParseOptions::new())?;
/// assert_eq!(facts.title(), "News");
/// assert_eq!(facts.links()[0].href, "old.html");
/// # Ok::<(), textify::Error>(())
/// ```
pub fn scan(bytes: &[u8], options: &ParseOptions) -> Result<Facts, Error> {
    let hint = options.admit(bytes)?;
    let decode::Conclusion { encoding, bom, .. } = decode::conclude(bytes, hint);
    let source = &bytes[bom..];
    if source.trim_ascii().is_empty() {
        return Err(ErrorKind::Empty.into());
    }
    let facts = match AsciiCompatibleEncoding::new(encoding) {
        // The rewriter knows HTML only.
        _ if options.is_xml() => None,
        Some(encoding) if is_simple(source) => {
            let mut facts = stream(source, encoding)?;
            facts.offsets(|offset| offset + bom);
            Some(facts)
        }
        Some(_) => None,
        None => transcoded(bytes, encoding)?,
    };
    match facts {
        Some(facts) => Ok(facts),
        None => Page::parse(bytes, options).map(|page| page.facts().clone()),
    }
}

/// A page in an encoding that the rewriter cannot read, such as UTF-16: it is decoded first.
fn transcoded(bytes: &[u8], encoding: &'static Encoding) -> Result<Option<Facts>, Error> {
    let text = decode::decode(bytes, Some(encoding)).text;
    if !is_simple(text.as_bytes()) {
        return Ok(None);
    }
    let mut facts = stream(text.as_bytes(), AsciiCompatibleEncoding::utf_8())?;
    let map = SourceMap::new(bytes, encoding);
    facts.offsets(|offset| map.source(offset));
    Ok(Some(facts))
}

fn stream(source: &[u8], encoding: AsciiCompatibleEncoding) -> Result<Facts, Error> {
    let harvest = RefCell::default();
    run(source, encoding, &State::new(&harvest, 0, encoding))?;
    Ok(harvest.into_inner().finish())
}

/// Harvests one start tag that stands alone, from a place in the file.
pub(super) fn tag(source: &str, offset: usize, harvest: &RefCell<Harvest>) {
    // Without a limit of memory and in lenient mode nothing can fail.
    let encoding = AsciiCompatibleEncoding::utf_8();
    let _ = run(source.as_bytes(), encoding, &State::new(harvest, offset, encoding));
}

/// The namespace of HTML elements.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// What the handlers share.
struct State<'h> {
    harvest: &'h RefCell<Harvest>,
    /// Where the source begins in the file.
    offset: usize,
    encoding: &'static Encoding,
    /// How many `template` elements are open.
    templates: Rc<Cell<usize>>,
    /// How many `svg` elements are open: they have titles too.
    drawings: Rc<Cell<usize>>,
    trail: Rc<Cell<Trail>>,
    /// The source of the page's title, while it is read.
    title: RefCell<Option<String>>,
}

impl<'h> State<'h> {
    fn new(
        harvest: &'h RefCell<Harvest>,
        offset: usize,
        encoding: AsciiCompatibleEncoding,
    ) -> Self {
        State {
            harvest,
            offset,
            encoding: encoding.into(),
            templates: Rc::default(),
            drawings: Rc::default(),
            trail: Rc::default(),
            title: RefCell::default(),
        }
    }
}

/// Where the breadcrumbs are: the first element of such a name holds them.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Trail {
    #[default]
    Ahead,
    Here,
    Past,
}

/// A start tag as the rewriter has it.
struct Seen<'s, 'e, 'i> {
    source: &'s [u8],
    encoding: &'static Encoding,
    el: &'s Element<'e, 'i>,
    name: Name,
    offset: usize,
    within_trail: bool,
}

impl StartTag for Seen<'_, '_, '_> {
    fn name(&self) -> &[u8] {
        self.name.as_bytes()
    }

    /// As the HTML Standard's tokenizer gives it: the rewriter hands out its source.
    fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let is_it = |it: &&Attribute<'_>| named(self.source, it, name);
        let place = self.el.attributes().iter().find(is_it)?.value_source_location();
        let written = place.and_then(|place| self.source.get(place.bytes())).unwrap_or_default();
        // The rewriter would take the sign that a value begins with for a byte order mark.
        let value = self.encoding.decode_without_bom_handling(written).0;
        if !value.contains(['&', '\r', '\0']) {
            return Some(value);
        }
        let value = value.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
        Some(htmlize::unescape_attribute(value).into_owned().into())
    }

    fn offset(&self) -> Option<usize> {
        Some(self.offset)
    }

    fn within_trail(&self) -> bool {
        self.within_trail
    }

    fn script(&self) -> Cow<'_, str> {
        let end = self.el.source_location().bytes().end;
        let rest = self.source.get(end..).unwrap_or_default();
        self.encoding.decode_without_bom_handling(&rest[..until_end_of_script(rest)]).0
    }
}

/// Whether an attribute has this name: in the source, since the rewriter makes a string of each.
fn named(source: &[u8], attribute: &Attribute<'_>, name: &str) -> bool {
    let place = attribute.name_source_location().map(|place| place.bytes());
    let found = place.and_then(|place| source.get(place)).unwrap_or_default();
    found.eq_ignore_ascii_case(name.as_bytes())
}

/// The name of an element in small letters; no name that matters is longer.
#[derive(Default)]
struct Name {
    letters: [u8; 16],
    length: usize,
}

impl Name {
    /// The name that a start tag begins with, after its `<`.
    fn of(tag: &[u8]) -> Name {
        let mut name = Name::default();
        for &byte in
            tag.iter().take_while(|byte| !matches!(byte, b' ' | b'\t'..=b'\r' | b'/' | b'>'))
        {
            let Some(place) = name.letters.get_mut(name.length) else { return Name::default() };
            *place = byte.to_ascii_lowercase();
            name.length += 1;
        }
        name
    }

    fn as_bytes(&self) -> &[u8] {
        &self.letters[..self.length]
    }
}

/// Counts an element until its end tag.
fn count(open: &Rc<Cell<usize>>, el: &mut Element<'_, '_>) {
    let counter = Rc::clone(open);
    if let Some(handlers) = el.end_tag_handlers() {
        open.set(open.get() + 1);
        handlers.push(Box::new(move |_| {
            counter.set(counter.get().saturating_sub(1));
            Ok(())
        }));
    }
}

fn run(source: &[u8], encoding: AsciiCompatibleEncoding, state: &State<'_>) -> Result<(), Error> {
    let settings = Settings::new().with_encoding(encoding).with_strict(false);
    // One handler for all tags: each selector costs more than what is done here.
    let element = |el: &mut Element<'_, '_>| {
        state.element(source, el);
        Ok(())
    };
    let handlers = ElementContentHandlers::default().element(element);
    let settings = settings.append_element_content_handler((Cow::Borrowed(&*ANY), handlers));
    let text = |chunk: &mut TextChunk<'_>| {
        state.title_text(chunk);
        Ok(())
    };
    let handlers = ElementContentHandlers::default().text(text);
    let settings = settings.append_element_content_handler((Cow::Borrowed(&*TITLE), handlers));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(source).and_then(|()| rewriter.end()).map_err(unreadable)
}

static ANY: LazyLock<Selector> = LazyLock::new(|| "*".parse().expect("the universal selector"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| "title".parse().expect("a type selector"));

impl State<'_> {
    fn element(&self, source: &[u8], el: &mut Element<'_, '_>) {
        let start = el.source_location().bytes().start;
        let name = Name::of(source.get(start + 1..).unwrap_or_default());
        let in_drawing = self.drawings.get() > 0;
        if name.as_bytes() == b"svg" {
            count(&self.drawings, el);
        }
        // A drawing has titles too, which the rewriter takes for HTML.
        let is_title = name.as_bytes() == b"title";
        if self.templates.get() > 0 || is_title && in_drawing {
            return;
        }
        if el.namespace_uri() != HTML {
            return self.harvest.borrow_mut().foreign();
        }
        self.open_trail(source, el);
        let mut harvest = self.harvest.borrow_mut();
        let (offset, within_trail) = (self.offset + start, self.trail.get() == Trail::Here);
        let encoding = self.encoding;
        let tag = Seen { source, encoding, el, name, offset, within_trail };
        harvest.element(&tag);
        let Seen { name, .. } = tag;
        match name.as_bytes() {
            b"title" => *self.title.borrow_mut() = harvest.title().then(String::new),
            // Its id is none of its content.
            b"template" => count(&self.templates, el),
            _ => {}
        }
    }

    /// The trail begins before its own links are seen.
    fn open_trail(&self, source: &[u8], el: &mut Element<'_, '_>) {
        let value = |place: SourceLocation| source.get(place.bytes()).unwrap_or_default();
        let names_it = |attribute: &Attribute<'_>| {
            TRAIL_ATTRIBUTES.iter().any(|name| named(source, attribute, name))
                && attribute.value_source_location().map(value).is_some_and(names_trail)
        };
        if self.trail.get() != Trail::Ahead || !el.attributes().iter().any(names_it) {
            return;
        }
        let trail = Rc::clone(&self.trail);
        if let Some(handlers) = el.end_tag_handlers() {
            self.trail.set(Trail::Here);
            handlers.push(Box::new(move |_| {
                trail.set(Trail::Past);
                Ok(())
            }));
        }
    }

    fn title_text(&self, chunk: &TextChunk<'_>) {
        let mut title = self.title.borrow_mut();
        let Some(source) = title.as_mut() else { return };
        source.push_str(chunk.as_str());
        if chunk.last_in_text_node() {
            let source = source.replace('\0', "\u{fffd}");
            self.harvest.borrow_mut().title_text(&htmlize::unescape(source));
            *title = None;
        }
    }
}

fn unreadable(error: lol_html::errors::RewritingError) -> Error {
    ErrorKind::Io(std::io::Error::other(error.to_string())).into()
}
