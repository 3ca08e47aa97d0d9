//! From decoded text to the arena.
//!
//! html5ever tells a token's line and no more. The tokenizer is therefore fed slices that end where
//! a tag may end, at a `>`: a tag's token then arrives exactly with the last byte of the tag, and
//! its first byte is the first `<` with a letter after the end of the token before. The same
//! slices are the place to refuse a tag with too many attributes before its quadratic cost is paid.

use super::sink::Sink;
use super::{Document, Span};
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use html5ever::interface::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};
use memchr::{memchr, memchr_iter, memmem};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

/// However an element came to be so deep, nothing above this is built: the tree builder's own
/// work grows with the square of the depth.
const DEPTH_LIMIT: usize = 4096;

/// A tag shorter than this cannot hold attributes enough to matter.
const LONG_TAG: usize = 2048;

/// Parses a decoded page, scripting off.
///
/// Errors when the page is beyond `limits`.
pub(crate) fn parse(source: &str, limits: &Limits) -> Result<Document, Error> {
    let options = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let tap = Tap {
        builder: TreeBuilder::new(Sink::new(source.len()), options),
        source,
        depth_limit: limits.depth(),
        fed: Cell::new(0),
        token_end: Cell::new(0),
        raw: Cell::new(false),
        dropped: RefCell::default(),
    };
    let tokenizer = Tokenizer::new(tap, TokenizerOpts::default());
    feed(&tokenizer, limits)?;
    tokenizer.end();
    check_size(&tokenizer.sink, limits)?;
    Ok(html5ever::interface::TreeSink::finish(tokenizer.sink.builder.sink))
}

type TapTokenizer<'s> = Tokenizer<Tap<'s>>;

fn feed(tokenizer: &TapTokenizer<'_>, limits: &Limits) -> Result<(), Error> {
    let tap = &tokenizer.sink;
    let whole = StrTendril::from_slice(tap.source);
    let queue = BufferQueue::default();
    let mut attributes_checked = LONG_TAG;
    let mut from = 0;
    while from < tap.source.len() {
        let to = tap.slice_end(from);
        tap.fed.set(to);
        queue.push_back(whole.subtendril(from as u32, (to - from) as u32));
        while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) =
            tokenizer.feed(&queue)
        {}
        from = to;
        check_size(tap, limits)?;
        let pending = to - tap.token_end.get();
        if pending <= LONG_TAG {
            attributes_checked = LONG_TAG;
        } else if pending >= attributes_checked {
            if !tap.raw.get() {
                check_attributes(&tap.source[tap.token_end.get()..], limits)?;
            }
            attributes_checked = pending * 2;
        }
    }
    Ok(())
}

fn check_size(tap: &Tap<'_>, limits: &Limits) -> Result<(), Error> {
    let shared = &tap.builder.sink.shared;
    if shared.nodes.get() > limits.nodes() {
        return Err(ErrorKind::TooLarge { what: "nodes", limit: limits.nodes() }.into());
    }
    if shared.depth.get() > DEPTH_LIMIT.max(limits.depth() * 2) {
        return Err(ErrorKind::TooLarge { what: "levels of nesting", limit: DEPTH_LIMIT }.into());
    }
    Ok(())
}

/// Counts the attributes of the tag that is the first markup in `pending`, quotes respected.
fn check_attributes(pending: &str, limits: &Limits) -> Result<(), Error> {
    let Some(start) = first_tag(pending, true) else { return Ok(()) };
    let (mut quote, mut count, mut between, mut value) = (None, 0, false, false);
    for &byte in &pending.as_bytes()[start + 1..] {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => break,
            (None, b'"' | b'\'') if value => (quote, value) = (Some(byte), false),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/') => between = true,
            (None, b'=') => (between, value) = (false, true),
            (None, _) => {
                count += usize::from(between && !value);
                (between, value) = (false, false);
            }
        }
        if count > limits.attributes() {
            let what = "attributes on one element";
            return Err(ErrorKind::TooLarge { what, limit: limits.attributes() }.into());
        }
    }
    Ok(())
}

/// The first `<` with a letter, past any CDATA section (which makes text, never a token). Where
/// `pending` markup may still be open, an end tag counts too, and a comment ends the search.
fn first_tag(between: &str, pending: bool) -> Option<usize> {
    let bytes = between.as_bytes();
    let mut from = 0;
    loop {
        let at = from + memchr(b'<', &bytes[from..])?;
        match bytes.get(at + 1) {
            Some(byte) if byte.is_ascii_alphabetic() => return Some(at),
            Some(b'!') if bytes[at..].starts_with(b"<![CDATA[") => {
                from = at + memmem::find(&bytes[at..], b"]]>")? + 3;
            }
            Some(b'/') if pending => return Some(at),
            Some(b'!' | b'?') if pending => return None,
            _ => from = at + 1,
        }
    }
}

/// Stands between tokenizer and tree builder: knows where tags are, and flattens what is too deep.
struct Tap<'s> {
    builder: TreeBuilder<super::NodeId, Sink>,
    source: &'s str,
    depth_limit: usize,
    fed: Cell<usize>,
    /// Where the last tag, comment or doctype ended.
    token_end: Cell<usize>,
    /// Whether the tokenizer reads the text of a `script`, `style`, `textarea` and the like.
    raw: Cell<bool>,
    dropped: RefCell<Dropped>,
}

/// The start tags that were dropped and are still open.
#[derive(Default)]
struct Dropped {
    open: Vec<LocalName>,
    count: HashMap<LocalName, usize>,
}

impl Dropped {
    fn push(&mut self, name: LocalName) {
        *self.count.entry(name.clone()).or_default() += 1;
        self.open.push(name);
    }

    /// Closes the innermost dropped element of this name and all inside it.
    fn close(&mut self, name: &LocalName) -> bool {
        if self.count.get(name).is_none_or(|&count| count == 0) {
            return false;
        }
        while let Some(open) = self.open.pop() {
            *self.count.entry(open.clone()).or_default() -= 1;
            if open == *name {
                break;
            }
        }
        true
    }
}

impl Tap<'_> {
    /// Where the next slice ends: at the first `>` that may end a tag or comment.
    fn slice_end(&self, from: usize) -> usize {
        let (source, token_end) = (self.source.as_bytes(), self.token_end.get());
        let rest = &source[from..];
        let end = if source[token_end..].starts_with(b"<!--") && !self.raw.get() {
            // A comment ends with `-->` or `--!>`: no other `>` need be looked at.
            memchr_iter(b'>', rest).find(|&at| matches!(source[from + at - 1], b'-' | b'!'))
        } else if from == token_end {
            // Between tokens, only what follows a `<` can end one.
            memchr(b'<', rest).and_then(|open| Some(open + memchr(b'>', &rest[open..])?))
        } else {
            memchr(b'>', rest)
        };
        end.map_or(source.len(), |at| from + at + 1)
    }

    /// Whether the tag is dropped, and its content kept, since it lies too deep.
    fn flatten(&self, tag: &Tag, span: Span) -> bool {
        let sink = &self.builder.sink;
        if sink.shared.depth.get() <= self.depth_limit {
            return false;
        }
        match tag.kind {
            TagKind::StartTag if is_container(&tag.name) => {
                if !tag.self_closing {
                    self.dropped.borrow_mut().push(tag.name.clone());
                }
                sink.flatten(span);
                true
            }
            TagKind::StartTag => false,
            TagKind::EndTag => {
                let dropped = self.dropped.borrow_mut().close(&tag.name);
                if !dropped {
                    sink.closing(&tag.name);
                }
                dropped
            }
        }
    }

    fn start_tag_span(&self) -> Span {
        let (from, to) = (self.token_end.get(), self.fed.get());
        let start = from + first_tag(&self.source[from..to], false).unwrap_or(0);
        Span { start: start as u32, end: to as u32 }
    }

    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<super::NodeId> {
        let sink = &self.builder.sink;
        let start = tag.kind == TagKind::StartTag;
        let span = if start { self.start_tag_span() } else { Span::default() };
        self.token_end.set(self.fed.get());
        if self.flatten(&tag, span) {
            // What the tag kept apart must not run together.
            let space = Token::CharacterTokens(StrTendril::from_slice("\n"));
            return match is_phrasing(&tag.name) {
                true => TokenSinkResult::Continue,
                false => self.builder.process_token(space, line),
            };
        }
        sink.expect(start.then(|| (span, tag.name.clone())));
        let result = self.builder.process_token(Token::TagToken(tag), line);
        self.raw.set(matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext));
        result
    }
}

impl TokenSink for Tap<'_> {
    type Handle = super::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<super::NodeId> {
        match token {
            Token::TagToken(tag) => self.tag(tag, line),
            token => {
                if matches!(token, Token::CommentToken(_) | Token::DoctypeToken(_)) {
                    self.token_end.set(self.fed.get());
                }
                self.builder.sink.expect(None);
                self.builder.process_token(token, line)
            }
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether an element only holds others, so that it can be dropped and its content kept. Elements
/// that switch the tokenizer's state, hold no content or open another kind of content may not.
fn is_container(name: &LocalName) -> bool {
    !matches!(
        *name,
        local_name!("script")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("xmp")
            | local_name!("iframe")
            | local_name!("noscript")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("plaintext")
            | local_name!("template")
            | local_name!("select")
            | local_name!("option")
            | local_name!("optgroup")
            | local_name!("svg")
            | local_name!("math")
            | local_name!("html")
            | local_name!("head")
            | local_name!("body")
            | local_name!("frameset")
            | local_name!("frame")
            | local_name!("form")
            | local_name!("area")
            | local_name!("base")
            | local_name!("basefont")
            | local_name!("bgsound")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("image")
            | local_name!("img")
            | local_name!("input")
            | local_name!("keygen")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("param")
            | local_name!("source")
            | local_name!("track")
            | local_name!("wbr")
    )
}

fn is_phrasing(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("a")
            | local_name!("abbr")
            | local_name!("b")
            | local_name!("bdi")
            | local_name!("bdo")
            | local_name!("big")
            | local_name!("cite")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("ins")
            | local_name!("kbd")
            | local_name!("mark")
            | local_name!("s")
            | local_name!("small")
            | local_name!("span")
            | local_name!("strong")
            | local_name!("sub")
            | local_name!("sup")
            | local_name!("tt")
            | local_name!("u")
            | local_name!("var")
    )
}
