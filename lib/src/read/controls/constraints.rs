//! The attributes that say how a control works, as far as they mean anything there: what a browser
//! ignores is no function of the page (HTML Standard, 4.10.5 and 4.10.18).

use crate::dom::NodeId;
use crate::event::{ControlKind, FieldType};
use crate::page::Page;
use crate::read::links::is_safe;
use crate::read::microsyntax::{is_float, is_moment, is_positive};
use std::borrow::Cow;

/// The attributes that are kept as they are, beside those with a place of their own.
const KEPT: [&str; 13] = [
    "min",
    "max",
    "step",
    "maxlength",
    "minlength",
    "pattern",
    "autocomplete",
    "accept",
    "size",
    "rows",
    "cols",
    "formmethod",
    "inputmode",
];

pub(super) fn constraints(
    page: &Page,
    node: NodeId,
    kind: ControlKind,
) -> Vec<(&'static str, Cow<'_, str>)> {
    let attr = |name| page.document.attr(node, name);
    let kept = |name: &'static str| {
        let value = kept(name, attr(name)?.trim(), kind)?;
        Some((name, value))
    };
    let submits = kind == ControlKind::Submit;
    let action = attr("formaction").filter(|target| submits && !target.trim().is_empty());
    let action = action.filter(|target| is_safe(target));
    let action = action.map(|target| ("formaction", page.resolve(target)));
    let mut all: Vec<_> = KEPT.into_iter().filter_map(kept).chain(action).collect();
    let length = |name| {
        let found = all.iter().find(|(kept, _)| *kept == name);
        found.and_then(|(_, value)| value.parse::<u64>().ok())
    };
    if length("minlength") > length("maxlength") && length("maxlength").is_some() {
        all.retain(|(name, _)| *name != "minlength");
    }
    all
}

/// An attribute's value, where the attribute applies to the control and the value is valid.
fn kept<'p>(name: &str, value: &'p str, kind: ControlKind) -> Option<Cow<'p, str>> {
    let area = kind == ControlKind::TextArea;
    let line = is_line(kind);
    let number = |value: &str| value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty();
    let counted = matches!(kind, ControlKind::Field(FieldType::Number | FieldType::Range));
    let valid = match name {
        "min" | "max" if counted => is_float(value),
        "min" | "max" => is_dated(kind) && is_moment(value),
        "step" => {
            let step = value.eq_ignore_ascii_case("any")
                || (is_float(value) && value.parse::<f64>().is_ok_and(|step| step > 0.0));
            (counted || is_dated(kind)) && step
        }
        "maxlength" | "minlength" => (area || line) && number(value),
        "pattern" => line,
        "autocomplete" => autofills(value, kind),
        "accept" => return accepted(value).filter(|_| kind == field(FieldType::File)),
        "size" => (line || kind == ControlKind::Select) && is_positive(value),
        "rows" | "cols" => area && is_positive(value),
        "formmethod" => kind == ControlKind::Submit && is_one_of(value, "get post dialog"),
        "inputmode" => {
            let modes = "none text tel url email numeric decimal search";
            (area || matches!(kind, ControlKind::Field(_))) && is_one_of(value, modes)
        }
        _ => false,
    };
    valid.then_some(Cow::Borrowed(value))
}

fn field(field: FieldType) -> ControlKind {
    ControlKind::Field(field)
}

fn is_one_of(value: &str, keywords: &str) -> bool {
    keywords.split(' ').any(|keyword| keyword.eq_ignore_ascii_case(value))
}

/// The fields for one line of free text.
fn is_line(kind: ControlKind) -> bool {
    let ControlKind::Field(field) = kind else { return false };
    matches!(
        field,
        FieldType::Text
            | FieldType::Search
            | FieldType::Url
            | FieldType::Tel
            | FieldType::Email
            | FieldType::Password
    )
}

/// The fields for dates and times.
fn is_dated(kind: ControlKind) -> bool {
    let ControlKind::Field(field) = kind else { return false };
    matches!(
        field,
        FieldType::Date
            | FieldType::Month
            | FieldType::Week
            | FieldType::Time
            | FieldType::DateTimeLocal
    )
}

/// Whether a placeholder is shown in the control.
pub(super) fn shows_placeholder(kind: ControlKind) -> bool {
    is_line(kind) || matches!(kind, ControlKind::TextArea | ControlKind::Field(FieldType::Number))
}

/// Whether `readonly` keeps the control from being changed.
pub(super) fn can_be_readonly(kind: ControlKind) -> bool {
    shows_placeholder(kind) || is_dated(kind)
}

/// Whether `required` can ask for the control to be filled in.
pub(super) fn can_be_required(kind: ControlKind) -> bool {
    match kind {
        ControlKind::Field(field) => !matches!(field, FieldType::Range | FieldType::Color),
        ControlKind::TextArea | ControlKind::Select => true,
        kind => kind.is_choice(),
    }
}

/// Whether the control can take several values.
pub(super) fn can_be_multiple(kind: ControlKind) -> bool {
    matches!(kind, ControlKind::Select | ControlKind::Field(FieldType::Email | FieldType::File))
}

/// The value that a browser keeps of a field (4.10.5.1, value sanitization); none where it is
/// no value of that type.
pub(super) fn is_value(value: &str, kind: ControlKind) -> bool {
    match kind {
        ControlKind::Field(FieldType::Number | FieldType::Range) => is_float(value),
        ControlKind::Field(FieldType::Color) => {
            let digits = value.strip_prefix('#').unwrap_or_default();
            digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        }
        kind if is_dated(kind) => is_moment(value),
        _ => true,
    }
}

/// The file types of a list that are ones: endings, media types, and the three wildcards.
fn accepted(value: &str) -> Option<Cow<'_, str>> {
    let token = |part: &str| {
        let word = |word: &str| {
            let sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
            !word.is_empty() && word.bytes().all(sign)
        };
        match part.split_once('/') {
            Some(("audio" | "video" | "image", "*")) => true,
            Some((group, kind)) => word(group) && word(kind),
            None => part.strip_prefix('.').is_some_and(word),
        }
    };
    let parts: Vec<_> = value.split(',').map(str::trim).filter(|part| token(part)).collect();
    (!parts.is_empty()).then(|| parts.join(",").into())
}

/// Whether a browser knows what to fill in (4.10.18.7.1).
fn autofills(value: &str, kind: ControlKind) -> bool {
    let fits = matches!(kind, ControlKind::Select | ControlKind::TextArea);
    let field = match kind {
        ControlKind::Select | ControlKind::TextArea => FieldType::Text,
        ControlKind::Field(FieldType::File) => return false,
        ControlKind::Field(field) => field,
        _ => return false,
    };
    let value = value.to_ascii_lowercase();
    let mut tokens = value.split_ascii_whitespace().peekable();
    if tokens.next_if(|token| token.starts_with("section-") && token.len() > 8).is_none()
        && is_one_of(&value, "on off")
    {
        return true;
    }
    tokens.next_if(|token| matches!(*token, "shipping" | "billing"));
    let contact = tokens.next_if(|token| is_one_of(token, "home work mobile fax pager")).is_some();
    let Some(name) = tokens.next() else { return false };
    let contacts = name == "email" || name == "impp" || name.starts_with("tel");
    let text = matches!(field, FieldType::Text | FieldType::Search);
    let own = own_type(name).is_some_and(|own| text || own == field)
        && (name != "street-address" || fits)
        && (contacts || !contact);
    tokens.next_if(|token| *token == "webauthn");
    own && tokens.next().is_none()
}

/// The type of field, beside text, that takes what a name of an autofill field stands for.
fn own_type(name: &str) -> Option<FieldType> {
    const TEXTS: &str = "name honorific-prefix given-name additional-name family-name \
        honorific-suffix nickname organization-title organization street-address address-line1 \
        address-line2 address-line3 address-level4 address-level3 address-level2 address-level1 \
        country country-name postal-code cc-name cc-given-name cc-additional-name cc-family-name \
        cc-number cc-csc cc-type transaction-currency language sex tel-country-code tel-national \
        tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension";
    const NUMBERS: &str =
        "cc-exp-month cc-exp-year transaction-amount bday-day bday-month bday-year";
    Some(match name {
        "username" | "email" => FieldType::Email,
        "new-password" | "current-password" | "one-time-code" => FieldType::Password,
        "cc-exp" => FieldType::Month,
        "bday" => FieldType::Date,
        "url" | "photo" | "impp" => FieldType::Url,
        "tel" => FieldType::Tel,
        name if is_one_of(name, NUMBERS) => FieldType::Number,
        name if TEXTS.split_ascii_whitespace().any(|text| text == name) => FieldType::Text,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: ControlKind = ControlKind::Field(FieldType::Text);
    const NUMBER: ControlKind = ControlKind::Field(FieldType::Number);

    #[test]
    fn keeps_what_applies() {
        let cases = [
            ("min", "1", NUMBER, true),
            ("min", "", NUMBER, false),
            ("min", "1", TEXT, false),
            ("max", "2010-04-29", field(FieldType::Date), true),
            ("step", "0", NUMBER, false),
            ("step", "any", NUMBER, true),
            ("pattern", "\\d*", NUMBER, false),
            ("rows", "", ControlKind::TextArea, false),
            ("size", "20", TEXT, true),
            ("autocomplete", "off", ControlKind::Checkbox, false),
            ("autocomplete", "off", TEXT, true),
            ("autocomplete", "nope", TEXT, false),
            ("autocomplete", "section-a shipping street-address", ControlKind::TextArea, true),
            ("autocomplete", "street-address", TEXT, false),
            ("autocomplete", "home email", field(FieldType::Email), true),
            ("autocomplete", "home name", TEXT, false),
            ("autocomplete", "tel", NUMBER, false),
            ("inputmode", "numeric", TEXT, true),
        ];
        for (name, value, kind, expected) in cases {
            assert_eq!(kept(name, value, kind).is_some(), expected, "{name}={value} on {kind:?}");
        }
    }

    #[test]
    fn keeps_the_file_types_that_are_ones() {
        assert_eq!(accepted("docx, .pdf,image/*, text/x y").as_deref(), Some(".pdf,image/*"));
        assert_eq!(accepted("docx"), None);
    }
}
