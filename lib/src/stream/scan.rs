//! The facts of a page from its bytes, in one pass and in memory that does not grow with the page.

use super::facts::Facts;
use super::harvest::{Harvest, INTEGRATION_POINTS, TRAIL_ATTRIBUTES, TRAIL_NAMES};
use crate::decode::{self, SourceMap};
use crate::error::{Error, ErrorKind};
use crate::page::ParseOptions;
use encoding_rs::Encoding;
use lol_html::html_content::{Element, TextChunk};
use lol_html::{AsciiCompatibleEncoding, ElementContentHandlers, HtmlRewriter, Selector, Settings};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::LazyLock;

/// Reads the [`Facts`] of a page from its bytes, without building its tree.
///
/// They are those of [`Page::facts`](crate::Page::facts), several times as fast. The two may
/// differ only where a page's tags are so out of place that the parser drops them, such as a cell
/// outside of every table.
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
    match AsciiCompatibleEncoding::new(encoding) {
        Some(encoding) => {
            let mut facts = stream(source, encoding)?;
            facts.links.iter_mut().for_each(|link| link.offset += bom);
            Ok(facts)
        }
        None => transcoded(bytes, encoding),
    }
}

/// A page in an encoding that the rewriter cannot read, such as UTF-16: it is decoded first.
fn transcoded(bytes: &[u8], encoding: &'static Encoding) -> Result<Facts, Error> {
    let text = decode::decode(bytes, Some(encoding)).text;
    let mut facts = stream(text.as_bytes(), AsciiCompatibleEncoding::utf_8())?;
    let map = SourceMap::new(bytes, encoding);
    facts.links.iter_mut().for_each(|link| link.offset = map.source(link.offset));
    Ok(facts)
}

fn stream(source: &[u8], encoding: AsciiCompatibleEncoding) -> Result<Facts, Error> {
    let harvest = RefCell::default();
    run(source, encoding, &State::new(&harvest, 0))?;
    Ok(harvest.into_inner().finish())
}

/// Harvests one start tag that stands alone, from a place in the file.
pub(super) fn tag(source: &str, offset: usize, harvest: &RefCell<Harvest>) {
    // Without a limit of memory and in lenient mode nothing can fail.
    let _ = run(source.as_bytes(), AsciiCompatibleEncoding::utf_8(), &State::new(harvest, offset));
}

/// The namespace of HTML elements.
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// What the handlers share.
struct State<'h> {
    harvest: &'h RefCell<Harvest>,
    /// Where the source begins in the file.
    offset: usize,
    /// How many `template` elements are open.
    templates: Rc<Cell<usize>>,
    /// How many `svg` elements are open: they have titles too.
    drawings: Rc<Cell<usize>>,
    trail: Rc<Cell<Trail>>,
    /// The source of the page's title, while it is read.
    title: RefCell<Option<String>>,
}

impl<'h> State<'h> {
    fn new(harvest: &'h RefCell<Harvest>, offset: usize) -> Self {
        State {
            harvest,
            offset,
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

type Handler = fn(&State<'_>, &mut Element<'_, '_>);

/// Which start tags are looked at. Selectors are compiled once for all pages.
static HANDLERS: LazyLock<Vec<(Selector, Handler)>> = LazyLock::new(|| {
    let handlers: [(&str, Handler); 10] = [
        ("html", |state, el| {
            state.harvest.borrow_mut().root(attr(el, "lang"), attr(el, "xml:lang"));
        }),
        ("title", |state, _| {
            let own = state.drawings.get() == 0 && state.harvest.borrow_mut().title();
            *state.title.borrow_mut() = own.then(String::new);
        }),
        ("base", |state, el| state.harvest.borrow_mut().base(attr(el, "href"))),
        ("link", |state, el| {
            let rel = attr(el, "rel").unwrap_or_default();
            state.harvest.borrow_mut().link(&rel, attr(el, "hreflang"), attr(el, "href"));
        }),
        ("meta", |state, el| {
            let name = ["name", "property", "itemprop"].iter().find_map(|name| attr(el, name));
            let content = attr(el, "content").unwrap_or_default();
            state.harvest.borrow_mut().meta(name, attr(el, "http-equiv"), content);
        }),
        ("time[datetime]", |state, el| {
            let of = |name| attr(el, name).unwrap_or_default();
            state.harvest.borrow_mut().time(&of("itemprop"), &of("class"), &of("datetime"));
        }),
        ("template", |state, el| count(&state.templates, el)),
        ("a[href], area[href]", |state, el| {
            let offset = state.offset + el.source_location().bytes().start;
            let (href, trail) = (attr(el, "href"), state.trail.get() == Trail::Here);
            state.harvest.borrow_mut().reference(&href.unwrap_or_default(), offset, trail);
        }),
        ("frame[src], iframe[src]", |state, el| {
            let offset = state.offset + el.source_location().bytes().start;
            let src = attr(el, "src").unwrap_or_default();
            state.harvest.borrow_mut().reference(&src, offset, false);
        }),
        ("a[name]", |state, el| {
            state.harvest.borrow_mut().id(attr(el, "name").unwrap_or_default())
        }),
    ];
    let ids: (&str, Handler) = ("[id]", |state, el| {
        let name = el.tag_name();
        let svg_title = name == "title" && state.drawings.get() > 0;
        if !svg_title && !INTEGRATION_POINTS.contains(&name.as_str()) {
            state.harvest.borrow_mut().id(attr(el, "id").unwrap_or_default());
        }
    });
    let trail = TRAIL_ATTRIBUTES.iter().flat_map(|attribute| {
        TRAIL_NAMES.iter().map(move |name| format!("[{attribute}*={name} i]"))
    });
    let trail: (String, Handler) = (trail.collect::<Vec<_>>().join(","), open_trail);
    // The id of a template is none of its content.
    let all =
        [ids].into_iter().chain(handlers).map(|(selector, handler)| (selector.to_owned(), handler));
    let compiled = |(selector, handler): (String, Handler)| {
        (selector.parse().expect("a test scans with every selector"), handler)
    };
    // The trail begins before its own links are seen.
    [trail].into_iter().chain(all).map(compiled).collect()
});

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

fn open_trail(state: &State<'_>, el: &mut Element<'_, '_>) {
    if state.trail.get() != Trail::Ahead {
        return;
    }
    let trail = Rc::clone(&state.trail);
    if let Some(handlers) = el.end_tag_handlers() {
        state.trail.set(Trail::Here);
        handlers.push(Box::new(move |_| {
            trail.set(Trail::Past);
            Ok(())
        }));
    }
}

fn run(source: &[u8], encoding: AsciiCompatibleEncoding, state: &State<'_>) -> Result<(), Error> {
    let mut settings = Settings::new().with_encoding(encoding).with_strict(false);
    for (selector, handler) in HANDLERS.iter() {
        let handler = move |el: &mut Element<'_, '_>| {
            if el.namespace_uri() == HTML && state.templates.get() == 0 {
                handler(state, el);
            }
            Ok(())
        };
        let handlers = ElementContentHandlers::default().element(handler);
        settings = settings.append_element_content_handler((Cow::Borrowed(selector), handlers));
    }
    let svg: Selector = "svg".parse().expect("a type selector");
    let drawing = |el: &mut Element<'_, '_>| {
        count(&state.drawings, el);
        Ok(())
    };
    let handlers = ElementContentHandlers::default().element(drawing);
    settings = settings.append_element_content_handler((Cow::Owned(svg), handlers));
    let title: Selector = "title".parse().expect("a type selector");
    let text = |chunk: &mut TextChunk<'_>| {
        state.title_text(chunk);
        Ok(())
    };
    let handlers = ElementContentHandlers::default().text(text);
    settings = settings.append_element_content_handler((Cow::Owned(title), handlers));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(source).and_then(|()| rewriter.end()).map_err(unreadable)
}

impl State<'_> {
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

/// The value of an attribute as the HTML Standard's tokenizer gives it: the rewriter hands out its
/// source.
fn attr(el: &Element<'_, '_>, name: &str) -> Option<String> {
    let value = el.get_attribute(name)?;
    if !value.contains(['&', '\r', '\0']) {
        return Some(value);
    }
    let value = value.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}");
    Some(htmlize::unescape_attribute(value).into_owned())
}

fn unreadable(error: lol_html::errors::RewritingError) -> Error {
    ErrorKind::Io(std::io::Error::other(error.to_string())).into()
}
