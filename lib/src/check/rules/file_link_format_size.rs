//! Links to documents say what opens and how large it is.

use crate::check::context::Checker;
use crate::check::files::{size, told_kind, told_size};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::page::LinkedFile;

pub(super) const RULE: Rule = Rule {
    id: "file-link-format-size",
    title: "A link to a document says its type and its size.",
    criteria: &["2.4.4"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People with a slow line, a prepaid tariff or a screen reader learn before they follow \
          the link what will open and how long it takes.",
    hint: "Add the type and the size to the text of the link: (PDF, 56 kB).",
    bad: "<html lang=en><title>Fees</title><p><a href=report.pdf>Fees of 2026</a>",
    good: "<html lang=en><title>Fees</title><p><a href=report.pdf>Fees of 2026 (PDF, 2 kB)</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.file_links() {
        let kind = link.kind.to_ascii_uppercase();
        let (typed, sized) = (told_kind(&link.text, link.kind).is_some(), told_size(&link.text));
        let message = match (typed, sized.is_some()) {
            (true, true) => continue,
            (true, false) => format!("The link does not say how large the {kind} file is."),
            (false, true) => format!("The link does not say that it leads to a {kind} file."),
            (false, false) => {
                format!(
                    "The link does not say that it leads to a {kind} file, and how large it is."
                )
            }
        };
        let size = match cx.page.linked_file(&link.href) {
            LinkedFile::Present { bytes } => {
                Some(size(bytes, cx.page.language().unwrap_or_default()))
            }
            _ => None,
        };
        let missing: Vec<String> = (!typed).then_some(kind).into_iter().chain(size).collect();
        let place =
            cx.link_source(link.node).filter(|_| !typed && !sized.is_some() && missing.len() == 2);
        let fix = place.map(|place| {
            let text = format!(" ({})", missing.join(", "));
            let what = format!("Add “{}”", text.trim());
            let end = cx.page.source()[..place.end].trim_end().len().max(place.start);
            cx.written(end..end, &text, what)
        });
        c.fail(link.node, message).fix = fix;
    }
}
