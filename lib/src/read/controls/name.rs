//! What a control is called in a text: its accessible name, and what it shows.

use super::constraints;
use crate::aria::{Accessible, Aria, Source};
use crate::dom::{NodeId, Tag};
use crate::event::ControlKind;
use crate::page::Page;
use crate::read::text::{self, filled, visible_text};
use std::borrow::Cow;

/// How many bytes a name or description may have that is said with each control: any number of
/// them may refer to the whole page.
const LONGEST: usize = 1_000;

/// The name, the description and the states of a control; a name is shown where a visible label of
/// the page says it.
///
/// The text that a button shows is text of the page: where its name does not hold it, it stands
/// before the name.
pub(super) fn accessible<'p>(aria: &Aria<'p>, node: NodeId, kind: ControlKind) -> Accessible<'p> {
    let page = aria.page;
    let own = own_text(page, node, kind);
    let name = aria.name(node);
    let text = clipped(&name.text);
    let (label, labelled) = match (name.from, &own) {
        (Some(Source::Reference), _) => (text.into(), by_own_labels(aria, node)),
        (Some(Source::Label), _) => (text.into(), false),
        (_, Some(own)) => (own.clone(), false),
        (from, None) => by_itself(page, node, kind, text, from),
    };
    let label = match own.filter(|own| kind.is_button() && !says(&label, own)) {
        Some(own) => format!("{own} ({label})").into(),
        None => label,
    };
    // What HTML describes a control by is its own text, which is said already.
    let described = aria.accessible(node).unwrap_or_default();
    let description = aria.description(node);
    let description = Some(description).filter(|it| it.from != Some(Source::Native));
    let description = description.map(|it| clipped(&it.text)).filter(|it| *it != *label);
    let mut states = aria.states(node);
    // What the control does not take is no state of it.
    states.required &= constraints::can_be_required(kind);
    states.readonly &= constraints::can_be_readonly(kind);
    Accessible {
        name: Some(label).filter(|label| !label.is_empty()),
        name_shown: labelled,
        description: description.filter(|it| !it.is_empty()).map(Cow::Owned),
        states,
        ..*described
    }
}

/// The name, the description and the states of what is a control by its role.
pub(super) fn by_role<'p>(aria: &Aria<'p>, node: NodeId, kind: ControlKind) -> Accessible<'p> {
    let mut accessible = *aria.accessible(node).unwrap_or_default();
    let shown = visible_text(aria.page, node);
    if let Some(name) = &accessible.name {
        if kind.is_button() && !says(name, &shown) {
            accessible.name = Some(Cow::Owned(format!("{shown} ({name})")));
        }
    } else {
        let name = Some(clipped(&aria.name(node).text)).filter(|name| !name.is_empty());
        accessible.name = name.map(Cow::Owned);
    }
    accessible.states = aria.states(node);
    accessible
}

/// The name of a control that no author gives one by ARIA, and that shows no text.
fn by_itself<'p>(
    page: &Page,
    node: NodeId,
    kind: ControlKind,
    text: String,
    from: Option<Source>,
) -> (Cow<'p, str>, bool) {
    let labels = page.labels_of(node);
    let shown = shown_labels(page, node);
    if from == Some(Source::Native) && !labels.is_empty() {
        return (text.into(), !shown.is_empty());
    }
    // A label that is kept from assistive technology is seen all the same.
    if !shown.is_empty() {
        return (shown.into(), true);
    }
    // What browsers write on a button is the output's to say, in the language of the page.
    if !text.is_empty() && !(kind.is_button() && from == Some(Source::Native)) {
        return (text.into(), false);
    }
    (picture_file(page, node, kind).unwrap_or_default().into(), false)
}

/// Whether a name says what a button shows, or the button shows a mere sign.
fn says(name: &str, shown: &str) -> bool {
    !shown.contains(char::is_alphanumeric) || name.to_lowercase().contains(&shown.to_lowercase())
}

/// What the control shows as its own text; the browser's default ("Submit") is the output's.
fn own_text(page: &Page, node: NodeId, kind: ControlKind) -> Option<Cow<'_, str>> {
    let document = &page.document;
    if !kind.is_button() {
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
    if !kind.is_button() {
        return None;
    }
    let picture = |&id: &NodeId| matches!(document.tag(id), Tag::Img | Tag::Input);
    let seen = |id: &NodeId| !text::hidden(page, *id);
    document
        .descendants(node)
        .find(picture)
        .filter(seen)
        .and_then(|id| text::link_name_fallback(page, id))
}

fn one_line(text: &str) -> Cow<'_, str> {
    let gaps = |c: char| c.is_ascii_whitespace() && c != ' ';
    if !text.contains(gaps) && !text.contains("  ") {
        return text.into();
    }
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// A text cut to what may be said with a control. No-break spaces at its ends are padding.
fn clipped(text: &str) -> String {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].trim().to_owned()
}

/// The text of the label elements that are seen, without what a control within them shows or
/// holds.
fn shown_labels(page: &Page, node: NodeId) -> String {
    let seen = page.labels_of(node).iter().filter(|&&label| !text::hidden(page, label));
    let texts = seen.map(|&label| text::text_without(page, label, |id| page.labelable(id)));
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether all that `aria-labelledby` names are labels of the control that are seen.
fn by_own_labels(aria: &Aria<'_>, node: NodeId) -> bool {
    let labels = aria.page.labels_of(node);
    let seen = |id: &NodeId| labels.contains(id) && !text::hidden(aria.page, *id);
    !labels.is_empty() && aria.references(node, "aria-labelledby").iter().all(seen)
}
