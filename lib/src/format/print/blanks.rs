//! Controls of forms as they can be filled in with a pen: labelled blanks, boxes for choices.

use crate::escape::text;
use crate::event::{Attributes, Choice, Control, ControlKind, FieldType};
use crate::format::words;
use crate::i18n::Phrases;

const EMPTY_BOX: &str = "☐";
const CROSSED_BOX: &str = "☒";

/// The words that are textify's own, and the attributes that mark them where what is around is in
/// another language.
pub(super) struct Own<'a> {
    pub(super) phrases: &'a Phrases,
    pub(super) marks: String,
}

impl Own<'_> {
    pub(super) fn say(&self, out: &mut String, words: &str) {
        let marked = !self.marks.is_empty();
        if marked {
            out.extend(["<span", &*self.marks, ">"]);
        }
        text(out, words);
        out.push_str(if marked { "</span>" } else { "" });
    }
}

/// A control, without what is to be known of it.
pub(super) fn control(
    out: &mut String,
    control: &Control<'_>,
    attributes: &Attributes<'_>,
    own: &Own<'_>,
) {
    let label = attributes.unshown_name().unwrap_or_default().trim();
    let value = control.value.as_deref().map(str::trim).unwrap_or_default();
    match control.kind {
        kind if kind.is_button() => button(out, control, attributes, own),
        kind if kind.is_shown_value() => {
            named(out, label);
            text(out, value);
        }
        kind if kind.is_choice() => {
            let checked = attributes.states().is_checked();
            out.push_str(if checked { CROSSED_BOX } else { EMPTY_BOX });
            if !label.is_empty() {
                out.push(' ');
                text(out, label);
            }
        }
        ControlKind::Select => {
            named(out, label);
            choices(out, &control.options, own);
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
        _ => {}
    }
}

/// Whether a control is a box to be crossed.
pub(super) fn is_box(control: &Control<'_>) -> bool {
    control.kind.is_choice()
}

fn button(out: &mut String, control: &Control<'_>, attributes: &Attributes<'_>, own: &Own<'_>) {
    let named = attributes.name().is_some() || control.value.is_some();
    let name = words::button_name(control, attributes, own.phrases);
    let name = name.unwrap_or(&own.phrases.button);
    out.push('[');
    if named {
        text(out, name);
    } else {
        own.say(out, name);
    }
    out.push(']');
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
fn choices(out: &mut String, choices: &[Choice<'_>], own: &Own<'_>) {
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
                out.push_str(" (");
                own.say(out, &own.phrases.disabled);
                out.push(')');
            }
        }
    }
}

/// What is to be known for filling in, in parentheses, but for what the page says right after.
pub(super) fn remarks(
    out: &mut String,
    control: &Control<'_>,
    attributes: &Attributes<'_>,
    after: &str,
    own: &Own<'_>,
) {
    if control.kind.is_button() || control.kind.is_shown_value() {
        return;
    }
    let (is, error) = (attributes.states(), words::error(attributes, own.phrases));
    let states = [
        (is.required, &own.phrases.required),
        (is.disabled && !is_box(control), &own.phrases.disabled),
        (is.invalid, &error),
        (control.multiple && control.kind == ControlKind::Select, &own.phrases.multiple),
    ];
    let states = states.iter().filter(|(holds, _)| *holds).map(|(_, words)| words.as_str());
    let states: Vec<&str> = states.collect();
    let label = attributes.name().unwrap_or_default().trim();
    let mut hints = Vec::new();
    for hint in [control.placeholder, attributes.description()].into_iter().flatten() {
        let hint = hint.trim();
        let follows = after.strip_prefix(hint);
        let follows = follows.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let said = hint == label || follows || hints.contains(&hint);
        if !hint.is_empty() && !said && !states.contains(&hint) {
            hints.push(hint);
        }
    }
    let mut between = " (";
    if !states.is_empty() {
        out.push_str(between);
        own.say(out, &states.join("; "));
        between = "; ";
    }
    for hint in hints {
        out.push_str(between);
        text(out, hint);
        between = "; ";
    }
    if between != " (" {
        out.push(')');
    }
}
