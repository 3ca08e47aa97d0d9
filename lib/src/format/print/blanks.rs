//! Controls of forms as they can be filled in with a pen: labelled blanks, boxes for choices.

use crate::escape::text;
use crate::event::{Choice, Control, ControlKind, FieldType};
use crate::i18n::Phrases;

const EMPTY_BOX: &str = "☐";
const CROSSED_BOX: &str = "☒";

pub(super) fn control(out: &mut String, control: &Control<'_>, phrases: &Phrases) {
    let label = control.label.trim();
    let label = if control.labelled { "" } else { label };
    let value = control.value.as_deref().map(str::trim).unwrap_or_default();
    match control.kind {
        ControlKind::Submit | ControlKind::Reset | ControlKind::Button => {
            let submit = if control.kind == ControlKind::Submit { &*phrases.submit } else { "" };
            let names = [control.label.trim(), value, submit];
            let name = names.into_iter().find(|name| !name.is_empty());
            return text(out, &format!("[{}]", name.unwrap_or(&phrases.button)));
        }
        ControlKind::Meter | ControlKind::Progress | ControlKind::Output => {
            named(out, label);
            return text(out, value);
        }
        ControlKind::Radio | ControlKind::Checkbox => {
            out.push_str(if control.checked { CROSSED_BOX } else { EMPTY_BOX });
            if !label.is_empty() {
                out.push(' ');
                text(out, label);
            }
        }
        ControlKind::Select => {
            named(out, label);
            choices(out, &control.options, phrases);
        }
        ControlKind::TextArea => {
            named(out, label);
            blank(out, "lines", value);
        }
        ControlKind::Field(kind) => {
            named(out, label);
            // What a field for a password holds is nobody's to read.
            blank(out, "blank", if kind == FieldType::Password { "" } else { value });
        }
    }
    remarks(out, control, phrases);
}

fn named(out: &mut String, label: &str) {
    if !label.is_empty() {
        text(out, label.trim_end_matches(':'));
        out.push_str(": ");
    }
}

/// Room to write, with what is there already.
fn blank(out: &mut String, class: &str, value: &str) {
    out.push_str(&format!("<span class=\"{class}\">"));
    text(out, if value.is_empty() { "\u{a0}" } else { value });
    out.push_str("</span>");
}

/// All that can be chosen, with a box for each, under the names of their groups.
fn choices(out: &mut String, choices: &[Choice<'_>], phrases: &Phrases) {
    let mut first = true;
    for group in choices.chunk_by(|a, b| a.group == b.group) {
        let mut name = group.first().and_then(|choice| choice.group);
        for choice in group {
            out.push_str(if first { "" } else { "\n" });
            first = false;
            if let Some(name) = name.take() {
                named(out, name.trim());
            }
            out.push_str(if choice.selected { CROSSED_BOX } else { EMPTY_BOX });
            out.push(' ');
            text(out, choice.label.trim());
            if choice.disabled {
                text(out, &format!(" ({})", phrases.disabled));
            }
        }
    }
}

/// What is to be known for filling in, in parentheses.
fn remarks(out: &mut String, control: &Control<'_>, phrases: &Phrases) {
    let label = control.label.trim();
    let hints = [control.placeholder, control.description.as_deref()];
    let mut remarks: Vec<&str> = Vec::new();
    if control.required {
        remarks.push(&phrases.required);
    }
    let is_box = matches!(control.kind, ControlKind::Radio | ControlKind::Checkbox);
    if control.disabled && !is_box {
        remarks.push(&phrases.disabled);
    }
    if control.multiple && control.kind == ControlKind::Select {
        remarks.push(&phrases.multiple);
    }
    for hint in hints.into_iter().flatten().map(str::trim).filter(|hint| !hint.is_empty()) {
        if hint != label && !remarks.contains(&hint) {
            remarks.push(hint);
        }
    }
    if !remarks.is_empty() {
        text(out, &format!(" ({})", remarks.join("; ")));
    }
}
