//! Which language a text is in, and how sure that is.
//!
//! Trigrams ([`whatlang`]) say what a text is; the words and letters of the tables say at a small
//! part of the cost whether it could be what it is said to be. Only where the two agree is a
//! language certain: names, addresses and lists of products have trigrams too.

mod tables;
mod tag;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;
use tables::{CLOSE, KNOWN};
pub(crate) use tag::{checked, is_known, primary, registered, same_language};
use whatlang::Script;

/// Text with fewer letters is not guessed by itself.
pub(crate) const LEAST: usize = 40;

/// How much of a text is looked at, and how much at first.
const SAMPLE: usize = 1000;
const GLANCE: usize = 200;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Detected {
    /// A BCP 47 tag: a primary subtag.
    pub(crate) tag: &'static str,
    /// Whether trigrams, words and letters agree, each by a margin.
    pub(crate) certain: bool,
}

/// What speaks for a language in a text: the words that it has of each language known.
#[derive(Debug, Default)]
struct Hits {
    /// By the order of the tables; long words count twice.
    counts: [u16; KNOWN.len()],
    words: usize,
    /// Words with a capital letter at the beginning: mostly names where these are many.
    capitals: usize,
    /// Letters of any script.
    letters: usize,
    /// Letters beyond ASCII.
    accents: usize,
    /// Letters of no Latin alphabet.
    foreign_script: usize,
}

/// The known languages that have a word, a bit each.
static WORDS: LazyLock<ShortMap<&'static [u8], u32>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    for (at, known) in KNOWN.iter().enumerate() {
        for word in known.words.split_ascii_whitespace() {
            *words.entry(word.as_bytes()).or_default() |= 1 << at;
        }
    }
    words
});

/// A map whose keys are short, and are not chosen by any page.
pub(crate) type ShortMap<K, V> = HashMap<K, V, BuildHasherDefault<Short>>;

/// Fowler-Noll-Vo: fast for short keys.
pub(crate) struct Short(u64);

impl Default for Short {
    fn default() -> Self {
        Short(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Short {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Hits {
    /// Counts the words of a text: all of them, or until the known language with this place in the
    /// tables has enough and leads.
    fn count(text: &str, until: Option<usize>) -> Hits {
        let mut hits = Hits::default();
        for word in words(text) {
            hits.words += 1;
            if word.is_ascii() {
                hits.letters += word.len();
                hits.capitals += usize::from(word.as_bytes()[0].is_ascii_uppercase());
                let mut lower = [0; LONGEST];
                if let Some(lower) = lower.get_mut(..word.len()) {
                    lower.copy_from_slice(word.as_bytes());
                    lower.make_ascii_lowercase();
                    hits.word(lower);
                }
            } else {
                hits.capitals += usize::from(word.starts_with(char::is_uppercase));
                hits.letters(word);
                if word.len() <= LONGEST {
                    hits.word(word.to_lowercase().as_bytes());
                }
            }
            if until.is_some_and(|at| hits.leads(at)) {
                break;
            }
        }
        hits
    }

    /// Whether the words so far speak for a language plainly enough.
    fn leads(&self, at: usize) -> bool {
        self.counts[at] >= 5 && self.letters > LEAST / 2 && self.counts[at] >= self.others(Some(at))
    }

    /// The letters of a word that is not all ASCII.
    fn letters(&mut self, word: &str) {
        for c in word.chars() {
            self.letters += 1;
            self.accents += usize::from(!c.is_ascii());
            let latin = c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c);
            self.foreign_script += usize::from(!latin);
        }
    }

    fn word(&mut self, lower: &[u8]) {
        let Some(&languages) = WORDS.get(lower) else { return };
        let weight = if lower.len() > 1 { 2 } else { 1 };
        let mut rest = languages;
        while rest != 0 {
            self.counts[rest.trailing_zeros() as usize] += weight;
            rest &= rest - 1;
        }
    }

    fn of(&self, at: Option<usize>) -> Option<u16> {
        at.map(|at| self.counts[at])
    }

    /// The most that any language has which is not close to this one.
    fn others(&self, at: Option<usize>) -> u16 {
        let close = at.map_or(0, |at| NEIGHBOURS[at]);
        let counts = self.counts.iter().enumerate();
        let others = counts.filter(|(other, _)| close >> other & 1 == 0);
        others.map(|(_, &count)| count).max().unwrap_or_default()
    }

    /// Whether asking by trigrams is worth its time: for a text without words that speak for a
    /// language, and without its letters, no answer would be certain.
    fn can_tell(&self, text: &str, said: Option<usize>) -> bool {
        let most = self.counts.iter().copied().max().unwrap_or_default();
        let theirs = said.map_or("", |said| KNOWN[said].letters);
        self.foreign_script > 0
            || most >= 6 && most > self.of(said).unwrap_or_default()
            || self.accents >= 4 && foreign_letters(text, theirs) >= 4
            || self.letters >= 4 * LEAST
    }

    /// The language with the most words, if it has far more than any other but its neighbours.
    fn plainly(&self) -> Option<&'static str> {
        let at = (0..KNOWN.len()).max_by_key(|&at| self.counts[at])?;
        let alone = self.counts[at] > 4 * self.others(Some(at));
        let first = (0..KNOWN.len()).filter(|&other| self.counts[other] * 2 > self.counts[at]);
        (self.counts[at] >= 14 && alone && first.count() == 1).then_some(KNOWN[at].tag)
    }
}

/// The longest word of the tables, in bytes.
const LONGEST: usize = 18;

/// The place of a language in the tables.
fn place(tag: &str) -> Option<usize> {
    KNOWN.iter().position(|known| known.tag == tag)
}

/// For each known language itself and those close to it, a bit each.
static NEIGHBOURS: LazyLock<[u32; KNOWN.len()]> = LazyLock::new(|| {
    let mut neighbours = std::array::from_fn(|at| 1 << at);
    for group in CLOSE {
        let places = || group.iter().filter_map(|tag| place(tag));
        let bits: u32 = places().map(|at| 1 << at).sum();
        places().for_each(|at| neighbours[at] |= bits);
    }
    neighbours
});

/// The words of a text: nothing but letters between white space and marks. What has digits, points
/// or strokes within is a number, an address, an identifier.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
    text.split_ascii_whitespace().filter_map(move |token| {
        let word = token.trim_matches(|c: char| c.is_ascii_punctuation());
        (!word.is_empty() && word.bytes().all(|byte| letter(&byte))).then_some(word)
    })
}

fn is_close(one: &str, other: &str) -> bool {
    one == other || CLOSE.iter().any(|group| group.contains(&one) && group.contains(&other))
}

/// The beginning of a text, at most so many bytes.
fn sample(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether nothing speaks against a text being in the language of this tag. Cheap, and kind: it
/// only says `false` where asking [`detect`] is worth its time.
pub(crate) fn may_be(text: &str, tag: &str) -> bool {
    let tag = primary(tag);
    let at = place(&tag);
    let text = sample(text, GLANCE);
    let hits = Hits::count(text, at);
    if hits.letters < LEAST / 2 {
        return true;
    }
    let latin = hits.foreign_script * 2 < hits.letters;
    match (script(&tag), latin) {
        (None, true) => {}
        (Some(_), true) | (None, false) => return false,
        (Some(script), false) => {
            let right = text.chars().filter(|&c| script(c)).count() * 2 > hits.letters;
            return right && hits.others(at) <= hits.of(at).unwrap_or(u16::MAX).max(3);
        }
    }
    // The first words of a text tell enough where they agree.
    if at.is_some_and(|at| hits.leads(at)) {
        return true;
    }
    let known = at.map(|at| &KNOWN[at]);
    let foreign = known.map_or(0, |known| foreign_letters(text, known.letters));
    let bare = known.is_some_and(|known| known.accented) && hits.accents == 0;
    let (own, others) = (hits.of(at).unwrap_or_default(), hits.others(at));
    let spoken = others >= 6 && others > 2 * own || others >= 8 && others > own;
    !(spoken || foreign >= 4 && foreign * 50 > hits.letters || bare && others >= 4)
}

/// How many letters are neither ASCII nor of this alphabet.
fn foreign_letters(text: &str, alphabet: &str) -> usize {
    let letters = text.chars().filter(|c| !c.is_ascii() && c.is_alphabetic());
    letters.filter(|c| c.to_lowercase().next().is_some_and(|c| !alphabet.contains(c))).count()
}

/// A test for the letters of the script that a language is written in; `None` for Latin ones.
fn script(tag: &str) -> Option<fn(char) -> bool> {
    Some(match tag {
        "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky" | "mn" | "tg" => {
            |c| ('\u{400}'..='\u{52f}').contains(&c)
        }
        "el" => |c| ('\u{370}'..='\u{3ff}').contains(&c) || ('\u{1f00}'..='\u{1fff}').contains(&c),
        "he" | "yi" | "iw" => |c| ('\u{590}'..='\u{5ff}').contains(&c),
        "ar" | "fa" | "ur" | "ps" | "prs" => |c| ('\u{600}'..='\u{6ff}').contains(&c),
        "hy" => |c| ('\u{530}'..='\u{58f}').contains(&c),
        "ka" => |c| ('\u{10a0}'..='\u{10ff}').contains(&c),
        "hi" | "mr" | "ne" | "sa" => |c| ('\u{900}'..='\u{97f}').contains(&c),
        "th" => |c| ('\u{e00}'..='\u{e7f}').contains(&c),
        "ko" => {
            |c| ('\u{1100}'..='\u{11ff}').contains(&c) || ('\u{ac00}'..='\u{d7af}').contains(&c)
        }
        "zh" | "yue" | "ja" => {
            |c| ('\u{3040}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c)
        }
        "bn" | "ta" | "te" | "kn" | "ml" | "gu" | "pa" | "or" | "si" | "my" | "km" | "lo"
        | "am" | "ti" | "bo" | "dz" => {
            |c| ('\u{900}'..='\u{139f}').contains(&c) || ('\u{1780}'..='\u{17ff}').contains(&c)
        }
        // Some write Serbian in one script, some in the other.
        "sr" | "bs" | "uz" | "az" | "tk" => |c| c.is_alphabetic(),
        _ => return None,
    })
}

/// The letters of a language beyond ASCII, in lower case; empty for one that the tables do not know,
/// and for one that its script tells.
pub(crate) fn letters(tag: &str) -> &'static str {
    place(tag).map_or("", |at| KNOWN[at].letters)
}

/// The language of a text, by trigrams; certain where words or letters say the same. `said` is
/// what the text is said to be in: its own claim counts in its favour.
pub(crate) fn detect(text: &str, said: Option<&str>) -> Option<Detected> {
    let text = &words(sample(text, SAMPLE)).collect::<Vec<_>>().join(" ");
    let hits = Hits::count(text, None);
    let long = hits.letters >= LEAST;
    let said = said.and_then(|said| place(&primary(said)));
    if let Some(tag) = hits.plainly().filter(|_| long && hits.foreign_script == 0) {
        // A page full of sentences need not be taken apart.
        return Some(Detected { tag, certain: has_words(tag, text, &hits, said) });
    }
    if !hits.can_tell(text, said) {
        return None;
    }
    let info = whatlang::detect(text)?;
    let tag = tables::tag(info.lang().code())?;
    let sure = info.is_reliable() && info.confidence() >= 0.9;
    let certain = match info.script() {
        Script::Latin | Script::Cyrillic => long && sure && has_words(tag, text, &hits, said),
        // Some scripts have one language, or hardly more.
        Script::Mandarin | Script::Hiragana | Script::Katakana => hits.letters >= LEAST / 4,
        Script::Arabic | Script::Devanagari | Script::Hebrew => long && sure,
        _ => hits.letters >= LEAST / 2,
    };
    Some(Detected { tag, certain })
}

/// Whether the words of a text, or its letters, speak for a language and for no other.
fn has_words(tag: &str, text: &str, hits: &Hits, said: Option<usize>) -> bool {
    let at = place(tag);
    let claimed = hits.of(said).unwrap_or_default();
    let others = hits.others(at);
    let Some(own) = hits.of(at) else {
        // Not in the tables: the trigrams alone, and only of a long text without words of others.
        let foreign = usize::from(others) * 8 < hits.words;
        return hits.letters >= 4 * LEAST && foreign && claimed < 4;
    };
    if own >= 6 && own > others && own > 2 * claimed {
        return true;
    }
    let names = hits.capitals * 4 > hits.words * 3;
    let theirs = said.map_or("", |at| KNOWN[at].letters);
    let letters = letters(tag);
    let typical = text.chars().filter(|c| !c.is_ascii()).flat_map(char::to_lowercase);
    let typical = typical.filter(|&c| letters.contains(c) && !theirs.contains(c)).count();
    let strange = foreign_letters(text, letters) * 20 > hits.accents;
    let bare = hits.accents == 0 && said.is_some_and(|said| KNOWN[said].accented);
    let shown = typical >= 4 || bare && own >= 4;
    !names && !strange && own >= claimed && own + 1 >= others && shown
}

/// What a text says of the language that it is said to be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing speaks against it, or too little.
    Agrees,
    /// It is in another one, more or less certainly.
    Differs(Detected),
}

/// Compares a text with the language that it is said to be in.
pub(crate) fn judge(text: &str, said: Option<&str>) -> Verdict {
    if said.is_some_and(|said| may_be(text, said)) {
        return Verdict::Agrees;
    }
    match detect(text, said) {
        Some(found) if !said.is_some_and(|said| is_close(found.tag, &primary(said))) => {
            Verdict::Differs(found)
        }
        _ => Verdict::Agrees,
    }
}
