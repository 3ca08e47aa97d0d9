//! ACT e086e5: fields say what they are for.

use crate::check::context::{Checker, Context};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "form-field-name",
    title: "Every field of a form has a name.",
    criteria: &["4.1.2", "1.3.1"],
    advice: false,
    act: &["e086e5"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader says “edit” or “checkbox” and not for what, and voice control cannot \
          reach the field.",
    hint: "Put the field into a label element, or name its id in the label's for.",
    bad: "<html lang=en><title>Contact</title>Name: <input name=n>",
    good: "<html lang=en><title>Contact</title><label>Name: <input name=n></label>",
    check: Check::Page(check),
};

const FIELDS: &[&str] = &[
    "checkbox",
    "combobox",
    "listbox",
    "menuitemcheckbox",
    "menuitemradio",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let others = cx.all(Tag::Input).filter(|&id| cx.aria.exposed(id) && is_other_field(cx, id));
    for field in cx.with_role(FIELDS).chain(others) {
        // A list of suggestions has no name of its own.
        let listed = cx.doc.tag(field) == Tag::Datalist;
        if !listed && cx.nameless(field) {
            c.fail(field, "The field has no name.");
        }
    }
}

/// Whether an `input` is a field, and none by its role.
fn is_other_field(cx: &Context<'_>, input: NodeId) -> bool {
    let kind = cx.filled(input, "type").unwrap_or("text").to_ascii_lowercase();
    !cx.aria.is_any(input, FIELDS)
        && cx.filled(input, "role").is_none()
        && !matches!(kind.as_str(), "hidden" | "button" | "image" | "reset" | "submit")
}
