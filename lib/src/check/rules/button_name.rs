//! ACT 97a4e1: buttons say what they do.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "button-name",
    title: "Every button has a name.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["97a4e1"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says “button” and not what it does, and voice control cannot reach it.",
    hint: "Write text into the button, or say in the alt of its image what it does.",
    bad: "<html lang=en><title>Menu</title><button><i class=icon></i></button>",
    good: "<html lang=en><title>Menu</title><button><i class=icon></i> Open menu</button>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for button in cx.with_role(&["button"]) {
        let image = cx.doc.tag(button) == Tag::Input
            && cx.filled(button, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("image"));
        if !image && cx.nameless(button) {
            c.fail(button, "The button has no name.");
        }
    }
}
