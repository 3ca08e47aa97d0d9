//! Roles that say what HTML says already (ARIA in HTML).

use crate::aria::Role;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "aria-redundant-role",
    title: "No role says what the element is by itself.",
    criteria: &[],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Info,
    svg: false,
    who: "Nobody is hurt; but where the element changes, the role stays and is wrong.",
    hint: "Leave the role out.",
    bad: "<html lang=en><title>News</title><button role=button>Send</button>",
    good: "<html lang=en><title>News</title><button>Send</button>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("role") {
        let Some(role) = cx.filled(node, "role") else { continue };
        let own = implied(c, node);
        if own.is_some() && Role::named(&role.to_ascii_lowercase()) == own.map(Role::known) {
            let name = cx.doc.name(node);
            let fix = cx.without(node, "role", true);
            c.fail(node, format!("The element {name} has the role {role} by itself.")).fix = fix;
        }
    }
}

/// The role of elements that have it wherever they stand. Lists are left out: where their marks are
/// styled away, some browsers no longer tell of a list, and the role brings it back.
fn implied(c: &Checker<'_>, node: NodeId) -> Option<&'static str> {
    let linked = c.cx.doc.has_attr(node, "href");
    Some(match c.cx.doc.tag(node) {
        Tag::A if linked => "link",
        Tag::Article => "article",
        Tag::Button => "button",
        Tag::Dialog => "dialog",
        Tag::Fieldset | Tag::Details => "group",
        Tag::Figure => "figure",
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => "heading",
        Tag::Hr => "separator",
        Tag::Main => "main",
        Tag::Nav => "navigation",
        Tag::Option => "option",
        Tag::Output => "status",
        Tag::Progress => "progressbar",
        Tag::Search => "search",
        Tag::Table => "table",
        Tag::Textarea => "textbox",
        _ => return None,
    })
}
