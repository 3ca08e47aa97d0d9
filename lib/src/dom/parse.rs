//! From decoded text to the arena: the tokenizer's tokens, given to html5ever's tree builder.

use super::flatten::{Dropped, is_apart, is_container, is_formatting, is_table_part};
use super::sink::{Handle, Sink};
use super::tokenizer::{Text, Tokenizer};
use super::{Document, Span, Syntax};
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use html5ever::interface::TreeSink;
use html5ever::local_name;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use std::cell::{Cell, RefCell};

/// However an element came to be so deep, nothing above this is built: the tree builder's own
/// work grows with the square of the depth.
const DEPTH_LIMIT: usize = 4096;

/// For each of these the tree builder looks through all open elements.
const STRAY_LIMIT: usize = 100_000;

/// The tree builder compares a formatting element with all open ones, attribute by attribute: so
/// many attributes on so many elements around are no page's, but take seconds.
const COMPARISONS_LIMIT: usize = 8 << 20;

/// Elements with so many attributes are compared in no time.
const FEW_ATTRIBUTES: usize = 32;

/// Lines are counted from the places of tags, and only when somebody asks.
const LINE: u64 = 1;

/// Spans are 32 bits wide, and the arena's text may outgrow its source.
const SOURCE_LIMIT: usize = 1 << 30;

/// Parses a decoded page, scripting off.
///
/// Errors when the page is beyond `limits`.
pub(crate) fn parse(source: &str, syntax: Syntax, limits: &Limits) -> Result<Document, Error> {
    if source.len() > SOURCE_LIMIT {
        return Err(ErrorKind::TooLarge { what: "bytes", limit: SOURCE_LIMIT }.into());
    }
    let options = TreeBuilderOpts { scripting_enabled: false, ..Default::default() };
    let filter = Filter {
        builder: TreeBuilder::new(Sink::new(source.len()), options),
        depth_limit: limits.depth(),
        dropped: RefCell::default(),
        text: RefCell::default(),
        after_nul: Cell::new(false),
    };
    let mut tokenizer = Tokenizer::new(source, limits.attributes()).with_syntax(syntax);
    while let Some(token) = tokenizer.next(|| filter.is_foreign())? {
        match token {
            Token::CharacterTokens(text) => {
                filter.text(text);
                continue;
            }
            Token::NullCharacterToken => {
                filter.nul();
                continue;
            }
            Token::TagToken(tag) => {
                let name = tag.name.clone();
                if tag.kind == TagKind::EndTag && name == local_name!("body") {
                    filter.builder.sink.end_body(tokenizer.tag_span());
                }
                if let Some(text) = filter.tag(tag, tokenizer.tag_span()) {
                    tokenizer.switch(text, &name);
                }
            }
            token => filter.pass(token),
        }
        check_size(&filter.builder.sink, source, limits)?;
    }
    filter.pass(Token::EOFToken);
    filter.builder.end();
    check_size(&filter.builder.sink, source, limits)?;
    Ok(filter.builder.sink.finish())
}

fn check_size(sink: &Sink, source: &str, limits: &Limits) -> Result<(), Error> {
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
    if sink.shared.comparisons.get() > COMPARISONS_LIMIT {
        let (what, limit) = ("attributes on nested formatting elements", COMPARISONS_LIMIT);
        return Err(ErrorKind::TooLarge { what, limit }.into());
    }
    sink.check_copies(source.len())
}

/// Stands between tokenizer and tree builder, and flattens what is too deep.
struct Filter {
    builder: TreeBuilder<Handle, Sink>,
    depth_limit: usize,
    dropped: RefCell<Dropped>,
    /// Text not yet given to the tree builder: dropped tags and the like may stand in it.
    text: RefCell<StrTendril>,
    /// Whether the tree builder has got nothing since a NUL.
    after_nul: Cell<bool>,
}

impl Filter {
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
    fn flush(&self) {
        let text = self.text.take();
        if !text.is_empty() {
            self.give(Token::CharacterTokens(text));
        }
    }

    /// Gives a token that makes no element of its own.
    fn give(&self, token: Token) {
        self.after_nul.set(token == Token::NullCharacterToken);
        self.builder.sink.expect(None);
        // The page's encoding is known, and there is no script to wait for.
        let _ = self.builder.process_token(token, LINE);
    }

    fn pass(&self, token: Token) {
        self.flush();
        self.give(token);
    }

    fn is_foreign(&self) -> bool {
        self.flush();
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn text(&self, more: StrTendril) {
        let mut text = self.text.borrow_mut();
        match text.is_empty() {
            true => *text = more,
            false => text.push_slice(&more),
        }
    }

    /// The tree builder leaves NUL out where it takes letters, save in foreign content. Only where
    /// no letter came before, the first may change what is expected: it ends the head.
    fn nul(&self) {
        let after_letter = match self.text.borrow().bytes().last() {
            Some(byte) => !byte.is_ascii_whitespace(),
            None => self.after_nul.get(),
        };
        if !after_letter || self.builder.adjusted_current_node_present_but_not_in_html_namespace() {
            self.pass(Token::NullCharacterToken);
        }
    }

    /// What the tokenizer has to read the element's text as, if it is not markup.
    fn tag(&self, tag: Tag, span: Span) -> Option<Text> {
        let sink = &self.builder.sink;
        self.flush();
        self.after_nul.set(false);
        if self.flatten(&tag, span) {
            // What the tag kept apart must not run together.
            if is_apart(&tag.name) {
                self.text.borrow_mut().push_char('\n');
            }
            return None;
        }
        if tag.attrs.len() > FEW_ATTRIBUTES && is_formatting(&tag.name) {
            let comparisons = tag.attrs.len() * sink.shared.depth.get();
            sink.shared.comparisons.set(sink.shared.comparisons.get() + comparisons);
        }
        let starts = tag.kind == TagKind::StartTag;
        sink.expect(starts.then(|| (span, tag.name.clone())));
        let result = self.builder.process_token(Token::TagToken(tag), LINE);
        if starts {
            sink.settle(span);
        }
        match result {
            TokenSinkResult::RawData(RawKind::Rcdata) => Some(Text::Rcdata),
            TokenSinkResult::RawData(RawKind::Rawtext) => Some(Text::Rawtext),
            TokenSinkResult::RawData(_) => Some(Text::Script),
            TokenSinkResult::Plaintext => Some(Text::Plaintext),
            _ => None,
        }
    }
}
