//! Forms that only a script can send (WCAG 3.2.2, H32).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "form-submit-present",
    title: "A form has a button that sends it.",
    criteria: &["3.2.2"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People without a mouse, and those who use voice control, do not find how to send the \
          form.",
    hint: "Add a button of type submit.",
    bad: "<html lang=en><title>Search</title><form action=/s><label>Words <input name=q></label></form>",
    good: "<html lang=en><title>Search</title><form action=/s><label>Words <input name=q></label><button>Search</button></form>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let (mut fields, mut buttons) = (HashSet::new(), HashSet::new());
    for control in cx.any(&[Tag::Input, Tag::Select, Tag::Textarea, Tag::Button]) {
        let Some(form) = cx.page.form_owner(control) else { continue };
        // A button of another type may send the form by a script: it is there.
        match kind(c, control).as_str() {
            "hidden" => {}
            "button" | "submit" | "image" | "reset" => _ = buttons.insert(form),
            _ if cx.doc.tag(control) == Tag::Button => _ = buttons.insert(form),
            _ if !cx.hidden(control) => _ = fields.insert(form),
            _ => {}
        }
    }
    for form in cx.all(Tag::Form).filter(|&id| !cx.hidden(id)) {
        if fields.contains(&form) && !buttons.contains(&form) {
            c.fail(form, "The form has no button that sends it.");
        }
    }
}

fn kind(c: &Checker<'_>, node: NodeId) -> String {
    c.cx.filled(node, "type").unwrap_or_default().to_ascii_lowercase()
}
