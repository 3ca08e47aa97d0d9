//! Controls that are made by roles (WAI-ARIA 1.2, 5.3.2): only a script makes them work, but what they
//! are, what they are called and what they hold can be said.

use super::{Field, is_native, name};
use crate::aria::{Aria, States};
use crate::dom::{NodeId, Tag};
use crate::event::{Choice, Control, ControlKind, FieldType};
use crate::read::text::visible_text;

/// The most options of a list that are said.
const MAX_OPTIONS: usize = 1_000;

/// The kind of control that an element is by its role alone; `None` where it holds what works or is
/// read by itself.
pub(super) fn kind(aria: &Aria<'_>, node: NodeId) -> Option<ControlKind> {
    let document = &aria.page.document;
    document.attr(node, "role")?;
    let link = document.tag(node) == Tag::A && document.has_attr(node, "href");
    if link || is_native(document.tag(node)) {
        return None;
    }
    let kind = match aria.role(node)?.name() {
        "checkbox" | "menuitemcheckbox" => ControlKind::Checkbox,
        "switch" => ControlKind::Switch,
        "radio" | "menuitemradio" => ControlKind::Radio,
        "textbox" if aria.filled(node, "aria-multiline") == Some("true") => ControlKind::TextArea,
        "textbox" => ControlKind::Field(FieldType::Text),
        "searchbox" => ControlKind::Field(FieldType::Search),
        "spinbutton" => ControlKind::Field(FieldType::Number),
        "slider" => ControlKind::Field(FieldType::Range),
        "combobox" | "listbox" => ControlKind::Select,
        "progressbar" => ControlKind::Progress,
        "meter" => ControlKind::Meter,
        "button" => ControlKind::Button,
        "tab" => ControlKind::Tab,
        _ => return None,
    };
    let works_or_is_read = |id: NodeId| match document.tag(id) {
        Tag::A => document.has_attr(id, "href"),
        Tag::Input | Tag::Select | Tag::Textarea | Tag::Button => true,
        Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Table | Tag::P => true,
        _ => false,
    };
    (!document.descendants(node).any(works_or_is_read)).then_some(kind)
}

/// The kind that a native control is by its role, where that says more.
pub(super) fn kind_by_role(
    aria: &Aria<'_>,
    node: NodeId,
    native: ControlKind,
) -> Option<ControlKind> {
    let role = aria.page.document.attr(node, "role").and_then(|_| aria.role(node))?.name();
    match (native, role) {
        (ControlKind::Checkbox, "switch") => Some(ControlKind::Switch),
        (ControlKind::Submit | ControlKind::Button, "tab") => Some(ControlKind::Tab),
        (ControlKind::Submit | ControlKind::Button, "switch") => Some(ControlKind::Switch),
        (ControlKind::Submit | ControlKind::Button, "checkbox" | "menuitemcheckbox") => {
            Some(ControlKind::Checkbox)
        }
        (ControlKind::Submit | ControlKind::Button, "radio" | "menuitemradio") => {
            Some(ControlKind::Radio)
        }
        _ => None,
    }
}

/// A control that is one by its role.
pub(super) fn control<'p>(aria: &Aria<'p>, node: NodeId, kind: ControlKind) -> Field<'p> {
    let value = match kind {
        ControlKind::Select => None,
        _ if kind.is_choice() || kind.is_button() => None,
        // What it shows says more than the bare number.
        _ if kind.is_shown_value() && !visible_text(aria.page, node).is_empty() => {
            Some(visible_text(aria.page, node))
        }
        _ => aria.value(node),
    };
    let value = value.map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    let options = match kind {
        ControlKind::Select => options(aria, node),
        _ => Vec::new(),
    };
    let multiple = aria.filled(node, "aria-multiselectable") == Some("true");
    let control = Control {
        kind,
        needs_script: true,
        name: None,
        value: value.map(Into::into),
        placeholder: aria.filled(node, "aria-placeholder"),
        multiple: multiple && kind == ControlKind::Select,
        options,
        form: None,
        constraints: Vec::new(),
    };
    Field::Control(Box::new(control), Box::new(name::by_role(aria, node, kind)))
}

/// The options of a list; of one that has none the value is its only choice.
fn options<'p>(aria: &Aria<'p>, list: NodeId) -> Vec<Choice<'p>> {
    let document = &aria.page.document;
    let is_option = |id: &NodeId| aria.is_any(*id, &["option"]) && aria.visible(*id);
    let choice = |id: NodeId| {
        let states = aria.states(id);
        let States { selected, disabled, .. } = states;
        let selected = selected.unwrap_or(states.is_checked());
        let label = aria.name(id).text.into();
        Choice { label, value: None, group: None, selected, disabled }
    };
    let options: Vec<_> =
        document.descendants(list).filter(is_option).take(MAX_OPTIONS).map(choice).collect();
    match aria.value(list).filter(|value| options.is_empty() && !value.is_empty()) {
        Some(value) => {
            let (selected, disabled) = (true, false);
            vec![Choice { label: value.into(), value: None, group: None, selected, disabled }]
        }
        None => options,
    }
}
