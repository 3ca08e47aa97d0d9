//! Where lines end.
//!
//! A line ends at a space, never at a no-break space and never within a word: a hyphen at the end
//! of a line would be lost to a search, and Czech would repeat it on the next. Only in scripts
//! that are written without spaces do lines end where the Unicode line breaking algorithm (UAX 14)
//! lets them.

use unicode_linebreak::linebreaks;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The lines of a text, each a slice of it. `\n` ends a line anywhere.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    at: Option<usize>,
    /// The word without spaces that was looked at last: its end and where it may be broken.
    word: (usize, Vec<usize>),
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Lines { text, at: Some(0), word: (0, Vec::new()) }
    }

    /// The next line, at most `width` columns wide where its words let it be. Spaces at which a
    /// line was ended belong to none.
    pub(super) fn next(&mut self, width: usize) -> Option<&'t str> {
        let start = self.at?;
        let bytes = self.text.as_bytes();
        let (mut at, mut columns) = (start, 0);
        // The last place where the line could end, and whether it holds a word yet.
        let (mut fit, mut word) = (None, false);
        loop {
            match bytes.get(at) {
                None => return self.end(start, at, None),
                Some(b'\n') => return self.end(start, at, Some(at + 1)),
                Some(b' ') => {
                    if word && columns > width {
                        return self.soft_end(start, at);
                    }
                    fit = if word { Some(at) } else { fit };
                    (at, columns) = (at + 1, columns + 1);
                    continue;
                }
                Some(0..=0x7f) => (at, columns) = (at + 1, columns + 1),
                Some(_) => {
                    let (c, opportunity) = self.wide(at);
                    if word && opportunity {
                        if columns > width {
                            return self.soft_end(start, at);
                        }
                        fit = Some(at);
                    }
                    columns += if c == '\u{fe0f}' { 1 } else { columns_of(c) };
                    at += c.len_utf8();
                }
            }
            word = true;
            if columns > width
                && let Some(end) = fit
            {
                return self.soft_end(start, end);
            }
        }
    }

    fn end(&mut self, start: usize, end: usize, next: Option<usize>) -> Option<&'t str> {
        self.at = next;
        Some(&self.text[start..end])
    }

    fn soft_end(&mut self, start: usize, end: usize) -> Option<&'t str> {
        let rest = &self.text[end..];
        let next = end + (rest.len() - rest.trim_start_matches(is_breaking_space).len());
        // What is left of a line that ended in spaces is nothing.
        let next = match self.text.as_bytes().get(next) {
            None => None,
            Some(b'\n') => Some(next + 1),
            Some(_) => Some(next),
        };
        self.end(start, end, next)
    }

    /// The character at `at`, and whether a line may end before it.
    fn wide(&mut self, at: usize) -> (char, bool) {
        let c = self.text[at..].chars().next().unwrap_or_default();
        if (c as u32) < 0x0e00 {
            return (c, false);
        }
        if is_breaking_space(c) {
            return (c, true);
        }
        if at >= self.word.0 && is_written_without_spaces(c) {
            self.look_at_word(at);
        }
        (c, at < self.word.0 && self.word.1.binary_search(&at).is_ok())
    }

    fn look_at_word(&mut self, at: usize) {
        let edge = |c: char| c == '\n' || is_breaking_space(c);
        let before = self.text[..at].char_indices().rev().find(|&(_, c)| edge(c));
        let start = before.map_or(0, |(space, c)| space + c.len_utf8());
        let end = self.text[at..].find(edge).map_or(self.text.len(), |length| at + length);
        let word = &self.text[start..end];
        let breaks = &mut self.word.1;
        breaks.clear();
        if !word.contains("://") {
            breaks.extend(linebreaks(word).map(|(place, _)| start + place).filter(|&p| p < end));
        }
        self.word.0 = end;
    }
}

/// The columns of one character; the sum over a text is never less than its width.
fn columns_of(c: char) -> usize {
    match c {
        '\u{a0}'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{2010}'..='\u{2027}' => 1,
        _ => c.width().unwrap_or(0),
    }
}

/// Spaces of their own width that are no no-break spaces.
fn is_breaking_space(c: char) -> bool {
    c == ' ' || (c > '\u{a0}' && c.is_whitespace() && !matches!(c, '\u{2007}' | '\u{202f}'))
}

/// Whether a line may end within a word of such characters; the dash is used as one.
fn is_written_without_spaces(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2014}' | '\u{2e80}'..)
        && !matches!(c, '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> Vec<&str> {
        let mut lines = Lines::new(text);
        std::iter::from_fn(|| lines.next(width)).collect()
    }

    #[test]
    fn ends_lines_at_spaces() {
        assert_eq!(wrapped("ab cd ef", 5), ["ab cd", "ef"]);
        assert_eq!(wrapped("ab cd ef", 4), ["ab", "cd", "ef"]);
        assert_eq!(wrapped("", 4), [""]);
    }

    #[test]
    fn never_cuts_a_word() {
        assert_eq!(
            wrapped("a https://a.example/b-c/d?e=f g", 5),
            ["a", "https://a.example/b-c/d?e=f", "g"]
        );
        assert_eq!(wrapped("12\u{a0}000 Kč", 4), ["12\u{a0}000", "Kč"]);
        assert_eq!(wrapped("česko-německý", 6), ["česko-německý"]);
    }

    #[test]
    fn keeps_lines_that_are_set() {
        assert_eq!(wrapped("ab\ncd  \n\n  ef gh", 5), ["ab", "cd  ", "", "  ef", "gh"]);
    }

    #[test]
    fn counts_columns_and_breaks_where_no_spaces_are_written() {
        assert_eq!(wrapped("žluťoučký kůň", 13), ["žluťoučký kůň"]);
        assert_eq!(wrapped("日本語のテキスト", 6), ["日本語", "のテキ", "スト"]);
        assert_eq!(wrapped("one—two", 4), ["one", "—two"]);
    }
}
