//! From decoded text to tokens (HTML Standard, 13.2.5).
//!
//! html5ever has a tokenizer for input that comes in pieces, character by character. The whole page
//! is in memory here: tokens are found by searching for the bytes that end them, texts and values
//! are parts of the source and not copies, and every tag knows its place. The tokens are those of
//! html5ever, for its tree builder. The tests hold the tree against the one that its own tokenizer
//! gives.

mod char_ref;
mod doctype;
mod names;
mod raw;
mod xml;

use super::{Span, Syntax};
use crate::error::{Error, ErrorKind};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token};
use html5ever::{Attribute, LocalName, QualName, ns};
use memchr::{memchr, memchr_iter, memchr3, memmem};
use names::Names;
use std::collections::HashSet;

/// How text is read until its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Text {
    /// Between tags.
    Data,
    /// Character references, but no tags: `title` and `textarea`.
    Rcdata,
    /// Nothing but text: `style`, `iframe` and the like.
    Rawtext,
    Script,
    /// Nothing but text, to the end of the page.
    Plaintext,
    /// Nothing but text, in foreign content only.
    Cdata,
}

impl Text {
    fn has_references(self) -> bool {
        matches!(self, Text::Data | Text::Rcdata)
    }

    /// Whether the tree builder has to hear of NUL; elsewhere it is U+FFFD.
    fn tells_nul(self) -> bool {
        matches!(self, Text::Data | Text::Cdata)
    }
}

/// What stands at a `<`.
enum Markup {
    /// A start or end tag.
    Tag,
    Comment,
    Doctype,
    Cdata,
    /// What browsers take for a comment: its text begins so many bytes later.
    Bogus(usize),
    /// `</>`, which is nothing at all.
    Nothing,
}

/// White space within tags. The standard has made LF of CR before it looks at them.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// The tokens of a page, one by one.
pub(super) struct Tokenizer<'s> {
    source: &'s str,
    /// The source once more, so that tokens can share it.
    shared: StrTendril,
    at: usize,
    text: Text,
    /// Where the text ends that is being read.
    text_end: usize,
    /// The place of the last tag.
    tag: Span,
    attribute_limit: usize,
    names: Names,
    syntax: Syntax,
    /// The end of an element that ends with its start tag.
    pending: Option<Tag>,
}

impl<'s> Tokenizer<'s> {
    pub(super) fn new(source: &'s str, attribute_limit: usize) -> Self {
        Tokenizer {
            source,
            shared: StrTendril::from_slice(source),
            at: if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 },
            text: Text::Data,
            text_end: 0,
            tag: Span::default(),
            attribute_limit,
            names: Names::new(),
            syntax: Syntax::Html,
            pending: None,
        }
    }

    pub(super) fn with_syntax(self, syntax: Syntax) -> Self {
        Tokenizer { syntax, ..self }
    }

    /// The place of the last tag.
    pub(super) fn tag_span(&self) -> Span {
        self.tag
    }

    /// Where the next token begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Reads on as the text of an element whose start tag was the last token.
    pub(super) fn switch(&mut self, text: Text, name: &LocalName) {
        if self.is_xml() {
            return self.switch_xml(text, name);
        }
        let rest = &self.bytes()[self.at..];
        let end = match text {
            Text::Script => raw::script_end(rest),
            Text::Plaintext => None,
            _ => raw::end(rest, name),
        };
        self.text = text;
        self.text_end = end.map_or(self.source.len(), |end| self.at + end);
    }

    /// The next token, `None` at the end of the page. `is_foreign` tells whether the adjusted current
    /// node is in another namespace than HTML's.
    pub(super) fn next(&mut self, is_foreign: impl Fn() -> bool) -> Result<Option<Token>, Error> {
        if let Some(tag) = self.pending.take() {
            return Ok(Some(Token::TagToken(tag)));
        }
        loop {
            if self.at < self.text_end {
                return Ok(Some(self.text_token()));
            }
            if self.text == Text::Cdata && self.bytes()[self.at..].starts_with(b"]]>") {
                self.at += "]]>".len();
            }
            self.text = Text::Data;
            if self.at == self.source.len() {
                return Ok(None);
            }
            match markup(&self.bytes()[self.at..]) {
                None => self.text_end = self.markup_after(self.at),
                Some(Markup::Nothing) => self.at += "</>".len(),
                Some(Markup::Cdata) if self.is_xml() || is_foreign() => self.begin_cdata(),
                Some(Markup::Tag) => {
                    if let Some(mut tag) = self.tag_token()? {
                        if self.is_xml() {
                            self.xml_tag(&mut tag, is_foreign());
                        }
                        return Ok(Some(Token::TagToken(tag)));
                    }
                }
                Some(Markup::Doctype) => return Ok(Some(self.doctype())),
                Some(Markup::Comment) => return Ok(Some(self.comment())),
                Some(Markup::Cdata) => return Ok(Some(self.bogus_comment("<!".len()))),
                Some(Markup::Bogus(skip)) => return Ok(Some(self.bogus_comment(skip))),
            }
        }
    }

    fn bytes(&self) -> &'s [u8] {
        self.source.as_bytes()
    }

    /// Where the first markup after `at` begins: not every `<` is one.
    fn markup_after(&self, at: usize) -> usize {
        let (bytes, mut from) = (self.bytes(), at + 1);
        while let Some(found) = memchr(b'<', &bytes[from..]) {
            from += found;
            if markup(&bytes[from..]).is_some() {
                return from;
            }
            from += 1;
        }
        bytes.len()
    }

    fn begin_cdata(&mut self) {
        self.at += "<![CDATA[".len();
        let end = memmem::find(&self.bytes()[self.at..], b"]]>");
        self.text = Text::Cdata;
        self.text_end = end.map_or(self.source.len(), |end| self.at + end);
    }

    fn text_token(&mut self) -> Token {
        let tells_nul = self.text.tells_nul();
        if tells_nul && self.bytes()[self.at] == 0 {
            self.at += 1;
            return Token::NullCharacterToken;
        }
        let nul = if tells_nul { memchr(0, &self.bytes()[self.at..self.text_end]) } else { None };
        let end = nul.map_or(self.text_end, |nul| self.at + nul);
        let text = match self.text.has_references() {
            true => self.slice(self.at, end, Some(char_ref::Place::Text)),
            false => self.slice(self.at, end, None),
        };
        self.at = end;
        Token::CharacterTokens(text)
    }

    /// A part of the source with line breaks normalised, NUL replaced and, in some places, character
    /// references resolved.
    fn slice(&self, from: usize, to: usize, references: Option<char_ref::Place>) -> StrTendril {
        let bytes = self.bytes();
        let (mut at, mut copied, mut copy) = (from, from, String::new());
        while let Some(found) = memchr3(b'&', b'\r', 0, &bytes[at..to]) {
            at += found;
            let mut push = |before: usize, with: &[char], after: usize| {
                copy.push_str(&self.source[copied..before]);
                copy.extend(with);
                copied = after;
            };
            match bytes[at] {
                b'\r' if bytes[at + 1..to].first() == Some(&b'\n') => push(at, &[], at + 1),
                b'\r' => push(at, &['\n'], at + 1),
                0 => push(at, &['\u{fffd}'], at + 1),
                _ => {
                    let rest = &self.source[at + 1..to];
                    let found = references.and_then(|place| char_ref::read(rest, place));
                    if let Some((length, [first, second])) = found {
                        let count = if second == '\0' { 1 } else { 2 };
                        push(at, &[first, second][..count], at + 1 + length);
                        at += length;
                    }
                }
            }
            at += 1;
        }
        match copy.is_empty() {
            true => self.shared.subtendril(copied as u32, (to - copied) as u32),
            false => {
                copy.push_str(&self.source[copied..to]);
                copy.into()
            }
        }
    }

    /// The tag at hand; `None` where the page ends within it.
    fn tag_token(&mut self) -> Result<Option<Tag>, Error> {
        let (bytes, open) = (self.bytes(), self.at);
        let (kind, from) = match bytes[open + 1] {
            b'/' => (TagKind::EndTag, open + 2),
            _ => (TagKind::StartTag, open + 1),
        };
        let ends_name = |&byte: &u8| is_space(byte) || matches!(byte, b'/' | b'>');
        let mut at = find(bytes, from, ends_name);
        let name = self.names.get(&self.source[from..at]);
        let (mut attributes, mut self_closing) = (Attributes::default(), false);
        loop {
            at = find(bytes, at, |&byte| !is_space(byte));
            match bytes.get(at) {
                None => {
                    self.at = at;
                    return Ok(None);
                }
                Some(b'>') => break,
                Some(b'/') => {
                    at += 1;
                    self_closing = bytes.get(at) == Some(&b'>');
                }
                Some(_) => {
                    let (attribute, end) = self.attribute(at);
                    at = end;
                    attributes.push(attribute, self.attribute_limit)?;
                }
            }
        }
        self.at = at + 1;
        self.tag = Span { start: open as u32, end: self.at as u32 };
        // End tags have no attributes, whatever is written in them.
        let attrs = if kind == TagKind::StartTag { attributes.list } else { Vec::new() };
        let had_duplicate_attributes = false;
        Ok(Some(Tag { kind, name, self_closing, attrs, had_duplicate_attributes }))
    }

    /// The attribute that begins at `from`, and where it ends.
    fn attribute(&mut self, from: usize) -> (Attribute, usize) {
        let bytes = self.bytes();
        // The first character belongs to the name whatever it is.
        let ends_name = |&byte: &u8| is_space(byte) || matches!(byte, b'/' | b'>' | b'=');
        let name_end = find(bytes, from + 1, ends_name);
        let name = QualName::new(None, ns!(), self.names.get(&self.source[from..name_end]));
        let mut at = find(bytes, name_end, |&byte| !is_space(byte));
        if bytes.get(at) != Some(&b'=') {
            return (Attribute { name, value: StrTendril::new() }, at);
        }
        at = find(bytes, at + 1, |&byte| !is_space(byte));
        let (start, end, next) = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                let end = memchr(quote, &bytes[at + 1..]).map_or(bytes.len(), |end| at + 1 + end);
                (at + 1, end, bytes.len().min(end + 1))
            }
            _ => {
                let end = find(bytes, at, |&byte| is_space(byte) || byte == b'>');
                (at, end, end)
            }
        };
        let value = self.slice(start, end, Some(char_ref::Place::Attribute));
        (Attribute { name, value }, next)
    }

    /// `-->` ends a comment, and so do `--!>` and, right at its beginning, `>` and `->`.
    fn comment(&mut self) -> Token {
        const OPEN: usize = "<!--".len();
        // The hyphens that open a comment may close it, too.
        let inside = &self.bytes()[self.at + "<!".len()..];
        let closes = |&end: &usize| {
            let text = &inside[..end];
            text.ends_with(b"--") || (text.ends_with(b"--!") && text.len() > OPEN)
        };
        let end = memchr_iter(b'>', inside).find(closes);
        let text = &inside["--".len()..end.unwrap_or(inside.len())];
        let hyphens = ["--!", "--", "-"].iter().find(|tail| text.ends_with(tail.as_bytes()));
        let (from, length) = (self.at + OPEN, text.len() - hyphens.map_or(0, |tail| tail.len()));
        self.at = end.map_or(self.source.len(), |end| self.at + "<!".len() + end + 1);
        Token::CommentToken(self.slice(from, from + length, None))
    }

    fn bogus_comment(&mut self, skip: usize) -> Token {
        let (bytes, from) = (self.bytes(), self.at + skip);
        let end = match self.instruction() {
            Some(length) => self.at + length - 1,
            None => memchr(b'>', &bytes[from..]).map_or(bytes.len(), |end| from + end),
        };
        self.at = bytes.len().min(end + 1);
        Token::CommentToken(self.slice(from, end, None))
    }
}

/// The first byte at or after `from` for which `is` holds, or the end.
fn find(bytes: &[u8], from: usize, is: impl Fn(&u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    rest.iter().position(is).map_or(bytes.len(), |at| from + at)
}

/// "Tag open", "end tag open" and "markup declaration open state".
fn markup(bytes: &[u8]) -> Option<Markup> {
    if bytes.first() != Some(&b'<') {
        return None;
    }
    match bytes.get(1)? {
        byte if byte.is_ascii_alphabetic() => Some(Markup::Tag),
        b'/' => match bytes.get(2)? {
            byte if byte.is_ascii_alphabetic() => Some(Markup::Tag),
            b'>' => Some(Markup::Nothing),
            _ => Some(Markup::Bogus("</".len())),
        },
        b'!' => {
            let rest = &bytes["<!".len()..];
            let word = rest.get(.."doctype".len()).unwrap_or_default();
            Some(match rest {
                [b'-', b'-', ..] => Markup::Comment,
                _ if word.eq_ignore_ascii_case(b"doctype") => Markup::Doctype,
                _ if rest.starts_with(b"[CDATA[") => Markup::Cdata,
                _ => Markup::Bogus("<!".len()),
            })
        }
        b'?' => Some(Markup::Bogus("<".len())),
        _ => None,
    }
}

/// The attributes of a tag: of two with one name the first.
#[derive(Default)]
struct Attributes {
    list: Vec<Attribute>,
    count: usize,
    /// The names, once there are so many that looking through them would take long.
    names: HashSet<LocalName>,
}

impl Attributes {
    const MANY: usize = 32;

    fn push(&mut self, attribute: Attribute, limit: usize) -> Result<(), Error> {
        self.count += 1;
        if self.count > limit {
            let what = "attributes on one element";
            return Err(ErrorKind::TooLarge { what, limit }.into());
        }
        let name = &attribute.name.local;
        let is_new = match self.list.len() < Self::MANY {
            true => self.list.iter().all(|other| other.name.local != *name),
            false => {
                if self.names.is_empty() {
                    self.names.extend(self.list.iter().map(|other| other.name.local.clone()));
                }
                self.names.insert(name.clone())
            }
        };
        if is_new {
            self.list.push(attribute);
        }
        Ok(())
    }
}
