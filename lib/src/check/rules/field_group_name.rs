//! Groups of choices (WCAG H71).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};
use std::collections::HashMap;

pub(super) const RULE: Rule = Rule {
    id: "field-group-name",
    title: "Choices that belong together stand in a group with a name.",
    criteria: &["1.3.1", "3.3.2"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader says “yes, no” and not to which question.",
    hint: "Put the choices into a fieldset, and the question into its legend.",
    bad: "<html lang=en><title>Ask</title><p>Married?<label><input type=radio name=m> Yes</label><label><input type=radio name=m> No</label>",
    good: "<html lang=en><title>Ask</title><fieldset><legend>Married?</legend><label><input type=radio name=m> Yes</label><label><input type=radio name=m> No</label></fieldset>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let mut groups: HashMap<&str, Vec<NodeId>> = HashMap::new();
    let mut order = Vec::new();
    for field in cx.all(Tag::Input).filter(|&id| !cx.hidden(id)) {
        let radio = cx.filled(field, "type").is_some_and(|kind| kind.eq_ignore_ascii_case("radio"));
        let Some(name) = cx.filled(field, "name").filter(|_| radio) else { continue };
        let group = groups.entry(name).or_default();
        if group.is_empty() {
            order.push(name);
        }
        group.push(field);
    }
    for name in order {
        let fields = &groups[name];
        if fields.len() > 1 && !fields.iter().any(|&field| in_named_group(c, field)) {
            c.fail(
                fields[0],
                format!("The {} choices “{name}” stand in no group with a name.", fields.len()),
            );
        }
    }
}

fn in_named_group(c: &Checker<'_>, field: NodeId) -> bool {
    let aria = &c.cx.aria;
    let mut around = c.cx.doc.ancestors(field);
    around.any(|id| aria.is_any(id, &["group", "radiogroup"]) && !aria.name(id).text.is_empty())
}
