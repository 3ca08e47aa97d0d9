//! Pages in quirks mode.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "doctype-present",
    title: "A page has a doctype that browsers lay out by the standards.",
    criteria: &[],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Info,
    svg: false,
    who: "In quirks mode fonts in tables do not grow with the page, and zoomed text is cut off more \
          often.",
    hint: "Begin the page with <!DOCTYPE html>.",
    bad: "<html lang=en><title>News</title><h1>News</h1>",
    good: "<!DOCTYPE html><html lang=en><title>News</title><h1>News</h1>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    if let (true, Some(root)) = (c.cx.doc.quirks(), c.cx.root()) {
        c.fail(root, "The page is shown in quirks mode.");
    }
}
