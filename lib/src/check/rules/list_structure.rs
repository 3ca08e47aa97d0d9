//! Lists hold items, and items stand in lists (HTML Standard, 4.4; axe and Nu have it too).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "list-structure",
    title: "Lists are made of their items, and items stand in lists.",
    criteria: &["1.3.1"],
    advice: false,
    act: &["bc4a75"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader counts the wrong number of items, or does not say that there is a \
          list.",
    hint: "Put li directly into ul, ol or menu, dt and dd directly into dl or into a div in it, \
          and nothing else.",
    bad: "<html lang=en><title>Papers</title><ul><div>Passport</div><div>Photograph</div></ul>",
    good: "<html lang=en><title>Papers</title><ul><li>Passport<li>Photograph</ul>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.any(&[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Dl]) {
        // Another role makes it another thing, with rules of its own.
        if cx.hidden(node) || cx.filled(node, "role").is_some_and(|role| role != "list") {
            continue;
        }
        let wrong = cx.doc.children(node).find(|&child| !belongs(c, node, child));
        if let Some(child) = wrong {
            let (list, what) = (cx.doc.name(node), what(c, child));
            let items = cx.doc.children(node).any(|id| matches!(cx.doc.tag(id), Tag::Li | Tag::Dt));
            let finding = c.fail(node, format!("The list ({list}) holds {what} that is no item."));
            // ACT asks for one item, and nothing of the rest.
            if items || cx.doc.tag(node) == Tag::Dl {
                finding.act = &[];
            }
        }
    }
    for item in cx.any(&[Tag::Li, Tag::Dt, Tag::Dd]) {
        if cx.hidden(item) || cx.filled(item, "role").is_some() {
            continue;
        }
        if !in_list(c, item) {
            let name = cx.doc.name(item);
            c.fail(item, format!("The item ({name}) does not stand in a list.")).act = &[];
        }
    }
}

fn belongs(c: &Checker<'_>, list: NodeId, child: NodeId) -> bool {
    let cx = c.cx;
    if let Some(text) = cx.doc.text(child) {
        return text.trim().is_empty();
    }
    if !cx.doc.is_element(child) || cx.hidden(child) {
        return true;
    }
    let role = cx.filled(child, "role");
    match (cx.doc.tag(list), cx.doc.tag(child)) {
        (_, Tag::Script | Tag::Template | Tag::Style | Tag::Noscript) => true,
        (Tag::Dl, Tag::Dt | Tag::Dd | Tag::Div) => true,
        (Tag::Dl, _) => false,
        (_, Tag::Li) => role.is_none_or(|role| role == "listitem"),
        _ => role == Some("listitem"),
    }
}

fn what(c: &Checker<'_>, child: NodeId) -> String {
    match c.cx.doc.text(child) {
        Some(_) => "text".to_owned(),
        None => format!("an element {}", c.cx.doc.name(child)),
    }
}

fn in_list(c: &Checker<'_>, item: NodeId) -> bool {
    let doc = c.cx.doc;
    let Some(parent) = doc.parent(item) else { return false };
    let role = c.cx.filled(parent, "role");
    match (doc.tag(item), doc.tag(parent)) {
        // A list of another role has items of another role: a matter for the rules about ARIA.
        (Tag::Li, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir) => true,
        (Tag::Li, _) => role.is_some_and(|role| role.eq_ignore_ascii_case("list")),
        (_, Tag::Dl) => true,
        (_, Tag::Div) => doc.parent(parent).is_some_and(|around| doc.tag(around) == Tag::Dl),
        _ => false,
    }
}
