//! Addresses as texts of links.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "link-text-url",
    title: "The text of a link is no address.",
    criteria: &["2.4.9"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader spells the address, sign by sign.",
    hint: "Name what the link leads to.",
    bad: "<html lang=en><title>Form</title><a href=https://town.example/docs/f?id=12>https://town.example/docs/f?id=12</a>",
    good: "<html lang=en><title>Form</title><a href=https://town.example/docs/f?id=12>Form for a new passport</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.with_role(&["link"]) {
        let name = cx.aria.name(link).text;
        let address = ["http://", "https://", "www."].iter().any(|start| name.starts_with(start));
        // The name of a site alone is easily said.
        let path =
            name.trim_end_matches('/').matches('/').count() > 2 || name.contains(['?', '=', '%']);
        if address && path && !name.contains(' ') {
            c.fail(link, "The text of the link is an address.");
        }
    }
}
