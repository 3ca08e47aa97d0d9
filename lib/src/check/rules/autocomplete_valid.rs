//! ACT 73f2c2: the values of autocomplete (HTML Standard, 4.10.18.7).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::{NodeId, Tag};

pub(super) const RULE: Rule = Rule {
    id: "autocomplete-valid",
    title: "autocomplete says what a field is for in words that browsers know.",
    criteria: &["1.3.5"],
    advice: false,
    act: &["73f2c2"],
    decidable: Decidable::Css,
    severity: Severity::Error,
    svg: false,
    who: "Browsers and assistive technology cannot fill in the field, nor show a sign for it.",
    hint: "Use the words of the HTML Standard, such as name, email, tel, street-address or \
          postal-code.",
    bad: "<html lang=en><title>Contact</title><label>Name <input autocomplete=fullname></label>",
    good: "<html lang=en><title>Contact</title><label>Name <input autocomplete=name></label>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for field in cx.any(&[Tag::Input, Tag::Select, Tag::Textarea]) {
        let Some(value) = cx.filled(field, "autocomplete") else { continue };
        if applies(c, field) && !is_valid(&value.to_ascii_lowercase()) {
            c.fail(field, format!("“{value}” is no value of autocomplete."));
        }
    }
}

fn applies(c: &Checker<'_>, field: NodeId) -> bool {
    let cx = c.cx;
    let kind = cx.filled(field, "type").unwrap_or_default().to_ascii_lowercase();
    let button = ["hidden", "button", "submit", "reset", "image", "checkbox", "radio", "file"];
    let off = cx
        .doc
        .attr(field, "autocomplete")
        .is_some_and(|value| matches!(value.trim().to_ascii_lowercase().as_str(), "on" | "off"));
    let widget = cx.explicit_role(field).is_none_or(|role| role.is_widget());
    let reached = cx.aria.tab_index(field).is_none_or(|index| index >= 0)
        || widget && cx.filled(field, "role").is_some();
    !off && !(cx.doc.tag(field) == Tag::Input && button.contains(&kind.as_str()))
        && cx.visible(field)
        && !cx.aria.disabled(field)
        && reached
}

/// Purposes of fields.
const PURPOSES: &[&str] = &[
    "name",
    "honorific-prefix",
    "given-name",
    "additional-name",
    "family-name",
    "honorific-suffix",
    "nickname",
    "organization-title",
    "username",
    "new-password",
    "current-password",
    "one-time-code",
    "organization",
    "street-address",
    "address-line1",
    "address-line2",
    "address-line3",
    "address-level4",
    "address-level3",
    "address-level2",
    "address-level1",
    "country",
    "country-name",
    "postal-code",
    "cc-name",
    "cc-given-name",
    "cc-additional-name",
    "cc-family-name",
    "cc-number",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-csc",
    "cc-type",
    "transaction-currency",
    "transaction-amount",
    "language",
    "bday",
    "bday-day",
    "bday-month",
    "bday-year",
    "sex",
    "url",
    "photo",
];
/// Purposes that may say where they reach somebody.
const CONTACTS: &[&str] = &[
    "tel",
    "tel-country-code",
    "tel-national",
    "tel-area-code",
    "tel-local",
    "tel-local-prefix",
    "tel-local-suffix",
    "tel-extension",
    "email",
    "impp",
];

/// `[section-…] [shipping|billing] [home|work|mobile|fax|pager] purpose [webauthn]`
fn is_valid(value: &str) -> bool {
    let mut tokens = value.split_ascii_whitespace().peekable();
    tokens.next_if(|token| token.starts_with("section-") && token.len() > "section-".len());
    tokens.next_if(|token| matches!(*token, "shipping" | "billing"));
    let place =
        tokens.next_if(|token| matches!(*token, "home" | "work" | "mobile" | "fax" | "pager"));
    let known = match tokens.next() {
        Some(purpose) => {
            CONTACTS.contains(&purpose) || place.is_none() && PURPOSES.contains(&purpose)
        }
        None => false,
    };
    tokens.next_if(|token| *token == "webauthn");
    known && tokens.next().is_none()
}
