//! The reports of the check as other programs read them: all fixtures of the check at once.

mod common;
use common::Room;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use textify::check::RULES;

/// A report in every format that programs read.
struct Reports {
    room: Room,
}

static REPORTS: LazyLock<Reports> = LazyLock::new(|| {
    let room = Room::new();
    room.write(
        "accepted.html",
        "<!DOCTYPE html><html lang=en><title>News</title><main><h1>News</h1>\n\
         <!-- textify-ignore moving-content-element -- it stops after a second --><marquee>Hello</marquee></main>",
    );
    room.write("empty # file.html", "");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/check");
    let formats = ["json", "sarif", "junit", "gitlab", "earl", "html"];
    let mut args: Vec<PathBuf> = vec!["check".into(), fixtures, "accepted.html".into()];
    args.push("empty # file.html".into());
    args.push("--level=aaa".into());
    args.extend(formats.map(|format| format!("--output={format}=report.{format}").into()));
    let ran = room.run(args);
    assert_eq!(ran.code, Some(2), "one file is empty: {}", ran.err);
    Reports { room }
});

fn report(format: &str) -> Value {
    let json = REPORTS.room.read(format!("report.{format}"));
    serde_json::from_str(&json).expect("JSON")
}

#[test]
fn json_is_as_its_published_schema_says() {
    let schema = REPORTS.room.run(["schema", "check"]).fine().to_owned();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::meta::validate(&schema).expect("a valid schema");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut report = report("json");
    let faults: Vec<_> = validator.iter_errors(&report).map(|e| e.to_string()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let pages = report["pages"].as_array().unwrap();
    assert!(pages.len() > 400, "only {} pages", pages.len());
    let told = |key: &str| pages.iter().any(|page| page.get(key).is_some());
    assert!(told("suppressed") && told("error"), "the schema is held against all that there is");

    // The schema says what is wrong.
    let first = pages.iter().position(|page| page["findings"][0].is_object()).unwrap();
    report["pages"][first]["findings"][0]["colour"] = "red".into();
    assert!(!validator.is_valid(&report), "an unknown key");
}

#[test]
fn the_settings_of_the_readme_are_as_their_schema_says() {
    let schema = Room::new().run(["schema", "config"]).fine().to_owned();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let shown = readme.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next());
    let settings: toml::Value = toml::from_str(shown.unwrap()).unwrap();
    let mut settings = serde_json::to_value(settings).unwrap();
    assert!(validator.is_valid(&settings), "{settings}");
    settings["check"]["levl"] = "aa".into();
    assert!(!validator.is_valid(&settings));
}

#[test]
fn sarif_has_what_code_scanning_asks_for() {
    let sarif = report("sarif");
    let run = &sarif["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    for rule in rules {
        assert!(rule["help"]["markdown"].is_string() && rule["helpUri"].is_string(), "{rule}");
    }
    let mut seen = HashSet::new();
    let results = run["results"].as_array().unwrap();
    assert!(results.len() > 400);
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let location = &result["locations"][0]["physicalLocation"];
        let print = result["partialFingerprints"]["textify/v1"].as_str().unwrap().to_owned();
        assert!(seen.insert((location["artifactLocation"]["uri"].clone(), print)), "{result}");
        let region = &location["region"];
        let place = |line, column| (region[line].as_u64(), region[column].as_u64());
        assert!(place("startLine", "startColumn") <= place("endLine", "endColumn"), "{result}");
        assert_eq!(result["kind"] == "fail", result["level"] != "none", "{result}");
    }
    // GitHub shows a suppressed result as an open one.
    let page =
        |it: &Value| it["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
    let is_accepted =
        |it: &&Value| page(it) == "accepted.html" && it["ruleId"] == "moving-content-element";
    assert!(!results.iter().any(|it| is_accepted(&it)), "what is accepted is left out");
    let told = &run["invocations"][0];
    assert_eq!(told["executionSuccessful"], false);
    let place = &told["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "empty%20%23%20file.html");
}

/// The elements that GitLab, Jenkins and others know, and counts that are true.
#[test]
fn junit_is_xml_with_true_counts() {
    let xml = REPORTS.room.read("report.junit");
    let mut reader = Reader::from_str(&xml);
    let (mut suites, mut cases, mut failures, mut errors) = (0, 0, 0, 0);
    let mut claimed = None;
    let mut open = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
                match name.as_str() {
                    "testsuites" => {
                        let count = |name| {
                            let value = tag.try_get_attribute(name).unwrap().unwrap().value;
                            std::str::from_utf8(&value).unwrap().parse::<usize>().unwrap()
                        };
                        claimed = Some((count("tests"), count("failures"), count("errors")));
                    }
                    "testsuite" => suites += 1,
                    "testcase" => cases += 1,
                    "failure" => failures += 1,
                    "error" => errors += 1,
                    "skipped" => {}
                    other => panic!("an element {other}"),
                }
                open.push(name);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(suites, report("json")["pages"].as_array().unwrap().len());
    assert_eq!(claimed, Some((cases, failures, errors)));
    assert!(failures > 100 && errors == 1, "{failures} failures, {errors} errors");
}

#[test]
fn gitlab_has_a_print_of_its_own_for_every_finding() {
    let list = report("gitlab");
    let mut seen = HashSet::new();
    for issue in list.as_array().unwrap() {
        for key in ["description", "check_name", "fingerprint"] {
            assert!(issue[key].as_str().is_some_and(|text| !text.is_empty()), "{key}: {issue}");
        }
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue}");
        assert!(issue["location"]["path"].is_string());
        assert!(issue["location"]["lines"]["begin"].as_u64() > Some(0), "{issue}");
        assert!(seen.insert(issue["fingerprint"].clone()), "twice: {issue}");
    }
    assert!(seen.len() > 400);
}

#[test]
fn earl_asserts_outcomes_of_the_vocabulary() {
    let earl = report("earl");
    let graph = earl["@graph"].as_array().unwrap();
    let assertions: Vec<_> = graph.iter().filter(|it| it["@type"] == "earl:Assertion").collect();
    assert!(assertions.len() > 400);
    let outcomes = ["earl:failed", "earl:cantTell", "earl:untested"];
    for assertion in &assertions {
        let outcome = assertion["earl:result"]["earl:outcome"]["@id"].as_str().unwrap();
        assert!(outcomes.contains(&outcome), "{assertion}");
        assert!(assertion["earl:test"]["@id"].as_str().is_some_and(|id| id.contains(':')));
        assert!(assertion["earl:subject"]["dct:source"].is_string(), "{assertion}");
    }
}

#[test]
fn the_report_on_test_cases_is_made_of_a_folder_with_their_list() {
    let room = Room::new();
    std::fs::create_dir_all(room.path("cases/testcases/23a2a8")).unwrap();
    let page = |img: &str| format!("<!DOCTYPE html><html lang=en><title>A</title>{img}");
    room.write("cases/testcases/23a2a8/a.html", page("<img src=tower.png>"));
    room.write("cases/testcases/23a2a8/b.html", page("<img src=tower.png alt='A tower'>"));
    let case = |id: &str, expected: &str| {
        format!(
            "{{\"ruleId\": \"23a2a8\", \"testcaseId\": \"{id}\", \"expected\": \"{expected}\",
              \"url\": \"https://www.w3.org/x/testcases/23a2a8/{id}.html\"}}"
        )
    };
    let list = |cases: &[String]| format!("{{\"testcases\": [{}]}}", cases.join(","));
    room.write("cases/testcases.json", list(&[case("a", "failed"), case("b", "passed")]));
    let ran = room.run(["check", "--act-report", "cases"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(
        ran.err.contains("2 test cases; of the ACT rules that are served 1 are"),
        "{}",
        ran.err
    );
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let subjects = report["@graph"].as_array().unwrap();
    let test = &subjects[0]["assertions"][0]["test"];
    assert_eq!(test["isPartOf"][0], "https://www.w3.org/TR/WCAG22/#non-text-content", "{test}");
    let sources: Vec<_> = subjects.iter().map(|subject| subject["source"].as_str()).collect();
    let source = |id| Some(format!("https://www.w3.org/x/testcases/23a2a8/{id}.html"));
    assert_eq!(sources, [source("a").as_deref(), source("b").as_deref()]);

    room.write("cases/testcases.json", list(&[case("gone", "failed")]));
    let ran = room.run(["check", "--act-report", "cases"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("gone.html: it has no file in cases"), "{}", ran.err);
    room.run(["check", "--act-report", "."]).refused(
        ".: there is no list of test cases in it",
        "give the folder with testcases.json of the W3C",
    );
}
