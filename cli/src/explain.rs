//! How a page was interpreted, in sentences for people.

use crate::input::Input;
use crate::record::Record;
use crate::report::{count, line};
use std::collections::BTreeMap;
use textify::{
    Effect, Evidence, FoundRegion, LanguageEvidence, Page, Reading, Reason, RegionKind,
    TableEvidence, WordCounts,
};

/// How many lines are told of tables that were understood alike.
const LINES: usize = 10;

/// The regions that a page is read by, a sentence each.
pub(crate) fn regions(reading: &Reading<'_>) -> Vec<String> {
    let sentence = |region: FoundRegion<'_>| {
        let line = region.place.map(|place| format!(" on line {}", place.line)).unwrap_or_default();
        format!(
            "{}: the {} element{line}, because {}.",
            noun(region.kind),
            region.element,
            region.why
        )
    };
    reading.regions().map(sentence).collect()
}

/// What the tables of a page were taken for, a sentence for all with the same reason.
pub(crate) fn tables(reading: &Reading<'_>) -> Vec<String> {
    let mut found: BTreeMap<(bool, TableEvidence), Vec<String>> = BTreeMap::new();
    for table in reading.tables() {
        let line = table.place.map_or_else(|| "?".to_owned(), |place| place.line.to_string());
        found.entry((!table.is_data, table.why)).or_default().push(line);
    }
    let sentence = |((layout, why), lines): ((bool, TableEvidence), Vec<String>)| {
        let kind = if layout { "Layout" } else { "Data" };
        let many = if lines.len() > 1 { "s" } else { "" };
        let shown = lines.iter().take(LINES).cloned().collect::<Vec<_>>().join(", ");
        let rest = match lines.len().saturating_sub(LINES) {
            0 => String::new(),
            rest => format!(" and {rest} more"),
        };
        format!("{kind} table{many} on line{many} {shown}{rest}: {why}.")
    };
    found.into_iter().map(sentence).collect()
}

pub(crate) fn explain(input: &Input, page: &Page, found: &[String], record: &Record) {
    line(format_args!("{input}:"));
    let say = |sentence: String| line(format_args!("  {sentence}"));
    say(format!("Encoding: {}, {}.", page.encoding(), evidence(page.encoding_evidence())));
    say(language(page));
    say(match page.url() {
        Some(url) => format!("Address: {url}."),
        None => "Address: unknown; relative links stay as they are.".to_owned(),
    });
    found.iter().for_each(|sentence| say(sentence.clone()));
    words(&record.words).into_iter().for_each(say);
    if record.counts.is_empty() {
        say("Nothing was left out or changed.".to_owned());
    }
    for (&reason, &count) in &record.counts {
        let (one, many) = phrase(reason);
        say(match count {
            1 => format!("1 {one}."),
            _ => format!("{count} {many}."),
        });
    }
}

/// What became of the page's words.
fn words(words: &WordCounts) -> Vec<String> {
    let mut kept = format!("Kept: {}", count(words.kept, "word"));
    if words.moved > 0 {
        kept.push_str(&format!(", {} of them moved", words.moved));
    }
    if words.changed > 0 {
        kept.push_str(&format!(", {} of them in parts that were changed", words.changed));
    }
    let left_out = words.reasons.iter().filter(|(reason, _)| reason.effect() == Effect::LeftOut);
    let left_out: Vec<_> =
        left_out.map(|(reason, count)| format!("{count} {}", name(*reason))).collect();
    let lost = (words.left_out > 0)
        .then(|| format!("Left out: {} ({}).", count(words.left_out, "word"), left_out.join(", ")));
    [kept + "."].into_iter().chain(lost).collect()
}

/// The name of a reason as the ledger has it, as words.
fn name(reason: Reason) -> String {
    let name = serde_json::to_value(reason).expect("a name");
    name.as_str().unwrap_or_default().replace('-', " ")
}

fn language(page: &Page) -> String {
    let Some(tag) = page.language() else {
        return "Language: unknown; the page declares none.".to_owned();
    };
    let why = match page.language_evidence() {
        Some(LanguageEvidence::Given) => "as given by --lang",
        Some(LanguageEvidence::Detected) => "detected from the text; the page declares none",
        Some(LanguageEvidence::Corrected) => {
            "detected from the text; the page declares another, which is wrong"
        }
        _ => "as declared in the page",
    };
    format!("Language: {tag}, {why}.")
}

fn noun(kind: RegionKind) -> &'static str {
    match kind {
        RegionKind::Main => "Main content",
        RegionKind::Navigation => "Menu",
        RegionKind::Search => "Search",
        RegionKind::Complementary => "Aside",
        RegionKind::Banner => "Header",
        RegionKind::ContentInfo => "Footer",
        _ => "Other region",
    }
}

fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Bom => "from the byte order mark",
        Evidence::Hint => "as given by --encoding",
        Evidence::Meta => "as declared in the page",
        Evidence::Detected => "detected from the bytes; the page declares none",
        _ => "for a reason that this command does not know",
    }
}

/// What was done, after "1" and after a higher number.
fn phrase(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Hidden => {
            ("part that the page hides was left out", "parts that the page hides were left out")
        }
        Reason::Invisible => {
            ("part that is invisible was left out", "parts that are invisible were left out")
        }
        Reason::NotMain => (
            "part outside the main content was left out",
            "parts outside the main content were left out",
        ),
        Reason::DoubledHeading => (
            "title or heading that repeated its neighbour was left out",
            "titles or headings that repeated their neighbours were left out",
        ),
        Reason::DoubledAlternative => (
            "image is covered by the caption that begins with the same words",
            "images are covered by the captions that begin with the same words",
        ),
        Reason::DecorativeImage => {
            ("image that only decorates was left out", "images that only decorate were left out")
        }
        Reason::PlaceholderImage => (
            "image that holds the place of another was left out",
            "images that hold the places of others were left out",
        ),
        Reason::MissingAlternative => {
            ("image has no text alternative", "images have no text alternative")
        }
        Reason::InvalidValue => {
            ("value that means nothing was left out", "values that mean nothing were left out")
        }
        Reason::Flattened => (
            "element nested too deep was unwrapped, its content kept",
            "elements nested too deep were unwrapped, their content kept",
        ),
        Reason::LayoutTable => (
            "table that only arranges its content was read cell by cell",
            "tables that only arrange their content were read cell by cell",
        ),
        Reason::Embedded => (
            "embedded object became a link or its fallback",
            "embedded objects became links or their fallback",
        ),
        _ => link_phrase(reason),
    }
}

/// What became of links, of what they lead to, and of buttons.
fn link_phrase(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Nameless => (
            "link or button without a name was named by what it leads to",
            "links or buttons without a name were named by what they lead to",
        ),
        Reason::ScriptLink => (
            "link or button that only runs a script became text",
            "links or buttons that only run a script became text",
        ),
        Reason::InvalidAddress => (
            "link without a valid address became text",
            "links without a valid address became text",
        ),
        Reason::DoubledState => (
            "text of a switch was left out, since its state is said in words",
            "texts of switches were left out, since their states are said in words",
        ),
        Reason::NeedsScript => (
            "button needs a script; it was named as such",
            "buttons need a script; they were named as such",
        ),
        Reason::ScriptButton => (
            "button that only a script could serve was left out",
            "buttons that only a script could serve were left out",
        ),
        Reason::MissingTarget => (
            "link leads to a place that the page does not have",
            "links lead to places that the page does not have",
        ),
        Reason::UnusableId => ("id cannot be used", "ids cannot be used"),
        _ => style_phrase(reason),
    }
}

/// What style sheets had to do with it.
fn style_phrase(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::Decoration => (
            "sign that a style sheet adds was left out",
            "signs that style sheets add were left out",
        ),
        Reason::Variant => (
            "part that repeats another for a container of another size was left out",
            "parts that repeat others for containers of other sizes were left out",
        ),
        Reason::PictureFont => (
            "letter that its font draws as a sign became the sign",
            "letters that their font draws as signs became the signs",
        ),
        Reason::TypedMarker => (
            "bullet or number typed before an item became its marker",
            "bullets or numbers typed before items became their markers",
        ),
        Reason::VisualOrder => (
            "item is read where the page has it, and is seen elsewhere",
            "items are read where the page has them, and are seen elsewhere",
        ),
        Reason::IgnoredStyle => (
            "set of style sheets was too large to apply",
            "sets of style sheets were too large to apply",
        ),
        Reason::RemoteStyle => (
            "style sheet on another host was not fetched",
            "style sheets on other hosts were not fetched",
        ),
        Reason::MissingStyle => ("style sheet was not found", "style sheets were not found"),
        _ => language_phrase(reason),
    }
}

/// What was said of languages, and in other words.
fn language_phrase(reason: Reason) -> (&'static str, &'static str) {
    match reason {
        Reason::UndeclaredLanguage => {
            ("page does not say its language", "pages do not say their language")
        }
        Reason::WrongLanguage => (
            "part says a language that its text is not in; it was marked with the right one",
            "parts say a language that their text is not in; they were marked with the right one",
        ),
        Reason::UnmarkedLanguage => (
            "part in another language was marked as such",
            "parts in another language were marked as such",
        ),
        Reason::UncertainLanguage => (
            "part may be in another language; it was left as it is",
            "parts may be in another language; they were left as they are",
        ),
        Reason::Formula => (
            "formula is said by its alternative text",
            "formulas are said by their alternative texts",
        ),
        Reason::ControlCharacter => (
            "text holds characters that steer a terminal or turn its direction; plain text has none",
            "texts hold characters that steer a terminal or turn their direction; plain text has none",
        ),
        _ => ("thing was changed otherwise", "things were changed otherwise"),
    }
}
