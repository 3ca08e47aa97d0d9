//! Which rules are asked for.

use super::rule::Rule;
use super::rules::RULES;
use super::wcag::{Edition, Level, Version};
use std::fmt;
use std::str::FromStr;

/// A name for one rule or for many: a rule's id, `wcag2a`, `wcag21aa`, `1.1.1` or `wcag1.1.1`,
/// `en301549:9.1.1.1`, `act:23a2a8`, `best-practice`.
///
/// ```
/// use textify::check::Selector;
///
/// assert!("image-alt-present".parse::<Selector>().is_ok());
/// assert!("wcag22aa".parse::<Selector>().is_ok());
/// assert!("en301549:9.1.1.1".parse::<Selector>().is_ok());
/// let error = "image-alt-presence".parse::<Selector>().unwrap_err();
/// assert_eq!(error.suggestion(), Some("image-alt-present"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    Rule(&'static str),
    /// The criteria of a level that a version of WCAG brought.
    Wcag(Version, Level),
    Criterion(String),
    Clause(String),
    Act(String),
    Advice,
}

impl Selector {
    /// Whether it means this rule.
    pub fn matches(&self, rule: &Rule) -> bool {
        match &self.0 {
            Kind::Rule(id) => rule.id() == *id,
            Kind::Wcag(version, level) => {
                !rule.is_advice()
                    && rule.criteria().any(|c| c.since() == *version && c.level() == *level)
            }
            Kind::Criterion(number) => rule.criteria().any(|c| c.number() == number),
            Kind::Clause(clause) => {
                rule.criteria().any(|c| c.en301549(Edition::V4).is_some_and(|own| own == *clause))
            }
            Kind::Act(id) => rule.act().contains(&id.as_str()),
            Kind::Advice => rule.is_advice() || rule.level().is_none(),
        }
    }
}

/// A name that no rule has, and none of the groups of rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSelector {
    name: String,
    suggestion: Option<&'static str>,
}

impl UnknownSelector {
    /// The rule whose id is spelt most alike, if one is.
    pub fn suggestion(&self) -> Option<&'static str> {
        self.suggestion
    }
}

impl fmt::Display for UnknownSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” names no rule and no group of rules", self.name)
    }
}

impl std::error::Error for UnknownSelector {}

impl FromStr for Selector {
    type Err = UnknownSelector;

    fn from_str(name: &str) -> Result<Selector, UnknownSelector> {
        let lower = name.to_ascii_lowercase();
        let selector = match lower.as_str() {
            "best-practice" => Some(Kind::Advice),
            id if RULES.iter().any(|rule| rule.id == id) => {
                RULES.iter().find(|rule| rule.id == id).map(|rule| Kind::Rule(rule.id))
            }
            other => group(other),
        };
        selector
            .map(Selector)
            .filter(|s| RULES.iter().any(|rule| s.matches(rule)) || s.is_level())
            .ok_or_else(|| UnknownSelector { name: name.to_owned(), suggestion: nearest(&lower) })
    }
}

impl Selector {
    /// Whether it is a group that exists even where no rule is in it.
    fn is_level(&self) -> bool {
        matches!(self.0, Kind::Wcag(..))
    }
}

fn group(name: &str) -> Option<Kind> {
    if let Some(clause) = name.strip_prefix("en301549:") {
        return Some(Kind::Clause(clause.to_owned()));
    }
    if let Some(id) = name.strip_prefix("act:") {
        return Some(Kind::Act(id.to_owned()));
    }
    let rest = name.strip_prefix("wcag").unwrap_or(name);
    if rest.contains('.') {
        return Some(Kind::Criterion(rest.trim_start_matches(':').to_owned()));
    }
    let rest = name.strip_prefix("wcag")?;
    let versions =
        [("20", Version::V20), ("21", Version::V21), ("22", Version::V22), ("2", Version::V20)];
    let (version, level) = versions
        .into_iter()
        .find_map(|(digits, version)| rest.strip_prefix(digits).map(|level| (version, level)))?;
    Some(Kind::Wcag(version, level.parse().ok()?))
}

/// The id that is spelt most alike.
fn nearest(name: &str) -> Option<&'static str> {
    let near = RULES.iter().map(|rule| (strsim::jaro_winkler(name, rule.id), rule.id));
    let best = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.85).then_some(best.1)
}
