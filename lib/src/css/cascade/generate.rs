//! What pseudo-elements add: generated text, markers of list items, and the counters and quotation
//! marks in them.

use super::matching::{Found, Match, in_order};
use super::{Cascade, Declaration, Property, Style, Value, value};
use crate::css::Display;
use crate::css::content::{Content, Generated, Place};
use crate::css::counter::Change;
use crate::css::quotes::Quotes;
use crate::css::style::can_be_contents;
use crate::dom::{NodeId, Ns, Tag};

/// The counter that items of lists count (CSS Lists 3, 4.6).
const LIST_ITEM: &str = "list-item";

impl Cascade<'_> {
    fn style_letter(
        &mut self,
        id: NodeId,
        frame: Option<usize>,
        style: Style,
        matches: &mut [Match],
    ) {
        let initial = style.inherited();
        let declarations = in_order(self.sheet(), matches, &[]);
        let letter = self.applied(&declarations, frame, &style, &initial);
        if letter.text_transform != style.text_transform {
            self.pseudos.letters.insert(id, letter.text_transform);
        }
    }

    /// The pictures that stand for an element's own content.
    pub(super) fn replace(
        &mut self,
        id: NodeId,
        frame: Option<usize>,
        style: Style,
        declarations: &[&Declaration],
    ) {
        let mut content = None;
        for declaration in declarations {
            value::apply_content(&self.resolved(declaration, frame), &mut content);
        }
        let picture = content.filter(Content::replaces);
        if let Some(picture) = picture.and_then(|picture| self.shown(id, &picture, style, None)) {
            self.pseudos.replaced.insert(id, picture);
        }
    }

    /// What stands at the beginning of an element; what is needed for its end is kept.
    pub(super) fn generate(
        &mut self,
        id: NodeId,
        frame: Option<usize>,
        style: Style,
        mut found: Found,
    ) {
        if let Some(open) = self.open.last_mut() {
            open.tree = found.tree;
        }
        if !found.letter.is_empty() {
            self.style_letter(id, frame, style, &mut found.letter);
        }
        if !can_be_contents(self.document, id) {
            return;
        }
        if !found.marker.is_empty() && style.display == Display::ListItem {
            self.mark(id, frame, style, &mut found.marker);
        }
        let mut normal = true;
        if !found.before.is_empty() {
            let (before, content) = self.generated(id, frame, style, &mut found.before);
            self.pseudos.before.extend(before.map(|before| (id, before)));
            normal = content.is_none_or(|content| content.is_normal());
        }
        let quotation = normal && self.is_quotation(id) && style.display != Display::None;
        self.quotations += usize::from(quotation);
        if self.document.tag(id) == Tag::Q && !normal {
            self.pseudos.unquoted.insert(id);
        }
        if let Some(open) = self.open.last_mut() {
            open.after = found.after;
            open.quotation = quotation;
        }
    }

    fn is_quotation(&self, id: NodeId) -> bool {
        self.document.tag(id) == Tag::Q && self.document.ns(id) == Ns::Html
    }

    /// What stands at the end of the innermost element.
    pub(super) fn generate_after(&mut self) {
        let Some(open) = self.open.last_mut() else { return };
        if std::mem::take(&mut open.quotation) {
            self.quotations = self.quotations.saturating_sub(1);
        }
        let mut after = std::mem::take(&mut open.after);
        let (Some(id), frame, style) = (open.id, open.frame, open.style) else { return };
        if !after.is_empty() {
            let (after, _) = self.generated(id, frame, style, &mut after);
            self.pseudos.after.extend(after.map(|after| (id, after)));
        }
    }

    /// The marker that `::marker` has by its `content`; `none` is one of no text.
    fn mark(&mut self, id: NodeId, frame: Option<usize>, style: Style, matches: &mut [Match]) {
        let mut content = None;
        for declaration in in_order(self.sheet(), matches, &[]) {
            value::apply_content(&self.resolved(declaration, frame), &mut content);
        }
        if let Some(content) = content.filter(|content: &Content| !content.is_normal()) {
            let shown = self.shown(id, &content, style, None);
            self.pseudos.markers.insert(id, shown);
        }
    }

    /// What `::before` or `::after` shows, and its `content`.
    fn generated(
        &mut self,
        id: NodeId,
        frame: Option<usize>,
        element: Style,
        matches: &mut [Match],
    ) -> (Option<Generated>, Option<Content>) {
        let initial = element.inherited();
        let declarations = in_order(self.sheet(), matches, &[]);
        let mut style = self.applied(&declarations, frame, &element, &initial);
        let (mut content, mut quotes) = (None, None);
        for declaration in &declarations {
            let value = self.resolved(declaration, frame);
            value::apply_content(&value, &mut content);
            apply_quotes(&value, &mut quotes);
        }
        if style.out_of_flow() {
            style.display = style.display.blockified();
        }
        let Some(own) = &content else { return (None, None) };
        if style.display == Display::None {
            return (None, content);
        }
        self.count(&declarations, frame, self.open.len() + 1);
        if let Some(matcher) = &self.matcher {
            matcher.work.take(own.counters() * self.counters.cost());
        }
        let shown = self.shown(id, own, style, quotes);
        // What only takes its place, to clear floats, is nothing to be told.
        let shown = shown.filter(|_| !style.invisible || element.invisible);
        (shown, content)
    }

    fn shown(
        &mut self,
        id: NodeId,
        content: &Content,
        style: Style,
        quotes: Option<Quotes>,
    ) -> Option<Generated> {
        let inherited = || self.open.last().map(|open| open.quotes.clone());
        let quotes = quotes.or_else(inherited).unwrap_or_default();
        let work = self.matcher.as_ref().map(|matcher| &matcher.work);
        let mut around = std::iter::once(id).chain(self.document.ancestors(id));
        let document = self.document;
        let language = content.has_quotes().then(|| {
            around.find_map(|id| {
                let affordable = work.is_none_or(|work| work.take(1));
                document.attr(id, "lang").filter(|_| affordable)
            })
        });
        let mut place = Place {
            document,
            id,
            counters: &self.counters,
            counter_styles: &mut self.counter_styles,
            quotes: &quotes,
            depth: &mut self.quotations,
            language: language.flatten(),
        };
        content.of(&mut place, style)
    }

    /// Keeps the value of `quotes`, which the element's own text and its children inherit.
    pub(super) fn quote(&mut self, declarations: &[&Declaration], frame: Option<usize>) {
        let quotes = |value: &Value| {
            matches!(value, Value::Quotes(_) | Value::Wide(Property::Quotes, _))
                || matches!(value, Value::Unresolved(Property::Quotes, _))
        };
        let mut own = None;
        for declaration in declarations.iter().filter(|declaration| quotes(&declaration.value)) {
            apply_quotes(&self.resolved(declaration, frame), &mut own);
        }
        if let (Some(own), Some(open)) = (own, self.open.last_mut()) {
            open.quotes = own;
        }
    }

    /// Counts lists and their items, as HTML has them do (HTML Standard, 15.3.8).
    pub(super) fn count_items(&mut self, id: NodeId, style: Style) {
        let Some(matcher) = self.matcher.as_ref().filter(|it| it.sheet.counts_items) else {
            return;
        };
        let (document, depth) = (self.document, self.open.len());
        let number =
            |name| document.attr(id, name).and_then(|value| value.trim().parse::<i32>().ok());
        let is_list = matches!(document.tag(id), Tag::Ol | Tag::Ul | Tag::Menu | Tag::Dir);
        if is_list {
            let start = number("start").filter(|_| document.tag(id) == Tag::Ol).unwrap_or(1);
            let before = vec![(LIST_ITEM.into(), start.saturating_sub(1))];
            self.counters.change(Change::Reset, &before, depth, &matcher.work);
        }
        if style.display == Display::ListItem {
            let one = vec![(LIST_ITEM.into(), 1)];
            self.counters.change(Change::Increment, &one, depth, &matcher.work);
            if let Some(value) = number("value") {
                let own = vec![(LIST_ITEM.into(), value)];
                self.counters.change(Change::Set, &own, depth, &matcher.work);
            }
        }
    }

    /// Does with counters what declarations say, in the order of CSS Lists 3, 4: first what is
    /// reset, then what is counted up, then what is set.
    pub(super) fn count(
        &mut self,
        declarations: &[&Declaration],
        frame: Option<usize>,
        depth: usize,
    ) {
        let counts = |value: &Value| {
            matches!(value, Value::Counter(..) | Value::Unresolved(Property::Counter(_), _))
        };
        if !declarations.iter().any(|declaration| counts(&declaration.value)) {
            return;
        }
        for change in [Change::Reset, Change::Increment, Change::Set] {
            let mut last = None;
            for declaration in declarations {
                match &*self.resolved(declaration, frame) {
                    Value::Counter(kind, changes) if *kind == change => {
                        last = Some(changes.clone())
                    }
                    Value::Wide(Property::Counter(kind), _) if *kind == change => last = None,
                    _ => {}
                }
            }
            if let (Some(changes), Some(matcher)) = (last, &self.matcher) {
                self.counters.change(change, &changes, depth, &matcher.work);
            }
        }
    }
}

/// The value of `quotes` after one more declaration.
fn apply_quotes(value: &Value, quotes: &mut Option<Quotes>) {
    match value {
        Value::Quotes(own) => *quotes = Some(own.clone()),
        Value::Wide(Property::Quotes, value::Wide::Initial) => *quotes = Some(Quotes::Auto),
        Value::Wide(Property::Quotes, _) => *quotes = None,
        _ => {}
    }
}
