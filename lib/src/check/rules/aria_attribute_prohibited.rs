//! ACT kb1m8s: names where no name may be.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "aria-attribute-prohibited",
    title: "No element whose role forbids it is named by ARIA.",
    criteria: &["4.1.2"],
    advice: false,
    act: &["kb1m8s"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "Some assistive technology says the name instead of the content, some takes no notice \
          of it.",
    hint: "Write the words as text, or give the element a role that can be named.",
    bad: "<html lang=en><title>News</title><p>Vote <strong aria-label='for yes'>A</strong>.",
    good: "<html lang=en><title>News</title><p>Vote <strong>A (for yes)</strong>.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let naming = [
        "aria-label",
        "aria-labelledby",
        "aria-braillelabel",
        "aria-roledescription",
        "aria-brailleroledescription",
    ];
    for node in cx.having_aria().filter(|&id| !cx.hidden(id)) {
        let Some(role) = cx.aria.role(node).filter(|role| role.is_name_prohibited()) else {
            continue;
        };
        for name in naming {
            // Only an element that is nothing cannot be described as another thing either.
            let description = name.ends_with("roledescription");
            if cx.filled(node, name).is_some()
                && (!description || role.is_any(&["generic", "none"]))
            {
                c.fail(node, format!("The role {role} cannot have {name}."));
            }
        }
    }
}
