//! Sentences that tell of a control by where it is or how it looks.

use super::search::Words;
use crate::language::ShortMap;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Verbs, controls, and places, colours and shapes: a line a language, beginnings of words.
const TABLE: &str = include_str!("sensory.txt");

/// How many languages, and how many kinds of words in each.
const KINDS: usize = 3;

/// So far from each other the words may stand.
const NEAR: usize = 10;

/// Up to so many letters a beginning would be that of other words: it has to be all of the word.
const WHOLE: usize = 4;

/// A kind of words in a language: the number of the language times `KINDS`, and the kind.
type Kind = usize;

/// The table by words, so that the words of a sentence are looked up and not compared with all.
struct Stems {
    whole: ShortMap<&'static str, Vec<Kind>>,
    /// By their first letters, one more than `WHOLE`: every word that begins so has them too.
    beginnings: ShortMap<&'static str, Vec<(&'static str, Kind)>>,
}

static STEMS: LazyLock<Stems> = LazyLock::new(|| {
    let mut stems = Stems { whole: ShortMap::default(), beginnings: ShortMap::default() };
    for (language, line) in TABLE.lines().enumerate() {
        for (kind, list) in line.split('|').take(KINDS).enumerate() {
            let kind = language * KINDS + kind;
            for stem in list.split_whitespace() {
                match first(stem) {
                    Some(first) => stems.beginnings.entry(first).or_default().push((stem, kind)),
                    None => stems.whole.entry(stem).or_default().push(kind),
                }
            }
        }
    }
    stems
});

/// The controls of all languages: without one of them a text has no such sentence.
static CONTROLS: LazyLock<Words> = LazyLock::new(|| {
    let controls = TABLE.lines().filter_map(|line| line.split('|').nth(1));
    Words::in_any_case(controls.flat_map(str::split_whitespace))
});

/// The letters by which a beginning is found; none of a word that is too short to begin with one.
fn first(word: &str) -> Option<&str> {
    let (at, last) = word.char_indices().nth(WHOLE)?;
    Some(&word[..at + last.len_utf8()])
}

impl Stems {
    /// The kinds that a word is of.
    fn kinds(&self, word: &str) -> impl Iterator<Item = Kind> {
        let whole = self.whole.get(word).into_iter().flatten().copied();
        let near = first(word).and_then(|first| self.beginnings.get(first)).into_iter().flatten();
        whole.chain(near.filter(move |(stem, _)| word.starts_with(stem)).map(|(_, kind)| *kind))
    }
}

/// Whether a text has letters that may be of a control: else none of its sentences is looked at.
pub(crate) fn may_name_control(text: &str) -> bool {
    CONTROLS.found(text)
}

/// Whether a sentence asks to use a control that it tells of by place, colour or shape.
pub(crate) fn is_sensory(sentence: &str) -> bool {
    let sentence = sentence.to_lowercase();
    let parts = |c: char| !c.is_alphanumeric();
    let words = sentence.split(parts).filter(|word| !word.is_empty());
    let mut found: HashMap<Kind, Vec<usize>> = HashMap::new();
    for (at, word) in words.enumerate() {
        for kind in STEMS.kinds(word) {
            found.entry(kind).or_default().push(at);
        }
    }
    found.iter().filter(|(kind, _)| *kind % KINDS == 1).any(|(control, controls)| {
        let of = |kind: usize| found.get(&(control - 1 + kind)).map(Vec::as_slice);
        let (verbs, senses) = (of(0).unwrap_or_default(), of(2).unwrap_or_default());
        controls.iter().any(|&at| has_near(verbs, at) && has_near(senses, at))
    })
}

/// Whether one of some places, in their order, is near another.
fn has_near(places: &[usize], at: usize) -> bool {
    let from = places.partition_point(|&place| place + NEAR < at);
    places[from..].iter().take_while(|&&place| place <= at + NEAR).any(|&place| place != at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_a_control_and_a_place_near_each_other() {
        assert!(is_sensory("Klikněte na zelené tlačítko vpravo"));
        assert!(is_sensory("To send the form, press the green button"));
        assert!(!is_sensory("Press the button"));
        assert!(may_name_control("Press the BUTTON") && !may_name_control("Press the key"));
        assert!(!is_sensory("The green button is on the right"));
        let far = format!("Press {} the green button", "one word after another and ".repeat(4));
        assert!(!is_sensory(&far));
        // Nothing is compared with everything.
        let apart = ["press ", "word ", "button ", "word ", "green "].map(|it| it.repeat(50_000));
        assert!(!is_sensory(&apart.concat()));
    }

    #[test]
    fn every_language_has_all_kinds_of_words() {
        for line in TABLE.lines() {
            let lists: Vec<_> =
                line.split('|').map(|list| list.split_whitespace().count()).collect();
            assert!(matches!(lists[..], [a, b, c] if a > 2 && b > 2 && c > 4), "{line}");
        }
    }
}
