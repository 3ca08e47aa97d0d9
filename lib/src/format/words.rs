//! What has no text of its own, in words: list numbers and controls of forms.

use crate::css::{alphabetic, roman};
use crate::event::{Attributes, Choice, Control, ControlKind, FieldType, Numbering, Toggle};
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
pub(super) fn control(
    control: &Control<'_>,
    attributes: &Attributes<'_>,
    phrases: &Phrases,
) -> String {
    let mut out = String::new();
    let label = attributes.unshown_name().unwrap_or_default().trim();
    let value = control.value.as_deref().map(str::trim).filter(|value| !value.is_empty());
    let is_button = control.kind.is_button();
    if !label.is_empty() && !is_button {
        out.push_str(label);
        out.push(' ');
    }
    if control.kind.is_shown_value() {
        out.push_str(value.unwrap_or_default());
        return out;
    }
    out.push('[');
    out.push_str(kind(control.kind, phrases));
    if is_button && let Some(name) = button_name(control, attributes, phrases) {
        out.push(' ');
        out.push_str(name);
    }
    for said in states(control, attributes, phrases) {
        out.push_str(", ");
        out.push_str(said);
    }
    holds(&mut out, control, attributes, value, phrases);
    hints(&mut out, control, attributes, phrases);
    out.push(']');
    out
}

/// What stands on a button; the browser's own word for one that sends or empties a form.
pub(super) fn button_name<'a>(
    control: &'a Control<'_>,
    attributes: &'a Attributes<'_>,
    phrases: &'a Phrases,
) -> Option<&'a str> {
    let said = |text: Option<&'a str>| text.map(str::trim).filter(|text| !text.is_empty());
    let default = match control.kind {
        ControlKind::Submit => Some(&*phrases.submit),
        ControlKind::Reset => Some(&*phrases.reset),
        _ => None,
    };
    said(attributes.name()).or_else(|| said(control.value.as_deref())).or(default)
}

fn kind(kind: ControlKind, phrases: &Phrases) -> &str {
    match kind {
        ControlKind::Field(FieldType::Password) => &phrases.password,
        ControlKind::Field(FieldType::File) => &phrases.file,
        ControlKind::TextArea => &phrases.text_area,
        ControlKind::Radio => &phrases.radio,
        ControlKind::Checkbox => &phrases.checkbox,
        ControlKind::Switch => &phrases.switch,
        ControlKind::Select => &phrases.select,
        ControlKind::Tab => &phrases.tab,
        kind if kind.is_button() => &phrases.button,
        _ => &phrases.field,
    }
}

/// The states of a control beside what it holds, in words.
pub(super) fn states<'a>(
    control: &Control<'_>,
    attributes: &Attributes<'_>,
    phrases: &'a Phrases,
) -> Vec<&'a str> {
    let states = attributes.states();
    let mut said: Vec<&'a str> = Vec::new();
    let mut say = |holds: bool, phrase: &'a str| said.extend(holds.then_some(phrase));
    say(states.required, &phrases.required);
    say(states.disabled && !control.needs_script, &phrases.disabled);
    say(states.readonly, &phrases.read_only);
    say(control.multiple && control.kind == ControlKind::Select, &phrases.multiple);
    if control.kind.is_button() {
        say(states.pressed == Some(Toggle::On), &phrases.pressed);
        say(states.pressed == Some(Toggle::Off), &phrases.not_pressed);
        say(states.expanded == Some(true), &phrases.expanded);
        say(states.expanded == Some(false), &phrases.collapsed);
        say(states.selected == Some(true), &phrases.selected);
    }
    say(control.needs_script, &phrases.needs_script);
    said
}

/// What a control holds.
fn holds(
    out: &mut String,
    control: &Control<'_>,
    attributes: &Attributes<'_>,
    value: Option<&str>,
    phrases: &Phrases,
) {
    let checked = attributes.states().checked;
    let choice = |yes, no| match checked {
        Some(Toggle::Mixed) => Some(&*phrases.mixed),
        Some(Toggle::On) => Some(yes),
        _ => Some(no),
    };
    let said: Option<&str> = match control.kind {
        ControlKind::Checkbox => choice(&*phrases.checked, &*phrases.not_checked),
        ControlKind::Switch => choice(&*phrases.on, &*phrases.off),
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

/// What is to be known for filling in: what is wrong, and what the page says beside the label.
fn hints(out: &mut String, control: &Control<'_>, attributes: &Attributes<'_>, phrases: &Phrases) {
    if control.kind != ControlKind::Select && !control.options.is_empty() {
        out.push_str("; ");
        out.push_str(&phrases.suggestions);
        list(out, &control.options.iter().collect::<Vec<_>>(), phrases);
    }
    if attributes.states().invalid {
        out.push_str("; ");
        out.push_str(&error(attributes, phrases));
    }
    let given = [control.placeholder, attributes.description()];
    let given = given.into_iter().flatten().map(str::trim);
    let mut said: &str = attributes.name().unwrap_or_default();
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

/// What is said of an element whose value is wrong.
pub(super) fn error(attributes: &Attributes<'_>, phrases: &Phrases) -> String {
    match attributes.states().error.as_deref() {
        Some(error) => format!("{}: {error}", phrases.error),
        None => phrases.error.clone(),
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
