//! Links within text that are told from it by their colour alone (WCAG 2.2, F73 and G183).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::Image;
use crate::dom::{NodeId, Ns, Tag};

pub(super) const RULE: Rule = Rule {
    id: "link-distinguishable",
    title: "A link within text is told from it by more than its colour.",
    criteria: &["1.4.1"],
    advice: false,
    act: &[],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "People who do not tell the colours apart do not find the links.",
    hint: "Underline links within text, or make them differ in more than colour.",
    bad: "<html lang=en><title>Fees</title><p>You pay the fee at the cash desk on the ground floor, see <a href=desk.html style='color: #900; text-decoration: none'>opening hours</a>.",
    good: "<html lang=en><title>Fees</title><p>You pay the fee at the cash desk on the ground floor, see <a href=desk.html style='color: #900'>opening hours</a>.",
    check: Check::Page(check),
};

/// A text of so many letters around a link is one that the link must be found in.
const TEXT: usize = 30;
/// The contrast with the text around that makes up for a missing line (WCAG 2.2, G183).
const CONTRAST: f64 = 3.0;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    if !cx.style_is_known() {
        return;
    }
    for block in cx.any(&[Tag::P, Tag::Li, Tag::Td, Tag::Dd, Tag::Div]) {
        let links: Vec<_> = cx.doc.children(block).filter(|&id| is_link(c, id)).collect();
        let own = |id: NodeId| cx.doc.text(id).map_or(0, |text| text.trim().chars().count());
        if links.is_empty() || cx.doc.children(block).map(own).sum::<usize>() < TEXT {
            continue;
        }
        let by_colour = links.into_iter().filter(|&link| differs_in_colour_only(c, block, link));
        for link in by_colour.collect::<Vec<_>>() {
            c.review(link, "The link differs from the text around it in its colour only.");
        }
    }
}

fn is_link(c: &Checker<'_>, id: NodeId) -> bool {
    let cx = c.cx;
    cx.doc.tag(id) == Tag::A
        && cx.doc.has_attr(id, "href")
        && cx.visible(id)
        && !cx.page.unseen(id)
        && cx.doc.descendants(id).all(|id| cx.doc.tag(id) != Tag::Img && cx.doc.ns(id) != Ns::Svg)
        && cx.text(id).chars().any(char::is_alphanumeric)
}

fn differs_in_colour_only(c: &Checker<'_>, block: NodeId, link: NodeId) -> bool {
    let (around, own) = (c.cx.page.computed(block), c.cx.page.computed(link));
    let parts = c.cx.doc.descendants(link).filter(|&id| c.cx.doc.is_element(id));
    let lined = parts.chain([block]).any(|id| !c.cx.page.computed(id).lined().is(|drawn| !drawn));
    let same = own.font_weight().value() == around.font_weight().value()
        && own.font_size().value() == around.font_size().value();
    let ground = own.background_color().is(|color| color.alpha == 0)
        && own.background_image().is(|image| image == Image::None);
    let (Some(color), Some(text)) = (own.color().value(), around.color().value()) else {
        return false;
    };
    !lined && same && ground && color.contrast(text) < CONTRAST
}
