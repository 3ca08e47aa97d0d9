//! Areas of image maps (HTML Standard, 4.8.14).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "area-alt",
    title: "Every area of an image map that is a link has a text alternative.",
    criteria: &["2.4.4", "4.1.2"],
    advice: false,
    act: &["c487ae"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "People who do not see the image do not learn where its areas lead.",
    hint: "Say in alt where the area leads.",
    bad: "<html lang=en><title>Regions</title><img src=m.png alt=Map usemap=#m><map name=m><area href=n.html coords=0,0,9,9></map>",
    good: "<html lang=en><title>Regions</title><img src=m.png alt=Map usemap=#m><map name=m><area href=n.html coords=0,0,9,9 alt=North></map>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for area in cx.all(Tag::Area) {
        let link = cx.doc.has_attr(area, "href");
        // An area makes no box of its own: it is shown where its map is used.
        let shown = cx.doc.parent(area).is_some_and(|map| !cx.hidden(map));
        if link && shown && cx.nameless(area) {
            c.fail(area, "The area of the image map has no text alternative.");
        }
    }
}
