//! Places in a source that only the tokenizer can tell.

use super::tokenizer::{Text, Tokenizer};
use html5ever::LocalName;
use html5ever::tokenizer::Token;

/// Where an element of the head ends whose content is text and whose start tag ends at `from`: behind
/// its end tag. `None` where the page ends within it.
pub(crate) fn end_of_text(source: &str, from: usize, name: &str) -> Option<usize> {
    let text = match name {
        "title" | "textarea" => Text::Rcdata,
        "script" => Text::Script,
        _ => Text::Rawtext,
    };
    // What is behind the start tag is no start of a page: the tokenizer begins at its first byte.
    let mut tokenizer = Tokenizer::new(source.get(from..)?, usize::MAX);
    tokenizer.switch(text, &LocalName::from(name));
    loop {
        if let Token::TagToken(_) = tokenizer.next(|| false).ok()?? {
            return Some(from + tokenizer.tag_span().end as usize);
        }
    }
}

/// The end of the comments, the doctype and the XML declaration that a page begins with.
pub(crate) fn end_of_prologue(source: &str) -> usize {
    let (mut tokenizer, mut end) = (Tokenizer::new(source, usize::MAX), 0);
    while let Ok(Some(token)) = tokenizer.next(|| false) {
        match token {
            Token::CommentToken(_) | Token::DoctypeToken(_) => end = tokenizer.at(),
            Token::CharacterTokens(text) if text.trim_ascii().is_empty() => {}
            _ => break,
        }
    }
    end
}
