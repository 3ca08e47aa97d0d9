//! Lists and tables, with their numbers and cells.

use super::enter::{After, collapse};
use super::signs::is_mere_bullet;
use super::{Reading, tables};
use crate::css::{Display, ListStyle};
use crate::dom::{Document, NodeId, Tag as Html};
use crate::event::{Numbering, Tag, TagEnd};
use crate::ledger::Reason;
use std::borrow::Cow;

/// The items of a list.
#[derive(Debug)]
pub(super) struct Numbers {
    next: Option<i64>,
    step: i64,
    /// How they are numbered, by their style.
    style: ListStyle,
    /// Whether the last item is still open: a list that stands right after it belongs to it.
    open_item: bool,
}

impl<'p> Reading<'p> {
    pub(super) fn list(&mut self, node: NodeId, tag: Html) -> After {
        let page = self.page;
        let document = &page.document;
        let (kind, alike) = self.kind_of_items(node);
        let bullets = page.styles.counter_styles().is_bullet(kind);
        // Items with numbers are in order, whatever the element says.
        let ordered = tag == Html::Ol || !bullets && self.is_numbered(node, kind);
        let reversed = tag == Html::Ol && document.has_attr(node, "reversed");
        let start = document.attr(node, "start").filter(|_| tag == Html::Ol).and_then(integer);
        let start = start.or_else(|| {
            reversed
                .then(|| document.children(node).filter(|&li| document.tag(li) == Html::Li))
                .map(|items| items.count() as i64)
        });
        let start = ordered.then(|| start.unwrap_or(1));
        let numbering = numbering(kind);
        let style = match numbering {
            Some(_) => None,
            // Bullets of different kinds look like bullets.
            None if !ordered => None,
            None => page.styles.counter_styles().keyword(kind).filter(|_| alike),
        };
        let numbering = numbering.unwrap_or_default();
        match self.context(node, Tag::List { start, reversed, numbering, style }) {
            After::Context => {
                let step = if reversed { -1 } else { 1 };
                let style = if ordered { kind } else { ListStyle::DISC };
                self.lists.push(Numbers { next: start, step, style, open_item: false });
                After::List
            }
            after => after,
        }
    }

    /// The style of the markers that the items of a list have, and whether all have that one and none
    /// of its own making.
    fn kind_of_items(&self, list: NodeId) -> (ListStyle, bool) {
        let document = &self.page.document;
        let styles = &self.page.styles;
        let mut items = document.children(list).filter(|&id| document.tag(id) == Html::Li);
        let Some(first) = items.next() else { return (styles.of(list).list_style, true) };
        let kind = self.marker_style(first);
        let alike = |id| {
            self.marker_style(id) == kind
                && styles.marker(id).is_none()
                && self.counted_marker(id).is_none()
        };
        (kind, alike(first) && items.all(alike))
    }

    /// The style of an item's marker; what is no list item on the screen has none.
    fn marker_style(&self, item: NodeId) -> ListStyle {
        let style = self.page.styles.of(item);
        // Floating items are list items still; their marker hangs beside them.
        if style.display == Display::ListItem { style.list_style } else { ListStyle::NONE }
    }

    /// Whether a style writes numbers: a string is the same before each item.
    fn is_numbered(&self, list: NodeId, kind: ListStyle) -> bool {
        let styles = self.page.styles.counter_styles();
        let document = &self.page.document;
        document.children(list).any(|id| document.tag(id) == Html::Li)
            && styles.marker(kind, 1) != styles.marker(kind, 2)
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
        let (marker, generated) = self.marker(node, number);
        let after = self.context(node, Tag::Item { number, marker });
        if after == After::Context {
            self.said_marker = generated.then_some(node);
            return After::Item;
        }
        after
    }

    /// What stands before an item, if that is not what its list says by itself; and whether that is
    /// what `::before` adds.
    fn marker(&self, item: NodeId, number: Option<i64>) -> (Option<Cow<'p, str>>, bool) {
        let page = self.page;
        let styles = page.styles.counter_styles();
        let kind = self.marker_style(item);
        let list = self.lists.last().map_or(ListStyle::DISC, |list| list.style);
        let shown: Option<Cow<'p, str>> = match page.styles.marker(item) {
            Some(own) => Some(own.map_or("", |own| own.spoken()).into()),
            None if kind == list && numbering(kind).is_some() => None,
            None if styles.is_bullet(kind) => number.map(|_| "".into()),
            None => Some(styles.marker(kind, number.unwrap_or(1)).into()),
        };
        let says = |marker: &str| !is_mere_bullet(marker);
        let silent = shown.as_deref().map_or(number.is_none(), |marker| !says(marker));
        if let Some(counted) = self.counted_marker(item).filter(|_| silent) {
            return (Some(counted.into()), true);
        }
        let shown = shown.map(|marker| if says(&marker) { marker } else { "".into() });
        let shown = shown.map(|marker| Cow::<'p, str>::Owned(collapse(&marker)));
        (shown.filter(|marker| number.is_some() || !marker.is_empty()), false)
    }

    /// The number that an item has by `::before`.
    fn counted_marker(&self, item: NodeId) -> Option<&'p str> {
        let before =
            self.page.styles.before(item).filter(|before| before.visible && before.counted)?;
        Some(before.spoken().trim()).filter(|text| is_number(text))
    }

    /// Ends an item, unless a list comes next that belongs to it.
    pub(super) fn leave_item(&mut self, node: NodeId) {
        let document = &self.page.document;
        let next = next_element(document, node);
        if next.is_some_and(|next| self.is_nested_list(next))
            && let Some(list) = self.lists.last_mut()
        {
            list.open_item = true;
            return;
        }
        self.close(node);
    }

    /// Whether an element is a list right within a list, outside of its items.
    fn is_nested_list(&self, node: NodeId) -> bool {
        let document = &self.page.document;
        let is_list = |id| matches!(document.tag(id), Html::Ul | Html::Ol | Html::Menu | Html::Dir);
        is_list(node)
            && document.parent(node).is_some_and(is_list)
            && self.page.styles.of(node).display != Display::None
            && self.regions.kind_of(node).is_none()
    }

    /// Ends the item that was kept open for lists after it.
    pub(super) fn end_open_item(&mut self) {
        if self.lists.last_mut().is_some_and(|list| std::mem::take(&mut list.open_item)) {
            self.flow.close();
        }
    }

    /// Ends an item that was kept open, where an element begins that does not belong to it.
    pub(super) fn end_open_item_before(&mut self, node: NodeId) {
        let open = self.lists.last().is_some_and(|list| list.open_item);
        if open
            && self.frames.last().is_some_and(|frame| frame.is_list())
            && !self.is_nested_list(node)
        {
            self.end_open_item();
        }
    }

    pub(super) fn in_description_list(&self) -> bool {
        matches!(self.flow.top(), Some(TagEnd::DescriptionList)) || self.flow.implies_description()
    }

    pub(super) fn table(&mut self, node: NodeId) -> After {
        // Its cells would hold the places of words that nobody sees.
        if self.page.styles.of(node).invisible {
            return self.block(node);
        }
        let purpose = tables::purpose(self.page, node);
        self.purposes.push((node, purpose));
        if let tables::Purpose::Layout(_) = purpose {
            self.ledger.note(Reason::LayoutTable, node, "");
            return self.block(node);
        }
        let model = tables::model_as_seen(self.page, node);
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

/// How HTML says a style; nothing where it has no word for it.
fn numbering(style: ListStyle) -> Option<Numbering> {
    Some(match style {
        ListStyle::DECIMAL => Numbering::Decimal,
        ListStyle::LOWER_ALPHA => Numbering::LowerAlpha,
        ListStyle::UPPER_ALPHA => Numbering::UpperAlpha,
        ListStyle::LOWER_ROMAN => Numbering::LowerRoman,
        ListStyle::UPPER_ROMAN => Numbering::UpperRoman,
        _ => return None,
    })
}

/// Whether generated text is a number such as "1.", "(a)", "§ 2" or "Art. 3", and no sentence.
fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 24 && text.split_whitespace().count() <= 3 && text.contains(char::is_alphanumeric)
}

/// The next element beside a node, where no text stands between.
pub(super) fn next_element(document: &Document, node: NodeId) -> Option<NodeId> {
    let mut next = document.next_sibling(node);
    while let Some(id) = next {
        if document.is_element(id) {
            return Some(id);
        }
        if document.text(id).is_some_and(|text| !text.trim().is_empty()) {
            return None;
        }
        next = document.next_sibling(id);
    }
    None
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
