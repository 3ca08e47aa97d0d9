//! Checks pages for accessibility.

use crate::input::Input;
use crate::output::{self, Whole};
use crate::report::{Failed, Problem, Report as Told, name};
use clap::ValueEnum;
use rayon::prelude::*;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use textify::ParseOptions;
use textify::check::report::{FORMATS, Format, PageReport, Report, ReportOptions};
use textify::check::{Check, Checked, Level, Selector, Severity};
use walkdir::WalkDir;

/// Check pages for accessibility, without a browser.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Pages, and folders with pages; `-` is the standard input
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The level of conformance of WCAG 2.2 that is asked for
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = LevelArg::Aa)]
    level: LevelArg,

    /// Only these rules: ids, or groups such as wcag2a, wcag22aa, en301549:9.1.1.1, act:23a2a8
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = selector)]
    select: Vec<Selector>,

    /// Not these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = selector)]
    ignore: Vec<Selector>,

    /// The report's format on the standard output [default: human on a terminal, else plain]
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    format: Option<&'static Format>,

    /// Write a report into a file besides; can be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = output)]
    output: Vec<(&'static Format, PathBuf)>,

    /// What makes the check fail, by exit status 1
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error)]
    fail_on: FailOn,

    /// Fail also where there are more warnings than this
    #[arg(long, value_name = "N")]
    max_warnings: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// What needs a person to look at, too
    Review,
    /// Nothing
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelArg {
    A,
    Aa,
    Aaa,
}

fn selector(text: &str) -> Result<Selector, String> {
    text.parse().map_err(|error: textify::check::UnknownSelector| match error.suggestion() {
        Some(near) => format!("{error}; did you mean {near}?"),
        None => error.to_string(),
    })
}

fn format(text: &str) -> Result<&'static Format, String> {
    Format::find(text).ok_or_else(|| {
        let names: Vec<_> = FORMATS.iter().map(Format::name).collect();
        format!("the formats are {}", names.join(", "))
    })
}

fn output(text: &str) -> Result<(&'static Format, PathBuf), String> {
    match text.split_once('=') {
        Some((name, file)) if !file.is_empty() => Ok((format(name)?, file.into())),
        _ => Err("give a format and a file, such as sarif=check.sarif".to_owned()),
    }
}

/// What the check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Clean,
    Findings,
}

pub(crate) fn run(args: &Args) -> Result<Verdict, Failed> {
    let mut told = Told::default();
    let inputs = match inputs(&args.paths) {
        Ok(inputs) => inputs,
        Err(problem) => {
            told.problem(&problem);
            return Err(Failed);
        }
    };
    let check = Check::new()
        .with_level(match args.level {
            LevelArg::A => Level::A,
            LevelArg::Aa => Level::AA,
            LevelArg::Aaa => Level::AAA,
        })
        .with_select(args.select.iter().cloned())
        .with_ignore(args.ignore.iter().cloned());
    let report = checked(&check, &inputs, &mut told);
    for (format, file) in &args.output {
        let options = ReportOptions::new();
        let written = Whole::create(file).and_then(|mut out| {
            format.write(&report, &options, &mut out).map_err(|error| out.problem(&error))?;
            out.commit()
        });
        if let Err(problem) = written {
            told.problem(&problem);
        }
    }
    let on_terminal = io::stdout().is_terminal();
    let usual = if on_terminal { "human" } else { "plain" };
    let format = args.format.or_else(|| Format::find(usual)).expect("a format of the list");
    // https://no-color.org: any value that is not empty asks for none.
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let options = ReportOptions::new().with_colour(on_terminal && !no_colour);
    let mut out = BufWriter::new(io::stdout().lock());
    let written = format.write(&report, &options, &mut out).and_then(|()| out.flush());
    if let Err(problem) = output::delivered(written) {
        told.problem(&problem);
    }
    told.end()?;
    Ok(args.verdict(&report))
}

impl Args {
    fn verdict(&self, report: &Report) -> Verdict {
        let weighty = match self.fail_on {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Review => Some(Severity::Review),
            FailOn::Never => None,
        };
        let fails = |severity| weighty.is_some_and(|least| severity <= least);
        let heavy = report.findings().any(|(_, found)| fails(found.severity()));
        let many = self.max_warnings.is_some_and(|most| report.count(Severity::Warning) > most);
        if heavy || many { Verdict::Findings } else { Verdict::Clean }
    }
}

/// Checks all pages, on all cores; the report is in the order of the inputs whatever their number.
fn checked(check: &Check, inputs: &[Input], told: &mut Told) -> Report {
    let one = |input: &Input| input.parse(&ParseOptions::new()).map(|page| check.page(&page));
    let results: Vec<Result<Checked, Problem>> = inputs.par_iter().map(one).collect();
    let paths: Vec<String> = inputs.iter().map(path).collect();
    let there = |index: usize| results[index].as_ref().ok().map(|done| (index, done));
    let (indices, site): (Vec<_>, Vec<_>) = (0..inputs.len())
        .filter_map(there)
        .map(|(index, checked)| (index, (paths[index].as_str(), checked)))
        .unzip();
    let mut compared = vec![Vec::new(); inputs.len()];
    for (page, finding) in check.site(&site) {
        compared[indices[page]].push(finding);
    }
    let page = |((result, path), compared): ((Result<Checked, Problem>, String), _)| match result {
        Ok(checked) => {
            let mut page = PageReport::new(path, checked);
            page.findings.extend::<Vec<_>>(compared);
            page
        }
        Err(problem) => {
            told.problem(&problem);
            PageReport::failed(path, problem.what())
        }
    };
    Report::new(results.into_iter().zip(paths.clone()).zip(compared).map(page).collect())
}

/// The path as reports name it: with `/` on every system.
fn path(input: &Input) -> String {
    let parts = |path: &Path| {
        let text = path.to_string_lossy().into_owned();
        if cfg!(windows) { text.replace('\\', "/") } else { text }
    };
    input.path().map_or_else(|| "-".to_owned(), parts)
}

/// The pages that the paths name; folders are searched, their pages sorted by name.
fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Problem> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() != "-" && path.is_dir() {
            let before = inputs.len();
            for entry in WalkDir::new(path).sort_by_file_name() {
                let entry = entry.map_err(|error| {
                    Problem::new(name(path), error, "see that you may read the folder")
                })?;
                if entry.file_type().is_file() && is_page(entry.path()) {
                    inputs.push(Input::File(entry.into_path()));
                }
            }
            if inputs.len() == before {
                let hint = "give a folder with .html, .htm, .xhtml or .svg files";
                return Err(Problem::new(name(path), "there is no page in the folder", hint));
            }
        } else {
            inputs.extend(Input::all(std::slice::from_ref(path)));
        }
    }
    Ok(inputs)
}

/// Whether a file of a folder is one to check, by its extension.
fn is_page(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    matches!(extension.as_str(), "html" | "htm" | "xhtml" | "svg")
}
