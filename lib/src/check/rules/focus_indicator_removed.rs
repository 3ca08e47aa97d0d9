//! ACT oj04fd, in part: the focus of the keyboard is seen.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "focus-indicator-removed",
    title: "Style does not take away what shows where the keyboard's focus is.",
    criteria: &["2.1.1", "2.4.7"],
    advice: false,
    act: &["oj04fd"],
    decidable: Decidable::Partial,
    severity: Severity::Error,
    svg: false,
    who: "People who use the keyboard do not see which link or field they are on.",
    hint: "Take outline: none away, or give :focus-visible an outline or another look.",
    bad: "<html lang=en><title>Office</title><style>a:focus { outline: none }</style>\
          <a href=/>Home</a>",
    good: "<html lang=en><title>Office</title><style>a:focus { outline: 3px solid }</style>\
           <a href=/>Home</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    lost_at_once(c);
    let reached: Vec<NodeId> = cx.elements().filter(|&id| cx.aria.tabbable(id)).collect();
    let shown = |&id: &NodeId| {
        let focus = cx.page.focus(id);
        focus.otherwise || !focus.outline.is(|drawn| !drawn)
    };
    let (shown, removed): (Vec<_>, Vec<_>) = reached.into_iter().partition(shown);
    // Scripts may show the focus otherwise, and so may rules for what is around or beside.
    let scripts = cx.all(crate::dom::Tag::Script).next().is_some();
    let sure = shown.is_empty() && removed.len() > 1 && !scripts && cx.style_is_known();
    for node in removed {
        let message =
            "Style takes the outline away that shows the focus, and changes nothing else.";
        let finding = if sure { c.fail(node, message) } else { c.review(node, message) };
        finding.criteria = &["2.4.7"];
    }
}

/// Scripts that take the focus away as soon as an element has it (WCAG 2.2, F55).
fn lost_at_once(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("onfocus").filter(|&id| cx.aria.focusable(id)) {
        let code = cx.doc.attr(node, "onfocus").unwrap_or_default();
        let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        if code.starts_with("blur()") || code.contains("this.blur()") {
            c.fail(node, "A script takes the focus away as soon as the element has it.").act = &[];
        }
    }
}
