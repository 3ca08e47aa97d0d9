//! ACT b4f0c3: the viewport lets people zoom to 200 % at least.

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::Tag;

pub(super) const RULE: Rule = Rule {
    id: "viewport-zoom",
    title: "A page can be zoomed to twice its size.",
    criteria: &["1.4.4"],
    advice: false,
    act: &["b4f0c3"],
    decidable: Decidable::Dom,
    severity: Severity::Error,
    svg: false,
    who: "People with low vision cannot enlarge the page with two fingers on a phone.",
    hint: "Take user-scalable and maximum-scale out of the viewport's content.",
    bad: "<html lang=en><title>Map</title><meta name=viewport content='width=device-width, user-scalable=no'>",
    good: "<html lang=en><title>Map</title><meta name=viewport content='width=device-width, initial-scale=1'>",
    check: Check::Page(check),
};

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    for meta in cx.all(Tag::Meta) {
        let named = cx.filled(meta, "name").is_some_and(|n| n.eq_ignore_ascii_case("viewport"));
        let (true, Some(content)) = (named, cx.doc.attr(meta, "content")) else { continue };
        let properties = properties(content);
        let value = |name: &str| {
            properties.iter().rev().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| *v)
        };
        if value("user-scalable").is_some_and(|v| !scalable(v)) {
            c.fail(meta, "The viewport forbids zooming (user-scalable).");
        } else if let Some(scale) = value("maximum-scale").and_then(maximum).filter(|s| *s < 2.0) {
            c.fail(
                meta,
                format!("The viewport lets nobody zoom beyond {scale} times (maximum-scale)."),
            );
        }
    }
}

/// The properties of a viewport's `content` (CSS Viewport 1, "parsing algorithm").
fn properties(content: &str) -> Vec<(&str, &str)> {
    let is_end = |c: char| matches!(c, ',' | ';');
    let mut properties = Vec::new();
    for part in content.split(is_end) {
        // White space parts properties too, but not around the equals sign.
        let mut rest = part.trim_ascii();
        while let Some(at) = rest.find('=') {
            let name = rest[..at].trim_ascii_end();
            let name = name.rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or(name);
            let value = rest[at + 1..].trim_ascii_start();
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '=');
            let end = end.unwrap_or(value.len());
            properties.push((name, &value[..end]));
            rest = &value[end..];
        }
    }
    properties
}

/// The number that a value begins with, as CSS reads it.
fn number(value: &str) -> Option<f64> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
    // More digits change nothing here.
    let end = value.find(|c: char| !is_part(c)).unwrap_or(value.len()).min(40);
    (1..=end).rev().find_map(|end| value.get(..end)?.parse().ok())
}

/// What `user-scalable` comes to (CSS Viewport 1, "the user-scalable property").
fn scalable(value: &str) -> bool {
    match value.to_ascii_lowercase().as_str() {
        "yes" | "device-width" | "device-height" => true,
        "no" => false,
        value => number(value).is_some_and(|n| n.abs() >= 1.0),
    }
}

/// What `maximum-scale` comes to; a negative number is dropped.
fn maximum(value: &str) -> Option<f64> {
    match value.to_ascii_lowercase().as_str() {
        "yes" => Some(1.0),
        "device-width" | "device-height" => Some(10.0),
        value => match number(value) {
            Some(scale) => (scale >= 0.0).then(|| scale.clamp(0.1, 10.0)),
            None => Some(0.1),
        },
    }
}
