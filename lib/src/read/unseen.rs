//! What a reading leaves out: the ledger has its words, and what works unseen is kept.

use super::Reading;
use super::controls::said_choices;
use super::enter::collapse;
use super::text::{filled, text_within};
use crate::css::Display;
use crate::dom::{Data, Document, NodeId, Ns, Step, Tag as Html};
use crate::ledger::Reason;

impl Reading<'_> {
    /// Leaves out an element with its content, and says so where it has any. What works unseen is
    /// kept: places that links lead to, and hidden fields.
    pub(super) fn left_out(&mut self, node: NodeId, reason: Reason) {
        self.note_left_out(node, reason);
        self.skip(node);
    }

    /// As [`left_out`](Self::left_out), of an element that has not been entered.
    pub(super) fn note_left_out(&mut self, node: NodeId, reason: Reason) {
        self.note_left_out_but(node, reason, |_| false);
    }

    /// As [`note_left_out`](Self::note_left_out), of an element that is known by a name where it has no
    /// words of its own.
    pub(super) fn note_left_out_as(&mut self, node: NodeId, reason: Reason, name: &str) {
        let document = &self.page.document;
        let speaks = names(document, node).any(|name| !name.trim().is_empty())
            || !document.text_content(node).trim().is_empty();
        match speaks {
            true => self.note_left_out(node, reason),
            false => self.ledger.note(reason, node, name),
        }
    }

    /// As [`note_left_out`](Self::note_left_out), but for parts of it that are read.
    pub(super) fn note_left_out_but(
        &mut self,
        node: NodeId,
        reason: Reason,
        is_read: impl Fn(NodeId) -> bool,
    ) {
        // What is assigned to a slot goes with it, and so do the slots in that.
        let mut roots = vec![node];
        while let Some(root) = roots.pop() {
            self.note_left_out_part(root, reason, &is_read, &mut roots);
        }
    }

    fn note_left_out_part(
        &mut self,
        node: NodeId,
        reason: Reason,
        is_read: &dyn Fn(NodeId) -> bool,
        assigned: &mut Vec<NodeId>,
    ) {
        let document = &self.page.document;
        let mut text = String::new();
        // How many shadow trees of hosts within the node are open: what is assigned to their slots
        // stands within the node itself.
        let mut own_trees = 0_usize;
        let mut walk = document.walk(node);
        while let Some(step) = walk.next() {
            let (Step::Enter(id) | Step::Leave(id)) = step;
            if matches!(document.data(id), Data::Fragment) {
                match step {
                    Step::Enter(_) => own_trees += 1,
                    Step::Leave(_) => own_trees -= 1,
                }
            }
            let Step::Enter(id) = step else { continue };
            if is_read(id) || self.title == Some(id) {
                walk.skip_children(id);
                continue;
            }
            match document.tag(id) {
                _ if is_code(document, id) => walk.skip_children(id),
                Html::Input => self.hidden_field(id),
                Html::Slot if own_trees == 0 => {
                    assigned.extend(self.shadows.assigned.remove(&id).into_iter().flatten());
                }
                _ if self.facts.targets.contains(id) => self.anchor(id),
                _ => {}
            }
            for piece in document.text(id).into_iter().chain(names(document, id)) {
                text.push(' ');
                text.push_str(piece);
            }
        }
        let text = collapse(&text);
        if !text.is_empty() {
            self.ledger.note(reason, node, text);
        }
    }

    /// Says in the ledger what is hidden within an element that is read as one thing, by its name.
    pub(super) fn note_hidden_within(&mut self, node: NodeId, name: &str) {
        let page = self.page;
        let document = &page.document;
        let mut walk = document.walk(node);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            let style = page.styles.of(id);
            if is_code(document, id) || self.title == Some(id) {
                walk.skip_children(id);
            } else if document.is_element(id) && style.display == Display::None {
                let title = document.ns(id) == Ns::Svg && document.name(id) == "title";
                if title && name.contains(&collapse(&document.text_content(id))) {
                    walk.skip_children(id);
                    continue;
                }
                self.note_left_out(id, Reason::Hidden);
                walk.skip_children(id);
            } else if is_replaced(document.tag(id)) {
                // Names may be made of what stands by for it.
                let said = collapse(&document.text_content(id));
                if said.is_empty() || !name.contains(&said) {
                    self.note_left_out(id, Reason::Embedded);
                }
                walk.skip_children(id);
            } else if let Some(text) = document.text(id).map(collapse)
                && style.invisible
                && !text.is_empty()
            {
                self.ledger.note(Reason::Invisible, id, text);
            }
        }
    }

    /// Says in the ledger what stands in a list beside its choices. No browser shows it: a list shows
    /// options alone, by their labels where they have any.
    pub(super) fn note_beside_choices(&mut self, select: NodeId) {
        let document = &self.page.document;
        let said = said_choices(self.page, select);
        let mut text = String::new();
        let mut walk = document.walk(select);
        while let Some(step) = walk.next() {
            let Step::Enter(id) = step else { continue };
            if said.contains(&id) {
                match document.tag(id) {
                    Html::Option => self.note_within_choice(id),
                    Html::Optgroup => continue,
                    _ => {}
                }
                walk.skip_children(id);
            } else if is_code(document, id) || self.title == Some(id) {
                walk.skip_children(id);
            } else if id != select {
                for piece in document.text(id).into_iter().chain(names(document, id)) {
                    text.push(' ');
                    text.push_str(piece);
                }
            }
        }
        let text = collapse(&text);
        if !text.is_empty() {
            self.ledger.note(Reason::Hidden, select, text);
        }
    }

    /// Says what a choice does not show of its content.
    pub(super) fn note_within_choice(&mut self, option: NodeId) {
        let document = &self.page.document;
        let Some(label) = filled(document.attr(option, "label")) else {
            let text = text_within(self.page, option);
            return document.children(option).for_each(|id| self.note_hidden_within(id, &text));
        };
        if collapse(&document.text_content(option)) != collapse(label) {
            document.children(option).for_each(|id| self.note_left_out(id, Reason::Hidden));
        }
    }

    /// Says in the ledger which characters of a text no plain text may hold: those that a terminal
    /// obeys, and embeddings, overrides and isolates, which could reorder what stands around them.
    pub(super) fn note_controls(&mut self, node: NodeId, text: &str) {
        if !text.bytes().any(may_steer) {
            return;
        }
        let mut found: Vec<_> = text.chars().filter(|&c| steers(c)).collect();
        found.sort_unstable();
        found.dedup();
        if !found.is_empty() {
            let names: Vec<_> = found.iter().map(|&c| format!("U+{:04X}", c as u32)).collect();
            self.ledger.note(Reason::ControlCharacter, node, names.join(" "));
        }
    }
}

/// Scripts and style sheets, also of drawings, and templates that are no shadow trees.
fn is_code(document: &Document, node: NodeId) -> bool {
    let drawn = document.ns(node) == Ns::Svg && matches!(document.name(node), "script" | "style");
    let template = document.tag(node) == Html::Template;
    let inert = template && !document.has_attr(node, "shadowrootmode");
    drawn || inert || matches!(document.tag(node), Html::Script | Html::Style)
}

/// Elements whose content is never text of what is around them.
fn is_replaced(tag: Html) -> bool {
    use Html::{Audio, Canvas, Iframe, Noembed, Noframes, Video};
    matches!(tag, Audio | Canvas | Iframe | Noembed | Noframes | Video)
}

/// The bytes that such a character can begin with.
fn may_steer(byte: u8) -> bool {
    byte < b'\t' || (byte > b'\r' && byte < b' ') || matches!(byte, 0x7f | 0xc2 | 0xe2)
}

fn steers(c: char) -> bool {
    let white_space = matches!(c, '\t'..='\r' | '\u{85}');
    let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() && !white_space
}

/// What an element says by its attributes.
fn names(document: &Document, node: NodeId) -> impl Iterator<Item = &str> {
    let keyword = document.attr(node, "type").unwrap_or_default().to_ascii_lowercase();
    let names: &[&str] = match document.tag(node) {
        Html::Img | Html::Area | Html::Applet => &["alt", "aria-label"],
        Html::Iframe | Html::Frame | Html::Object | Html::Embed => &["title", "aria-label"],
        Html::Option => &["label", "value"],
        Html::Optgroup | Html::Track => &["label"],
        Html::Input => match &*keyword {
            "hidden" | "password" | "file" => &[],
            "checkbox" | "radio" | "range" | "color" => &["aria-label"],
            "image" => &["alt", "aria-label"],
            _ => &["value", "placeholder", "aria-label"],
        },
        Html::Textarea => &["placeholder", "aria-label"],
        _ if document.is_element(node) => &["aria-label"],
        _ => &[],
    };
    names.iter().filter_map(move |name| document.attr(node, name))
}
