//! Days, as pages write them and as they are printed.

use crate::i18n::Phrases;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    year: u32,
    month: u32,
    day: u32,
}

impl Day {
    fn new(year: u32, month: u32, day: u32) -> Option<Day> {
        let leap =
            (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
        let days = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let holds = (1900..=2199).contains(&year) && (1..=days).contains(&day);
        holds.then_some(Day { year, month, day })
    }

    /// A valid date string, or the date at the beginning of a global date and time string (HTML
    /// Standard, 2.3.5).
    pub(super) fn parse(text: &str) -> Option<Day> {
        let text = text.trim();
        let date = text.get(..10)?;
        if text[10..].starts_with(|c: char| c.is_ascii_alphanumeric() && c != 'T' && c != 't') {
            return None;
        }
        let mut parts = date.split('-').map(|part| number(part, 4));
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() { None } else { Day::new(year, month, day) }
    }

    /// The day as a machine reads it.
    pub(super) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// The day in words.
    pub(super) fn written(self, phrases: &Phrases) -> String {
        let month = &phrases.months[self.month as usize - 1];
        let written = phrases.date_format.replace("{day}", &self.day.to_string());
        written.replace("{month}", month).replace("{year}", &self.year.to_string())
    }

    /// The first day that a text names: `29. dubna 2010`, `29th April 2010`, `April 29, 2010`,
    /// `29. 4. 2010` or `2010-04-29`. Days between slashes are read in two ways and so in none.
    pub(super) fn find(text: &str, phrases: &Phrases) -> Option<Day> {
        let words: Vec<&str> =
            text.split(|c: char| c.is_whitespace() || "()[]:;".contains(c)).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        (0..words.len()).find_map(|at| day_at(&words[at..], phrases))
    }
}

/// The day that some words begin with: as the language writes it, or with the names of its months
/// or the English ones in the orders that are common everywhere.
fn day_at(words: &[&str], phrases: &Phrases) -> Option<Day> {
    const ORDERS: [&str; 2] = ["{day} {month} {year}", "{month} {day} {year}"];
    let everywhere = || {
        let languages = [phrases, Phrases::of(Some("en"))];
        let mut all = languages.iter().flat_map(|its| ORDERS.map(|order| (order, &its.months)));
        all.find_map(|(order, months)| in_words(words, order, months))
    };
    Day::parse(words[0].trim_end_matches([',', '.']))
        .or_else(|| in_words(words, &phrases.date_format, &phrases.months))
        .or_else(everywhere)
        .or_else(|| dotted(words))
}

/// A day whose parts stand in an order: `29 de abril de 2010`, `2010. április 29.`.
fn in_words(words: &[&str], order: &str, months: &[String]) -> Option<Day> {
    let plain = |word: &str| word.trim_matches([',', '.']).to_lowercase();
    let (mut day, mut month, mut year) = (None, None, None);
    let mut rest = words.iter();
    for part in order.split(' ') {
        match part.trim_matches([',', '.']) {
            "{day}" => day = Some(day_number(rest.next()?)?),
            "{year}" => year = Some(number(&plain(rest.next()?), 4)?),
            "{month}" => {
                // The names of some months are of two words.
                let starts = |name: &String| {
                    let mut ahead = rest.clone();
                    let mut parts = name.split(' ');
                    parts.all(|part| {
                        ahead.next().is_some_and(|word| plain(word) == part.to_lowercase())
                    })
                };
                let at = months.iter().position(starts)?;
                rest.by_ref().nth(months[at].matches(' ').count())?;
                month = u32::try_from(at + 1).ok();
            }
            own => (plain(rest.next()?) == own).then_some(())?,
        }
    }
    Day::new(year?, month?, day?)
}

/// `29.4.2010`, with or without spaces after the dots.
fn dotted(words: &[&str]) -> Option<Day> {
    // The fewest words that make a day: a time may follow.
    (1..=words.len().min(3)).find_map(|count| joined_day(&words[..count].concat()))
}

fn joined_day(joined: &str) -> Option<Day> {
    let mut parts = joined.splitn(3, '.');
    let (day, month) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    let rest = parts.next()?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let year = rest.get(..end).filter(|year| year.len() == 4)?;
    Day::new(number(year, 4)?, month, day)
}

/// The number of a day: `29`, `29.`, `29th` or `1er`.
fn day_number(word: &str) -> Option<u32> {
    let word = word.trim_end_matches(['.', ',']);
    let ordinal = ["st", "nd", "rd", "th", "er", "º"].iter().find_map(|end| word.strip_suffix(end));
    number(ordinal.unwrap_or(word), 2)
}

fn number(digits: &str, longest: usize) -> Option<u32> {
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && !digits.is_empty() && digits.len() <= longest).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_days_as_pages_write_them() {
        let (en, cs) = (Phrases::of(Some("en")), Phrases::of(Some("cs")));
        let found = |text, phrases| Day::find(text, phrases).map(Day::iso);
        let day = Some("2010-04-29".to_owned());
        for text in [
            "Department for Asylum and Migration Policy, 29th April 2010",
            "Published: April 29, 2010.",
            "2010-04-29",
            "(29 April 2010)",
        ] {
            assert_eq!(found(text, en), day, "{text}");
        }
        for text in
            ["V Praze dne 29. dubna 2010", "Praha, 29.\u{a0}4.\u{a0}2010", "29.4.2010 10:00"]
        {
            assert_eq!(found(text, cs), day, "{text}");
        }
        for (lang, text) in [
            ("es", "Madrid, 29 de abril de 2010"),
            ("hu", "Budapest, 2010. április 29."),
            ("lt", "2010 m. balandžio 29 d., Vilnius"),
            ("mt", "29 ta’ April 2010"),
            ("uk", "29 квітня 2010 року"),
        ] {
            assert_eq!(found(text, Phrases::of(Some(lang))), day, "{text}");
        }
        let irish = found("1 Meán Fómhair 2010", Phrases::of(Some("ga")));
        assert_eq!(irish.as_deref(), Some("2010-09-01"));
        for text in
            ["4/29/2010", "April 2010", "31. 4. 2010", "č. 2008/381", "1. 2. 3", "29. 4. 20100"]
        {
            assert_eq!(found(text, cs), None, "{text}");
        }
    }

    #[test]
    fn reads_what_machines_write() {
        assert_eq!(
            Day::parse("2010-04-29T10:00:00+02:00").map(Day::iso),
            Some("2010-04-29".into())
        );
        assert_eq!(Day::parse("2010-04-291"), None);
        assert_eq!(Day::parse("2010-02-29"), None);
        assert_eq!(Day::parse("žluťoučký kůň"), None);
        let day = Day::parse("2010-04-29").expect("a day");
        assert_eq!(day.written(Phrases::of(Some("cs"))), "29. dubna 2010");
        assert_eq!(day.written(Phrases::of(None)), "29 April 2010");
    }
}
