//! Numbers above and below the line: they must not run into those beside them.

use super::{Body, Open, Style};
use crate::event::TagEnd;
use crate::format::blocks::{self, between_numbers};

impl<'p, S: Style<'p>> Body<'p, S> {
    /// What keeps a number above or below the line apart from the numbers beside it; to be asked
    /// before any text of the page is added.
    pub(in crate::format) fn mark_between_numbers(&mut self, words: &str) -> Option<char> {
        let after_script = std::mem::take(&mut self.after_script);
        let begun = |open: &&Open<'p, S>| open.at == (self.block, self.text.len());
        // The number of a note is a link above the line: what stands right within counts too.
        let mut since = self.open.iter().rev().take_while(begun).map(|open| open.tag);
        let script = since.find(|tag| matches!(tag, TagEnd::Superscript | TagEnd::Subscript));
        let before = self.text.chars().next_back();
        between_numbers(before, script, after_script, words)
    }

    /// Puts brackets around a raised sum: x^(n+1) is not x^n+1.
    pub(super) fn bracket_sum(&mut self, open: &Open<'p, S>) {
        let said = self.said(open);
        let at = self.text.len() - said.len();
        if let Some(sum) = said.trim_end().strip_prefix('^').filter(|sum| blocks::is_sum(sum)) {
            let end = at + 1 + sum.len();
            self.text.insert(end, ')');
            self.text.insert(at + 1, '(');
        }
    }
}
