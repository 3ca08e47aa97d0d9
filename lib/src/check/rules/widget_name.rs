//! ACT m6b1q3 for items of menus, and the other roles that need a name.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "widget-name",
    title: "Every widget has a name.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["m6b1q3"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says what kind of thing it is, and not which.",
    hint: "Write text into the element, or name it by aria-label.",
    bad: "<html lang=en><title>Menu</title><div role=menu><div role=menuitem tabindex=0></div></div>",
    good: "<html lang=en><title>Menu</title><div role=menu><div role=menuitem tabindex=0>Print</div></div>",
    check: Check::Page(check),
};

const WIDGETS: &[&str] =
    &["menuitem", "tab", "treeitem", "dialog", "alertdialog", "tooltip", "meter", "progressbar"];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.with_role(WIDGETS) {
        if cx.nameless(node) {
            let role = cx.aria.role(node).map_or("", |role| role.name());
            let message = format!("The element ({role}) has no name.");
            if role == "menuitem" {
                c.fail(node, message);
            } else {
                c.fail(node, message).act = &[];
            }
        }
    }
}
