//! What changes when an element takes the focus of the keyboard.

use super::cascade::Cascade;
use super::look::{Known, Look, outline};
use super::sheet::Sheet;
use super::value::{Property, Value, Wide};
use crate::dom::{Document, NodeId, Step};
use std::collections::HashMap;

/// How the focus is seen on an element.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Focus {
    /// Whether an outline is drawn: by the user agent where the page says nothing.
    pub(crate) outline: Known<bool>,
    /// Whether rules that hold only with the focus change anything else.
    pub(crate) otherwise: bool,
}

/// The elements whose focus the page styles; for all others the user agent draws an outline.
#[derive(Debug, Default)]
pub(super) struct Foci(HashMap<NodeId, Focus>);

impl Foci {
    /// The elements whose focus these sheets style; nothing when they ask for more work than is
    /// allowed.
    pub(super) fn computed(document: &Document, sheet: Option<&Sheet>) -> Option<Foci> {
        let styles = document.all().filter_map(|id| document.attr(id, "style"));
        // `outline` and its longhands, `all`, or either written with escapes.
        let mut styles = styles.map(str::to_ascii_lowercase);
        let own = |style: String| ["outline", "all", "\\"].iter().any(|it| style.contains(it));
        if !sheet.is_some_and(Sheet::styles_focus) && !styles.any(own) {
            return Some(Foci::default());
        }
        Cascade::compute(document, sheet, |cascade| Foci::found(document, cascade))
    }

    fn found(document: &Document, mut cascade: Cascade<'_>) -> Option<Foci> {
        let mut foci = HashMap::new();
        for step in document.walk(Document::ROOT) {
            match step {
                Step::Enter(id) if document.is_element(id) => {
                    let usual = Focus { outline: Known::Initial(true), otherwise: false };
                    let focus = focus(&mut cascade, id, usual);
                    if focus != usual {
                        foci.insert(id, focus);
                    }
                }
                Step::Leave(id) if document.is_element(id) => cascade.leave(),
                _ => {}
            }
        }
        cascade.finish().map(|_| Foci(foci))
    }

    pub(super) fn of(&self, node: NodeId) -> Focus {
        let usual = Focus { outline: Known::Initial(true), otherwise: false };
        self.0.get(&node).copied().unwrap_or(usual)
    }
}

fn focus(cascade: &mut Cascade<'_>, id: NodeId, usual: Focus) -> Focus {
    let mut focus = usual;
    focus.otherwise = cascade.enter_focused(id, &mut |value| match value {
        Value::Looks(looks) => {
            let outlines = looks.iter().filter(|(look, _)| *look == Look::Outline);
            outlines.for_each(|(_, given)| focus.outline = outline(given));
        }
        Value::Wide(Property::Look(named), wide) if named.is_outline() => {
            focus.outline = match wide {
                Wide::Revert => usual.outline,
                Wide::Inherit => Known::Unknown,
                Wide::Initial | Wide::Unset => Known::Declared(false),
            };
        }
        Value::Wide(Property::All, Wide::Revert) => focus.outline = usual.outline,
        Value::Wide(Property::All, _) => focus.outline = Known::Declared(false),
        _ => {}
    });
    focus
}
