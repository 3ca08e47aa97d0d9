//! Text that a style sheet adds to the page.

use super::Reading;
use super::enter::collapse;
use crate::css::Generated;
use crate::dom::NodeId;
use crate::ledger::Reason;

impl<'p> Reading<'p> {
    /// Reads what `::before` or `::after` says. It is shown, so words of it are kept; bullets,
    /// arrows and icons only decorate and go to the ledger.
    pub(super) fn generated(&mut self, node: NodeId, generated: Option<&'p Generated>) {
        let Some(generated) = generated else { return };
        let style = self.page.styles.of(node);
        let text = generated.spoken();
        let says = |text: &str| text.contains(char::is_alphanumeric);
        if style.invisible || !says(text) {
            let shown = if says(text) { text } else { &generated.text };
            let reason = if style.invisible { Reason::Invisible } else { Reason::Decoration };
            let shown = collapse(shown);
            if !shown.is_empty() {
                self.ledger.note(reason, node, shown);
            }
            return;
        }
        let block = generated.display.is_block();
        if block {
            self.flow.boundary();
        }
        self.flow.node = Some(node);
        self.flow.text(text, style.white_space);
        if block {
            self.flow.boundary();
        }
    }
}
