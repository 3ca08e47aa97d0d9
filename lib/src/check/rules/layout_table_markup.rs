//! Tables that arrange the page and are marked up as tables of data (WCAG 2.2, F46).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "layout-table-markup",
    title: "A table that arranges the page has no markup of data tables.",
    criteria: &["1.3.1", "1.3.2"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader announces headers, captions and cells where there is nothing but text \
          side by side.",
    hint: "Take th, caption, summary, scope and headers away, or arrange the page by style \
          sheets.",
    bad: "<html lang=en><title>Town</title><table role=presentation summary='Layout of the page'><tr><th>Menu<td>Content</table>",
    good: "<html lang=en><title>Town</title><table role=presentation><tr><td>Menu<td>Content</table>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for table in cx.all(Tag::Table).filter(|&id| !cx.hidden(id)) {
        if cx.holds_data(table).0 {
            continue;
        }
        let own = |id: &NodeId| cx.around(*id, Tag::Table) == Some(table);
        let marked = cx.doc.descendants(table).filter(own).find_map(|id| match cx.doc.tag(id) {
            Tag::Th => Some("header cells"),
            Tag::Caption if !cx.text(id).is_empty() => Some("a caption"),
            Tag::Td if cx.filled(id, "headers").is_some() => Some("headers attributes"),
            Tag::Td if cx.filled(id, "scope").is_some() => Some("scope attributes"),
            _ => None,
        });
        let summary = cx.filled(table, "summary").map(|_| "a summary");
        if let Some(marked) = marked.or(summary) {
            c.fail(table, format!("The table arranges the page, and has {marked}."));
        }
    }
}
