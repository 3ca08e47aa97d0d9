//! Tables of data without header cells (WCAG 2.2, F91).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};
use crate::read::tables::{self, Evidence};

pub(super) const RULE: Rule = Rule {
    id: "table-headers-missing",
    title: "A table of data has header cells.",
    criteria: &["1.3.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says each cell without telling what row and column it belongs to.",
    hint: "Make the cells that head rows and columns th elements.",
    bad: "<html lang=en><title>Fees</title><table><caption>Fees of 2026</caption><tr><td>Paper<td>Fee<tr><td>Passport<td>120<tr><td>Visa<td>60</table>",
    good: "<html lang=en><title>Fees</title><table><caption>Fees of 2026</caption><tr><th>Paper<th>Fee<tr><td>Passport<td>120<tr><td>Visa<td>60</table>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for table in cx.all(Tag::Table).filter(|&id| !cx.hidden(id) && cx.aria.exposed(id)) {
        let own = |id: &NodeId| cx.around(*id, Tag::Table) == Some(table);
        let parts: Vec<NodeId> = cx.doc.descendants(table).filter(own).collect();
        let has_headers = parts.iter().any(|&id| {
            cx.doc.tag(id) == Tag::Th
                || (cx.doc.tag(id) == Tag::Td && cx.filled(id, "scope").is_some())
                || cx.aria.is_any(id, &["columnheader", "rowheader"])
        });
        if has_headers {
            continue;
        }
        let (data, evidence) = cx.holds_data(table);
        let model = tables::model(cx.page, table);
        if !data || model.rows() < 2 || model.columns() < 2 {
            continue;
        }
        let declared = [Evidence::TableRole, Evidence::Caption, Evidence::HeaderAssociation];
        let message = "The table has no header cells.";
        match declared.contains(&evidence) {
            true => c.fail(table, message),
            false => c.review(table, "The table seems to hold data, and has no header cells."),
        };
    }
}
