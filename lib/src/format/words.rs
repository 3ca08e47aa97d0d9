//! What has no text of its own, in words: list numbers and controls of forms.

use crate::css::{alphabetic, roman};
use crate::event::{Choice, Control, ControlKind, FieldType, Numbering};
use crate::i18n::Phrases;
use crate::words::says;

/// The number of a list item as its list writes numbers.
pub(super) fn number(number: i64, numbering: Numbering) -> String {
    let letters = |first: u8| alphabetic(number, first);
    let written = match numbering {
        Numbering::LowerAlpha => letters(b'a'),
        Numbering::UpperAlpha => letters(b'A'),
        Numbering::LowerRoman => roman(number).map(|roman| roman.to_ascii_lowercase()),
        Numbering::UpperRoman => roman(number),
        Numbering::Decimal => None,
    };
    written.unwrap_or_else(|| number.to_string())
}

/// A control in words: what it is called where the page's text does not say so, then in brackets
/// what it is, its state, what it holds and what can be chosen.
pub(super) fn control(control: &Control<'_>, phrases: &Phrases) -> String {
    let mut out = String::new();
    let label = control.label.trim();
    let value = control.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
    let is_button =
        matches!(control.kind, ControlKind::Submit | ControlKind::Reset | ControlKind::Button);
    if !control.labelled && !label.is_empty() && !is_button {
        out.push_str(label);
        out.push(' ');
    }
    if matches!(control.kind, ControlKind::Meter | ControlKind::Progress | ControlKind::Output) {
        out.push_str(value.unwrap_or_default());
        return out;
    }
    out.push('[');
    out.push_str(kind(control.kind, phrases));
    if is_button {
        let submit = (control.kind == ControlKind::Submit).then_some(&*phrases.submit);
        let name = Some(label).filter(|label| !label.is_empty()).or(value).or(submit);
        if let Some(name) = name {
            out.push(' ');
            out.push_str(name);
        }
    }
    for (holds, phrase) in [
        (control.required, &phrases.required),
        (control.disabled, &phrases.disabled),
        (control.readonly, &phrases.read_only),
        (control.multiple && control.kind == ControlKind::Select, &phrases.multiple),
    ] {
        if holds {
            out.push_str(", ");
            out.push_str(phrase);
        }
    }
    state(&mut out, control, value, phrases);
    hints(&mut out, control, phrases);
    out.push(']');
    out
}

fn kind(kind: ControlKind, phrases: &Phrases) -> &str {
    match kind {
        ControlKind::Field(FieldType::Password) => &phrases.password,
        ControlKind::Field(FieldType::File) => &phrases.file,
        ControlKind::TextArea => &phrases.text_area,
        ControlKind::Radio => &phrases.radio,
        ControlKind::Checkbox => &phrases.checkbox,
        ControlKind::Select => &phrases.select,
        ControlKind::Submit | ControlKind::Reset | ControlKind::Button => &phrases.button,
        _ => &phrases.field,
    }
}

/// What a control holds.
fn state(out: &mut String, control: &Control<'_>, value: Option<&str>, phrases: &Phrases) {
    let choice = |yes, no| Some(if control.checked { yes } else { no });
    let said: Option<&str> = match control.kind {
        ControlKind::Checkbox => choice(&*phrases.checked, &*phrases.not_checked),
        ControlKind::Radio => choice(&*phrases.selected, &*phrases.not_selected),
        ControlKind::Select => return choices(out, control, phrases),
        // What it holds is nobody's to read.
        ControlKind::Field(FieldType::Password) => None,
        ControlKind::Field(_) | ControlKind::TextArea => value,
        _ => None,
    };
    if let Some(said) = said {
        out.push_str(": ");
        out.push_str(said);
    }
}

/// What is chosen of a list, and what else can be, under the names of their groups.
fn choices(out: &mut String, control: &Control<'_>, phrases: &Phrases) {
    let chosen = control.options.iter().filter(|choice| choice.selected);
    for (at, choice) in chosen.enumerate() {
        out.push_str(if at == 0 { ": " } else { ", " });
        out.push_str(choice.label.trim());
    }
    // One that is chosen has been said, unless its group or its state is still to be told.
    let is_said = |it: &Choice<'_>| it.selected && it.group.is_none() && !it.disabled;
    let rest: Vec<&Choice<'_>> = control.options.iter().filter(|it| !is_said(it)).collect();
    if !rest.is_empty() {
        out.push_str("; ");
        out.push_str(&phrases.options);
        list(out, &rest, phrases);
    }
}

/// So many choices are listed, the rest is counted.
const MOST_CHOICES: usize = 200;

/// Choices under the names of their groups.
fn list(out: &mut String, choices: &[&Choice<'_>], phrases: &Phrases) {
    let listed = &choices[..choices.len().min(MOST_CHOICES)];
    for (at, group) in listed.chunk_by(|a, b| a.group == b.group).enumerate() {
        out.push_str(if at == 0 { ": " } else { "; " });
        if let Some(name) = group.first().and_then(|choice| choice.group) {
            out.push_str(name.trim());
            out.push_str(": ");
        }
        for (at, choice) in group.iter().enumerate() {
            out.push_str(if at == 0 { "" } else { ", " });
            out.push_str(choice.label.trim());
            if choice.disabled {
                out.push_str(" (");
                out.push_str(&phrases.disabled);
                out.push(')');
            }
        }
    }
    if let Some(rest) = choices.len().checked_sub(MOST_CHOICES).filter(|&rest| rest > 0) {
        out.push(' ');
        out.push_str(&phrases.more.replace("{count}", &rest.to_string()));
    }
}

fn hints(out: &mut String, control: &Control<'_>, phrases: &Phrases) {
    if control.kind != ControlKind::Select && !control.options.is_empty() {
        out.push_str("; ");
        out.push_str(&phrases.suggestions);
        list(out, &control.options.iter().collect::<Vec<_>>(), phrases);
    }
    let given = [control.placeholder, control.description.as_deref()];
    let given = given.into_iter().flatten().map(str::trim);
    let mut said: &str = &control.label;
    for hint in given.filter(|hint| !hint.is_empty()) {
        if !says(said, hint) {
            out.push_str("; ");
            out.push_str(&phrases.hint);
            out.push_str(": ");
            out.push_str(hint);
            said = hint;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_lists_do() {
        let written = |n, numbering| number(n, numbering);
        assert_eq!(written(28, Numbering::LowerAlpha), "ab");
        assert_eq!(written(26, Numbering::UpperAlpha), "Z");
        assert_eq!(written(0, Numbering::LowerAlpha), "0");
        assert_eq!(written(1994, Numbering::UpperRoman), "MCMXCIV");
        assert_eq!(written(4, Numbering::LowerRoman), "iv");
        assert_eq!(written(4000, Numbering::LowerRoman), "4000");
        assert_eq!(written(i64::MIN, Numbering::UpperAlpha), i64::MIN.to_string());
        assert_eq!(written(-1, Numbering::Decimal), "-1");
    }
}
