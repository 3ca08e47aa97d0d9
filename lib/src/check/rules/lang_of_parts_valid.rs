//! ACT de46e4: the language of a part is one that the registry of BCP 47 knows.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Step, Tag};
use crate::language;

pub(super) const RULE: Rule = Rule {
    id: "lang-of-parts-valid",
    title: "The language of a part of the page is a tag of BCP 47.",
    criteria: &["3.1.2"],
    advice: false,
    act: &["de46e4"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "A screen reader that does not know the tag reads the part with the voice of the page's \
          language.",
    hint: "Use a language tag of BCP 47 that begins with a known language, such as cs, en or pt-BR.",
    bad: "<html lang=cs><title>Vítejte</title><p lang=english>Welcome to our office.",
    good: "<html lang=cs><title>Vítejte</title><p lang=en>Welcome to our office.",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.having("lang") {
        if cx.doc.tag(node) == Tag::Html {
            continue;
        }
        let Some(tag) = cx.doc.attr(node, "lang").filter(|tag| !tag.is_empty()) else { continue };
        if !language::is_known(tag) && says_something(c, node) {
            c.fail(node, format!("“{}” is not a known language.", tag.trim()));
        }
    }
}

/// Whether there is text below that takes its language from this element. An inner `lang` ends its
/// reach; each node is walked once for each invalid `lang` around it that has no other between.
fn says_something(c: &Checker<'_>, root: NodeId) -> bool {
    let doc = c.cx.doc;
    let mut walk = doc.walk(root);
    while let Some(step) = walk.next() {
        let Step::Enter(id) = step else { continue };
        if id != root && doc.attr(id, "lang").is_some_and(|lang| !lang.is_empty()) {
            walk.skip_children(id);
            continue;
        }
        if !c.cx.visible(id) {
            continue;
        }
        let said = doc.text(id).is_some_and(|text| !text.trim().is_empty());
        let named = ["alt", "aria-label", "title"].iter();
        let named = doc.is_element(id) && named.clone().any(|name| c.cx.filled(id, name).is_some());
        if named || said {
            return true;
        }
    }
    false
}
