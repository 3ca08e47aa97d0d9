//! What the parsers of TOML and JSON say, in words for people who know neither Rust nor serde.

use crate::paths::nearest;

/// What happened, and what was probably meant.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Explained {
    pub(crate) what: String,
    pub(crate) meant: Option<String>,
}

/// The message of a parser in words; `noun` is what keys are called.
pub(crate) fn explained(message: &str, noun: &str) -> Explained {
    let message = message.trim().replace('\n', " ");
    let (message, place) = placed(&message);
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let (what, meant) = match (message, &quoted[..]) {
        (text, [found, known @ ..]) if text.starts_with("unknown field") => {
            (format!("there is no {noun} “{found}” here"), near(found, known))
        }
        (text, [found, known @ ..]) if text.starts_with("unknown variant") => {
            let what = format!("“{found}” is not one of {}", known.join(", "));
            (what, near(&found.to_ascii_lowercase(), known))
        }
        (text, [field, ..]) if text.starts_with("missing field") => {
            (format!("“{field}” is missing"), None)
        }
        (text, [field, ..]) if text.starts_with("duplicate") => {
            (format!("“{field}” is there twice"), None)
        }
        (text, _) => (unexpected(text).unwrap_or_else(|| text.to_owned()), None),
    };
    Explained { what: what + &place, meant }
}

fn near(found: &str, known: &[&str]) -> Option<String> {
    nearest(found, known.iter().copied()).map(str::to_owned)
}

/// Text without the " at line 1 column 2" of JSON at its end, and the same in words.
fn placed(message: &str) -> (&str, String) {
    let parts = message.rsplit_once(" at line ").and_then(|(text, place)| {
        let (line, column) = place.split_once(" column ")?;
        Some((text, format!(" (line {line}, column {column})")))
    });
    parts.unwrap_or((message, String::new()))
}

/// "invalid type: string \"two\", expected usize" and its like.
fn unexpected(message: &str) -> Option<String> {
    if message.starts_with("EOF while parsing") {
        return Some("it ends too early".to_owned());
    }
    if message.starts_with("invalid length") {
        return Some("a list stands where other data are expected".to_owned());
    }
    let rest = message.strip_prefix("invalid type: ");
    let rest = rest.or_else(|| message.strip_prefix("invalid value: "))?;
    let (found, expected) = rest.rsplit_once(", expected ")?;
    Some(format!("{} is expected here, not {}", kind(expected), found_kind(found)))
}

/// A kind of value by the name that Rust has for it.
fn kind(expected: &str) -> &str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" => "a whole number of 0 or more",
        "i8" | "i16" | "i32" | "i64" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a boolean" | "bool" => "true or false",
        "a sequence" => "a list in square brackets",
        "a map" => "a section with settings",
        "path string" => "a path in quotation marks",
        "a string" | "string or table" => "a text in quotation marks",
        it if it.starts_with("struct ") => "a section with settings",
        it if it.starts_with("enum ") => "a text in quotation marks",
        it if it.starts_with("a tuple") || it.starts_with("tuple ") => "a list in square brackets",
        it => it,
    }
}

/// What stands there: "string \"two\"" is the text “two”.
fn found_kind(found: &str) -> String {
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    let value = value.trim_matches(['"', '`']);
    match kind {
        "string" => format!("the text “{value}”"),
        "integer" => format!("the number {value}"),
        "floating" => format!("the number {}", value.trim_start_matches("point `")),
        "boolean" => value.to_owned(),
        "sequence" => "a list".to_owned(),
        "map" => "a section or table".to_owned(),
        _ => found.replace('`', ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn what(message: &str) -> String {
        explained(message, "setting").what
    }

    #[test]
    fn no_name_of_rust_is_left() {
        assert_eq!(
            what("invalid type: string \"two\", expected usize"),
            "a whole number of 0 or more is expected here, not the text “two”"
        );
        assert_eq!(
            what("invalid type: integer `3`, expected struct Settings"),
            "a section with settings is expected here, not the number 3"
        );
        assert_eq!(
            what("invalid type: floating point `1.5`, expected a boolean"),
            "true or false is expected here, not the number 1.5"
        );
        assert_eq!(
            what("invalid type: map, expected a sequence at line 1 column 0"),
            "a list in square brackets is expected here, not a section or table (line 1, column 0)"
        );
    }

    #[test]
    fn what_was_meant() {
        let field = "unknown field `ignroe`, expected one of `paths`, `ignore`";
        let explained = explained(field, "setting");
        assert_eq!(explained.what, "there is no setting “ignroe” here");
        assert_eq!(explained.meant.as_deref(), Some("ignore"));
        assert_eq!(
            what("missing field `rule` at line 3 column 5"),
            "“rule” is missing (line 3, column 5)"
        );
        assert_eq!(what("expected value at line 1 column 1"), "expected value (line 1, column 1)");
        assert_eq!(
            what("EOF while parsing a list at line 2 column 0"),
            "it ends too early (line 2, column 0)"
        );
        assert!(
            !what("invalid length 0, expected struct Baseline with 1 element").contains("struct")
        );
    }
}
