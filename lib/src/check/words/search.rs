//! Lists of words that a text is searched for in one go.

use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};

/// A list of words.
pub(super) struct Words {
    words: AhoCorasick,
    anchored: Anchored,
}

impl Words {
    /// Words that may stand anywhere, as parts of others too.
    pub(super) fn anywhere(words: impl Iterator<Item = &'static str>) -> Words {
        Words::new(words, StartKind::Unanchored, Anchored::No)
    }

    /// Words that a text begins with.
    pub(super) fn at_start(words: impl Iterator<Item = &'static str>) -> Words {
        Words::new(words, StartKind::Anchored, Anchored::Yes)
    }

    /// Words that may stand anywhere, in capitals, with a capital or without.
    pub(super) fn in_any_case(words: impl Iterator<Item = &'static str>) -> Words {
        let mut all = Vec::new();
        for word in words {
            all.push(word.to_owned());
            if !word.is_ascii() {
                let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
                all.extend([word.to_uppercase(), first.to_uppercase() + rest]);
            }
        }
        let mut words = AhoCorasick::builder();
        let words = words.ascii_case_insensitive(true).build(all);
        Words { words: words.expect("a short list"), anchored: Anchored::No }
    }

    fn new(
        words: impl Iterator<Item = &'static str>,
        start: StartKind,
        anchored: Anchored,
    ) -> Words {
        let words = AhoCorasick::builder().start_kind(start).build(words);
        Words { words: words.expect("a short list"), anchored }
    }

    /// Whether a text, lower case, has one of the words.
    pub(super) fn found(&self, text: &str) -> bool {
        self.words.is_match(Input::new(text).anchored(self.anchored))
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn anywhere_and_at_the_start() {
        let list = ["map", "mapa stránek"];
        let (anywhere, at_start) =
            (Words::anywhere(list.into_iter()), Words::at_start(list.into_iter()));
        assert!(anywhere.found("a sitemap") && !at_start.found("a sitemap"));
        assert!(anywhere.found("mapa stránek") && at_start.found("mapa stránek"));
        assert!(!anywhere.found("ma p") && !at_start.found(""));
    }

    #[test]
    fn in_any_case() {
        let words = Words::in_any_case(["button", "tlačítk", "ščit"].into_iter());
        for text in ["a Button", "BUTTON", "Tlačítko", "TLAČÍTKO", "na tlačítku", "Ščit", "ŠČIT"]
        {
            assert!(words.found(text), "{text}");
        }
        assert!(!words.found("but on") && !words.found("tlacitko") && !words.found(""));
    }
}
