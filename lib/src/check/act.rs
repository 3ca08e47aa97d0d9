//! What the check says of the W3C's test cases for ACT rules, as the implementation report that the
//! W3C asks of tools: <https://www.w3.org/WAI/standards-guidelines/act/report/earl>.

use super::Checked;
use super::rule::{Outcome, Rule};
use super::rules::RULES;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Where the W3C publishes the cases.
const PUBLISHED: &str = "https://www.w3.org/WAI/content-assets/wcag-act-rules/";

/// A test case of the W3C: a page, and what a rule says of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ActCase {
    rule_id: String,
    testcase_id: String,
    expected: String,
    url: Option<String>,
    #[serde(alias = "relativePath")]
    file: Option<String>,
}

/// The list of test cases, under either name for it.
#[derive(Deserialize)]
struct Cases {
    #[serde(alias = "testcases")]
    cases: Vec<ActCase>,
}

impl ActCase {
    /// Reads the list of test cases: `testcases.json` as the W3C publishes it.
    ///
    /// # Errors
    ///
    /// What is wrong with the JSON, and where.
    pub fn list(json: &str) -> Result<Vec<ActCase>, String> {
        serde_json::from_str(json).map(|Cases { cases }| cases).map_err(|error| error.to_string())
    }

    /// The id of the ACT rule.
    pub fn rule(&self) -> &str {
        &self.rule_id
    }

    /// The address of the case on the web, by which the W3C knows it.
    pub fn url(&self) -> String {
        let file = || match self.file.as_deref() {
            Some(file) => file.trim_start_matches("testcases/").to_owned(),
            None => format!("{}/{}.html", self.rule_id, self.testcase_id),
        };
        self.url.clone().unwrap_or_else(|| format!("{PUBLISHED}testcases/{}", file()))
    }

    /// Where the page may lie below the folder of the list, likeliest first.
    pub fn places(&self) -> Vec<String> {
        let url = self.url();
        let tail = url.rsplit_once("/testcases/").map(|(_, tail)| tail.to_owned());
        let below = tail.iter().map(|tail| format!("testcases/{tail}"));
        self.file.iter().cloned().chain(below).chain(tail.clone()).collect()
    }

    /// What the case holds against an outcome ("Mapping to rule" in the W3C's instructions).
    fn allows(&self, outcome: Option<Outcome>) -> bool {
        match outcome {
            Some(Outcome::CantTell) => true,
            Some(Outcome::Failed) => self.expected == "failed",
            None => self.expected != "failed",
        }
    }
}

/// What the check says of all test cases.
#[derive(Debug)]
pub struct ActReport {
    earl: Value,
    correct: usize,
    partial: usize,
    wrong: usize,
}

/// A rule of ours as it serves one of the W3C's.
type Procedure<'c> = (&'c str, &'static str);

impl ActReport {
    /// The report on these cases, each with what was found on its page.
    pub fn new(cases: &[(ActCase, Checked)]) -> ActReport {
        let criteria = criteria(cases);
        let mut right: BTreeMap<&str, (bool, bool, bool)> = BTreeMap::new();
        let mut graph = Vec::new();
        for (case, checked) in cases {
            let rules = RULES.iter().copied().filter(|rule| rule.act.contains(&case.rule()));
            let outcomes: Vec<_> = rules.map(|rule| (rule, outcome(case, rule, checked))).collect();
            if outcomes.is_empty() {
                continue;
            }
            let found = outcomes.iter().filter_map(|(_, outcome)| *outcome).min();
            let (silent, all, some) = right.entry(case.rule()).or_insert((true, true, false));
            let allowed = case.allows(found);
            match case.expected.as_str() {
                "failed" => (*all, *some) = (*all && allowed, *some || allowed),
                _ => *silent &= allowed,
            }
            let assertion = |(rule, outcome): &(&'static Rule, _)| {
                assertion(case, rule, *outcome, &criteria[&(case.rule(), rule.id)])
            };
            graph.push(json!({
                "@type": "TestSubject",
                "source": case.url(),
                "assertions": outcomes.iter().map(assertion).collect::<Vec<_>>(),
            }));
        }
        let count =
            |of: fn(&(bool, bool, bool)) -> bool| right.values().filter(|it| of(it)).count();
        ActReport {
            earl: json!({ "@context": context(), "@graph": graph }),
            correct: count(|(silent, all, _)| *silent && *all),
            partial: count(|(silent, all, some)| *silent && !*all && *some),
            wrong: count(|(silent, all, some)| !*silent || (!*all && !*some)),
        }
    }

    /// The report as EARL in JSON-LD.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&self.earl).expect("a report is plain data") + "\n"
    }

    /// How many ACT rules are implemented correctly: every case has an outcome that it allows.
    pub fn correct(&self) -> usize {
        self.correct
    }

    /// How many ACT rules are implemented in part: some failures are not found, and nothing is
    /// called a failure that is none.
    pub fn partial(&self) -> usize {
        self.partial
    }

    /// How many ACT rules are neither.
    pub fn wrong(&self) -> usize {
        self.wrong
    }
}

/// The heaviest that a rule found on the page of a case, for the ACT rule of the case.
fn outcome(case: &ActCase, rule: &Rule, checked: &Checked) -> Option<Outcome> {
    let found = checked.findings().iter().filter(|found| found.rule() == rule);
    found.filter(|found| found.act.contains(&case.rule())).map(|found| found.outcome).min()
}

/// The criteria of each procedure: those of what it found, or else all of the rule's. A rule that
/// serves several ACT rules has different ones for each.
fn criteria(cases: &[(ActCase, Checked)]) -> BTreeMap<Procedure<'_>, BTreeSet<String>> {
    let mut criteria = BTreeMap::new();
    for (case, checked) in cases {
        for rule in RULES.iter().filter(|rule| rule.act.contains(&case.rule())) {
            let own: &mut BTreeSet<String> = criteria.entry((case.rule(), rule.id)).or_default();
            let found = checked.findings().iter();
            let found = found.filter(|it| it.rule() == *rule && it.act.contains(&case.rule()));
            own.extend(
                found.flat_map(|found| found.criteria()).map(|criterion| criterion.standard_url()),
            );
        }
    }
    for ((_, id), own) in &mut criteria {
        let rule = RULES.iter().find(|rule| rule.id == *id);
        if let Some(rule) = rule.filter(|rule| own.is_empty() && !rule.is_advice()) {
            own.extend(rule.criteria().map(|criterion| criterion.standard_url()));
        }
    }
    criteria
}

fn assertion(
    case: &ActCase,
    rule: &Rule,
    outcome: Option<Outcome>,
    criteria: &BTreeSet<String>,
) -> Value {
    let title = match rule.act.len() {
        1 => rule.id.to_owned(),
        _ => format!("{} ({})", rule.id, case.rule_id),
    };
    let outcome = match outcome {
        Some(Outcome::Failed) => "earl:failed",
        Some(Outcome::CantTell) => "earl:cantTell",
        None => "earl:passed",
    };
    json!({
        "@type": "Assertion",
        "assertedBy": {
            "@id": "_:textify",
            "@type": ["Assertor", "Software"],
            "name": "textify",
            "release": { "@id": "_:release", "revision": env!("CARGO_PKG_VERSION") },
        },
        "mode": "earl:automatic",
        "test": { "@type": "TestCase", "title": title, "isPartOf": criteria },
        "result": { "@type": "TestResult", "outcome": outcome },
    })
}

/// What the names of the report mean. The W3C has the same ones in a file of its own; here they are
/// so that nobody has to fetch it.
fn context() -> Value {
    let address = |name: &str| json!({ "@id": name, "@type": "@id" });
    json!({
        "@vocab": "http://www.w3.org/ns/earl#",
        "earl": "http://www.w3.org/ns/earl#",
        "dct": "http://purl.org/dc/terms/",
        "doap": "http://usefulinc.com/ns/doap#",
        "source": "dct:source",
        "title": "dct:title",
        "isPartOf": address("dct:isPartOf"),
        "name": "doap:name",
        "release": "doap:release",
        "revision": "doap:revision",
        "assertions": { "@reverse": "earl:subject" },
        "assertedBy": address("earl:assertedBy"),
        "outcome": address("earl:outcome"),
        "mode": address("earl:mode"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Check, Level};
    use crate::{Page, ParseOptions};

    fn checked(html: &str) -> Checked {
        let page = Page::from_html(html, &ParseOptions::new()).unwrap();
        Check::new().with_level(Level::AAA).page(&page)
    }

    /// A case of an ACT rule that some rule of ours serves, and one that none does.
    const LIST: &str = r#"{"name": "cases", "testcases": [
        {"ruleId": "23a2a8", "testcaseId": "a", "expected": "failed",
         "url": "https://www.w3.org/x/testcases/23a2a8/a.html", "ruleName": "Image"},
        {"ruleId": "23a2a8", "testcaseId": "b", "expected": "passed", "file": "23a2a8/b.html"},
        {"ruleId": "000000", "testcaseId": "c", "expected": "passed"}]}"#;

    #[test]
    fn every_case_of_a_rule_that_is_served_has_its_outcome() {
        let list = ActCase::list(LIST).unwrap();
        assert_eq!(list[0].places(), ["testcases/23a2a8/a.html", "23a2a8/a.html"]);
        assert_eq!(list[1].url(), format!("{PUBLISHED}testcases/23a2a8/b.html"));
        let pages = ["<img src=a.png>", "<img src=a.png alt='A tower'>", "<p>Text"];
        let cases: Vec<_> = list.into_iter().zip(pages.map(checked)).collect();
        let report = ActReport::new(&cases);
        let graph = report.earl["@graph"].as_array().unwrap();
        assert_eq!(graph.len(), 2);
        let outcomes = |subject: &Value| -> BTreeSet<String> {
            let all = subject["assertions"].as_array().unwrap().iter();
            all.map(|it| it["result"]["outcome"].as_str().unwrap().to_owned()).collect()
        };
        assert!(outcomes(&graph[0]).contains("earl:failed"), "{:#}", graph[0]);
        assert_eq!(outcomes(&graph[1]), BTreeSet::from(["earl:passed".to_owned()]));
        let test = &graph[0]["assertions"][0]["test"];
        assert_eq!(test["isPartOf"], json!(["https://www.w3.org/TR/WCAG22/#non-text-content"]));
        assert_eq!((report.correct(), report.partial(), report.wrong()), (1, 0, 0));
    }

    #[test]
    fn a_false_alarm_makes_an_implementation_wrong_and_a_miss_makes_it_partial() {
        let case = |expected: &str, html: &str| {
            let json = LIST.replacen("failed", expected, 1);
            (ActCase::list(&json).unwrap().remove(0), checked(html))
        };
        let wrong = ActReport::new(&[case("passed", "<img src=a.png>")]);
        assert_eq!((wrong.correct(), wrong.partial(), wrong.wrong()), (0, 0, 1));
        let missed = case("failed", "<p>Text");
        let partial = ActReport::new(&[case("failed", "<img src=a.png>"), missed]);
        assert_eq!((partial.correct(), partial.partial(), partial.wrong()), (0, 1, 0));
    }
}
