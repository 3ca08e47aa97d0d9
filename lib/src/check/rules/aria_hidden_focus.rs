//! ACT 6cfa84: the focus does not go to what is hidden.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "aria-hidden-focus",
    title: "Nothing that takes the focus is hidden from assistive technology.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["6cfa84"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "The focus of a screen reader goes where it says nothing, and people do not know where \
          they are.",
    hint: "Take aria-hidden away, or keep the focus out with the attribute inert or \
          tabindex=\"-1\".",
    bad: "<html lang=en><title>Menu</title><div aria-hidden=true><a href=/>Home</a></div>",
    good: "<html lang=en><title>Menu</title><div><a href=/>Home</a></div>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let hides = |id: crate::dom::NodeId| cx.doc.attr(id, "aria-hidden") == Some("true");
    if !cx.having("aria-hidden").any(hides) {
        return;
    }
    for node in cx.elements().filter(|&id| cx.aria.tabbable(id)) {
        let inert = std::iter::once(node)
            .chain(cx.doc.ancestors(node))
            .any(|id| cx.doc.has_attr(id, "inert"));
        let hider = std::iter::once(node).chain(cx.doc.ancestors(node)).find(|&id| hides(id));
        if let Some(hider) = hider.filter(|_| !inert) {
            let line = cx.line(hider);
            let what =
                format!("The element takes the focus, but aria-hidden on line {line} hides it");
            let proved = cx.style_is_known() && cx.doc.tag(node) != Tag::Iframe;
            match proved {
                true => drop(c.fail(node, format!("{what}."))),
                // A frame takes the focus only where something in it does.
                false if cx.style_is_known() => drop(c.review(node, format!("{what}."))),
                // What is closed, a menu or a dialogue, is mostly hidden from everybody.
                false => {
                    let unless = "unless a style sheet that was not at hand hides it from all";
                    c.review(node, format!("{what}, {unless}.")).cause =
                        Some(hider.index().to_string());
                }
            };
        }
    }
}
