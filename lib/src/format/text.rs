//! Text as it may go out: white space collapsed, nothing in it that a terminal would act upon.

/// A character that does not go out as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Odd {
    /// White space other than the space itself, and what some terminals take for it.
    Space,
    /// Control characters, which a terminal would obey; directional embeddings, overrides and
    /// isolates, which could reorder what stands around them; U+FEFF and soft hyphens, which
    /// would keep a search from finding the word that they stand in.
    Dropped,
}

/// The odd character at the beginning of `rest` and its length.
fn odd(rest: &[u8]) -> Option<(usize, Odd)> {
    match *rest {
        [b'\t' | b'\n' | 0x0b | 0x0c | b'\r', ..] => Some((1, Odd::Space)),
        [0..=0x1f | 0x7f, ..] => Some((1, Odd::Dropped)),
        [0xc2, 0x85, ..] => Some((2, Odd::Space)),
        [0xc2, 0x80..=0x9f | 0xad, ..] => Some((2, Odd::Dropped)),
        [0xe2, 0x80, 0xa8 | 0xa9, ..] => Some((3, Odd::Space)),
        [0xe2, 0x80, 0xaa..=0xae, ..] | [0xe2, 0x81, 0xa6..=0xa9, ..] => Some((3, Odd::Dropped)),
        [0xef, 0xbb, 0xbf, ..] => Some((3, Odd::Dropped)),
        _ => None,
    }
}

/// The bytes that an odd character can begin with.
const MAYBE_ODD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = byte < 0x20 || matches!(byte, 0x7f | 0xc2 | 0xe2 | 0xef);
        byte += 1;
    }
    table
};

/// Adds text with its white space collapsed, also where it meets what is there already.
pub(super) fn push(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    let mut spaced = out.is_empty() || out.ends_with([' ', '\n']);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte == b' ' && spaced {
            out.push_str(&text[from..at]);
            from = at + 1;
        } else if MAYBE_ODD[usize::from(byte)]
            && let Some((length, kind)) = odd(&bytes[at..])
        {
            out.push_str(&text[from..at]);
            if kind == Odd::Space && !spaced {
                out.push(' ');
                spaced = true;
            }
            at += length;
            from = at;
            continue;
        } else {
            spaced = byte == b' ';
        }
        at += 1;
    }
    out.push_str(&text[from..]);
}

/// Adds text whose white space counts: lines, tabs and spaces stay.
pub(super) fn push_verbatim(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while at < bytes.len() {
        if MAYBE_ODD[usize::from(bytes[at])]
            && !matches!(bytes[at], b'\n' | b'\t')
            && let Some((length, kind)) = odd(&bytes[at..])
        {
            out.push_str(&text[from..at]);
            if kind == Odd::Space && bytes[at] != b'\r' {
                out.push(' ');
            }
            at += length;
            from = at;
        } else {
            at += 1;
        }
    }
    out.push_str(&text[from..]);
}

/// Adds an address: what would end it or be dropped from it is percent-encoded.
pub(super) fn push_address(out: &mut String, address: &str) {
    if address.bytes().all(|byte| byte.is_ascii_graphic()) {
        return out.push_str(address);
    }
    let mut at = 0;
    for (index, c) in address.char_indices() {
        if c.is_whitespace() || odd(&address.as_bytes()[index..]).is_some() {
            out.push_str(&address[at..index]);
            at = index + c.len_utf8();
            for byte in address[index..at].bytes() {
                const HEX: [u8; 16] = *b"0123456789ABCDEF";
                let digits = [byte >> 4, byte & 15].map(|d| char::from(HEX[usize::from(d)]));
                out.push('%');
                out.extend(digits);
            }
        }
    }
    out.push_str(&address[at..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pushed(pieces: &[&str]) -> String {
        let mut out = String::new();
        pieces.iter().for_each(|piece| push(&mut out, piece));
        out
    }

    #[test]
    fn collapses_across_pieces() {
        assert_eq!(pushed(&[" a ", " b", "\t\n c  d", " "]), "a b c d ");
    }

    #[test]
    fn lets_nothing_out_that_a_terminal_obeys() {
        assert_eq!(
            pushed(&["a\x1b[31mb\u{9b}c\x7fd\u{202e}e\u{2066}f\u{feff}g\u{ad}h"]),
            "a[31mbcdefgh"
        );
        assert_eq!(pushed(&["a\u{85}b\u{2028}c\u{a0}d – ž"]), "a b c\u{a0}d – ž");
    }

    #[test]
    fn keeps_white_space_that_counts() {
        let mut out = String::new();
        push_verbatim(&mut out, "a  b\r\n\tc\x0bd\x1b");
        assert_eq!(out, "a  b\n\tc d");
    }

    #[test]
    fn writes_addresses_in_one_piece() {
        let mut out = String::new();
        push_address(&mut out, "/a b\u{202e}\x1bč");
        assert_eq!(out, "/a%20b%E2%80%AE%1Bč");
    }
}
