//! What lies outside the main content: a reading of that alone owes the ledger the rest.

use super::regions::Region;
use super::text::visible_text;
use super::{Reading, RegionKind};
use crate::dom::{NodeSet, Step};
use crate::ledger::Reason;

impl Reading<'_> {
    /// Notes the visible text outside the main content, in pieces as large as can be.
    pub(super) fn note_outside(&mut self) {
        let page = self.page;
        let Some(body) = page.body() else { return };
        let mut kept = NodeSet::new(&page.document);
        let mut around = NodeSet::new(&page.document);
        let is_read = |region: &&Region| {
            region.kind == RegionKind::Main
                || self.regions.accompanies(region.root, self.options.content)
        };
        for region in self.regions.iter().filter(is_read) {
            if self.plan.is_apart(region.root) {
                kept.extend([region.root]);
                around.extend(page.document.ancestors(region.root));
            }
        }
        let mut walk = page.document.walk(body);
        while let Some(step) = walk.next() {
            let Step::Enter(node) = step else { continue };
            if around.contains(node) && !kept.contains(node) {
                continue;
            }
            walk.skip_children(node);
            let text = if kept.contains(node) { String::new() } else { visible_text(page, node) };
            if !text.is_empty() {
                self.ledger.note(Reason::NotMain, node, text);
            }
        }
    }
}
