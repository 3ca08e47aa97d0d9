//! What a rule is: metadata, documentation and the function that checks.

use super::context::Checker;
use super::site::SiteChecker;
use super::wcag::{Criterion, Level};
use std::fmt;

/// How sure a finding is (the outcomes of ACT Rules Format 1.1 and EARL that a finding can have).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Outcome {
    /// It is proved from the page itself.
    Failed,
    /// A person must look.
    CantTell,
}

/// How much a finding weighs. The order is that of weight, the heaviest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Severity {
    /// A success criterion is failed, and this is proved.
    Error,
    /// Advice, or a heuristic with a margin.
    Warning,
    /// A person must look; no build fails by it unless asked.
    Review,
    /// Worth knowing.
    Info,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Review => "review",
            Severity::Info => "info",
        })
    }
}

/// What is needed to decide a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Decidable {
    /// The document alone decides it.
    Dom,
    /// The document and its style decide it.
    Css,
    /// Document and style decide it in part; the rest stays a person's.
    Partial,
}

/// The function that checks, by what it has to see.
#[derive(Clone, Copy)]
pub(crate) enum Check {
    /// One page alone.
    Page(fn(&mut Checker<'_>)),
    /// All pages of a site.
    Site(fn(&mut SiteChecker<'_>)),
}

/// A rule of the catalogue.
pub struct Rule {
    /// The name by which it is selected, ignored and reported.
    pub(crate) id: &'static str,
    /// What it demands, in one sentence.
    pub(crate) title: &'static str,
    /// The numbers of the success criteria of WCAG 2.2 that it serves.
    pub(crate) criteria: &'static [&'static str],
    /// Whether it is advice beside its criteria, not a failure of them.
    pub(crate) advice: bool,
    /// The ids of the W3C's ACT rules that it implements, wholly or in part.
    pub(crate) act: &'static [&'static str],
    pub(crate) decidable: Decidable,
    /// The heaviest that its findings can be.
    pub(crate) severity: Severity,
    /// Whether it applies to SVG documents too.
    pub(crate) svg: bool,
    /// Whom a fault hurts, and how.
    pub(crate) who: &'static str,
    /// What to do about a fault.
    pub(crate) hint: &'static str,
    /// A page, or a part of one, with the fault. Pages of a site are parted by lines of `---`.
    pub(crate) bad: &'static str,
    /// The same as it should be.
    pub(crate) good: &'static str,
    pub(crate) check: Check,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

impl Rule {
    /// The name by which it is selected, ignored and reported.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What it demands, in one sentence.
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// The success criteria of WCAG 2.2 that it serves.
    pub fn criteria(&self) -> impl Iterator<Item = &'static Criterion> + use<> {
        self.criteria.iter().filter_map(|number| Criterion::find(number))
    }

    /// Whether it is advice beside its criteria, not a failure of them.
    pub fn is_advice(&self) -> bool {
        self.advice
    }

    /// The ids of the W3C's ACT rules that it implements, wholly or in part.
    pub fn act(&self) -> &'static [&'static str] {
        self.act
    }

    /// What is needed to decide it.
    pub fn decidable(&self) -> Decidable {
        self.decidable
    }

    /// The heaviest that its findings can be.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The lowest level of its criteria; `None` for a rule without any.
    pub fn level(&self) -> Option<Level> {
        self.criteria().map(Criterion::level).min()
    }

    /// Whether it needs to see all pages of a site.
    pub fn is_for_sites(&self) -> bool {
        matches!(self.check, Check::Site(_))
    }

    /// Whom a fault hurts, and how.
    pub fn who(&self) -> &'static str {
        self.who
    }

    /// What to do about a fault.
    pub fn hint(&self) -> &'static str {
        self.hint
    }

    /// Where the W3C tells more: of the ACT rule, or else of the criterion.
    pub fn help_url(&self) -> Option<String> {
        let act = |id| format!("https://www.w3.org/WAI/standards-guidelines/act/rules/{id}/");
        self.act.first().map(act).or_else(|| self.criteria().next().map(Criterion::url))
    }

    /// An example with the fault: a page or a part of one.
    pub fn bad_example(&self) -> &'static str {
        self.bad
    }

    /// The example as it should be.
    pub fn good_example(&self) -> &'static str {
        self.good
    }
}
