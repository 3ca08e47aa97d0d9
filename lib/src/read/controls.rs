//! The controls of forms: what they are, what they are called and what they hold.

mod constraints;
mod name;
mod select;
#[cfg(test)]
mod tests;
mod widget;

pub(super) use select::said as said_choices;

use super::links::is_safe;
use super::text::{filled, visible_text};
use crate::aria::Aria;
use crate::dom::{NodeId, Tag};
use crate::event::{Accessible, Control, ControlKind, FieldType, FormId};
use crate::page::Page;
use std::borrow::Cow;

/// What an element is to its form.
#[derive(Debug)]
pub(super) enum Field<'p> {
    /// A hidden field with a name; without one it is never sent.
    Hidden {
        /// The field's name.
        name: &'p str,
        /// The field's value.
        value: &'p str,
        /// The form that it belongs to.
        form: Option<FormId>,
    },
    /// A control, and what the page says of it.
    Control(Box<Control<'p>>, Box<Accessible<'p>>),
    /// No control.
    None,
}

/// Reads a control; `forms` numbers the forms of the page.
pub(super) fn control<'p>(
    aria: &Aria<'p>,
    node: NodeId,
    forms: &dyn Fn(NodeId) -> Option<FormId>,
) -> Field<'p> {
    let page = aria.page;
    let document = &page.document;
    let kind = match document.tag(node) {
        Tag::Input => match input_kind(page, node) {
            Some(kind) => kind,
            None => return hidden(page, node, forms),
        },
        Tag::Textarea => ControlKind::TextArea,
        Tag::Select => ControlKind::Select,
        Tag::Button => button_kind(page, node),
        Tag::Meter => ControlKind::Meter,
        Tag::Progress => ControlKind::Progress,
        Tag::Output => ControlKind::Output,
        _ => match widget::kind(aria, node) {
            Some(kind) => return widget::control(aria, node, kind),
            None => return Field::None,
        },
    };
    let kind = widget::kind_by_role(aria, node, kind).unwrap_or(kind);
    let options = match kind {
        ControlKind::Select => select::options(page, node),
        ControlKind::Field(field) => select::suggestions(page, node, field),
        _ => Vec::new(),
    };
    let form = page.form_owner(node).and_then(forms);
    let control = Control {
        kind,
        needs_script: by_script(page, node, kind, form.is_some()),
        name: document.attr(node, "name").filter(|name| !name.is_empty()),
        value: value(page, node, kind),
        placeholder: filled(document.attr(node, "placeholder"))
            .filter(|_| constraints::shows_placeholder(kind)),
        multiple: constraints::can_be_multiple(kind) && document.has_attr(node, "multiple"),
        options,
        form,
        constraints: constraints::constraints(page, node, kind),
    };
    Field::Control(Box::new(control), Box::new(name::accessible(aria, node, kind)))
}

/// Whether an element is a control of HTML, whatever its role.
pub(super) fn is_native(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Input
            | Tag::Select
            | Tag::Textarea
            | Tag::Button
            | Tag::Meter
            | Tag::Progress
            | Tag::Output
            | Tag::Label
            | Tag::Summary
            | Tag::Option
    )
}

/// Whether an element is a control by its role alone.
pub(super) fn is_widget(aria: &Aria<'_>, node: NodeId) -> bool {
    widget::kind(aria, node).is_some()
}

/// Whether only a script could make a control work: a button that sends and empties nothing.
fn by_script(page: &Page, node: NodeId, kind: ControlKind, in_form: bool) -> bool {
    let target = page.document.attr(node, "formaction").filter(|it| !it.trim().is_empty());
    match kind {
        ControlKind::Button | ControlKind::Tab => true,
        ControlKind::Reset => !in_form,
        ControlKind::Submit => match target {
            Some(target) => !is_safe(target),
            None => !in_form,
        },
        // A button that is a choice by its role.
        _ => page.document.tag(node) == Tag::Button,
    }
}

fn hidden<'p>(page: &'p Page, node: NodeId, forms: &dyn Fn(NodeId) -> Option<FormId>) -> Field<'p> {
    let attr = |name| page.document.attr(node, name);
    match attr("name").filter(|name| !name.is_empty()) {
        Some(name) => {
            let form = page.form_owner(node).and_then(forms);
            Field::Hidden { name, value: attr("value").unwrap_or_default(), form }
        }
        None => Field::None,
    }
}

fn keyword(page: &Page, node: NodeId, name: &str) -> String {
    page.document.attr(node, name).unwrap_or_default().to_ascii_lowercase()
}

/// The kind of an `input`, `None` for a hidden one; an unknown type is text.
fn input_kind(page: &Page, node: NodeId) -> Option<ControlKind> {
    let field = match keyword(page, node, "type").as_str() {
        "hidden" => return None,
        "checkbox" => return Some(ControlKind::Checkbox),
        "radio" => return Some(ControlKind::Radio),
        "submit" | "image" => return Some(ControlKind::Submit),
        "reset" => return Some(ControlKind::Reset),
        "button" => return Some(ControlKind::Button),
        "search" => FieldType::Search,
        "email" => FieldType::Email,
        "url" => FieldType::Url,
        "tel" => FieldType::Tel,
        "password" => FieldType::Password,
        "number" => FieldType::Number,
        "range" => FieldType::Range,
        "date" => FieldType::Date,
        "month" => FieldType::Month,
        "week" => FieldType::Week,
        "time" => FieldType::Time,
        "datetime-local" => FieldType::DateTimeLocal,
        "color" => FieldType::Color,
        "file" => FieldType::File,
        _ => FieldType::Text,
    };
    Some(ControlKind::Field(field))
}

fn button_kind(page: &Page, node: NodeId) -> ControlKind {
    match keyword(page, node, "type").as_str() {
        "reset" => ControlKind::Reset,
        "button" => ControlKind::Button,
        _ => ControlKind::Submit,
    }
}

fn value(page: &Page, node: NodeId, kind: ControlKind) -> Option<Cow<'_, str>> {
    let document = &page.document;
    let attr = |name| document.attr(node, name);
    let image = document.tag(node) == Tag::Input && keyword(page, node, "type") == "image";
    match kind {
        // The choices say which of them are chosen.
        ControlKind::Select => None,
        // No page can fill in a file, and what shows as dots is not to be written out.
        ControlKind::Field(FieldType::File | FieldType::Password) => None,
        // An image sends where it was clicked, never its value.
        ControlKind::Submit if image => None,
        ControlKind::TextArea => text_value(page, node),
        ControlKind::Output | ControlKind::Meter | ControlKind::Progress => {
            let text = visible_text(page, node);
            if !text.is_empty() {
                return Some(text.into());
            }
            if kind == ControlKind::Output {
                return None;
            }
            let value = filled(attr("value"))?;
            Some(match filled(attr("max")) {
                Some(most) => format!("{value}/{most}").into(),
                None => value.into(),
            })
        }
        // The value of a one-line field has no line breaks (4.10.5.1.2 and others).
        _ => {
            attr("value").filter(|value| constraints::is_value(value, kind)).map(
                |value| match value.contains(['\n', '\r']) {
                    true => value.replace(['\n', '\r'], "").into(),
                    false => value.into(),
                },
            )
        }
    }
}

/// The text of a `textarea`; the parser has left out a line break right after the start tag.
fn text_value(page: &Page, node: NodeId) -> Option<Cow<'_, str>> {
    let document = &page.document;
    let mut texts = document.children(node).filter_map(|child| document.text(child));
    let first = texts.next()?;
    match texts.next() {
        None => Some(first.into()),
        Some(_) => Some(document.text_content(node).into()),
    }
}
