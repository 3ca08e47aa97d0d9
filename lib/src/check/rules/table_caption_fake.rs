//! A table's first row that is its caption.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "table-caption-fake",
    title: "The caption of a table is a caption element.",
    criteria: &["1.3.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader reads the caption as the header of every column, and the table has no \
          name.",
    hint: "Put the text into a caption element, the first in the table.",
    bad: "<html lang=en><title>Fees</title><table><tr><th colspan=2>Fees of 2026<tr><td>Passport<td>120</table>",
    good: "<html lang=en><title>Fees</title><table><caption>Fees of 2026</caption><tr><td>Passport<td>120</table>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for table in cx.all(Tag::Table).filter(|&id| !cx.hidden(id)) {
        let own = |id: &crate::dom::NodeId| cx.around(*id, Tag::Table) == Some(table);
        let mut rows =
            cx.doc.descendants(table).filter(|&id| cx.doc.tag(id) == Tag::Tr).filter(own);
        let (Some(first), Some(second)) = (rows.next(), rows.next()) else { continue };
        let cells = |row| {
            let is_cell = |&id: &crate::dom::NodeId| matches!(cx.doc.tag(id), Tag::Td | Tag::Th);
            cx.doc.children(row).filter(is_cell).collect::<Vec<_>>()
        };
        let (head, below) = (cells(first), cells(second));
        let captioned = cx.doc.children(table).any(|id| cx.doc.tag(id) == Tag::Caption);
        if let (false, [only], true) = (captioned, head.as_slice(), below.len() > 1) {
            let span = cx.filled(*only, "colspan").and_then(|text| text.parse::<usize>().ok());
            if span.is_some_and(|span| span >= below.len()) && !cx.text(*only).is_empty() {
                c.fail(*only, "The first row spans the table: it is its caption.");
            }
        }
    }
}
