//! What formats made of lines know of blocks.

use crate::event::{Tag, TagEnd};
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
    /// What was announced last, if without a label.
    bare: Option<RegionKind>,
}

impl Regions {
    /// Whether a region that begins is announced by its name. The main content is not where the
    /// page begins with it, nor is content that no region claims where there is no other. One
    /// without a label is not announced after its like, nor is a menu within the page's footer:
    /// that is a list of links as it is.
    pub(super) fn begin(&mut self, kind: RegionKind, labelled: bool) -> bool {
        let in_footer = self.open.iter().any(|(_, open)| *open == RegionKind::ContentInfo);
        let named = match kind {
            RegionKind::Main => self.others,
            RegionKind::Other => self.count > 0,
            _ => true,
        };
        self.count += 1;
        self.others |= kind != RegionKind::Main;
        self.open.push((self.count, kind));
        if in_footer && kind == RegionKind::Navigation && !labelled {
            return false;
        }
        self.heard = Some(self.count);
        let bare = (!labelled).then_some(kind);
        let like_last = bare.is_some() && self.bare == bare;
        self.bare = bare;
        named && !like_last
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

/// What must stand between text and a number above or below the line, and after such a number:
/// digits must not run into digits, 10² is not 102.
pub(super) fn between_numbers(
    before: Option<char>,
    script: Option<TagEnd>,
    after_script: bool,
    first: char,
) -> Option<char> {
    let before = before?;
    let digits = before.is_ascii_digit() && first.is_ascii_digit();
    let is_number = first.is_ascii_digit() || matches!(first, '-' | '+' | '−');
    match script {
        Some(TagEnd::Superscript) if is_number && before.is_alphanumeric() => Some('^'),
        Some(TagEnd::Subscript) if digits => Some('_'),
        _ if after_script && digits => Some(' '),
        _ => None,
    }
}
