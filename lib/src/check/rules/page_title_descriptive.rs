//! ACT c4a8a4, in part: a title that names no page at all.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::check::words::is_placeholder_title;
use crate::dom::{Ns, Tag};

pub(super) const RULE: Rule = Rule {
    id: "page-title-descriptive",
    title: "The title says what the page is about.",
    criteria: &["2.4.2"],
    advice: false,
    act: &["c4a8a4"],
    decidable: Decidable::Partial,
    severity: Severity::Warning,
    svg: false,
    who: "The title is the first that a screen reader says, and the name of tab, bookmark and search \
          result.",
    hint: "Name what the page is about, then the site.",
    bad: "<html lang=en><title>Untitled document</title><h1>Opening hours</h1>",
    good: "<html lang=en><title>Opening hours - Town hall</title><h1>Opening hours</h1>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let Some(node) = cx.all(Tag::Title).find(|&id| cx.doc.ns(id) == Ns::Html) else { return };
    let title = cx.page.title();
    if title.is_empty() {
        return;
    }
    if is_placeholder_title(&title) {
        c.fail(node, format!("“{title}” does not say what the page is about."));
    } else if is_file_or_address(&title) {
        c.fail(node, format!("The title “{title}” is a file's name or an address."));
    }
}

fn is_file_or_address(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    let endings = [".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".pdf", ".doc", ".docx"];
    let one_word = !lower.contains(char::is_whitespace);
    one_word && (endings.iter().any(|end| lower.ends_with(end)) || lower.contains("://"))
}
