//! The success criteria of WCAG 2.2, and the clauses of EN 301 549 that stand for them.

use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A level of conformance (WCAG 2.2, 5.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The lowest level.
    A,
    /// What the law of most countries asks of public bodies.
    AA,
    /// The highest level.
    AAA,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::A => "A",
            Level::AA => "AA",
            Level::AAA => "AAA",
        })
    }
}

/// A success criterion of WCAG 2.2.
#[derive(Debug, PartialEq, Eq)]
pub struct Criterion {
    number: &'static str,
    name: &'static str,
    level: Level,
    since: Version,
}

/// The version of WCAG that brought a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Version {
    /// WCAG 2.0
    V20,
    /// WCAG 2.1
    V21,
    /// WCAG 2.2
    V22,
}

impl Criterion {
    /// Its number, such as `1.1.1`.
    pub fn number(&self) -> &'static str {
        self.number
    }

    /// Its name, such as `Non-text Content`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its level.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The version of WCAG that brought it.
    pub fn since(&self) -> Version {
        self.since
    }

    /// The criterion with a number.
    pub fn find(number: &str) -> Option<&'static Criterion> {
        CRITERIA.iter().find(|criterion| criterion.number == number)
    }

    /// The clause of EN 301 549 (web content) that asks for it: `9.` and the number, for levels A
    /// and AA. The edition of 2021 (V3.2.1) knows WCAG 2.1 only.
    pub fn en301549(&self, edition: Edition) -> Option<String> {
        let known = self.since < Version::V22 || edition > Edition::V321;
        (known && self.level <= Level::AA).then(|| format!("9.{}", self.number))
    }

    /// Where W3C explains it.
    pub fn url(&self) -> String {
        format!("https://www.w3.org/WAI/WCAG22/Understanding/{}", self.slug())
    }

    /// Its text in the standard itself.
    pub fn standard_url(&self) -> String {
        format!("https://www.w3.org/TR/WCAG22/#{}", self.slug())
    }

    /// Its name as addresses have it.
    fn slug(&self) -> String {
        let mut slug = String::new();
        for c in self.name.chars() {
            match c {
                ' ' => slug.push('-'),
                c if c.is_ascii_alphanumeric() || c == '-' => slug.push(c.to_ascii_lowercase()),
                _ => {}
            }
        }
        slug
    }
}

impl Serialize for Criterion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.number)
    }
}

/// An edition of the European standard EN 301 549.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum Edition {
    /// V3.2.1 of 2021, which the Directive 2016/2102 refers to; it takes over WCAG 2.1.
    #[default]
    V321,
    /// The fourth version, which takes over WCAG 2.2.
    V4,
}

impl FromStr for Level {
    type Err = ();

    fn from_str(text: &str) -> Result<Level, ()> {
        match text.to_ascii_lowercase().as_str() {
            "a" => Ok(Level::A),
            "aa" => Ok(Level::AA),
            "aaa" => Ok(Level::AAA),
            _ => Err(()),
        }
    }
}

const fn criterion(
    number: &'static str,
    name: &'static str,
    level: Level,
    since: Version,
) -> Criterion {
    Criterion { number, name, level, since }
}

use Level::{A, AA, AAA};
use Version::{V20, V21, V22};

/// All success criteria, in the order of WCAG 2.2. 4.1.1 Parsing is gone from it.
pub const CRITERIA: &[Criterion] = &[
    criterion("1.1.1", "Non-text Content", A, V20),
    criterion("1.2.1", "Audio-only and Video-only (Prerecorded)", A, V20),
    criterion("1.2.2", "Captions (Prerecorded)", A, V20),
    criterion("1.2.3", "Audio Description or Media Alternative (Prerecorded)", A, V20),
    criterion("1.2.4", "Captions (Live)", AA, V20),
    criterion("1.2.5", "Audio Description (Prerecorded)", AA, V20),
    criterion("1.2.6", "Sign Language (Prerecorded)", AAA, V20),
    criterion("1.2.7", "Extended Audio Description (Prerecorded)", AAA, V20),
    criterion("1.2.8", "Media Alternative (Prerecorded)", AAA, V20),
    criterion("1.2.9", "Audio-only (Live)", AAA, V20),
    criterion("1.3.1", "Info and Relationships", A, V20),
    criterion("1.3.2", "Meaningful Sequence", A, V20),
    criterion("1.3.3", "Sensory Characteristics", A, V20),
    criterion("1.3.4", "Orientation", AA, V21),
    criterion("1.3.5", "Identify Input Purpose", AA, V21),
    criterion("1.3.6", "Identify Purpose", AAA, V21),
    criterion("1.4.1", "Use of Color", A, V20),
    criterion("1.4.2", "Audio Control", A, V20),
    criterion("1.4.3", "Contrast (Minimum)", AA, V20),
    criterion("1.4.4", "Resize Text", AA, V20),
    criterion("1.4.5", "Images of Text", AA, V20),
    criterion("1.4.6", "Contrast (Enhanced)", AAA, V20),
    criterion("1.4.7", "Low or No Background Audio", AAA, V20),
    criterion("1.4.8", "Visual Presentation", AAA, V20),
    criterion("1.4.9", "Images of Text (No Exception)", AAA, V20),
    criterion("1.4.10", "Reflow", AA, V21),
    criterion("1.4.11", "Non-text Contrast", AA, V21),
    criterion("1.4.12", "Text Spacing", AA, V21),
    criterion("1.4.13", "Content on Hover or Focus", AA, V21),
    criterion("2.1.1", "Keyboard", A, V20),
    criterion("2.1.2", "No Keyboard Trap", A, V20),
    criterion("2.1.3", "Keyboard (No Exception)", AAA, V20),
    criterion("2.1.4", "Character Key Shortcuts", A, V21),
    criterion("2.2.1", "Timing Adjustable", A, V20),
    criterion("2.2.2", "Pause, Stop, Hide", A, V20),
    criterion("2.2.3", "No Timing", AAA, V20),
    criterion("2.2.4", "Interruptions", AAA, V20),
    criterion("2.2.5", "Re-authenticating", AAA, V20),
    criterion("2.2.6", "Timeouts", AAA, V21),
    criterion("2.3.1", "Three Flashes or Below Threshold", A, V20),
    criterion("2.3.2", "Three Flashes", AAA, V20),
    criterion("2.3.3", "Animation from Interactions", AAA, V21),
    criterion("2.4.1", "Bypass Blocks", A, V20),
    criterion("2.4.2", "Page Titled", A, V20),
    criterion("2.4.3", "Focus Order", A, V20),
    criterion("2.4.4", "Link Purpose (In Context)", A, V20),
    criterion("2.4.5", "Multiple Ways", AA, V20),
    criterion("2.4.6", "Headings and Labels", AA, V20),
    criterion("2.4.7", "Focus Visible", AA, V20),
    criterion("2.4.8", "Location", AAA, V20),
    criterion("2.4.9", "Link Purpose (Link Only)", AAA, V20),
    criterion("2.4.10", "Section Headings", AAA, V20),
    criterion("2.4.11", "Focus Not Obscured (Minimum)", AA, V22),
    criterion("2.4.12", "Focus Not Obscured (Enhanced)", AAA, V22),
    criterion("2.4.13", "Focus Appearance", AAA, V22),
    criterion("2.5.1", "Pointer Gestures", A, V21),
    criterion("2.5.2", "Pointer Cancellation", A, V21),
    criterion("2.5.3", "Label in Name", A, V21),
    criterion("2.5.4", "Motion Actuation", A, V21),
    criterion("2.5.5", "Target Size (Enhanced)", AAA, V21),
    criterion("2.5.6", "Concurrent Input Mechanisms", AAA, V21),
    criterion("2.5.7", "Dragging Movements", AA, V22),
    criterion("2.5.8", "Target Size (Minimum)", AA, V22),
    criterion("3.1.1", "Language of Page", A, V20),
    criterion("3.1.2", "Language of Parts", AA, V20),
    criterion("3.1.3", "Unusual Words", AAA, V20),
    criterion("3.1.4", "Abbreviations", AAA, V20),
    criterion("3.1.5", "Reading Level", AAA, V20),
    criterion("3.1.6", "Pronunciation", AAA, V20),
    criterion("3.2.1", "On Focus", A, V20),
    criterion("3.2.2", "On Input", A, V20),
    criterion("3.2.3", "Consistent Navigation", AA, V20),
    criterion("3.2.4", "Consistent Identification", AA, V20),
    criterion("3.2.5", "Change on Request", AAA, V20),
    criterion("3.2.6", "Consistent Help", A, V22),
    criterion("3.3.1", "Error Identification", A, V20),
    criterion("3.3.2", "Labels or Instructions", A, V20),
    criterion("3.3.3", "Error Suggestion", AA, V20),
    criterion("3.3.4", "Error Prevention (Legal, Financial, Data)", AA, V20),
    criterion("3.3.5", "Help", AAA, V20),
    criterion("3.3.6", "Error Prevention (All)", AAA, V20),
    criterion("3.3.7", "Redundant Entry", A, V22),
    criterion("3.3.8", "Accessible Authentication (Minimum)", AA, V22),
    criterion("3.3.9", "Accessible Authentication (Enhanced)", AAA, V22),
    criterion("4.1.2", "Name, Role, Value", A, V20),
    criterion("4.1.3", "Status Messages", AA, V21),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_criterion_once_in_order() {
        assert_eq!(CRITERIA.len(), 86);
        let number = |c: &Criterion| -> Vec<u32> {
            c.number.split('.').map(|part| part.parse().expect("a number")).collect()
        };
        assert!(CRITERIA.is_sorted_by_key(number));
        let of = |level| CRITERIA.iter().filter(|c| c.level == level).count();
        assert_eq!((of(A), of(AA), of(AAA)), (31, 24, 31));
    }

    #[test]
    fn clauses_of_the_european_standard() {
        let clause = |number, edition| Criterion::find(number).and_then(|c| c.en301549(edition));
        assert_eq!(clause("1.1.1", Edition::V321).as_deref(), Some("9.1.1.1"));
        assert_eq!(clause("1.4.6", Edition::V321), None);
        assert_eq!(clause("2.5.8", Edition::V321), None);
        assert_eq!(clause("2.5.8", Edition::V4).as_deref(), Some("9.2.5.8"));
    }
}
