//! What reacts to the mouse only (WCAG 2.1.1, F54 and F59).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "click-handler-keyboard",
    title: "What can be clicked can be reached and used with the keyboard.",
    criteria: &["2.1.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People without a mouse cannot do what a click does, and screen readers do not say that \
          anything can be done.",
    hint: "Use a button, or a link with an address.",
    bad: "<html lang=en><title>Menu</title><div onclick='open_menu()'>Menu</div>",
    good: "<html lang=en><title>Menu</title><button onclick='open_menu()'>Menu</button>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut seen = HashSet::new();
    let handlers = ["onclick", "onmousedown", "onmouseup", "ondblclick"];
    let clicked = handlers
        .into_iter()
        .flat_map(|handler| cx.having(handler).filter(move |&id| cx.filled(id, handler).is_some()));
    for node in clicked.filter(|&id| seen.insert(id)) {
        // A click on a part that has a link or button in it reaches the handler by the keyboard too.
        if cx.hidden(node)
            || cx.aria.focusable(node)
            || cx.doc.descendants(node).skip(1).any(|id| cx.aria.focusable(id))
        {
            continue;
        }
        let passed_on =
            matches!(cx.doc.tag(node), Tag::Label | Tag::Body | Tag::Html | Tag::Option);
        let around = cx.doc.ancestors(node).any(|id| cx.aria.focusable(id));
        if !passed_on && !around {
            let name = cx.doc.name(node);
            c.fail(
                node,
                format!(
                    "The element {name} reacts to the mouse, but the keyboard cannot reach it."
                ),
            );
        }
    }
}
