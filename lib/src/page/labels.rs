//! Which label labels which control (HTML Standard, 4.10.4).

use super::Page;
use crate::dom::{Document, NodeId, Step, Tag};
use std::collections::HashMap;

/// The labels of a page, found in one walk.
#[derive(Debug, Default)]
pub(super) struct Labels {
    controls: HashMap<NodeId, NodeId>,
    /// The labels of each control, in tree order.
    labels: HashMap<NodeId, Vec<NodeId>>,
}

impl Page {
    /// The control that a `label` element labels.
    pub(crate) fn labeled_control(&self, label: NodeId) -> Option<NodeId> {
        self.labels().controls.get(&label).copied()
    }

    /// The `label` elements of a control, in tree order.
    pub(crate) fn labels_of(&self, control: NodeId) -> &[NodeId] {
        self.labels().labels.get(&control).map_or(&[], Vec::as_slice)
    }

    fn labels(&self) -> &Labels {
        self.labels.get_or_init(|| {
            let document = &self.document;
            let mut labels = Labels::default();
            let mut all = Vec::new();
            // Open labels without `for` that have met no control yet.
            let mut open = Vec::new();
            for step in document.walk(Document::ROOT) {
                match step {
                    Step::Enter(node) if document.tag(node) == Tag::Label => {
                        all.push(node);
                        match document.attr(node, "for") {
                            Some(id) => {
                                let control = self.by_id(id).filter(|&it| self.labelable(it));
                                labels.controls.extend(control.map(|control| (node, control)));
                            }
                            None => open.push(node),
                        }
                    }
                    Step::Enter(node) if self.labelable(node) => {
                        labels.controls.extend(open.drain(..).map(|label| (label, node)));
                    }
                    Step::Leave(node) if open.last() == Some(&node) => {
                        open.pop();
                    }
                    _ => {}
                }
            }
            for label in all {
                if let Some(&control) = labels.controls.get(&label) {
                    labels.labels.entry(control).or_default().push(label);
                }
            }
            labels
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Page, ParseOptions};

    #[test]
    fn labels_find_their_control_by_id_or_by_standing_around_it() {
        let page = Page::from_html(
            "<label id=a for=x>A</label><label id=b>B <input type=hidden><input id=x>\
             <input id=y></label><label id=c for=gone>C <input id=z></label><label id=d>D</label>\
             <label id=e for=p>E</label><p id=p></p>",
            &ParseOptions::new(),
        )
        .unwrap();
        let id = |id| page.by_id(id).unwrap();
        assert_eq!(page.labels_of(id("x")), [id("a"), id("b")]);
        assert_eq!(page.labeled_control(id("b")), Some(id("x")));
        for none in ["y", "z", "p"] {
            assert!(page.labels_of(id(none)).is_empty(), "{none}");
        }
        for none in ["c", "d", "e"] {
            assert_eq!(page.labeled_control(id(none)), None, "{none}");
        }
    }
}
