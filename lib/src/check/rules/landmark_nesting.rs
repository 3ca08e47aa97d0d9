//! Landmarks that belong at the top (ARIA Authoring Practices, "Landmark Regions").

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};

pub(super) const RULE: Rule = Rule {
    id: "landmark-nesting",
    title: "The banner, main and content information landmarks stand in no other landmark.",
    criteria: &["1.3.1"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader tells of a part within a part that is none, and the way to the content \
          gets longer.",
    hint: "Move the element out of the landmark around it, or take its role away.",
    bad: "<html lang=en><title>News</title><nav><div role=banner>Town hall</div></nav>",
    good: "<html lang=en><title>News</title><header>Town hall</header><nav><a href=/>Home</a></nav>",
    check: Check::Page(check),
};

const LANDMARKS: &[&str] =
    &["banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.with_role(&["banner", "main", "contentinfo"]) {
        let around = cx.doc.ancestors(node).find(|&id| cx.aria.is_any(id, LANDMARKS));
        if let Some(around) = around {
            let role = |id| cx.aria.role(id).map_or("", |role| role.name());
            c.fail(
                node,
                format!("The landmark {} stands in the landmark {}.", role(node), role(around)),
            );
        }
    }
    for role in ["banner", "contentinfo"] {
        for other in cx.with_role(&[role]).skip(1).collect::<Vec<_>>() {
            c.fail(other, format!("The page has another landmark {role} before this one."));
        }
    }
}
