//! ACT 3ea0c8, for the ids that something refers to.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use std::collections::{HashMap, HashSet};

pub(super) const RULE: Rule = Rule {
    id: "duplicate-id-referenced",
    title: "An id that something refers to belongs to one element.",
    criteria: &["1.3.1", "4.1.2"],
    advice: false,
    act: &["3ea0c8"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "Labels, descriptions and links lead to the first element of that id, which may be the \
          wrong one.",
    hint: "Give each element an id of its own.",
    bad: "<html lang=en><title>Contact</title><label for=name>Name</label><input id=name><label for=name>Town</label><input id=name>",
    good: "<html lang=en><title>Contact</title><label for=name>Name</label><input id=name><label for=town>Town</label><input id=town>",
    check: Check::Page(check),
};

/// Attributes whose values are ids, parted by white space where there are several.
const REFERRING: [&str; 14] = [
    "for",
    "headers",
    "list",
    "form",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-flowto",
    "aria-details",
    "aria-errormessage",
    "aria-activedescendant",
    "popovertarget",
    "commandfor",
];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut referred = HashSet::new();
    for name in REFERRING {
        let ids = cx.having(name).filter_map(|id| cx.doc.attr(id, name));
        referred.extend(ids.flat_map(str::split_ascii_whitespace));
    }
    let mut first = HashMap::new();
    for node in cx.having("id") {
        let Some(id) = cx.doc.attr(node, "id").filter(|id| referred.contains(id)) else { continue };
        if let Some(other) = first.insert(id, node) {
            let line = cx.line(other);
            let message = format!("The id “{id}” is also that of the element on line {line}.");
            // Who is led to the wrong one hears the same there.
            let same = !cx.page.labelable(node) && cx.text(other) == cx.text(node);
            match same && !cx.text(node).is_empty() {
                true => c.warn(node, message),
                false => c.fail(node, message),
            };
        }
    }
}
