//! Header cells without text.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use crate::escape::says_something;

pub(super) const RULE: Rule = Rule {
    id: "table-header-empty",
    title: "A header cell says what its column or row holds.",
    criteria: &["1.3.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader says nothing where the name of the column or row is expected.",
    hint: "Write the header, or make the cell a td where it is the empty corner of the table.",
    bad: "<html lang=en><title>Fees</title><table><tr><th>Paper<th><tr><td>Passport<td>120</table>",
    good: "<html lang=en><title>Fees</title><table><tr><th>Paper<th>Fee<tr><td>Passport<td>120</table>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for cell in cx.all(Tag::Th).filter(|&id| !cx.hidden(id)) {
        let said = |name| cx.filled(cell, name).is_some();
        let within = cx.doc.descendants(cell).skip(1).any(|id| {
            let embedded =
                matches!(cx.doc.tag(id), Tag::Img | Tag::Input | Tag::Object | Tag::Select);
            embedded || cx.doc.name(id) == "svg" || cx.filled(id, "aria-label").is_some()
        });
        let around = cx.around(cell, Tag::Table);
        let plain = around.is_some_and(|table| cx.filled(table, "role").is_none());
        if plain
            && !within
            && !said("aria-label")
            && !said("aria-labelledby")
            && !said("title")
            && !says_something(&cx.text(cell))
        {
            c.fail(cell, "The header cell is empty.");
        }
    }
}
