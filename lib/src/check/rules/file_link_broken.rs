//! Links to documents that are not there.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::page::LinkedFile;

pub(super) const RULE: Rule = Rule {
    id: "file-link-broken",
    title: "The document that a link leads to is there.",
    criteria: &[],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "Everybody meets an error instead of the document; people who need long to get there \
          have lost most.",
    hint: "Put the file where the link leads, or correct the link.",
    bad: "<html lang=en><title>Fees</title><p><a href=lost.pdf>Fees of 2026 (PDF, 2 kB)</a>",
    good: "<html lang=en><title>Fees</title><p><a href=report.pdf>Fees of 2026 (PDF, 2 kB)</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.file_links() {
        if cx.page.linked_file(&link.href) == LinkedFile::Missing {
            let file = link.href.split(['?', '#']).next().unwrap_or_default();
            c.fail(link.node, format!("There is no file {file}."));
        }
    }
}
