//! Labels that name no control (HTML Standard, 4.10.4).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "form-label-reference",
    title: "A label leads to the control that it names.",
    criteria: &["1.3.1", "3.3.2"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "The control has no name for a screen reader or voice control, and a click on the label \
          does nothing.",
    hint: "Give the control the id that the label names in for.",
    bad: "<html lang=en><title>Contact</title><label for=nmae>Name</label><input id=name>",
    good: "<html lang=en><title>Contact</title><label for=name>Name</label><input id=name>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for label in cx.all(Tag::Label).filter(|&id| !cx.hidden(id)) {
        let Some(id) = cx.filled(label, "for") else { continue };
        match cx.page.by_id(id) {
            None => {
                c.fail(label, format!("The label is for “{id}”, which the page does not have."));
            }
            Some(target) if !is_labelable(c, target) => {
                let name = cx.doc.name(target);
                c.fail(
                    label,
                    format!("The label is for an element {name}, which no label can name."),
                );
            }
            Some(_) => {}
        }
    }
}

/// Whether a label can name an element; a custom element may be form-associated.
fn is_labelable(c: &Checker<'_>, node: NodeId) -> bool {
    c.cx.page.labelable(node) || c.cx.doc.name(node).contains('-')
}
