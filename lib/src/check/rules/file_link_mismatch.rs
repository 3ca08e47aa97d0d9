//! What a link says of a file is so.

use crate::check::context::Checker;
use crate::check::files::{size, told_kind, told_size};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::page::LinkedFile;

pub(super) const RULE: Rule = Rule {
    id: "file-link-mismatch",
    title: "The type and the size that a link tells are those of the file.",
    criteria: &["2.4.4"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "People decide by what the link says whether they can open the file and afford to load \
          it.",
    hint: "Correct what the link says, or link the right file.",
    bad: "<html lang=en><title>Fees</title><p><a href=report.pdf>Fees of 2026 (PDF, 900 kB)</a>",
    good: "<html lang=en><title>Fees</title><p><a href=report.pdf>Fees of 2026 (PDF, 2 kB)</a>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.file_links() {
        if let Some(told) = told_kind(&link.text, link.kind).filter(|told| *told != link.kind) {
            // Another name of the type is the type.
            if told_kind(told, link.kind) != Some(link.kind) {
                let (told, kind) = (told.to_ascii_uppercase(), link.kind.to_ascii_uppercase());
                c.fail(
                    link.node,
                    format!("The link names a {told} file and leads to a {kind} file."),
                );
            }
        }
        let LinkedFile::Present { bytes } = cx.page.linked_file(&link.href) else { continue };
        let Some(told) = told_size(&link.text).filter(|told| !told.fits(bytes)) else { continue };
        let real = size(bytes, cx.page.language().unwrap_or_default());
        let words = &link.text[told.place];
        let fix = cx.link_source(link.node).and_then(|place| {
            let source = &cx.page.source()[place.clone()];
            let mut found = source.match_indices(words).map(|(at, _)| place.start + at);
            let at = found.next().filter(|_| found.next().is_none())?;
            let what = format!("Write “{real}”");
            Some(cx.written(at..at + words.len(), &real, what))
        });
        let message = format!("The link says {words}; the file has {real}.");
        c.fail(link.node, message).fix = fix;
    }
}
