//! Where markup begins and ends in the source: the few rules of the tokenizer that tell it.

use memchr::{memchr, memchr_iter, memmem};

/// What stands at a `<`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A start or end tag.
    Tag,
    Comment,
    /// `<![CDATA[`: text in foreign content, elsewhere a bogus comment.
    Cdata,
    /// A doctype or a bogus comment: ends at the first `>`.
    Declaration,
}

/// The first markup at or after `from`.
pub(super) fn next(source: &str, from: usize) -> Option<(usize, Kind)> {
    let bytes = source.as_bytes();
    let mut at = from;
    loop {
        at += memchr(b'<', &bytes[at..])?;
        if let Some(kind) = kind(&bytes[at..]) {
            return Some((at, kind));
        }
        at += 1;
    }
}

/// HTML Standard, "tag open state" and "end tag open state".
fn kind(markup: &[u8]) -> Option<Kind> {
    match markup.get(1)? {
        byte if byte.is_ascii_alphabetic() => Some(Kind::Tag),
        b'!' if markup.starts_with(b"<!--") => Some(Kind::Comment),
        b'!' if markup.starts_with(b"<![CDATA[") => Some(Kind::Cdata),
        b'!' | b'?' => Some(Kind::Declaration),
        b'/' => match markup.get(2)? {
            byte if byte.is_ascii_alphabetic() => Some(Kind::Tag),
            b'>' => None,
            _ => Some(Kind::Declaration),
        },
        _ => None,
    }
}

/// The first end tag of a raw text element at or after `from`.
pub(super) fn raw_end(source: &str, from: usize, name: &str) -> Option<usize> {
    let bytes = source.as_bytes();
    memmem::find_iter(&bytes[from..], b"</").map(|at| from + at).find(|at| {
        let rest = &bytes[at + 2..];
        rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && matches!(
                rest.get(name.len()),
                Some(b'\t' | b'\n' | b'\x0c' | b'\r' | b' ' | b'/' | b'>')
            )
    })
}

/// Just past the first `>` at or after `from`.
pub(super) fn angle(source: &str, from: usize) -> Option<usize> {
    Some(from + memchr(b'>', &source.as_bytes()[from..])? + 1)
}

/// Just past the end of the comment that begins at `open`: `-->`, `--!>`, and at once `<!-->`.
pub(super) fn comment_end(source: &str, open: usize) -> Option<usize> {
    let inside = &source.as_bytes()[open + "<!".len()..];
    let end = memchr_iter(b'>', inside).find(|&at| {
        // The hyphens that open a comment close `<!-->` too, but not `<!--!>`.
        let text = &inside[..at];
        text.ends_with(b"--") || (text.ends_with(b"--!") && text.len() >= "----!".len())
    })?;
    Some(open + "<!".len() + end + 1)
}

/// Just past the end of the CDATA section that begins at `open`.
pub(super) fn cdata_end(source: &str, open: usize) -> Option<usize> {
    let inside = open + "<![CDATA[".len();
    Some(inside + memmem::find(&source.as_bytes()[inside..], b"]]>")? + "]]>".len())
}

/// Just past the end of the tag that begins at `open` (or of the source, where it is not closed),
/// and how many attributes it has.
///
/// HTML Standard, from "tag name state" to "after attribute value (quoted) state".
pub(super) fn tag_end(source: &str, open: usize) -> (usize, usize) {
    enum At {
        TagName,
        Between,
        Name,
        AfterName,
        BeforeValue,
        Value,
        Quoted(u8),
    }
    let (mut at, mut attributes) = (At::TagName, 0);
    for (index, &byte) in source.as_bytes()[open..].iter().enumerate() {
        let space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        at = match (at, byte) {
            (At::Quoted(quote), _) if byte == quote => At::Between,
            (At::Quoted(quote), _) => At::Quoted(quote),
            (_, b'>') => return (open + index + 1, attributes),
            (At::BeforeValue, b'"' | b'\'') => At::Quoted(byte),
            (At::BeforeValue, _) if space => At::BeforeValue,
            (At::BeforeValue, _) => At::Value,
            (At::Value, _) if !space => At::Value,
            (At::TagName, _) if !space && (byte != b'/' || index == 1) => At::TagName,
            (At::Name | At::AfterName, b'=') => At::BeforeValue,
            (At::Name | At::AfterName, _) if space => At::AfterName,
            (At::Name, _) if byte != b'/' => At::Name,
            (_, b'/') => At::Between,
            _ if space => At::Between,
            _ => {
                attributes += 1;
                At::Name
            }
        };
    }
    (source.len(), attributes)
}
