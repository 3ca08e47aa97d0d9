//! ACT 59br37, in part: text that grows is not cut off.

use crate::check::context::{Checker, Context};
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::css::{Extent, Overflow};
use crate::dom::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "zoom-clipped-text",
    title: "Text of twice the size is not cut off by its box.",
    criteria: &["1.4.4"],
    advice: false,
    act: &["59br37"],
    decidable: Decidable::Partial,
    severity: Severity::Review,
    svg: false,
    who: "People who need large letters lose the end of the text.",
    hint: "Give the box a least height (min-height) instead of a fixed one, or let it scroll.",
    bad: "<html lang=en><title>Office</title><div style='height: 40px; overflow: hidden'>The office \
          is open from nine to five on all working days; in July and August only until three in \
          the afternoon. Come in time, please, as we close the doors early.</div>",
    good: "<html lang=en><title>Office</title><div style='min-height: 40px'>The office is open from \
           nine to five on all working days; in July and August only until three in the afternoon. \
           Come in time, please, as we close the doors early.</div>",
    check: Check::Page(check),
};

/// The width of the screen that media queries are answered for, at twice the size.
const SCREEN: f32 = 640.0;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let boxes = cx
        .elements()
        .filter(|&id| cx.page.computed(id).overflow().1.is(|it| it == Overflow::Hidden));
    let boxes: Vec<NodeId> = boxes.filter(|&id| cx.visible(id) && !cx.page.unseen(id)).collect();
    for node in boxes {
        if cut(cx, node).unwrap_or(false) {
            c.review(
                node,
                "The box has a fixed height and may cut its text off when that is enlarged.",
            );
        }
    }
}

/// Whether the text of a box needs more lines at twice the size than its height has room for,
/// about half a font size counted for a letter.
fn cut(cx: &Context<'_>, node: NodeId) -> Option<bool> {
    let looks = cx.page.computed(node);
    let px = |extent| if let Extent::Px(px) = extent { Some(px) } else { None };
    let heights = [looks.height(), looks.max_height()];
    let height = heights.into_iter().filter_map(|it| it.value().and_then(px)).reduce(f32::min)?;
    let size = looks.font_size().value()?;
    let line = match looks.line_height().value()? {
        Extent::Number(number) => number * size,
        Extent::Px(px) => px,
        _ => 1.2 * size,
    };
    let width =
        [looks.width(), looks.max_width()].into_iter().filter_map(|it| it.value().and_then(px));
    let width = width.fold(SCREEN, f32::min);
    // Text within a box that scrolls is not lost.
    let scrolls = cx.doc.descendants(node).any(|id| {
        cx.doc.is_element(id) && cx.page.computed(id).overflow().1.is(|it| it == Overflow::Scroll)
    });
    let letters = cx.text(node).chars().count() as f32;
    let lines = (letters * size / 2.0 / width).ceil();
    Some(!scrolls && lines * line > height && line > 0.0 && letters > 0.0)
}
