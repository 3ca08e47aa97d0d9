//! What formats made of lines know of blocks.

use crate::event::{Tag, TagEnd};
use crate::i18n::Phrases;
use crate::read::RegionKind;

/// Elements within text; all others stand on lines of their own.
pub(super) fn is_block(tag: &Tag<'_>) -> bool {
    match tag {
        Tag::Link(link) => link.block,
        tag => !matches!(
            tag.end(),
            TagEnd::Label
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Code
                | TagEnd::Keyboard
                | TagEnd::Sample
                | TagEnd::Variable
                | TagEnd::Subscript
                | TagEnd::Superscript
                | TagEnd::Deleted
                | TagEnd::Inserted
                | TagEnd::Mark
                | TagEnd::Small
                | TagEnd::Quote
                | TagEnd::Cite
                | TagEnd::Definition
                | TagEnd::Abbreviation
                | TagEnd::Time
                | TagEnd::Ruby
                | TagEnd::RubyText
                | TagEnd::Formula
                | TagEnd::BidiOverride
                | TagEnd::Span
        ),
    }
}

/// The regions that have begun, and which of them a listener thinks to be in.
#[derive(Debug, Default)]
pub(super) struct Regions {
    count: usize,
    others: bool,
    open: Vec<(usize, RegionKind)>,
    /// The region that was announced last, or that needs no announcement after it.
    heard: Option<usize>,
    /// What was announced last, if without a label, and whether that is shown.
    bare: Option<(RegionKind, Labelled)>,
}

/// How the label of a region is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Labelled {
    No,
    /// The region itself begins with it.
    Shown,
    Yes,
}

impl Labelled {
    pub(super) fn of(label: Option<&str>, shown: bool) -> Labelled {
        match label {
            None => Labelled::No,
            Some(_) if shown => Labelled::Shown,
            Some(_) => Labelled::Yes,
        }
    }
}

impl Regions {
    /// Whether a region that begins is announced by its name. The main content is not where the
    /// page begins with it, nor is content that no region claims where there is no other. One
    /// whose label is not to be said is not announced after its like, nor is a menu within the
    /// page's footer: that is a list of links as it is.
    pub(super) fn begin(&mut self, kind: RegionKind, labelled: Labelled) -> bool {
        let in_footer = self.open.iter().any(|(_, open)| *open == RegionKind::ContentInfo);
        let named = match kind {
            RegionKind::Main => self.others,
            RegionKind::Other => self.count > 0,
            _ => true,
        };
        self.count += 1;
        self.others |= kind != RegionKind::Main;
        self.open.push((self.count, kind));
        let labelled_here = labelled == Labelled::Yes;
        if in_footer && kind == RegionKind::Navigation && !labelled_here {
            return false;
        }
        self.heard = Some(self.count);
        let like_last = match (self.bare, labelled) {
            (_, Labelled::Yes) | (None, _) => false,
            // What begins with words of its own needs no more after its like.
            (Some((last, _)), Labelled::Shown) => last == kind,
            (Some(last), Labelled::No) => last == (kind, Labelled::No),
        };
        self.bare = (!labelled_here).then_some((kind, labelled));
        named && !like_last
    }

    /// What announces the innermost region, with its label where that is to be said. An aside
    /// within the main content belongs to what stands around it: its label alone says more.
    pub(super) fn announcement(&self, phrases: &Phrases, label: Option<&str>) -> String {
        let kind = self.open.last().map_or(RegionKind::Other, |(_, kind)| *kind);
        let in_main = self.open.iter().any(|(_, open)| *open == RegionKind::Main);
        match label {
            Some(label) if in_main && kind == RegionKind::Complementary => label.to_owned(),
            Some(label) => phrases.labelled_region(kind, label),
            None => phrases.region(kind).to_owned(),
        }
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// Whether the region that goes on after one within it must be announced again.
    pub(super) fn resume(&mut self) -> bool {
        let here = self.open.last().map(|(number, _)| *number);
        self.bare = None;
        std::mem::replace(&mut self.heard, here) != here
    }
}

/// Whether raised text is no part of the word before it: a number, a sum, the sign of a note; `n` after
/// a number, but not the end of a number in words ("1st", "2e").
fn is_exponent(before: char, words: &str) -> bool {
    let words = words.trim_end();
    let number = words.starts_with(|c: char| c.is_ascii_digit());
    let signed = words.starts_with(['-', '+', '−']);
    let note = words.ends_with(')') && !words.contains('(') && words.chars().count() <= 4;
    let variable = before.is_ascii_digit() && matches!(words, "n" | "x" | "y" | "k");
    (number || signed && before.is_alphanumeric()) || is_sum(words) || note || variable
}

/// Whether a raised text is more than one term: without brackets nobody could tell where it ends.
pub(super) fn is_sum(words: &str) -> bool {
    let is_operator = |c: char| matches!(c, '+' | '-' | '−' | '·' | '*' | '/');
    let is_operand = |c: char| c.is_alphanumeric();
    let mut terms = words.split(is_operator).skip(1);
    words.chars().all(|c| is_operand(c) || is_operator(c) || c == ' ')
        && words.chars().count() <= 12
        && words.chars().skip(1).any(is_operator)
        && terms.all(|term| term.contains(is_operand))
}

/// What must stand between text and a number above or below the line, and after such a number:
/// digits must not run into digits, 10² is not 102.
pub(super) fn between_numbers(
    before: Option<char>,
    script: Option<TagEnd>,
    after_script: bool,
    words: &str,
) -> Option<char> {
    let (before, first) = (before?, words.chars().next()?);
    let digits = before.is_ascii_digit() && first.is_ascii_digit();
    match script {
        Some(TagEnd::Superscript) if !before.is_whitespace() && is_exponent(before, words) => {
            Some('^')
        }
        Some(TagEnd::Subscript) if digits => Some('_'),
        _ if after_script && digits => Some(' '),
        _ => None,
    }
}
