//! From decoded text to the arena.
//!
//! html5ever tells a token's line and no more. The tokenizer is therefore fed slices that end where
//! markup may end: a tag's token then arrives exactly with the last byte of the tag, and its first
//! byte is where markup was first seen after the token before. The same slices are the place to
//! refuse a tag with too many attributes before its quadratic cost is paid.

use super::flatten::{Dropped, is_apart, is_container, is_table_part};
use super::markup::{self, Kind};
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
use std::cell::{Cell, RefCell};

/// However an element came to be so deep, nothing above this is built: the tree builder's own
/// work grows with the square of the depth.
const DEPTH_LIMIT: usize = 4096;

/// For each of these the tree builder looks through all open elements.
const STRAY_LIMIT: usize = 100_000;

/// A tag shorter than this cannot hold attributes enough to matter.
const LONG_TAG: usize = 2048;

/// Spans are 32 bits wide, and the arena's text may outgrow its source.
const SOURCE_LIMIT: usize = 1 << 30;

/// Parses a decoded page, scripting off.
///
/// Errors when the page is beyond `limits`.
pub(crate) fn parse(source: &str, limits: &Limits) -> Result<Document, Error> {
    if source.len() > SOURCE_LIMIT {
        return Err(ErrorKind::TooLarge { what: "bytes", limit: SOURCE_LIMIT }.into());
    }
    let options = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let tap = Tap {
        builder: TreeBuilder::new(Sink::new(source.len()), options),
        source,
        depth_limit: limits.depth(),
        fed: Cell::new(0),
        open: Cell::new(None),
        raw: RefCell::default(),
        dropped: RefCell::default(),
        text: RefCell::default(),
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
    let mut from = 0;
    while from < tap.source.len() {
        let to = tap.slice_end(from);
        check_attributes(tap, to, limits)?;
        tap.fed.set(to);
        queue.push_back(whole.subtendril(from as u32, (to - from) as u32));
        while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) =
            tokenizer.feed(&queue)
        {}
        from = to;
        check_size(tap, limits)?;
    }
    Ok(())
}

fn check_attributes(tap: &Tap<'_>, to: usize, limits: &Limits) -> Result<(), Error> {
    match tap.open.get() {
        Some((open, Kind::Tag)) if to - open > LONG_TAG && tap.raw.borrow().is_none() => {
            let limit = limits.attributes();
            match markup::tag_end(tap.source, open) {
                (_, count) if count > limit => {
                    let what = "attributes on one element";
                    Err(ErrorKind::TooLarge { what, limit }.into())
                }
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

fn check_size(tap: &Tap<'_>, limits: &Limits) -> Result<(), Error> {
    let sink = &tap.builder.sink;
    if sink.shared.nodes.get() > limits.nodes() {
        return Err(ErrorKind::TooLarge { what: "nodes", limit: limits.nodes() }.into());
    }
    if sink.shared.depth.get() > DEPTH_LIMIT.max(limits.depth() * 2) {
        return Err(ErrorKind::TooLarge { what: "levels of nesting", limit: DEPTH_LIMIT }.into());
    }
    if sink.shared.stray.get() > STRAY_LIMIT {
        let what = "stray end tags below the depth limit";
        return Err(ErrorKind::TooLarge { what, limit: STRAY_LIMIT }.into());
    }
    sink.check_copies(tap.source.len())
}

/// Stands between tokenizer and tree builder: knows where tags are, and flattens what is too deep.
struct Tap<'s> {
    builder: TreeBuilder<super::NodeId, Sink>,
    source: &'s str,
    depth_limit: usize,
    fed: Cell<usize>,
    /// The first markup after the last tag, comment or doctype: the one that is being fed.
    open: Cell<Option<(usize, Kind)>>,
    /// The `script`, `style`, `textarea` and the like whose text the tokenizer reads.
    raw: RefCell<Option<LocalName>>,
    dropped: RefCell<Dropped>,
    /// Text not yet given to the tree builder: the tokenizer tells of every line, every entity and
    /// every `<` that begins nothing in a token of its own.
    text: RefCell<StrTendril>,
}

impl Tap<'_> {
    /// Where the next slice ends: at the first `>` that may end a tag or comment.
    fn slice_end(&self, from: usize) -> usize {
        let source = self.source;
        let end = match (self.open.get(), &*self.raw.borrow()) {
            // What looked like the end of a script, in a comment of the script: any `>` may end it.
            (Some(_), Some(_)) => markup::angle(source, from),
            (None, Some(name)) => markup::raw_end(source, from, name).and_then(|open| {
                self.open.set(Some((open, Kind::Tag)));
                markup::angle(source, open)
            }),
            // The first `>` stood in an attribute's value, or in a CDATA section.
            (Some((open, Kind::Tag)), None) => Some(markup::tag_end(source, open).0),
            (Some((open, Kind::Cdata)), None) => markup::cdata_end(source, open).and_then(|end| {
                self.open.set(None);
                if end > from { Some(end) } else { self.next_end(from) }
            }),
            (Some(_), None) => markup::angle(source, from),
            (None, None) => self.next_end(from),
        };
        match end {
            Some(end) if end > from => end,
            // A slice is never empty, whatever the tokenizer made of the markup.
            Some(_) => markup::angle(source, from).unwrap_or(source.len()),
            None => source.len(),
        }
    }

    fn next_end(&self, from: usize) -> Option<usize> {
        let (open, kind) = markup::next(self.source, from)?;
        self.open.set(Some((open, kind)));
        match kind {
            Kind::Comment => markup::comment_end(self.source, open),
            _ => markup::angle(self.source, open),
        }
    }

    /// Whether the tag is dropped, and its content kept, since it lies too deep.
    fn flatten(&self, tag: &Tag, span: Span) -> bool {
        let sink = &self.builder.sink;
        let depth = sink.shared.depth.get();
        let mut dropped = self.dropped.borrow_mut();
        dropped.leave(depth);
        if depth <= self.depth_limit {
            return false;
        }
        match tag.kind {
            TagKind::StartTag => {
                let drops = match is_table_part(&tag.name) {
                    true => dropped.has(&local_name!("table")),
                    false => is_container(&tag.name),
                };
                if drops {
                    // Only foreign elements can close themselves.
                    if !(tag.self_closing && self.is_foreign()) {
                        dropped.push(tag.name.clone(), depth);
                    }
                    sink.flatten(span);
                }
                drops
            }
            TagKind::EndTag => {
                let closed = dropped.close(&tag.name);
                if !closed {
                    sink.closing(&tag.name);
                }
                closed
            }
        }
    }

    /// Gives the text so far to the tree builder.
    fn flush(&self, line: u64) {
        let text = self.text.take();
        if !text.is_empty() {
            self.builder.sink.expect(None);
            let result = self.builder.process_token(Token::CharacterTokens(text), line);
            debug_assert!(matches!(result, TokenSinkResult::Continue), "text changes no state");
        }
    }

    fn is_foreign(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn tag(&self, tag: Tag, line: u64) -> TokenSinkResult<super::NodeId> {
        let sink = &self.builder.sink;
        let open = self.open.take().map_or(self.fed.get(), |(open, _)| open);
        let span = Span { start: open as u32, end: self.fed.get() as u32 };
        self.raw.take();
        self.flush(line);
        if self.flatten(&tag, span) {
            // What the tag kept apart must not run together.
            if is_apart(&tag.name) {
                self.text.borrow_mut().push_char('\n');
            }
            return TokenSinkResult::Continue;
        }
        let name = tag.name.clone();
        let starts = tag.kind == TagKind::StartTag;
        sink.expect(starts.then(|| (span, name.clone())));
        let result = self.builder.process_token(Token::TagToken(tag), line);
        if starts {
            sink.settle(span);
        }
        if matches!(result, TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext) {
            self.raw.replace(Some(name));
        }
        result
    }
}

impl TokenSink for Tap<'_> {
    type Handle = super::NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<super::NodeId> {
        match token {
            Token::TagToken(tag) => return self.tag(tag, line),
            Token::CharacterTokens(more) => {
                let mut text = self.text.borrow_mut();
                match text.is_empty() {
                    true => *text = more,
                    false => text.push_slice(&more),
                }
                return TokenSinkResult::Continue;
            }
            // The tree builder only hands them to the sink, which has no use for them.
            Token::ParseError(_) => return TokenSinkResult::Continue,
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.open.set(None),
            _ => {}
        }
        self.flush(line);
        self.builder.sink.expect(None);
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.flush(0);
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.flush(0);
        self.is_foreign()
    }
}
