//! Columns made with spaces (WCAG 1.3.2, F33 and F34).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "whitespace-layout",
    title: "Columns and tables are not made with spaces.",
    criteria: &["1.3.2"],
    advice: false,
    act: &[],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "A screen reader reads line by line across the columns, and large print breaks the \
          lines.",
    hint: "Use a table for data, and a style sheet for columns of text.",
    bad: "<html lang=en><title>Fees</title><pre>Passport        120\nVisa             60\nCertificate      15</pre>",
    good: "<html lang=en><title>Fees</title><table><tr><th>Paper<th>Fee<tr><td>Passport<td>120<tr><td>Visa<td>60</table>",
    check: Check::Page(check),
};

/// So many lines with a gap are taken for columns.
const LINES: usize = 3;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for pre in cx.all(Tag::Pre).filter(|&id| !cx.hidden(id)) {
        // Code is set with spaces by right.
        if cx.doc.children(pre).any(|id| matches!(cx.doc.tag(id), Tag::Code | Tag::Samp | Tag::Kbd))
        {
            continue;
        }
        let text = cx.doc.text_content(pre);
        let gaps = |line: &&str| {
            let line = line.trim();
            line.contains("   ") || line.contains('\t')
        };
        if text.lines().filter(gaps).count() >= LINES {
            c.review(pre, "Text looks as if columns were made with spaces.");
        }
    }
}
