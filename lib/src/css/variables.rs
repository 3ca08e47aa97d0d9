//! Custom properties and `var()` (CSS Custom Properties for Cascading Variables 1).

use super::element::Work;
use super::value::Wide;

/// Bounds for one `var()`: the length of any text on the way to its result, the variables looked
/// up for it, and how deep they may refer to each other. A variable that refers to itself meets
/// the last one.
const LONGEST: usize = 1_000;
const MOST_LOOKUPS: u32 = 200;
const DEEPEST: u32 = 16;

/// What an element declares itself; the rest it inherits.
#[derive(Debug)]
struct Frame {
    parent: Option<usize>,
    own: Vec<(Box<str>, Box<str>)>,
}

/// The custom properties of the open elements.
#[derive(Debug, Default)]
pub(super) struct Variables {
    frames: Vec<Frame>,
}

impl Variables {
    /// Adds an element's declarations, the weakest first, and names the frame for its children.
    pub(super) fn declare(
        &mut self,
        parent: Option<usize>,
        own: Vec<(Box<str>, Box<str>)>,
    ) -> Option<usize> {
        if own.is_empty() {
            return parent;
        }
        self.frames.push(Frame { parent, own });
        Some(self.frames.len() - 1)
    }

    /// Forgets the frames of elements that are closed.
    pub(super) fn forget(&mut self, kept: Option<usize>) {
        self.frames.truncate(kept.map_or(0, |frame| frame + 1));
    }

    /// A value's text with its variables filled in; nothing when one is missing without fallback.
    pub(super) fn resolve(&self, text: &str, frame: Option<usize>, work: &Work) -> Option<String> {
        let mut out = String::new();
        let mut lookups = 0;
        self.substitute(text, frame, DEEPEST, &mut lookups, work, &mut out)?;
        Some(out)
    }

    fn substitute(
        &self,
        text: &str,
        frame: Option<usize>,
        depth: u32,
        lookups: &mut u32,
        work: &Work,
        out: &mut String,
    ) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        if text.len() > LONGEST || !work.take(1 + text.len() / 16) {
            return None;
        }
        let mut rest = text;
        while let Some(at) = find_var(rest) {
            out.push_str(&rest[..at]);
            let (arguments, after) = split_at_close(&rest[at + 4..]);
            rest = after;
            *lookups += 1;
            if *lookups > MOST_LOOKUPS || out.len() > LONGEST {
                return None;
            }
            let (name, fallback) = match arguments.split_once(',') {
                Some((name, fallback)) => (name, Some(fallback)),
                None => (arguments, None),
            };
            let before = out.len();
            let found = name.trim().strip_prefix("--").and_then(|name| {
                let (value, frame) = self.look_up(name, frame, work)?;
                self.substitute(value, frame, depth, lookups, work, out)
            });
            if found.is_none() {
                out.truncate(before);
                self.substitute(fallback?, frame, depth, lookups, work, out)?;
            }
        }
        out.push_str(rest);
        (out.len() <= LONGEST).then_some(())
    }

    /// A variable's value, and the frame whose variables its own `var()` mean.
    fn look_up(
        &self,
        name: &str,
        mut frame: Option<usize>,
        work: &Work,
    ) -> Option<(&str, Option<usize>)> {
        while let Some(at) = frame {
            let Frame { parent, own } = &self.frames[at];
            if !work.take(1 + own.len()) {
                return None;
            }
            if let Some((_, value)) = own.iter().rev().find(|(own, _)| **own == *name) {
                match Wide::named(value) {
                    Some(Wide::Initial) => return None,
                    // `inherit`, and `unset` as well, since custom properties inherit.
                    Some(_) => {}
                    None => return Some((value, frame)),
                }
            }
            frame = *parent;
        }
        None
    }
}

fn find_var(text: &str) -> Option<usize> {
    text.as_bytes().windows(4).position(|window| window.eq_ignore_ascii_case(b"var("))
}

/// What stands before the closing parenthesis, and what after it.
fn split_at_close(text: &str) -> (&str, &str) {
    let mut open = 0_u32;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => open += 1,
            b')' if open == 0 => return (&text[..at], &text[at + 1..]),
            b')' => open -= 1,
            _ => {}
        }
    }
    (text, "")
}
