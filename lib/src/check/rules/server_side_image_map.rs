//! Image maps that only the server knows (WCAG 2.1.1).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "server-side-image-map",
    title: "No image map needs a mouse.",
    criteria: &["2.1.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "The server is told where somebody clicked, which is nowhere without a mouse.",
    hint: "Use map and area elements with texts, or ordinary links.",
    bad: "<html lang=en><title>Regions</title><a href=map.cgi><img src=m.png alt='Map of regions' ismap></a>",
    good: "<html lang=en><title>Regions</title><ul><li><a href=n.html>North</a><li><a href=s.html>South</a></ul>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for image in cx.all(Tag::Img).filter(|&id| cx.doc.has_attr(id, "ismap") && cx.visible(id)) {
        let link = cx.around(image, Tag::A).is_some_and(|a| cx.doc.has_attr(a, "href"));
        if link && !cx.doc.has_attr(image, "usemap") {
            c.fail(image, "Only a click on the right place of the image leads anywhere.");
        }
    }
}
