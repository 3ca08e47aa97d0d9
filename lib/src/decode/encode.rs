//! Text that is put into a page, as bytes of the page's encoding.

use super::SourceMap;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::ops::Range;

/// The bytes of a text in an encoding. Characters that the encoding lacks, or that it would read back as
/// others, become character references.
///
/// In ISO-2022-JP that is everything but ASCII: a text without escape sequences can stand wherever
/// ASCII is read.
pub(super) fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_8 {
        return text.as_bytes().to_vec();
    }
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
    if encoding == UTF_16LE {
        return utf16(u16::to_le_bytes);
    }
    if encoding == UTF_16BE {
        return utf16(u16::to_be_bytes);
    }
    let mut out = Vec::with_capacity(text.len());
    let mut buffer = [0; 4];
    for c in text.chars() {
        let utf8 = &*c.encode_utf8(&mut buffer);
        let (bytes, _, lacking) = encoding.encode(utf8);
        let kept = match encoding == ISO_2022_JP {
            // These two are other signs in the Roman set of ISO-2022-JP.
            true => c.is_ascii() && !matches!(c, '\\' | '~' | '\u{1b}'),
            false => !lacking && encoding.decode_without_bom_handling(&bytes).0 == utf8,
        };
        match kept {
            true => out.extend_from_slice(&bytes),
            false => out.extend_from_slice(format!("&#{};", u32::from(c)).as_bytes()),
        }
    }
    out
}

impl SourceMap {
    /// An edit of the decoded text as one of the bytes that it was decoded from.
    pub(crate) fn edit(
        &self,
        bytes: &[u8],
        encoding: &'static Encoding,
        decoded: Range<usize>,
        text: &str,
    ) -> (Range<usize>, Vec<u8>) {
        let text = encode(text, encoding);
        if encoding != ISO_2022_JP {
            return (self.source(decoded.start)..self.source(decoded.end), text);
        }
        // An escape sequence right after another is an error, so those around stay or go as a whole.
        let start = self.before(decoded.start);
        let end = self.before(decoded.end).max(start);
        let (mut set, needed) = (self.set_at(bytes, start), self.set_at(bytes, end));
        let mut written = Vec::new();
        if !text.is_empty() && !is_ascii(set) {
            set = ASCII;
            written.extend_from_slice(set);
        }
        written.extend_from_slice(&text);
        let escaped = bytes.get(end).is_none_or(|&next| next == ESCAPE);
        if set != needed && !escaped {
            written.extend_from_slice(needed);
        }
        (start..end, written)
    }
}

const ESCAPE: u8 = 0x1b;
const ASCII: &[u8] = b"\x1b(B";

/// Whether ASCII, but for two signs, stands for itself in the set that an escape sequence begins.
fn is_ascii(set: &[u8]) -> bool {
    matches!(set, b"\x1b(B" | b"\x1b(J")
}

/// The escape sequence of ISO-2022-JP that bytes begin with.
pub(super) fn escape(bytes: &[u8]) -> Option<&[u8]> {
    let known: [&[u8]; 5] = [ASCII, b"\x1b(J", b"\x1b(I", b"\x1b$@", b"\x1b$B"];
    bytes.get(..3).filter(|found| known.contains(found))
}

/// Where the escape sequences of ISO-2022-JP end, in ascending order.
pub(super) fn escapes(bytes: &[u8]) -> Vec<usize> {
    let found = memchr::memchr_iter(ESCAPE, bytes);
    found.filter(|&at| escape(&bytes[at..]).is_some()).map(|at| at + 3).collect()
}

impl SourceMap {
    /// The escape sequence in force at an offset of the source.
    fn set_at<'b>(&self, bytes: &'b [u8], at: usize) -> &'b [u8] {
        let before = self.escapes.partition_point(|&end| end <= at);
        before
            .checked_sub(1)
            .map_or(ASCII, |last| &bytes[self.escapes[last] - 3..self.escapes[last]])
    }
}
