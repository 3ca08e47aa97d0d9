//! The language that a link names for its target.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;
use crate::language::{is_known, primary};

pub(super) const RULE: Rule = Rule {
    id: "link-hreflang-mismatch",
    title: "The language that hreflang names is that of the target.",
    criteria: &["3.1.2"],
    advice: true,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "Screen readers and browsers announce the wrong language, and translators send people \
          to the wrong page.",
    hint: "Name in hreflang the language of the page that the link leads to.",
    bad: "<html lang=en><title>Home</title><a href=/de/ hreflang=fr lang=de>Deutsch</a>",
    good: "<html lang=en><title>Home</title><a href=/de/ hreflang=de lang=de>Deutsch</a>",
    check: Check::Page(check),
};

/// What languages call themselves: the official ones of the Union, and Ukrainian.
const OWN_NAMES: &[(&str, &str)] = &[
    ("bg", "български"),
    ("hr", "hrvatski"),
    ("cs", "čeština"),
    ("cs", "česky"),
    ("da", "dansk"),
    ("nl", "nederlands"),
    ("en", "english"),
    ("et", "eesti"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("de", "deutsch"),
    ("el", "ελληνικά"),
    ("hu", "magyar"),
    ("ga", "gaeilge"),
    ("it", "italiano"),
    ("lv", "latviešu"),
    ("lt", "lietuvių"),
    ("mt", "malti"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("sk", "slovenčina"),
    ("sk", "slovensky"),
    ("sl", "slovenščina"),
    ("es", "español"),
    ("sv", "svenska"),
    ("uk", "українська"),
];

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for link in cx.any(&[Tag::A, Tag::Area, Tag::Link]) {
        let Some(said) = cx.filled(link, "hreflang") else { continue };
        // The default among alternate pages is no language (Google's convention, and others').
        if said.eq_ignore_ascii_case("x-default") {
            continue;
        }
        if !is_known(said) {
            c.fail(link, format!("“{said}” is not a known language."));
            continue;
        }
        let name = cx.text(link).trim().to_lowercase();
        let named = OWN_NAMES.iter().find(|(_, own)| *own == name).map(|(tag, _)| *tag);
        let led = cx.filled(link, "href").and_then(in_address);
        let subtags: Vec<String> = said.split('-').map(str::to_ascii_lowercase).collect();
        // A folder may be that of a country: /de/ for en-DE.
        let other = |tag: &&str| !subtags.iter().any(|subtag| subtag == tag);
        if let Some(tag) = named.filter(other) {
            c.fail(
                link,
                format!("The link is called “{}” ({tag}) and says “{said}”.", cx.text(link)),
            );
        } else if let Some(tag) = led.filter(other).filter(|_| named.is_none()) {
            c.fail(link, format!("The address leads to “{tag}” and the link says “{said}”."));
        }
    }
}

/// The language that an address names by its first folder: `/de/`, or `/de-AT/`.
fn in_address(href: &str) -> Option<&'static str> {
    let path = match href.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => href.trim_start_matches('/'),
    };
    let (first, _) = path.split_once('/')?;
    let tag = primary(first);
    // The folder of the United Kingdom, as a rule.
    if tag == "uk" {
        return None;
    }
    let whole =
        first.len() == 2 || first.as_bytes().get(2).is_some_and(|byte| matches!(byte, b'-' | b'_'));
    OWN_NAMES.iter().map(|(tag, _)| *tag).find(|known| whole && *known == tag)
}
