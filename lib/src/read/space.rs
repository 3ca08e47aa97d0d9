//! White space as the reading collapses it.

use std::borrow::Cow;

/// ASCII white space (Infra Standard).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
}

/// Characters that nobody sees: all kinds of spaces, and what has no width.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Text without soft hyphens, which only say where a word may be broken.
pub(super) fn without_soft_hyphens(text: &str) -> Cow<'_, str> {
    match text.contains('\u{ad}') {
        true => Cow::Owned(text.replace('\u{ad}', "")),
        false => Cow::Borrowed(text),
    }
}

/// Whether text would run into the character before it. Brackets, slashes and dashes join, and so does
/// what ends a phrase.
pub(super) fn runs_together(before: Option<char>, text: &str) -> bool {
    const JOINS: &str = "([{„‚‹«/\\-‐‑–—_@#$€£§'’\"“‘";
    const ENDS: &str = ")]}.,;:!?%‰°/\\-‐‑–—_'’\"”»›…";
    let (Some(before), Some(next)) = (before, text.chars().next()) else { return false };
    !before.is_whitespace()
        && !next.is_whitespace()
        && !JOINS.contains(before)
        && !ENDS.contains(next)
}

/// The end of the words from `at` that stand apart by single spaces.
pub(super) fn run_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() {
        if is_space(bytes[at]) {
            let single = bytes[at] == b' ' && bytes.get(at + 1).is_some_and(|&b| !is_space(b));
            if !single {
                return at;
            }
        }
        at += 1;
    }
    at
}
