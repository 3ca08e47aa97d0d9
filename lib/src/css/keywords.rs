//! Values that are words: `display`, `white-space` and `text-transform` with their longhands.

use super::value::Value;
use super::{Display, TextTransform, WhiteSpace};

/// `white-space-collapse`, as far as browsers agree on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum WhiteSpaceCollapse {
    Collapse,
    Preserve,
    PreserveBreaks,
    BreakSpaces,
}

pub(super) fn display(words: &[&str]) -> Option<Display> {
    Some(match words {
        ["none"] => Display::None,
        ["contents"] => Display::Contents,
        ["inline" | "math" | "run-in" | "ruby" | "ruby-base" | "ruby-text"]
        | ["ruby-base-container" | "ruby-text-container"]
        | ["inline", "flow" | "ruby" | "math"]
        | ["flow" | "ruby", "inline"] => Display::Inline,
        ["block" | "flow-root" | "flow"]
        | ["block", "flow" | "flow-root" | "ruby" | "math"]
        | ["flow" | "flow-root", "block"] => Display::Block,
        ["inline-block"] | ["inline", "flow-root"] | ["flow-root", "inline"] => {
            Display::InlineBlock
        }
        ["flex" | "-webkit-flex" | "-webkit-box"] | ["block", "flex"] | ["flex", "block"] => {
            Display::Flex
        }
        ["grid"] | ["block", "grid"] | ["grid", "block"] => Display::Grid,
        ["inline-flex" | "-webkit-inline-flex" | "-webkit-inline-box"]
        | ["inline", "flex"]
        | ["flex", "inline"] => Display::InlineFlex,
        ["inline-grid"] | ["inline", "grid"] | ["grid", "inline"] => Display::InlineGrid,
        ["table"] | ["block", "table"] | ["table", "block"] => Display::Table,
        ["inline-table"] | ["inline", "table"] | ["table", "inline"] => Display::InlineTable,
        ["table-caption"] => Display::Caption,
        ["table-row-group" | "table-header-group" | "table-footer-group"] => Display::RowGroup,
        ["table-row"] => Display::Row,
        ["table-cell"] => Display::Cell,
        ["table-column" | "table-column-group"] => Display::Column,
        words if words.contains(&"list-item") => {
            let others = ["list-item", "block", "inline", "flow", "flow-root"];
            if !words.iter().all(|word| others.contains(word)) {
                return None;
            }
            if words.contains(&"inline") { Display::Inline } else { Display::ListItem }
        }
        _ => return None,
    })
}

/// The shorthand: one of its old keywords, or the longhands' (CSS Text 4).
pub(super) fn white_space(words: &[&str]) -> Option<Value> {
    let value = match words {
        ["normal"] => WhiteSpace::Normal,
        ["nowrap"] => WhiteSpace::NoWrap,
        ["pre"] => WhiteSpace::Pre,
        ["pre-wrap"] => WhiteSpace::PreWrap,
        ["pre-line"] => WhiteSpace::PreLine,
        ["break-spaces"] => WhiteSpace::BreakSpaces,
        ["wrap"] => WhiteSpace::Normal,
        [word] => collapsed(WhiteSpace::Normal, collapse(word)?),
        [word, "wrap"] | ["wrap", word] => collapsed(WhiteSpace::Normal, collapse(word)?),
        [word, "nowrap"] | ["nowrap", word] => collapsed(WhiteSpace::NoWrap, collapse(word)?),
        _ => return None,
    };
    Some(Value::WhiteSpace(value))
}

pub(super) fn collapse(word: &str) -> Option<WhiteSpaceCollapse> {
    Some(match word {
        "collapse" => WhiteSpaceCollapse::Collapse,
        "preserve" => WhiteSpaceCollapse::Preserve,
        "preserve-breaks" => WhiteSpaceCollapse::PreserveBreaks,
        "break-spaces" => WhiteSpaceCollapse::BreakSpaces,
        _ => return None,
    })
}

/// The case transform; `full-width` and its like change how letters look, not which they are.
pub(super) fn text_transform(words: &[&str]) -> Option<TextTransform> {
    let mut found = TextTransform::None;
    for &word in words {
        match word {
            "none" | "math-auto" if words.len() == 1 => {}
            "full-width" | "full-size-kana" => {}
            _ if found != TextTransform::None => return None,
            "uppercase" => found = TextTransform::Uppercase,
            "lowercase" => found = TextTransform::Lowercase,
            "capitalize" => found = TextTransform::Capitalize,
            _ => return None,
        }
    }
    (!words.is_empty()).then_some(found)
}

pub(super) fn collapsed(white_space: WhiteSpace, collapse: WhiteSpaceCollapse) -> WhiteSpace {
    let wrap = !matches!(white_space, WhiteSpace::NoWrap | WhiteSpace::Pre);
    match (collapse, wrap) {
        (WhiteSpaceCollapse::Collapse, true) => WhiteSpace::Normal,
        (WhiteSpaceCollapse::Collapse, false) => WhiteSpace::NoWrap,
        (WhiteSpaceCollapse::Preserve, true) => WhiteSpace::PreWrap,
        (WhiteSpaceCollapse::Preserve, false) => WhiteSpace::Pre,
        (WhiteSpaceCollapse::PreserveBreaks, _) => WhiteSpace::PreLine,
        (WhiteSpaceCollapse::BreakSpaces, _) => WhiteSpace::BreakSpaces,
    }
}

pub(super) fn wrapped(white_space: WhiteSpace, wrap: bool) -> WhiteSpace {
    match (white_space, wrap) {
        (WhiteSpace::Normal | WhiteSpace::NoWrap, true) => WhiteSpace::Normal,
        (WhiteSpace::Normal | WhiteSpace::NoWrap, false) => WhiteSpace::NoWrap,
        (WhiteSpace::Pre | WhiteSpace::PreWrap, true) => WhiteSpace::PreWrap,
        (WhiteSpace::Pre | WhiteSpace::PreWrap, false) => WhiteSpace::Pre,
        (other, _) => other,
    }
}
