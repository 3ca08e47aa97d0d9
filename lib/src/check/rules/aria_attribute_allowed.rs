//! ACT 5c01ea: states and properties fit the role.

use crate::aria::attributes;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "aria-attribute-allowed",
    title: "A role has only the states and properties that WAI-ARIA gives it.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["5c01ea"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "Assistive technology takes no notice of the attribute, or tells what is not so.",
    hint: "Take the attribute away, or use a role that has it.",
    bad: "<html lang=en><title>News</title><button aria-sort=none>News</button>",
    good: "<html lang=en><title>News</title><button aria-pressed=true>News</button>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having_aria().filter(|&id| !cx.hidden(id)) {
        let role = cx.aria.role(node);
        // Assistive technology is told of an element that keeps its own role against its author.
        for (prefix, name, _) in cx.doc.attrs(node) {
            let Some(attribute) = attributes::find(name).filter(|_| prefix.is_none()) else {
                continue;
            };
            let taken = match role {
                Some(role) => role.supports(name),
                None => takes_without_role(cx.doc.tag(node), name),
            };
            if !attribute.global && !taken {
                let what = role
                    .map_or("An element without a role".to_owned(), |r| format!("The role {r}"));
                c.fail(node, format!("{what} does not take {name}."));
            }
        }
    }
}

/// What ARIA in HTML gives to elements that no role corresponds to: the fields among them.
fn takes_without_role(tag: Tag, name: &str) -> bool {
    match tag {
        Tag::Input => matches!(
            name,
            "aria-required"
                | "aria-readonly"
                | "aria-placeholder"
                | "aria-activedescendant"
                | "aria-autocomplete"
                | "aria-expanded"
        ),
        Tag::Summary => matches!(name, "aria-expanded"),
        _ => false,
    }
}
