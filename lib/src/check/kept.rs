//! A checked page as text, so that it need not be checked again while nothing of it changes.

use super::Checked;
use super::finding::{Finding, Fix, Location};
use super::rule::{Outcome, Rule, Severity};
use super::rules::RULES;
use super::site::SiteFacts;
use super::suppress::Suppression;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

#[derive(Serialize, Deserialize)]
struct KeptPage<'k> {
    #[serde(borrow)]
    findings: Vec<Kept<'k>>,
    #[serde(borrow)]
    suppressed: Vec<(Kept<'k>, Cow<'k, Suppression>)>,
    facts: Cow<'k, SiteFacts>,
}

/// A finding without what its rule says of itself.
#[derive(Serialize, Deserialize)]
struct Kept<'k> {
    rule: &'k str,
    outcome: Outcome,
    severity: Severity,
    criteria: Vec<&'k str>,
    act: Vec<&'k str>,
    message: Cow<'k, str>,
    hint: Cow<'k, str>,
    location: Cow<'k, Location>,
    fix: Option<Cow<'k, Fix>>,
    cause: Option<Cow<'k, str>>,
}

impl Checked {
    /// The checked page as JSON for [`Checked::from_json`] of the same version; `None` where it
    /// could not be read back as it is.
    pub fn to_json(&self) -> Option<String> {
        let kept = KeptPage {
            findings: self.findings.iter().map(Kept::of).collect::<Option<_>>()?,
            suppressed: self
                .suppressed
                .iter()
                .map(|(finding, why)| Some((Kept::of(finding)?, Cow::Borrowed(why))))
                .collect::<Option<_>>()?,
            facts: Cow::Borrowed(&self.facts),
        };
        serde_json::to_string(&kept).ok()
    }

    /// Reads what [`Checked::to_json`] wrote; `None` where it is something else.
    pub fn from_json(json: &str) -> Option<Checked> {
        let kept: KeptPage<'_> = serde_json::from_str(json).ok()?;
        let suppressed = kept.suppressed.into_iter();
        Some(Checked {
            findings: kept.findings.into_iter().map(Kept::finding).collect::<Option<_>>()?,
            suppressed: suppressed
                .map(|(finding, why)| Some((finding.finding()?, why.into_owned())))
                .collect::<Option<_>>()?,
            facts: kept.facts.into_owned(),
        })
    }
}

impl<'k> Kept<'k> {
    fn of(finding: &'k Finding) -> Option<Kept<'k>> {
        part(finding.rule.criteria, finding.criteria)?;
        part(finding.rule.act, finding.act)?;
        Some(Kept {
            rule: finding.rule.id,
            outcome: finding.outcome,
            severity: finding.severity,
            criteria: finding.criteria.to_vec(),
            act: finding.act.to_vec(),
            message: Cow::Borrowed(&finding.message),
            hint: Cow::Borrowed(&finding.hint),
            location: Cow::Borrowed(&finding.location),
            fix: finding.fix.as_ref().map(Cow::Borrowed),
            cause: finding.cause.as_deref().map(Cow::Borrowed),
        })
    }

    fn finding(self) -> Option<Finding> {
        let rule: &'static Rule = RULES.iter().find(|rule| rule.id == self.rule)?;
        Some(Finding {
            rule,
            outcome: self.outcome,
            severity: self.severity,
            criteria: part(rule.criteria, &self.criteria)?,
            act: part(rule.act, &self.act)?,
            message: self.message.into_owned(),
            hint: self.hint.into_owned(),
            location: self.location.into_owned(),
            node: None,
            fix: self.fix.map(Cow::into_owned),
            cause: self.cause.map(Cow::into_owned),
        })
    }
}

/// The names of a finding as a part of its rule's: a finding has all of them, or some in a row.
fn part(all: &'static [&'static str], some: &[&str]) -> Option<&'static [&'static str]> {
    match some.len() {
        0 => Some(&[]),
        length => all.windows(length).find(|part| *part == some),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Check, Checked, Level, RULES};
    use crate::{Page, ParseOptions};

    /// Every example of every rule, so that no rule's findings are lost on the way.
    #[test]
    fn a_page_and_back() {
        let mut kept = 0;
        for rule in RULES {
            for example in [rule.bad_example(), rule.good_example()] {
                let page = Page::from_html(example, &ParseOptions::new()).unwrap();
                let mut checked = Check::new().with_level(Level::AAA).page(&page);
                let json = checked.to_json().expect("a page of this version");
                let back = Checked::from_json(&json).expect("a page of this version");
                let findings = checked.findings.iter_mut();
                let findings = findings.chain(checked.suppressed.iter_mut().map(|(f, _)| f));
                findings.for_each(|finding| finding.node = None);
                assert_eq!(checked.findings, back.findings, "{}", rule.id());
                assert_eq!(checked.suppressed, back.suppressed, "{}", rule.id());
                assert_eq!(back.to_json(), Some(json), "{}", rule.id());
                kept += back.findings.len();
            }
        }
        assert!(kept > RULES.len(), "only {kept} findings");
        assert!(Checked::from_json("{}").is_none());
    }
}
