//! Disclosures: each has a summary, and it comes first.

use super::elements::{Body, Note, Open};
use super::links::text_of;
use super::text;
use crate::event::{Attributes, TagEnd};

impl<'p> Body<'p> {
    /// A `details` begins with a summary, even where the page has none or has it elsewhere.
    pub(super) fn summary(&mut self, attributes: &Attributes<'p>) {
        let is_first = matches!(self.top_note(), Some(Note::Nothing));
        match is_first && self.top() == Some(TagEnd::Details) {
            true => {
                self.note(Note::Summary);
                self.open(TagEnd::Summary, "summary", "</summary>\n", attributes, |_| {});
            }
            false => self.open(TagEnd::Summary, "p", "</p>\n", attributes, |_| {}),
        }
    }

    /// Moves a summary to the beginning of its `details`. Nothing that works can stand in one, since
    /// it is a button itself: where the page has it so, both become plain blocks, open as ever.
    pub(super) fn end_summary(&mut self, open: Open<'p>) {
        const WORKING: [&str; 5] = ["<a ", "<button", "<input", "<select", "<textarea"];
        let content = &self.out[open.content..];
        let works = WORKING.iter().any(|start| content.contains(start));
        let is_silent = text_of(content).trim().is_empty() && !content.contains("aria-label");
        let name = &self.here().details;
        let Some(details) = self.open.last_mut() else { return };
        let mut summary = self.out.split_off(open.start);
        if is_silent {
            // Something has to be said of what it opens.
            text(&mut summary, name);
        }
        summary.push_str(if works { "</div>\n" } else { open.end });
        if works {
            summary.replace_range(.."<summary".len(), "<div");
            let start = self.out[details.start..details.content].replacen("<details", "<div", 1);
            let start = start.replace(" open>", ">");
            self.out.replace_range(details.start..details.content, &start);
            details.content = details.start + start.len();
            details.end = "</div>\n";
        }
        self.out.insert_str(details.content, &summary);
    }
}
