//! Text that looks like markup, made to stay text (CommonMark 0.31, 2.4).

use crate::format::text;

/// Adds text that is to be read as it is, its white space collapsed.
pub(super) fn push(out: &mut String, scratch: &mut String, words: &str) {
    scratch.clear();
    // White space collapses with what is there already.
    scratch.push_str(if out.is_empty() || out.ends_with([' ', '\n']) { " " } else { "x" });
    text::push(scratch, words);
    let words = &scratch[1..];
    let mut from = 0;
    for (at, byte) in words.bytes().enumerate() {
        let escaped = match byte {
            b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'~' => true,
            b'_' => !is_within_word(words, at),
            // An entity, or what could become one with the text to follow.
            b'&' => words[at + 1..].chars().next().is_none_or(|c| c == '#' || c.is_alphanumeric()),
            _ => false,
        };
        if escaped {
            out.push_str(&words[from..at]);
            out.push('\\');
            from = at;
        }
    }
    out.push_str(&words[from..]);
}

/// An underscore between letters means nothing (CommonMark 0.31, 6.2).
fn is_within_word(words: &str, at: usize) -> bool {
    let before = words[..at].chars().next_back();
    let after = words[at + 1..].chars().next();
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

/// Where the beginning of a line would make it another block, the place for a backslash.
pub(super) fn block_start(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    match bytes.first()? {
        b'#' | b'>' | b'=' | b'|' | b':' => Some(0),
        b'-' | b'+' => {
            let next = line[1..].chars().next();
            next.is_none_or(|c| !c.is_alphanumeric()).then_some(0)
        }
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let ends = matches!(bytes.get(digits + 1), None | Some(b' ' | b'\t' | b'\\'));
            (matches!(bytes.get(digits), Some(b'.' | b')')) && ends).then_some(digits)
        }
        _ => None,
    }
}

/// The address of a link, between parentheses or in a definition.
pub(super) fn push_address(out: &mut String, address: &str) {
    let mut written = String::new();
    text::push_address(&mut written, address);
    if written.is_empty() {
        out.push_str("<>");
    }
    for c in written.chars() {
        if matches!(c, '\\' | '(' | ')' | '<' | '>' | '&' | '*' | '_' | '[' | ']' | '`') {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Adds code: as it is, between more backticks than it has anywhere in a row (6.1).
pub(super) fn code(out: &mut String, code: &str) {
    let fence = "`".repeat(longest_run(code) + 1);
    let padded = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
    let pad = if padded { " " } else { "" };
    for piece in [&fence, pad, code, pad, &fence] {
        out.push_str(piece);
    }
}

/// The most backticks in a row.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
