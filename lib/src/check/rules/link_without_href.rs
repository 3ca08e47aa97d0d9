//! Links that lead nowhere by themselves (WCAG 2.1.1 and 4.1.2, F42).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "link-without-href",
    title: "What looks like a link is one.",
    criteria: &["2.1.1", "4.1.2"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "Without scripts nothing happens, and the keyboard may not reach it.",
    hint: "Give it an address, or make it a button.",
    bad: "<html lang=en><title>Menu</title><a href='javascript:openMenu()'>Menu</a>",
    good: "<html lang=en><title>Menu</title><button onclick='openMenu()'>Menu</button>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.all(Tag::A).filter(|&id| !cx.hidden(id)) {
        // With a role it is meant to be another thing.
        if cx.filled(link, "role").is_some() {
            continue;
        }
        let handler = cx.filled(link, "onclick").is_some();
        match cx.doc.attr(link, "href").map(str::trim_ascii) {
            None if handler => {
                c.fail(link, "The link has no address: the keyboard does not reach it.")
            }
            Some("#" | "") if handler => c.fail(link, "The link leads nowhere; a script does all."),
            Some(href) if href.to_ascii_lowercase().starts_with("javascript:") => {
                c.fail(link, "The link only runs a script.")
            }
            _ => continue,
        };
    }
}
