//! Signs: which of them only decorate, and which letters of picture fonts stand for signs.

use crate::css::Font;
use crate::escape::{is_invisible, is_private};

/// Arrows and bullets.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c,
        '\u{2190}'..='\u{21ff}' | '\u{27f0}'..='\u{27ff}' | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2b4f}' | '\u{2794}' | '\u{2798}'..='\u{27be}' | '\u{1f800}'..='\u{1f8ff}'
        | '\u{25a0}'..='\u{25ff}'
        | '•' | '‣' | '⁃' | '∙' | '❖' | '❍' | '❑' | '❒' | '✦' | '✧' | '⚫' | '⚪'
        | '›' | '‹' | '»' | '«' | '❯' | '❮' | '❱' | '❰' | '⟩' | '⟨' | '⌄' | '⌃')
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | '\u{2e3a}' | '\u{2e3b}')
}

pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201f}' | '「'..='』' | '\u{a0}')
}

pub(super) fn has_no_words(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

/// Whether the marker of an item says no more than a bullet does.
pub(super) fn is_mere_bullet(marker: &str) -> bool {
    let marker = marker.trim();
    let pictures = |c: char| matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{fe0f}' | '·');
    marker.chars().all(|c| is_bullet(c) || is_dash(c) || is_private(c) || pictures(c))
}

/// The text with the signs that it pictures, where it is set in a font of signs or comes from one;
/// `None` where there are none.
pub(super) fn pictured(text: &str, font: Font) -> Option<String> {
    let pictures = matches!(font, Font::Symbol | Font::Wingdings);
    // The bytes that such a character begins with.
    let lost = || font == Font::Text && text.as_bytes().contains(&0xef);
    if !pictures && !lost() {
        return None;
    }
    let words = text.contains(char::is_alphanumeric);
    let sign = |c: char| match c {
        '\u{f020}'..='\u{f0ff}' => {
            let code = (c as u32 - 0xf000) as u8;
            match font {
                Font::Symbol => symbol(code),
                Font::Wingdings => wingding(code),
                // The font is lost. Icon fonts have the same characters, one alone in an element.
                _ if code == 0xb7 => Some('•'),
                _ if words => wingding(code),
                _ => None,
            }
        }
        '\u{20}'..='\u{ff}' if font == Font::Wingdings => wingding(c as u32 as u8),
        '\u{80}'..='\u{ff}' if font == Font::Symbol => symbol(c as u32 as u8),
        _ => None,
    };
    let mapped: String = text.chars().map(|c| sign(c).unwrap_or(c)).collect();
    (mapped != text).then_some(mapped)
}

/// The sign of a character of the font Wingdings, as far as texts use them.
fn wingding(code: u8) -> Option<char> {
    Some(match code {
        0x28 => '☎',
        0x2a => '✉',
        0x46 => '☞',
        0x6c | 0x9f => '●',
        0x6d | 0xa1 => '○',
        0x6e => '■',
        0x6f | 0xa8 => '□',
        0x71 => '❑',
        0x73 | 0x75 => '◆',
        0x76 => '❖',
        0x77 => '⬥',
        0x9e => '•',
        0xa7 => '▪',
        0xab => '★',
        0xd8 => '➢',
        0xdf => '←',
        0xe0 | 0xe8 => '→',
        0xf0 => '⇨',
        0xfb => '✗',
        0xfc => '✓',
        0xfd => '☒',
        0xfe => '☑',
        _ => return None,
    })
}

/// The sign of a character of the font Symbol.
fn symbol(code: u8) -> Option<char> {
    Some(match code {
        0xa3 => '≤',
        0xa5 => '∞',
        0xae => '→',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xd7 => '⋅',
        _ => return None,
    })
}

/// Whether a text is but the sign of an icon font, or characters without any width: nothing that can
/// be said. The bullets of Symbol and Wingdings are signs that mean something.
pub(super) fn is_icon(text: &str) -> bool {
    let icon = |c: char| match c {
        '\u{f0a7}' | '\u{f0b7}' => false,
        c => matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}'),
    };
    let mut signs = text.chars().filter(|c| !c.is_whitespace()).peekable();
    signs.peek().is_some() && signs.all(|c| icon(c) || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_of_signs_are_read_as_the_signs() {
        let is = |text, font, expected: Option<&str>| {
            assert_eq!(pictured(text, font).as_deref(), expected, "{text} {font:?}");
        };
        is("\u{f0b7}", Font::Text, Some("•"));
        is("\u{f0a7} item", Font::Text, Some("▪ item"));
        // An icon of its own, not a bullet.
        is("\u{f0a7}", Font::Text, None);
        is("\u{f0a7}", Font::Icons, None);
        is("ü", Font::Wingdings, Some("✓"));
        is("§ ", Font::Wingdings, Some("▪ "));
        is("·", Font::Symbol, Some("•"));
        is("ü", Font::Text, None);
    }

    #[test]
    fn bullets_say_nothing() {
        for marker in ["• ", "– ", "→", "»", "\u{f00c}", "👉 ", ""] {
            assert!(is_mere_bullet(marker), "{marker}");
        }
        for marker in ["✓ ", "§ ", "1. ", "(a)", "☎"] {
            assert!(!is_mere_bullet(marker), "{marker}");
        }
    }
}
