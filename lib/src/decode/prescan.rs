//! What a page declares as its encoding: "prescan a byte stream to determine its encoding"
//! (<https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding>).

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::{memchr, memmem};

/// How far the standard prescans.
const PRESCAN: usize = 1024;
/// How far a head is looked through for a late declaration.
const HEAD: usize = 64 * 1024;
/// A label longer than this is not shown whole; the longest real one has 19 characters.
const LABEL: usize = 40;

/// What the page says of its encoding.
#[derive(Debug, Default)]
pub(super) struct Declaration {
    pub(super) encoding: Option<&'static Encoding>,
    /// The first label that names no encoding.
    pub(super) unknown: Option<String>,
}

/// Finds the declaration that a browser ends up with.
///
/// The standard's prescan is only a tentative start, for it also finds a `meta` written inside a
/// script: the first `meta` that the parser meets changes the encoding ("changing the encoding
/// while parsing"), even behind the first 1024 bytes. So a `meta` that is really one comes first,
/// then what the prescan finds, then the XML declaration.
pub(super) fn declaration(bytes: &[u8]) -> Declaration {
    // Step 2: an XML declaration in UTF-16 without byte order mark shows itself.
    let utf16 = match bytes {
        [b'<', 0, b'?', 0, b'x', 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, b'?', 0, b'x', ..] => Some(UTF_16BE),
        _ => None,
    };
    if utf16.is_some() {
        return Declaration { encoding: utf16, unknown: None };
    }
    let (head, start) = (&bytes[..bytes.len().min(HEAD)], &bytes[..bytes.len().min(PRESCAN)]);
    let mut unknown = None;
    let encoding = Scanner::new(head, Scope::Head)
        .meta(&mut unknown)
        .or_else(|_| Scanner::new(start, Scope::Prescan).meta(&mut None))
        .ok()
        .or_else(|| lookup(xml_encoding(start)?, &mut unknown).map(meta_encoding));
    Declaration { encoding, unknown }
}

/// The encoding of a label; the first unknown one is kept for the warning.
fn lookup(label: &[u8], unknown: &mut Option<String>) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label);
    if encoding.is_none() && unknown.is_none() {
        let shown = String::from_utf8_lossy(&label[..label.len().min(4 * LABEL)]);
        *unknown = Some(shown.trim().chars().take(LABEL).collect());
    }
    encoding
}

/// An ASCII declaration that was read cannot be in UTF-16; `x-user-defined` is a relic of scripts.
fn meta_encoding(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16BE || encoding == UTF_16LE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// "Get an XML encoding", as far as its label.
fn xml_encoding(bytes: &[u8]) -> Option<&[u8]> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let declaration = &declaration[..memchr(b'>', declaration)?];
    let name = b"encoding";
    let rest = &declaration[memmem::find(declaration, name)? + name.len()..];
    let rest = skip(rest, |b| b <= b' ').strip_prefix(b"=")?;
    let (&quote, rest) = skip(rest, |b| b <= b' ').split_first()?;
    if quote != b'"' && quote != b'\'' {
        return None;
    }
    let label = &rest[..memchr(quote, rest)?];
    (!label.iter().any(|&b| b <= b' ')).then_some(label)
}

/// "Extracting a character encoding from a `meta` element", as far as its label.
fn content_label(content: &[u8]) -> Option<&[u8]> {
    let name = b"charset";
    let mut rest = content;
    loop {
        let at = rest.windows(name.len()).position(|part| part.eq_ignore_ascii_case(name))?;
        rest = skip(&rest[at + name.len()..], |b| b.is_ascii_whitespace());
        if let Some(value) = rest.strip_prefix(b"=") {
            rest = skip(value, |b| b.is_ascii_whitespace());
            break;
        }
    }
    let end = |b: &u8| b.is_ascii_whitespace() || *b == b';';
    match rest.split_first()? {
        (&quote @ (b'"' | b'\''), rest) => Some(&rest[..memchr(quote, rest)?]),
        _ => Some(&rest[..rest.iter().position(end).unwrap_or(rest.len())]),
    }
}

fn skip(bytes: &[u8], unwanted: impl Fn(u8) -> bool) -> &[u8] {
    &bytes[bytes.iter().position(|&b| !unwanted(b)).unwrap_or(bytes.len())..]
}

/// Which `meta` elements count.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// All that look like one, as the standard prescans.
    Prescan,
    /// Those in the head, and none in what the parser takes as text.
    Head,
}

/// The bytes end before a declaration was found.
struct Ended;

struct Attribute<'a> {
    name: &'a [u8],
    value: &'a [u8],
}

/// The prescan's position in the bytes.
struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    scope: Scope,
}

impl<'a> Scanner<'a> {
    fn new(bytes: &'a [u8], scope: Scope) -> Self {
        Self { bytes, at: 0, scope }
    }

    /// The loop of the prescan, from one `<` to the next.
    fn meta(mut self, unknown: &mut Option<String>) -> Result<&'static Encoding, Ended> {
        loop {
            self.at += memchr(b'<', self.rest()).ok_or(Ended)?;
            let tag = &self.rest()[1..];
            match tag {
                [b'!', b'-', b'-', ..] => {
                    // The two hyphens may be those of `<!--`.
                    self.at += 2;
                    self.at += memmem::find(self.rest(), b"-->").ok_or(Ended)? + 2;
                }
                [m, e, t, a, end, ..]
                    if [*m, *e, *t, *a].eq_ignore_ascii_case(b"meta")
                        && (is_space(*end) || *end == b'/') =>
                {
                    self.at += 5;
                    if let Some(encoding) = self.declared(unknown)? {
                        return Ok(encoding);
                    }
                }
                [b'/', c, ..] | [c, ..] if c.is_ascii_alphabetic() => {
                    let name = skip(tag, |b| b == b'/');
                    let closes = tag.len() != name.len();
                    let length = name
                        .iter()
                        .take_while(|b| !is_space(**b) && **b != b'/' && **b != b'>')
                        .count();
                    self.tag(&name[..length], closes)?;
                }
                [b'!' | b'/' | b'?', ..] => self.at += memchr(b'>', self.rest()).ok_or(Ended)?,
                _ => {}
            }
            self.at += 1;
        }
    }

    /// Passes another tag, and in the head what is text to the parser.
    fn tag(&mut self, name: &[u8], closes: bool) -> Result<(), Ended> {
        let is = |names: &[&str]| names.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes()));
        if self.scope == Scope::Head
            && (closes && is(&["head"]) || !closes && is(&["body", "frameset"]))
        {
            return Err(Ended);
        }
        let end = self.rest().iter().position(|&b| is_space(b) || b == b'>');
        self.at += end.ok_or(Ended)?;
        while self.attribute()?.is_some() {}
        const TEXT: &[&str] =
            &["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];
        if self.scope == Scope::Head && !closes && is(TEXT) {
            self.skip_text(name)?;
        }
        Ok(())
    }

    /// Goes to before the end tag of an element that holds text only.
    fn skip_text(&mut self, name: &[u8]) -> Result<(), Ended> {
        loop {
            self.at += memmem::find(self.rest(), b"</").ok_or(Ended)?;
            let (found, after) = self.rest()[2..].split_at_checked(name.len()).ok_or(Ended)?;
            let ends = after.first().is_some_and(|&b| is_space(b) || b == b'/' || b == b'>');
            if ends && found.eq_ignore_ascii_case(name) {
                // The loop goes on behind this byte.
                self.at -= 1;
                return Ok(());
            }
            self.at += 2;
        }
    }

    /// What a `meta` start tag declares, its attributes being next.
    fn declared(
        &mut self,
        unknown: &mut Option<String>,
    ) -> Result<Option<&'static Encoding>, Ended> {
        let (mut pragma, mut content, mut charset) = (None, None, None);
        while let Some(Attribute { name, value }) = self.attribute()? {
            // The first of attributes with the same name counts.
            if name.eq_ignore_ascii_case(b"http-equiv") {
                pragma.get_or_insert(value);
            } else if name.eq_ignore_ascii_case(b"content") {
                content.get_or_insert(value);
            } else if name.eq_ignore_ascii_case(b"charset") {
                charset.get_or_insert(value);
            }
        }
        let pragma = pragma.is_some_and(|value| value.eq_ignore_ascii_case(b"content-type"));
        // `charset` outweighs `content`, even if its label is unknown.
        let label = charset.or_else(|| content.filter(|_| pragma).and_then(content_label));
        Ok(label.and_then(|label| lookup(label, unknown)).map(meta_encoding))
    }

    /// "Get an attribute": none at the end of the tag.
    fn attribute(&mut self) -> Result<Option<Attribute<'a>>, Ended> {
        while is_space(self.byte()?) || self.byte()? == b'/' {
            self.at += 1;
        }
        if self.byte()? == b'>' {
            return Ok(None);
        }
        let start = self.at;
        // An equals sign at the very start is part of the name.
        self.at += 1;
        while !is_space(self.byte()?) && !matches!(self.byte()?, b'=' | b'/' | b'>') {
            self.at += 1;
        }
        let name = &self.bytes[start..self.at];
        self.spaces()?;
        if self.byte()? != b'=' {
            return Ok(Some(Attribute { name, value: b"" }));
        }
        self.at += 1;
        self.spaces()?;
        Ok(Some(Attribute { name, value: self.value()? }))
    }

    fn value(&mut self) -> Result<&'a [u8], Ended> {
        let quote = self.byte()?;
        if quote == b'"' || quote == b'\'' {
            let start = self.at + 1;
            let length = memchr(quote, &self.bytes[start..]).ok_or(Ended)?;
            self.at = start + length + 1;
            return Ok(&self.bytes[start..start + length]);
        }
        let start = self.at;
        while !is_space(self.byte()?) && self.byte()? != b'>' {
            self.at += 1;
        }
        Ok(&self.bytes[start..self.at])
    }

    fn spaces(&mut self) -> Result<(), Ended> {
        while is_space(self.byte()?) {
            self.at += 1;
        }
        Ok(())
    }

    fn byte(&self) -> Result<u8, Ended> {
        self.bytes.get(self.at).copied().ok_or(Ended)
    }

    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }
}

/// Tab, line feed, form feed, carriage return, space.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}
