//! Words set wide with spaces (WCAG 1.3.2, F32).

use crate::check::context::Checker;
use crate::check::rule::{Check, Decidable, Rule, Severity};
use crate::dom::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "letter-spaced-words",
    title: "No spaces stand between the letters of a word.",
    criteria: &["1.3.2"],
    advice: false,
    act: &[],
    decidable: Decidable::Dom,
    severity: Severity::Warning,
    svg: false,
    who: "A screen reader spells the word letter by letter, and a search does not find it.",
    hint: "Write the word without spaces; distances of letters are a matter of style \
          (letter-spacing).",
    bad: "<html lang=cs><title>Oznámení</title><h1>O Z N Á M E N Í</h1>",
    good: "<html lang=cs><title>Oznámení</title><h1 style='letter-spacing: .3em'>OZNÁMENÍ</h1>",
    check: Check::Page(check),
};

/// So many single letters in a row are taken for a word.
const LETTERS: usize = 5;

fn check(c: &mut Checker<'_>) {
    let cx = c.cx;
    let texts: Vec<NodeId> = cx
        .doc
        .all()
        .filter(|&id| cx.doc.text(id).is_some_and(is_spaced) && cx.visible(id))
        .collect();
    for text in texts {
        let word = cx.text(text);
        c.fail(text, format!("“{word}” is set wide with spaces."));
    }
}

fn is_spaced(text: &str) -> bool {
    if !may_be_spaced(text) {
        return false;
    }
    // Single letters that go up one by one are an index of initials, not a word.
    let mut run: Vec<char> = Vec::new();
    for word in text.split_whitespace() {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter.is_alphabetic() => run.push(letter),
            _ if is_word(&run) => return true,
            _ => run.clear(),
        }
    }
    is_word(&run)
}

/// Whether enough words of one letter stand in a row, whatever the letters are: most texts are
/// passed over by that alone.
fn may_be_spaced(text: &str) -> bool {
    let (mut run, mut length) = (0, 0);
    for byte in text.bytes() {
        match byte {
            // Letters go on.
            0x80..0xC0 => continue,
            // Here stand white space, and whole alphabets.
            0xE1 | 0xE3 => return true,
            // White space and marks.
            0xC2 | 0xE2 => {}
            _ if !byte.is_ascii_whitespace() => {
                length += 1;
                continue;
            }
            _ => {}
        }
        if length > 0 {
            run = if length == 1 { run + 1 } else { 0 };
            length = 0;
            if run >= LETTERS {
                return true;
            }
        }
    }
    length == 1 && run + 1 >= LETTERS
}

fn is_word(run: &[char]) -> bool {
    run.len() >= LETTERS && !run.iter().flat_map(|c| c.to_lowercase()).is_sorted()
}
