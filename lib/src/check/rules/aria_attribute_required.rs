//! ACT 4e8ab6: roles have the states and properties that they need.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "aria-attribute-required",
    title: "A role has the states and properties that WAI-ARIA demands of it.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["4e8ab6"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader cannot say whether the box is checked, the list is open, or how far \
          the slider stands.",
    hint: "Add the attribute, and keep it true by script; or use the HTML element that has it by \
          itself.",
    bad: "<html lang=en><title>Terms</title><div role=checkbox tabindex=0>I agree</div>",
    good: "<html lang=en><title>Terms</title><div role=checkbox tabindex=0 aria-checked=false>I agree</div>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("role").filter(|&id| !cx.hidden(id)) {
        let Some(role) = cx.explicit_role(node) else { continue };
        for name in role.required() {
            if cx.filled(node, name).is_none() && !has_by_itself(c, node, name) {
                c.fail(node, format!("The role {role} needs {name}."));
            }
        }
        let divides = role.name() == "separator" && cx.aria.focusable(node);
        if divides && cx.filled(node, "aria-valuenow").is_none() {
            c.fail(node, "A separator that can be moved needs aria-valuenow.");
        }
        let open = role.name() == "combobox" && cx.doc.attr(node, "aria-expanded") == Some("true");
        if open
            && cx.filled(node, "aria-controls").is_none()
            && cx.filled(node, "aria-owns").is_none()
        {
            c.fail(node, "An open combobox needs aria-controls.");
        }
    }
}

/// Whether HTML says the same, or WAI-ARIA knows what is meant where nothing is said.
fn has_by_itself(c: &Checker<'_>, node: NodeId, name: &str) -> bool {
    let kind = c.cx.filled(node, "type").unwrap_or_default().to_ascii_lowercase();
    match (name, c.cx.doc.tag(node)) {
        ("aria-level", _) => true,
        ("aria-checked", Tag::Input) => matches!(kind.as_str(), "checkbox" | "radio"),
        ("aria-valuenow", Tag::Input) => matches!(kind.as_str(), "range" | "number"),
        ("aria-valuenow", Tag::Meter | Tag::Progress) => true,
        ("aria-expanded", Tag::Select | Tag::Input) => {
            c.cx.doc.has_attr(node, "list") || c.cx.doc.tag(node) == Tag::Select
        }
        _ => false,
    }
}
