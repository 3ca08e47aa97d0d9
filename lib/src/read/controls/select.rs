//! The choices of a `select` (HTML Standard, 4.10.7).

use crate::css::Display;
use crate::dom::{Document, NodeId, Step, Tag};
use crate::event::{Choice, FieldType};
use crate::page::Page;
use crate::read::text::{filled, text_within};
use std::borrow::Cow;
use std::collections::HashSet;

/// A choice, and whether the page shows it in the open list.
struct Found<'p> {
    node: NodeId,
    group: Option<NodeId>,
    choice: Choice<'p>,
    shown: bool,
}

/// The choices in tree order, however they nest.
pub(super) fn options(page: &Page, select: NodeId) -> Vec<Choice<'_>> {
    found(page, select).map(|it| it.choice).collect()
}

/// The options, groups and legends of groups that the choices are made of.
pub(in crate::read) fn said(page: &Page, select: NodeId) -> HashSet<NodeId> {
    let document = &page.document;
    let own_label = |&group: &NodeId| filled(document.attr(group, "label")).is_none();
    let legend = |group: Option<NodeId>| legend(document, group.filter(own_label)?);
    found(page, select)
        .flat_map(|it| [Some(it.node), it.group, legend(it.group)])
        .flatten()
        .collect()
}

/// A hidden choice counts only where it is chosen: then the closed list shows it.
fn found(page: &Page, select: NodeId) -> impl Iterator<Item = Found<'_>> {
    let document = &page.document;
    let mut found = Vec::new();
    let mut groups: Vec<NodeId> = Vec::new();
    // How many hidden elements around the next node there are.
    let mut hidden = 0_usize;
    for step in document.walk(select) {
        let (Step::Enter(node) | Step::Leave(node)) = step;
        if node == select || !document.is_element(node) {
            continue;
        }
        let gone = usize::from(page.styles.of(node).display == Display::None);
        if step == Step::Leave(node) {
            hidden -= gone;
            if groups.last() == Some(&node) {
                groups.pop();
            }
            continue;
        }
        hidden += gone;
        match document.tag(node) {
            Tag::Optgroup => groups.push(node),
            Tag::Option => {
                let group = groups.last().copied();
                let choice = choice(page, node, group);
                found.push(Found { node, group, choice, shown: hidden == 0 });
            }
            _ => {}
        }
    }
    settle(page, select, &mut found);
    found.into_iter().filter(|it| it.shown || it.choice.selected)
}

fn choice(page: &Page, option: NodeId, group: Option<NodeId>) -> Choice<'_> {
    let document = &page.document;
    let value = document.attr(option, "value");
    let (label, sent) = match filled(document.attr(option, "label")) {
        // Without a value the text is sent, though the label is shown instead.
        Some(label) => {
            let text = || document.children(option).find_map(|child| document.text(child));
            (label.into(), value.or_else(|| text().map(str::trim_ascii)))
        }
        None => (text_within(page, option).into(), value),
    };
    let disabled = |node| document.has_attr(node, "disabled");
    Choice {
        value: sent.filter(|value| *value != label),
        label,
        group: group.and_then(|group| group_label(document, group)),
        selected: document.has_attr(option, "selected"),
        disabled: disabled(option) || group.is_some_and(disabled),
    }
}

/// A group is called by its attribute or, where it has none, by its legend.
fn group_label(document: &Document, group: NodeId) -> Option<&str> {
    let legend = || document.text(document.first_child(legend(document, group)?)?);
    filled(document.attr(group, "label")).or_else(|| filled(legend()))
}

/// The legend of a group, where it is nothing but text.
fn legend(document: &Document, group: NodeId) -> Option<NodeId> {
    let first = document.children(group).find(|&id| document.tag(id) == Tag::Legend)?;
    document.children(first).all(|id| document.text(id).is_some()).then_some(first)
}

/// The selectedness setting algorithm: a list that shows one choice has exactly one.
fn settle(page: &Page, select: NodeId, found: &mut [Found<'_>]) {
    let document = &page.document;
    if document.has_attr(select, "multiple") {
        return;
    }
    let size = document.attr(select, "size").map(str::trim_ascii_start);
    let digits = size.map_or("", |size| {
        let size = size.strip_prefix('+').unwrap_or(size);
        &size[..size.bytes().take_while(u8::is_ascii_digit).count()]
    });
    // No number: one line. A number too large to hold is not one.
    let one_line = digits.is_empty() || digits.trim_start_matches('0') == "1";
    let last = found.iter().rposition(|it| it.choice.selected);
    let first = found.iter().position(|it| !it.choice.disabled);
    let chosen = last.or(first.filter(|_| one_line));
    for (at, it) in found.iter_mut().enumerate() {
        it.choice.selected = Some(at) == chosen;
    }
}

/// So many suggestions are kept of each field: any number of fields may share them.
const MOST: usize = 200;

/// What a field suggests (HTML Standard, 4.10.5.3.9, the `list` attribute).
pub(super) fn suggestions(page: &Page, node: NodeId, field: FieldType) -> Vec<Choice<'_>> {
    let document = &page.document;
    let list = document.attr(node, "list").and_then(|id| page.by_id(id));
    let list = list.filter(|&list| document.tag(list) == Tag::Datalist);
    let Some(list) = list.filter(|_| !matches!(field, FieldType::Password | FieldType::File))
    else {
        return Vec::new();
    };
    let options = document.descendants(list).filter(|&id| document.tag(id) == Tag::Option);
    let usable = options.filter(|&id| !document.has_attr(id, "disabled"));
    let suggestion = |id| {
        let text = document.text_content(id);
        let text = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        let sent = document.attr(id, "value").map_or_else(|| text.clone().into(), Cow::Borrowed);
        let shown = document.attr(id, "label").filter(|label| !label.trim().is_empty());
        let label = shown
            .map(Cow::Borrowed)
            .or(Some(text.into()).filter(|it: &Cow<'_, str>| !it.is_empty()));
        let value =
            document.attr(id, "value").filter(|value| label.as_ref().is_some_and(|it| it != value));
        let label = label.unwrap_or_else(|| sent.clone());
        let (selected, disabled, group) = (false, false, None);
        (!sent.is_empty()).then_some(Choice { value, label, group, selected, disabled })
    };
    usable.filter_map(suggestion).take(MOST).collect()
}
