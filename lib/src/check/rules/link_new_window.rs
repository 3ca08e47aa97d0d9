//! Links that open a new window (WCAG 3.2.5, G201).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::words::names_new_window;
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "link-new-window",
    title: "A link that opens a new window says so.",
    criteria: &["3.2.5"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Info,
    svg: false,
    who: "People who do not see that a new window has opened cannot tell why the way back is \
          gone.",
    hint: "Say it in the link's text, or let the link open in the same window.",
    bad: "<html lang=en><title>Form</title><a href=f.html target=_blank>Form</a>",
    good: "<html lang=en><title>Form</title><a href=f.html target=_blank>Form (new window)</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in
        cx.any(&[Tag::A, Tag::Area]).filter(|&id| cx.doc.has_attr(id, "href") && !cx.hidden(id))
    {
        let opens =
            cx.filled(link, "target").is_some_and(|target| target.eq_ignore_ascii_case("_blank"));
        let told = || {
            names_new_window(&cx.aria.name(link).text)
                || names_new_window(&cx.aria.description(link).text)
        };
        if opens && !told() {
            c.fail(link, "The link opens a new window and does not say so.");
        }
    }
}
