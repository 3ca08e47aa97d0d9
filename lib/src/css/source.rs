//! Where style sheets come from: the page itself, or the caller. Nothing is fetched.

use super::condition::{self, Environment};
use crate::dom::{Document, NodeId, Tag};
use cssparser::Parser;
use encoding_rs::{Encoding, UTF_8};
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use url::{Origin, Url};

/// The most that is read of one sheet, and what all sheets of a page may come to: their number,
/// however often they import one another, and their bytes.
const LARGEST: usize = 8 << 20;
const MOST_SHEETS: usize = 512;
const MOST_BYTES: usize = 32 << 20;

/// Folders around a page whose address is not known: `..` may lead up through so many.
const AROUND: &str = "/_/_/_/_/_/_/_/_/_/_/_/_/_/_/_/_/";
const NOWHERE: &str = "http://page.invalid";

type Get = dyn Fn(&str) -> Option<Vec<u8>> + Send + Sync;

/// How the caller gives sheets: their bytes by their address.
#[derive(Clone)]
pub(crate) struct Lookup(Arc<Get>);

impl Lookup {
    pub(crate) fn new(get: impl Fn(&str) -> Option<Vec<u8>> + Send + Sync + 'static) -> Lookup {
        Lookup(Arc::new(get))
    }
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lookup")
    }
}

/// A sheet that the page asks for and that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unread {
    /// The `link` or `style` element that asks for it.
    pub(crate) node: NodeId,
    pub(crate) address: String,
    /// Whether it lies on another host.
    pub(crate) remote: bool,
}

/// What the cascade has to know of the page and of the one who asks.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    pub(crate) environment: Environment,
    pub(crate) lookup: Option<Lookup>,
    pub(crate) encoding: &'static Encoding,
    addresses: Addresses,
}

/// What a page refers to, in the addresses by which its caller knows files.
#[derive(Debug, Clone)]
pub(crate) struct Addresses {
    /// Where the page stands, and what its references are relative to.
    base: Url,
    /// Of the page's own host, whose addresses are given without it.
    own: Option<Origin>,
}

impl Addresses {
    /// Takes the first `base` element into account (HTML Standard, 2.4.3), and the page's address.
    /// An absolute `base` tells the host where nothing else does.
    pub(crate) fn of(document: &Document, url: Option<&Url>) -> Addresses {
        let mut base = Addresses::default().base;
        let bases = document.all().filter(|&id| document.tag(id) == Tag::Base);
        let said = bases.filter_map(|id| document.attr(id, "href")).next();
        if let Some(said) = said.and_then(|said| base.join(said.trim()).ok()) {
            base = said;
        }
        let absolute = base.host_str() != Some("page.invalid");
        let own = url.or(absolute.then_some(&base)).map(Url::origin);
        Addresses { base, own }
    }

    /// What a reference of the page means; nothing where it is no address.
    pub(crate) fn resolve(&self, reference: &str) -> Option<String> {
        let mut url = self.base.join(reference.trim()).ok()?;
        url.set_fragment(None);
        Some(self.given(&url))
    }

    /// An address as the caller knows it: relative to the page's folder, from the root of its
    /// host (`/css/a.css`), or absolute where it lies elsewhere.
    fn given(&self, url: &Url) -> String {
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        if url.host_str() == Some("page.invalid") {
            let page = Url::parse(NOWHERE).and_then(|page| page.join(AROUND)).ok();
            let relative =
                page.filter(|_| path.starts_with("/_/")).and_then(|p| p.make_relative(url));
            return relative.unwrap_or_else(|| path.to_owned());
        }
        if self.own.as_ref() == Some(&url.origin()) { path.to_owned() } else { url.to_string() }
    }
}

impl Default for Addresses {
    fn default() -> Self {
        let base = Url::parse(NOWHERE).and_then(|url| url.join(AROUND)).expect("a fixed address");
        Addresses { base, own: None }
    }
}

impl Default for Surroundings {
    fn default() -> Self {
        Surroundings::new(None, Environment::default(), UTF_8)
    }
}

impl Surroundings {
    pub(crate) fn new(
        lookup: Option<Lookup>,
        environment: Environment,
        encoding: &'static Encoding,
    ) -> Surroundings {
        Surroundings { environment, lookup, encoding, addresses: Addresses::default() }
    }

    /// The same for a page with these addresses.
    pub(crate) fn at(mut self, addresses: Addresses) -> Surroundings {
        self.addresses = addresses;
        self
    }
}

/// Gets sheets, each once.
#[derive(Debug)]
pub(super) struct Loader<'s> {
    surroundings: &'s Surroundings,
    texts: HashMap<String, Option<Arc<str>>>,
    pub(super) unread: Vec<Unread>,
    /// Whether some media query is answered otherwise on a screen that is turned.
    pub(super) turns: bool,
    sheets: usize,
    bytes: usize,
}

impl<'s> Loader<'s> {
    pub(super) fn new(surroundings: &'s Surroundings) -> Loader<'s> {
        let (texts, unread) = (HashMap::new(), Vec::new());
        Loader { surroundings, texts, unread, turns: false, sheets: 0, bytes: 0 }
    }

    /// Whether a media query list holds.
    pub(super) fn holds(&mut self, input: &mut Parser<'_>) -> bool {
        let (start, environment) = (input.state(), self.surroundings.environment);
        let turned = condition::media_list(input, environment.other_way());
        input.reset(&start);
        let holds = condition::media_list(input, environment);
        self.turns |= holds != turned;
        holds
    }

    /// A sheet by a reference of the page or of another sheet, whose address is `from`.
    pub(super) fn get(
        &mut self,
        node: NodeId,
        from: Option<&Url>,
        reference: &str,
    ) -> Option<(Url, Arc<str>)> {
        self.sheets += 1;
        if self.too_many() {
            return None;
        }
        let url = from.unwrap_or(&self.surroundings.addresses.base).join(reference.trim()).ok()?;
        let address = self.surroundings.addresses.given(&url);
        if !self.texts.contains_key(&address) {
            let text = self.read(&url, &address);
            if text.is_none() {
                let remote = url.scheme() == "data" || Url::parse(&address).is_ok();
                self.unread.push(Unread { node, address: address.clone(), remote });
            }
            self.texts.insert(address.clone(), text);
        }
        let text = self.texts.get(&address)?.clone()?;
        self.bytes += text.len();
        Some((url, text))
    }

    /// Whether the sheets are more than any honest page has.
    pub(super) fn too_many(&self) -> bool {
        self.sheets > MOST_SHEETS || self.bytes > MOST_BYTES
    }

    fn read(&self, url: &Url, address: &str) -> Option<Arc<str>> {
        if url.scheme() == "data" {
            let (kind, text) = url.path().split_once(',')?;
            let plain = !kind.ends_with(";base64");
            return plain.then(|| percent_decode_str(text).decode_utf8_lossy().into());
        }
        let Lookup(get) = self.surroundings.lookup.as_ref()?;
        let bytes = get(address).filter(|bytes| bytes.len() <= LARGEST)?;
        Some(decoded(&bytes, self.surroundings.encoding).into())
    }
}

/// The text of a sheet (CSS Syntax 3, 3.2): by its byte order mark, its `@charset`, or as the page.
fn decoded(bytes: &[u8], page: &'static Encoding) -> String {
    let declared = bytes.strip_prefix(b"@charset \"").and_then(|rest| {
        let end = rest.iter().take(100).position(|&byte| byte == b'"')?;
        rest[end..].starts_with(b"\";").then(|| Encoding::for_label(&rest[..end])).flatten()
    });
    // Where it could be read a sheet cannot be UTF-16 without a mark.
    let declared = declared.map(Encoding::output_encoding);
    declared.unwrap_or(page).decode(bytes).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::{Media, Styles};
    use super::*;
    use crate::css::Display;
    use crate::dom;
    use crate::limits::Limits;
    use encoding_rs::WINDOWS_1250;

    fn styled(
        html: &str,
        media: Media,
        url: Option<&str>,
        files: &[(&str, &[u8])],
    ) -> (Document, Styles) {
        let document = dom::parse(html, dom::Syntax::Html, &Limits::new()).expect("a small page");
        let files: HashMap<String, Vec<u8>> =
            files.iter().map(|(name, bytes)| (name.to_string(), bytes.to_vec())).collect();
        let lookup = Lookup::new(move |address| files.get(address).cloned());
        let environment = Environment { media, ..Environment::default() };
        let url = url.map(|url| Url::parse(url).unwrap());
        let given = Surroundings::new(Some(lookup), environment, WINDOWS_1250);
        let styles = Styles::new(&document, given.at(Addresses::of(&document, url.as_ref())));
        (document, styles)
    }

    /// Whether `head` hides the paragraph, by the files at hand.
    fn hides(head: &str, files: &[(&str, &str)]) -> bool {
        on(head, Media::Screen, None, files)
    }

    fn on(head: &str, media: Media, url: Option<&str>, files: &[(&str, &str)]) -> bool {
        let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let (document, styles) = styled(&format!("<!doctype html>{head}<p>a"), media, url, &files);
        let p = document.all().find(|&id| document.tag(id) == Tag::P).unwrap();
        styles.of(p).display == Display::None
    }

    const HIDE: &str = "p { display: none }";
    const SHOW: &str = "p { display: block }";

    #[test]
    fn links_apply_by_relation_media_type_and_title() {
        let files = [("a.css", HIDE)];
        for (attributes, hidden) in [
            ("rel=stylesheet", true),
            ("rel='icon StyleSheet' type='text/css; charset=utf-8'", true),
            ("rel=stylesheet media=screen", true),
            ("rel=stylesheet title=Main", true),
            ("rel=icon", false),
            ("rel=stylesheet media=print", false),
            ("rel=stylesheet type=text/less", false),
            ("rel=stylesheet disabled", false),
            ("rel='alternate stylesheet'", false),
            ("rel='alternate stylesheet' title=Other", false),
        ] {
            assert_eq!(
                hides(&format!("<link {attributes} href=a.css>"), &files),
                hidden,
                "{attributes}"
            );
        }
        let second = "<style title=One></style><link rel=stylesheet title=Two href=a.css>";
        assert!(!hides(second, &files));
        assert!(hides(&second.replace("Two", "One"), &files));
        let order = "<link rel=stylesheet href=a.css><style>p { display: block }</style>";
        assert!(!hides(order, &files));
    }

    #[test]
    fn imports_are_read_in_their_place() {
        let link = "<link rel=stylesheet href=css/a.css>";
        let with = |a: &str| hides(link, &[("css/a.css", a), ("css/b.css", HIDE), ("b.css", SHOW)]);
        for (sheet, hidden) in [
            ("@import 'b.css';", true),
            ("@import url(b.css);", true),
            ("@import '../b.css';", false),
            ("@charset 'utf-8'; @layer x; @import 'b.css' screen;", true),
            ("@import 'b.css' print;", false),
            ("@import 'b.css' supports(display: grid) screen;", true),
            ("@import 'b.css' supports(display: nonsense);", false),
            ("@import 'b.css'; p { display: block }", false),
            ("@import 'b.css' layer; * { display: block }", false),
            ("@import 'b.css' layer(x); @layer x { p { display: block } }", false),
            ("i { float: left } @import 'b.css';", false),
            ("@media screen { @import 'b.css'; }", false),
            ("@import 'a.css'; @import 'b.css';", true),
            ("@import '../css/../css/b.css';", true),
        ] {
            assert_eq!(with(sheet), hidden, "{sheet}");
        }
        assert!(hides("<style>@import 'b.css'</style>", &[("b.css", HIDE)]));
        assert!(hides("<link rel=stylesheet href='data:text/css,p%7bdisplay:none%7d'>", &[]));
    }

    #[test]
    fn addresses_are_the_site_s_own_where_they_can_be() {
        let link = |href: &str| format!("<link rel=stylesheet href='{href}'>");
        let page = Some("https://example.org/dir/page.html");
        let on = |head: &str, url, file| on(head, Media::Screen, url, &[(file, HIDE)]);
        assert!(on(&link("../a.css"), None, "../a.css"));
        assert!(on(&link("/x/a.css?v=1"), None, "/x/a.css?v=1"));
        assert!(on(&link("a.css"), page, "a.css"));
        assert!(on(&link("/a.css"), page, "/a.css"));
        assert!(on(&link("https://example.org/b/a.css"), page, "/b/a.css"));
        assert!(on(&link("https://example.com/a.css"), page, "https://example.com/a.css"));
        assert!(on(&format!("<base href=sub/>{}", link("a.css")), None, "sub/a.css"));
        let base = "<base href=https://example.org/x/>";
        assert!(on(&format!("{base}{}", link("a.css")), None, "/x/a.css"));
    }

    #[test]
    fn paper_has_sheets_of_its_own() {
        let on = |head: &str| on(head, Media::Print, None, &[("a.css", HIDE)]);
        assert!(on("<link rel=stylesheet media=print href=a.css>"));
        assert!(!on("<link rel=stylesheet media=screen href=a.css>"));
        assert!(on(
            "<style>@media print and (orientation: portrait) { p { display: none } }</style>"
        ));
        assert!(on(
            "<style>@media (max-width: 800px) and (hover: none) { p { display: none } }</style>"
        ));
    }

    #[test]
    fn sheets_that_cannot_be_read_are_known() {
        let html = "<style>@import 'x.css'; @import 'y.css' print;</style>\
                    <link rel=stylesheet href=//cdn.example/b.css><link rel=stylesheet href=x.css>";
        let (_, styles) = styled(html, Media::Screen, None, &[]);
        let unread: Vec<_> =
            styles.unread().iter().map(|u| (u.address.as_str(), u.remote)).collect();
        assert_eq!(unread, [("x.css", false), ("http://cdn.example/b.css", true)]);
    }

    #[test]
    fn sheets_have_encodings() {
        let name = |bytes: &[u8]| {
            let html = "<link rel=stylesheet href=a.css><p>a";
            let (document, styles) = styled(html, Media::Screen, None, &[("a.css", bytes)]);
            let p = document.all().find(|&id| document.tag(id) == Tag::P).unwrap();
            styles.before(p).map(|generated| generated.text.to_string())
        };
        let is = |bytes: &[u8]| assert_eq!(name(bytes).as_deref(), Some("š"));
        is(b"p::before { content: '\x9a' }");
        is("@charset \"utf-8\"; p::before { content: 'š' }".as_bytes());
        is("\u{feff}p::before { content: 'š' }".as_bytes());
    }

    #[test]
    fn circles_and_crowds_of_imports_end() {
        let many: String = (0..5_000).map(|n| format!("@import '{n}.css';")).collect();
        let html = format!("<style>{many}</style><link rel=stylesheet href=a.css><p>a");
        let document = dom::parse(&html, dom::Syntax::Html, &Limits::new()).unwrap();
        let lookup = Lookup::new(|address| {
            Some(format!("@import 'x{address}'; @import 'y{address}'; @import '{address}';").into())
        });
        let given = Surroundings::new(Some(lookup), Environment::default(), UTF_8);
        assert!(Styles::new(&document, given).ignored_sheets());
    }
}
