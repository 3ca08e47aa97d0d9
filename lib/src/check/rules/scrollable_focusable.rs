//! ACT 0ssw9k, in part: what scrolls can be scrolled by the keyboard.

use crate::check::context::{Checker, Context};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::{Extent, Overflow};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "scrollable-focusable",
    title: "A part that scrolls can be reached by the keyboard.",
    criteria: &["2.1.1"],
    advice: false,
    act: &["0ssw9k"],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "People who use the keyboard cannot get at what is not in view; not every browser puts \
          the focus on such parts by itself.",
    hint: "Give the part tabindex=\"0\", a role and a name.",
    bad: "<html lang=en><title>Office</title><div style='height: 20px; width: 99px; overflow: auto'>\
          The office is open from nine to five on all working days.</div>",
    good: "<html lang=en><title>Office</title><div tabindex=0 role=region aria-label=Hours \
           style='height: 20px; width: 99px; overflow: auto'>The office is open from nine to five \
           on all working days.</div>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let boxes = cx.elements().filter(|&id| cx.visible(id) && scrolls(cx, id).unwrap_or(false));
    let boxes: Vec<NodeId> = boxes.collect();
    for node in boxes {
        let within = || cx.doc.descendants(node).any(|id| cx.aria.tabbable(id));
        let frame = matches!(cx.doc.tag(node), Tag::Textarea | Tag::Iframe | Tag::Select);
        if !frame && !within() && !cx.page.unseen(node) {
            c.review(
                node,
                "The part scrolls, but the keyboard does not reach it in every browser.",
            );
        }
    }
}

/// Whether the text of a box that scrolls needs more room than its height has.
fn scrolls(cx: &Context<'_>, node: NodeId) -> Option<bool> {
    let looks = cx.page.computed(node);
    let (along, across) = looks.overflow();
    if ![along, across].into_iter().any(|it| it.is(|overflow| overflow == Overflow::Scroll)) {
        return Some(false);
    }
    let px = |extent| if let Extent::Px(px) = extent { Some(px) } else { None };
    let heights = [looks.height(), looks.max_height()];
    let height = heights.into_iter().filter_map(|it| it.value().and_then(px)).reduce(f32::min)?;
    let width = looks.width().value().and_then(px).unwrap_or(1280.0);
    let size = looks.font_size().value()?;
    let letters: usize = cx
        .doc
        .descendants(node)
        .filter_map(|id| cx.doc.text(id))
        .map(|text| text.trim().len())
        .sum();
    let lines = (letters as f32 * size / 2.0 / width).ceil();
    Some(lines * size * 1.2 > height)
}
