//! The names of controls: Accessible Name 1.2 and HTML-AAM 4.1, as far as forms need them.

use crate::dom::{NodeId, Tag};
use crate::event::ControlKind;
use crate::page::Page;
use crate::read::text::{self, filled, visible_text};
use std::borrow::Cow;

/// How many elements one attribute may refer to.
const REFERENCES: usize = 16;

/// What a control is called.
pub(super) struct Named<'p> {
    pub(super) label: Cow<'p, str>,
    /// Whether a visible label of the page says it.
    pub(super) labelled: bool,
    pub(super) description: Option<Cow<'p, str>>,
}

/// The name and description of a control.
///
/// The text that a button shows is text of the page: where its name does not hold it, it stands
/// before the name.
pub(super) fn of(page: &Page, node: NodeId, kind: ControlKind) -> Named<'_> {
    let attr = |name| filled(page.document.attr(node, name));
    let own = own_text(page, node, kind);
    let (label, labelled) = if let Some(named) = by_reference(page, node, "aria-labelledby") {
        let labels = page.labels_of(node);
        let shown = |id: &NodeId| labels.contains(id) && !text::hidden(page, *id);
        (named.text.into(), named.nodes.iter().all(shown))
    } else if let Some(label) = attr("aria-label") {
        (one_line(label), false)
    } else if let (Some(own), true) = (&own, is_button(kind)) {
        (own.clone(), false)
    } else if let Some((label, shown)) = by_labels(page, node) {
        (label.into(), shown)
    } else {
        let label = attr("title").or(attr("placeholder")).map(one_line);
        let file = || picture_file(page, node, kind).map(Cow::Owned);
        (label.or_else(file).unwrap_or_default(), false)
    };
    let label = match own.filter(|own| is_button(kind) && !says(&label, own)) {
        Some(own) => format!("{own} ({label})").into(),
        None => label,
    };
    let described = by_reference(page, node, "aria-describedby").map(|named| named.text.into());
    let title = || attr("title").map(one_line).filter(|title| *title != label);
    let description = described.or_else(title);
    Named { label, labelled, description }
}

fn is_button(kind: ControlKind) -> bool {
    matches!(kind, ControlKind::Submit | ControlKind::Reset | ControlKind::Button)
}

/// Whether a name says what a button shows, or the button shows a mere sign.
fn says(name: &str, shown: &str) -> bool {
    !shown.contains(char::is_alphanumeric) || name.to_lowercase().contains(&shown.to_lowercase())
}

/// What the control shows as its own text; the browser's default ("Submit") is the output's.
fn own_text(page: &Page, node: NodeId, kind: ControlKind) -> Option<Cow<'_, str>> {
    let document = &page.document;
    if !is_button(kind) {
        return None;
    }
    if document.tag(node) == Tag::Button {
        let text = visible_text(page, node);
        return (!text.is_empty()).then(|| text.into());
    }
    let image = document.attr(node, "type").is_some_and(|it| it.eq_ignore_ascii_case("image"));
    let shown = filled(document.attr(node, if image { "alt" } else { "value" }));
    shown.map(one_line)
}

/// The file of the picture that is all that a button shows, where nothing else names the button.
fn picture_file(page: &Page, node: NodeId, kind: ControlKind) -> Option<String> {
    let document = &page.document;
    if !is_button(kind) {
        return None;
    }
    let picture = |&id: &NodeId| matches!(document.tag(id), Tag::Img | Tag::Input);
    document.descendants(node).find(picture).and_then(|id| text::link_name_fallback(page, id))
}

fn one_line(text: &str) -> Cow<'_, str> {
    let gaps = |c: char| c.is_ascii_whitespace() && c != ' ';
    if !text.contains(gaps) && !text.contains("  ") {
        return text.into();
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// The text of the label elements, and whether it can be seen.
fn by_labels(page: &Page, node: NodeId) -> Option<(String, bool)> {
    // What a control within the label shows or holds is its own to say.
    let control = |id| page.labelable(id);
    let (mut name, mut shown) = (String::new(), false);
    for &label in page.labels_of(node) {
        let visible = !text::hidden(page, label);
        let text = match visible {
            true => text::text_without(page, label, control),
            false => text::referenced_text(page, label, control),
        };
        shown |= visible && !text.is_empty();
        append(&mut name, &text);
    }
    (!name.is_empty()).then_some((name, shown))
}

/// The text that an attribute refers to by ids.
struct Referenced {
    text: String,
    nodes: Vec<NodeId>,
}

fn by_reference(page: &Page, node: NodeId, attr: &str) -> Option<Referenced> {
    let ids = page.document.attr(node, attr)?.split_ascii_whitespace();
    let (mut name, mut nodes) = (String::new(), Vec::new());
    for target in ids.take(REFERENCES).filter_map(|id| page.by_id(id)) {
        if nodes.contains(&target) {
            continue;
        }
        // A reference to the control itself means its `aria-label`, or what it shows (step 2B).
        let own = || filled(page.document.attr(target, "aria-label")).map(str::to_owned);
        let within = |id| id != target && page.labelable(id);
        let text = own().unwrap_or_else(|| text::referenced_text(page, target, within));
        if !text.is_empty() {
            append(&mut name, &text);
            nodes.push(target);
        }
    }
    (!name.is_empty()).then_some(Referenced { text: name, nodes })
}

fn append(name: &mut String, text: &str) {
    if !name.is_empty() && !text.is_empty() {
        name.push(' ');
    }
    name.push_str(text);
}
