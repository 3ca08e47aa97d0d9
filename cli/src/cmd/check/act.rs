//! The implementation report on the W3C's test cases for ACT rules.

use super::Job;
use super::inputs::Asked;
use super::overrides::Checks;
use super::settings::LevelArg;
use super::work::Work;
use crate::output;
use crate::report::{Problem, Report as Told, name, note};
use crate::walk::unreadable;
use crate::words::explained;
use std::fs;
use std::io::{self, Write};
use textify::check::{ActCase, ActReport};

/// The names under which the list of cases is looked for in their folder.
const LISTS: [&str; 2] = ["testcases.json", "index.json"];

impl Job<'_> {
    /// Checks all cases of a folder and prints the report.
    pub(super) fn act_report(&self, told: &mut Told) -> Result<(), Problem> {
        let [folder] = &self.settings.paths[..] else {
            let hint = "give the folder with the cases and their list, testcases.json";
            return Err(Problem::new("--act-report", "it needs one folder", hint));
        };
        let list = LISTS.iter().map(|name| folder.join(name)).find(|list| list.is_file());
        let list = list.ok_or_else(|| {
            let hint = "give the folder with testcases.json of the W3C";
            Problem::new(name(folder), "there is no list of test cases in it", hint)
        })?;
        let json = fs::read_to_string(&list).map_err(|error| unreadable(&list, &error))?;
        let cases = ActCase::list(&json).map_err(|error| {
            let why = explained(&error.to_string(), "field").what;
            let what = format_args!("it is not a list of test cases: {why}");
            Problem::new(name(&list), what, "give testcases.json of the W3C")
        })?;
        let asked: Vec<_> = cases
            .iter()
            .map(|case| {
                let places = case.places();
                let file = places.iter().map(|place| folder.join(place)).find(|it| it.is_file());
                file.map(Asked::file).unwrap_or_else(|| {
                    let problem = Problem::new(
                        case.url(),
                        format_args!("it has no file in {}", name(folder)),
                        "put the page into the folder, under its path in the list",
                    );
                    Asked::nowhere(case.url(), problem)
                })
            })
            .collect();
        // ACT rules are for criteria of all levels.
        let mut settings = self.settings.clone();
        settings.level.get_or_insert(LevelArg::Aaa);
        let checks = Checks::same(settings.check(), asked.len());
        let root = self.settings.root.as_deref();
        let work = Work { checks: &checks, root, cache: None, jobs: self.jobs() };
        let mut checked = Vec::new();
        for (case, result) in cases.into_iter().zip(work.results(&asked)) {
            match result {
                Ok(done) => checked.push((case, done)),
                Err(problem) => told.problem(&problem),
            }
        }
        let report = ActReport::new(&checked);
        output::delivered(io::stdout().write_all(report.to_json().as_bytes()))?;
        note(format_args!(
            "{} test cases; of the ACT rules that are served {} are implemented \
             correctly, {} in part, {} not as their cases ask",
            checked.len(),
            report.correct(),
            report.partial(),
            report.wrong()
        ));
        Ok(())
    }
}
