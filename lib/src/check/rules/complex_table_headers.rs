//! Tables with headers of several levels, whose cells must say which are theirs (WCAG 2.2, H43 and H63).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "complex-table-headers",
    title: "The cells of a table with headers of several levels name their headers.",
    criteria: &["1.3.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Review,
    svg: false,
    who: "A screen reader guesses which headers belong to a cell, and tells wrong ones.",
    hint: "Give headers over several columns or rows scope=colgroup or rowgroup, or name the \
          headers of each cell in headers.",
    bad: "<html lang=en><title>Fees</title><table><tr><td><th colspan=2>Adults<th colspan=2>Children<tr><td><th>Day<th>Week<th>Day<th>Week<tr><th>Pool<td>5<td>20<td>2<td>9</table>",
    good: "<html lang=en><title>Fees</title><table><tr><td><th colspan=2 scope=colgroup>Adults<th colspan=2 scope=colgroup>Children<tr><td><th scope=col>Day<th scope=col>Week<th scope=col>Day<th scope=col>Week<tr><th scope=row>Pool<td>5<td>20<td>2<td>9</table>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for table in cx.with_role(&["table", "grid"]).filter(|&id| cx.doc.tag(id) == Tag::Table) {
        let own = |id: &NodeId| cx.around(*id, Tag::Table) == Some(table);
        let cells =
            cx.doc.descendants(table).filter(|&id| matches!(cx.doc.tag(id), Tag::Td | Tag::Th));
        let cells: Vec<NodeId> = cells.filter(own).collect();
        if cells.iter().any(|&id| cx.filled(id, "headers").is_some()) {
            continue;
        }
        let wide = |name, id: NodeId| {
            cx.filled(id, name)
                .and_then(|span| span.parse::<u32>().ok())
                .is_some_and(|span| span > 1)
        };
        let group = |id: NodeId| {
            let scope = cx.filled(id, "scope").unwrap_or_default().to_ascii_lowercase();
            matches!(scope.as_str(), "colgroup" | "rowgroup")
        };
        let header = |&&id: &&NodeId| cx.doc.tag(id) == Tag::Th && !cx.text(id).is_empty();
        let spans = |id: NodeId| wide("colspan", id) || wide("rowspan", id);
        // Over several columns, with other headers below: two levels.
        let rows: HashSet<NodeId> =
            cells.iter().filter(header).filter_map(|&id| cx.doc.parent(id)).collect();
        let first = cells.iter().filter(header).find(|&&id| spans(id) && !group(id));
        let heading_rows = rows.iter().filter(|&&row| {
            let heads = |id: NodeId| cx.doc.tag(id) == Tag::Th;
            let blank = |id: NodeId| cx.doc.is_element(id) && cx.text(id).is_empty();
            let mut cells = cx.doc.children(row).filter(|&id| cx.doc.is_element(id));
            cells.all(|id| heads(id) || blank(id))
        });
        if let Some(&cell) = first.filter(|_| heading_rows.count() > 1) {
            c.review(cell, "The header spans others, and the cells do not name their headers.");
        }
    }
}
