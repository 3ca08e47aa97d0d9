//! Lists and tables, with their numbers and cells.

use super::enter::After;
use super::{Reading, tables};
use crate::dom::{NodeId, Tag as Html};
use crate::event::{Numbering, Tag, TagEnd};
use crate::ledger::Reason;

/// The numbers of an ordered list.
#[derive(Debug)]
pub(super) struct Numbers {
    next: Option<i64>,
    step: i64,
}

impl<'p> Reading<'p> {
    pub(super) fn list(&mut self, node: NodeId, tag: Html) -> After {
        let document = &self.page.document;
        let ordered = tag == Html::Ol;
        let reversed = ordered && document.has_attr(node, "reversed");
        let start = document.attr(node, "start").and_then(integer).or_else(|| {
            reversed
                .then(|| document.children(node).filter(|&li| document.tag(li) == Html::Li))
                .map(|items| items.count() as i64)
        });
        let start = ordered.then(|| start.unwrap_or(1));
        let numbering = match document.attr(node, "type") {
            Some("a") => Numbering::LowerAlpha,
            Some("A") => Numbering::UpperAlpha,
            Some("i") => Numbering::LowerRoman,
            Some("I") => Numbering::UpperRoman,
            _ => Numbering::Decimal,
        };
        match self.context(node, Tag::List { start, reversed, numbering }) {
            After::Context => {
                let step = if reversed { -1 } else { 1 };
                self.lists.push(Numbers { next: start, step });
                After::List
            }
            after => after,
        }
    }

    pub(super) fn item(&mut self, node: NodeId) -> After {
        if !matches!(self.flow.top(), Some(TagEnd::List)) && !self.flow.implies_item() {
            return self.block(node);
        }
        let value = self.page.document.attr(node, "value").and_then(integer);
        let number = self.lists.last_mut().and_then(|numbers| {
            let number = value.filter(|_| numbers.next.is_some()).or(numbers.next)?;
            numbers.next = number.checked_add(numbers.step);
            Some(number)
        });
        self.context(node, Tag::Item { number })
    }

    pub(super) fn in_description_list(&self) -> bool {
        matches!(self.flow.top(), Some(TagEnd::DescriptionList)) || self.flow.implies_description()
    }

    pub(super) fn table(&mut self, node: NodeId) -> After {
        let purpose = tables::purpose(self.page, node);
        self.purposes.push((node, purpose));
        if let tables::Purpose::Layout(_) = purpose {
            self.ledger.note(Reason::LayoutTable, node, "");
            return self.block(node);
        }
        let model = tables::model(self.page, node);
        match self.context(node, Tag::Table(Box::new(model.table()))) {
            After::Context => {
                self.tables.push(model);
                After::Table
            }
            after => after,
        }
    }

    pub(super) fn table_part(&mut self, node: NodeId, tag: Html) -> After {
        let Some(model) = self.tables.last() else { return self.block(node) };
        match (tag, self.flow.top()) {
            (Html::Caption, Some(TagEnd::Table)) => self.context(node, Tag::TableCaption),
            (Html::Tr, Some(TagEnd::Table)) => {
                let (group, first) = model.group(node);
                self.context(node, Tag::Row { group, first })
            }
            (Html::Td | Html::Th, Some(TagEnd::Row)) => match model.cell(node) {
                Some(cell) => {
                    let after = self.context(node, Tag::Cell(Box::new(cell)));
                    // An empty cell holds its place.
                    self.flow.write_contexts();
                    after
                }
                None => self.block(node),
            },
            _ => self.block(node),
        }
    }
}

/// An integer by HTML's rules for parsing integers (2.3.4.1).
fn integer(text: &str) -> Option<i64> {
    let text = text.trim_ascii_start();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse::<i64>().ok().map(|n| sign * n)
}
