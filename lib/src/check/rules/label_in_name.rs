//! ACT 2ee8b8: a name holds the words that are seen.

use crate::aria::Source;
use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};
use std::collections::HashSet;

pub(super) const RULE: Rule = Rule {
    id: "label-in-name",
    title: "The name of a control holds its visible label.",
    criteria: &["2.5.3"],
    advice: false,
    act: &["2ee8b8"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "People who speak to their computer say what they see, and the control does not answer.",
    hint: "Begin the aria-label with the visible words, or leave it out.",
    bad: "<html lang=en><title>Search</title><button aria-label='Start'>Search</button>",
    good: "<html lang=en><title>Search</title><button aria-label='Search the whole site'>Search</button>",
    check: Check::Page(check),
};

const ROLES: &[&str] = &[
    "button",
    "checkbox",
    "gridcell",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "switch",
    "tab",
    "treeitem",
];

/// Nobody says more words than these to a control.
const MOST: usize = 500;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for node in cx.with_role(ROLES) {
        let name = cx.aria.name(node);
        if !matches!(name.from, Some(Source::Label | Source::Reference)) || name.text.is_empty() {
            continue;
        }
        let seen = words(&visible_text(c, node));
        // One letter is mostly a sign: x for close.
        let sign = seen.iter().map(|word| word.chars().count()).sum::<usize>() < 2;
        let named = words(&name.text);
        if seen.len().max(named.len()) > MOST {
            continue;
        }
        let held = named.windows(seen.len().max(1)).any(|part| part == seen.as_slice());
        if !sign && !held {
            let (seen, named) = (seen.join(" "), &name.text);
            let message = format!("The control shows “{seen}” but is called “{named}”.");
            // A font of icons draws pictures for words.
            let finding = match cx.style_is_known() {
                true => c.fail(node, message),
                false => c.review(node, message),
            };
            // One template gives many controls one name.
            finding.cause = Some(name.text.clone());
        }
    }
}

fn visible_text(c: &Checker<'_>, node: NodeId) -> String {
    let cx = c.cx;
    let (mut text, mut icons) = (String::new(), HashSet::new());
    for id in cx.doc.descendants(node) {
        if is_icon(c, id) {
            icons.insert(Some(id));
        }
        match cx.doc.text(id) {
            Some(part) if cx.visible(id) && !icons.contains(&cx.doc.parent(id)) => {
                text.push_str(part);
            }
            None if cx.doc.tag(id) == Tag::Br || cx.page.styles.of(id).display.is_block() => {
                text.push(' ')
            }
            _ => {}
        }
    }
    text
}

/// Whether an element's text is most likely drawn as a picture, by a font of icons.
fn is_icon(c: &Checker<'_>, node: NodeId) -> bool {
    let class = c.cx.doc.attr(node, "class").unwrap_or_default();
    class.split_ascii_whitespace().any(|name| name.contains("icon") || name.contains("symbols"))
}

/// The words of a text, without what is in brackets, case and marks.
fn words(text: &str) -> Vec<String> {
    let mut depth = 0usize;
    let outside: String = text
        .chars()
        .filter(|c| {
            depth += usize::from(*c == '(');
            let keep = depth == 0;
            depth -= usize::from(*c == ')' && depth > 0);
            keep
        })
        .collect();
    let part = |word: &str| {
        let kept: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        kept.to_lowercase()
    };
    let parted = outside.replace(['-', '–', '/'], " ");
    parted.split_whitespace().map(part).filter(|word| !word.is_empty()).collect()
}
