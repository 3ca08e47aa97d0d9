//! Words, counted.

use std::collections::HashMap;

/// How many pieces of a word are tried together.
const LONGEST: usize = 16;

/// The words of a text in their order, each in the pieces that its elements cut it into: outputs
/// may keep the pieces together or apart (`H<sub>2</sub>O`).
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: Vec<Vec<String>>,
    open: Vec<String>,
    piece: String,
    hints: Vec<String>,
}

impl Words {
    /// The words of text without elements.
    pub(crate) fn of(text: &str) -> Words {
        let mut words = Words::default();
        words.text(text);
        words.boundary();
        words
    }

    /// Adds text of one node; the word at its end may go on in the next node.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) {
                self.piece.push(c);
            } else if is_unseen(c) {
                // A word with a soft hyphen is one word.
            } else {
                self.boundary();
                if !is_separator(c) {
                    self.words.push(vec![c.to_string()]);
                }
            }
        }
        self.end_piece();
    }

    fn end_piece(&mut self) {
        if !self.piece.is_empty() {
            self.open.push(std::mem::take(&mut self.piece));
        }
    }

    /// Adds text that stands by itself.
    pub(crate) fn apart(&mut self, text: &str) {
        self.boundary();
        self.text(text);
        self.boundary();
    }

    /// Adds the hint of a field: it need not be said again where the field's label says it.
    pub(crate) fn hint(&mut self, text: &str) {
        self.hints.extend(Words::of(text).whole());
    }

    /// Ends the word: what comes next begins another.
    pub(crate) fn boundary(&mut self) {
        self.end_piece();
        if !self.open.is_empty() {
            self.words.push(std::mem::take(&mut self.open));
        }
    }

    /// The words in their order.
    pub(crate) fn whole(&self) -> Vec<String> {
        self.words.iter().map(|pieces| pieces.concat()).collect()
    }
}

/// Soft hyphens, zero-width and directional characters, controls, noncharacters, and the private
/// characters of icon fonts, which mean nothing without their font.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !c.is_whitespace())
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}')
        || matches!(c, '\u{e000}'..='\u{f8ff}')
        || (c as u32 & 0xfffe) == 0xfffe
}

/// White space and punctuation: outputs add marks of their own. Every other sign is a word.
fn is_separator(c: char) -> bool {
    c.is_ascii()
        || c.is_whitespace()
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3000}'..='\u{303f}')
        || matches!(c, '«' | '»' | '¡' | '¿' | '·' | '´' | '¨' | '¸' | '¯')
}

/// How often each word occurs.
#[derive(Debug, Clone, Default)]
pub(crate) struct Count(HashMap<String, usize>);

impl Count {
    pub(crate) fn add(&mut self, words: &Words) {
        let hints = words.hints.iter().cloned();
        words
            .whole()
            .into_iter()
            .chain(hints)
            .for_each(|word| *self.0.entry(word).or_default() += 1);
    }

    pub(crate) fn with(mut self, words: &Words) -> Count {
        self.add(words);
        self
    }

    /// Both counts in one.
    pub(crate) fn and(mut self, other: &Count) -> Count {
        for (word, count) in &other.0 {
            *self.0.entry(word.clone()).or_default() += count;
        }
        self
    }

    fn take(&mut self, word: &str) -> bool {
        match self.0.get_mut(word) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }

    /// Takes words out, whole or in as few pieces as can be; gives those that were not there often enough.
    pub(crate) fn take_all(&mut self, words: &Words) -> Vec<String> {
        let mut in_pieces = Vec::new();
        let hints = words.hints.iter().filter(|word| !self.0.contains_key(*word));
        let mut missing: Vec<_> = hints.cloned().collect();
        for pieces in &words.words {
            if !self.take(&pieces.concat()) {
                in_pieces.push(pieces);
            }
        }
        for pieces in in_pieces {
            let mut rest = pieces.as_slice();
            while let Some(piece) = rest.first() {
                let longest = rest.len().min(LONGEST);
                let together = (1..=longest).rev().find(|&n| self.take(&rest[..n].concat()));
                if together.is_none() {
                    missing.push(piece.clone());
                }
                rest = &rest[together.unwrap_or(1)..];
            }
        }
        missing
    }

    /// What is here more often than in `other`.
    pub(crate) fn less(&self, other: &Count) -> Count {
        let more = self.0.iter().map(|(word, &count)| {
            (word.clone(), count.saturating_sub(other.0.get(word).copied().unwrap_or_default()))
        });
        Count(more.filter(|(_, count)| *count > 0).collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.values().all(|&count| count == 0)
    }

    /// Whether one of the words is also in `other`.
    pub(crate) fn says_any(&self, other: &Count) -> bool {
        self.0.keys().any(|word| other.0.contains_key(word))
    }
}
