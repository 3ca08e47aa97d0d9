//! Headings, the doubled and the unclosed ones too.

use super::Reading;
use super::enter::{After, has_words};
use super::text::visible_text;
use crate::dom::{Document, NodeId, Tag as Html};
use crate::event::{Tag, TagEnd};
use crate::ledger::Reason;
use crate::page::Page;
use crate::words::says;

impl Reading<'_> {
    pub(super) fn heading(&mut self, node: NodeId, level: u8) -> After {
        if holds_heading(self.page, node) {
            return self.unclosed_heading(node, level);
        }
        let text = visible_text(self.page, node);
        let doubled = self.flow.after_heading() && text == self.last_heading && !text.is_empty();
        if doubled && is_plain(&self.page.document, node) {
            self.left_out(node, Reason::DoubledHeading);
            return After::Nothing;
        }
        self.only_images = !has_words(&self.page.document, node);
        let after = self.context(node, Tag::Heading { level });
        if after == After::Context {
            self.last_heading = text;
        }
        after
    }

    /// A heading that holds others was never closed: what it says is what stands before the
    /// first block in it.
    fn unclosed_heading(&mut self, node: NodeId, level: u8) -> After {
        self.unclosed_heading = self.context(node, Tag::Heading { level }) == After::Context;
        if self.unclosed_heading { After::Unclosed } else { After::Boundary }
    }

    /// Ends an unclosed heading where a block begins, or another heading.
    pub(super) fn end_heading_before(&mut self, node: NodeId) {
        if !self.unclosed_heading || self.flow.top() != Some(TagEnd::Heading) {
            return;
        }
        let page = self.page;
        let block = page.styles.of(node).breaks_line();
        if block || heading_level(page, node, page.document.tag(node)).is_some() {
            self.end_unclosed_heading();
        }
    }

    pub(super) fn end_unclosed_heading(&mut self) {
        if std::mem::take(&mut self.unclosed_heading) {
            self.flow.close();
        }
    }
}

/// A page's title without what the heading that follows it says, and the parts that were taken
/// from its ends: titles add the site's name, with a mark between ("Passports | City of Brno").
pub(super) fn apart<'t>(title: &'t str, heading: &str) -> (&'t str, Vec<&'t str>) {
    const MARKS: [&str; 10] =
        [" | ", " - ", " – ", " — ", " · ", " • ", " : ", " / ", " » ", " :: "];
    /// Longer ones are nobody's: they are left as they are, and cost nothing.
    const LONGEST: usize = 1000;
    let (mut rest, mut said) = (title, Vec::new());
    while !rest.is_empty() && title.len().max(heading.len()) < LONGEST {
        let first = MARKS.iter().filter_map(|mark| rest.split_once(mark));
        let first = first.min_by_key(|(part, _)| part.len()).unwrap_or((rest, ""));
        let last = MARKS.iter().filter_map(|mark| rest.rsplit_once(mark));
        let last = last.min_by_key(|(_, part)| part.len()).unwrap_or(("", rest));
        let (part, others) = if says(heading, first.0) { first } else { (last.1, last.0) };
        if !says(heading, part) {
            break;
        }
        said.push(part);
        rest = others;
    }
    (rest, said)
}

/// Whether a heading is within another one.
fn holds_heading(page: &Page, node: NodeId) -> bool {
    let document = &page.document;
    let mut within = document.descendants(node).filter(|&id| id != node);
    within.any(|id| heading_level(page, id, document.tag(id)).is_some())
}

/// The level of a heading element, or of an element with that role.
pub(super) fn heading_level(page: &Page, node: NodeId, tag: Html) -> Option<u8> {
    let document = &page.document;
    let role = document.attr(node, "role").and_then(|r| r.split_ascii_whitespace().next());
    let own = match tag {
        Html::H1 => Some(1),
        Html::H2 => Some(2),
        Html::H3 => Some(3),
        Html::H4 => Some(4),
        Html::H5 => Some(5),
        Html::H6 => Some(6),
        _ => None,
    };
    match role {
        Some("presentation" | "none") => None,
        Some("heading") => {
            let level = document.attr(node, "aria-level").and_then(|l| l.trim().parse().ok());
            level.filter(|level| *level > 0).or(own).or(Some(2))
        }
        _ => own,
    }
}

/// Whether an element holds text and nothing that works or is seen otherwise.
fn is_plain(document: &Document, node: NodeId) -> bool {
    document.descendants(node).all(|id| {
        !matches!(
            document.tag(id),
            Html::A | Html::Img | Html::Button | Html::Input | Html::Select | Html::Textarea
        )
    })
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn a_title_is_taken_apart_at_its_marks_only() {
        let rest = |title| apart(title, "Passports").0;
        assert_eq!(apart("Passports", "Passports"), ("", vec!["Passports"]));
        assert_eq!(
            apart("Passports | City of Brno", "Passports"),
            ("City of Brno", vec!["Passports"])
        );
        assert_eq!(rest("City of Brno - Office - Passports"), "City of Brno - Office");
        assert_eq!(rest("Passports of Brno"), "Passports of Brno");
        assert_eq!(rest("My Passports | Passports"), "My Passports");
        assert_eq!(rest("Passports: Brno"), "Passports: Brno");
        assert_eq!(apart("City of Brno", ""), ("City of Brno", vec![]));
        let long = "26 November: Passports by post. Press release";
        assert_eq!(apart("Passports by post – Office", long).0, "Office");
    }
}
