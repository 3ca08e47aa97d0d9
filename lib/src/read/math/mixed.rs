//! Formulas with HTML in them.

use crate::dom::{Document, NodeId, NodeSet, Ns, Step, Tag as Html};
use crate::read::Reading;
use crate::read::enter::After;

impl Reading<'_> {
    /// A formula that holds more HTML than text is read as its parts, as no line could say them.
    pub(super) fn mixed_formula(&mut self, node: NodeId) -> After {
        if let Some(name) = self.aria.label(node) {
            self.flow.said(name.into_owned());
        }
        self.flow.space();
        match self.other(node) {
            After::Nothing => After::Space,
            after => after,
        }
    }
}

/// The formulas that hold more HTML than words with emphasis.
pub(super) fn find(document: &Document) -> NodeSet {
    use Html::{B, Bdi, Big, Code, Em, Font, I, Kbd, Mark, Nobr, S, Samp, Small, Span, Strong};
    use Html::{Script, Strike, Style, Sub, Sup, Tt, U, Var, Wbr};
    let plain = |tag| {
        matches!(
            tag,
            B | Big
                | Bdi
                | Code
                | Em
                | Font
                | I
                | Kbd
                | Mark
                | Nobr
                | S
                | Samp
                | Small
                | Span
                | Strong
                | Script
                | Strike
                | Style
                | Sub
                | Sup
                | Tt
                | U
                | Var
                | Wbr
        )
    };
    let (mut found, mut open) = (NodeSet::new(document), Vec::new());
    for step in document.walk(Document::ROOT) {
        let (Step::Enter(id) | Step::Leave(id)) = step;
        let formula = document.ns(id) == Ns::MathMl && document.name(id) == "math";
        match step {
            Step::Enter(_) if formula => open.push(id),
            // Those that are known stay open no longer than the first thing in them takes.
            Step::Enter(_) if !open.is_empty() && document.is_element(id) => {
                let other = match document.ns(id) {
                    Ns::MathMl => false,
                    Ns::Html => !plain(document.tag(id)),
                    _ => true,
                };
                if other {
                    found.extend(open.drain(..));
                }
            }
            Step::Leave(_) if open.last() == Some(&id) => drop(open.pop()),
            _ => {}
        }
    }
    found
}
