//! Checks pages for accessibility.

mod inputs;
mod mend;

use crate::input::Input;
use crate::local::checked_root;
use crate::output::{self, Whole};
use crate::report::{Failed, Problem, Report as Told, name, reason, warn};
use clap::ValueEnum;
use rayon::prelude::*;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use textify::ParseOptions;
use textify::check::report::{FORMATS, Format, PageReport, Report, ReportOptions};
use textify::check::{Baseline, Check, Checked, Level, Selector, Severity};

/// Check pages for accessibility, without a browser.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Pages, and folders with pages; `-` is the standard input
    #[arg(value_name = "PATH", required_unless_present = "list_rules")]
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

    /// The folder that is the root of the site, where addresses such as /css/main.css lead
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,

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

    /// Accept the findings that this file lists; entries that accept nothing are told
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write all findings of today into the baseline; reasons and last days are kept
    #[arg(long, requires = "baseline")]
    update_baseline: bool,

    /// Mend in the pages what can be mended without a person
    #[arg(long, group = "mending")]
    fix: bool,

    /// Mend also what a person should look at afterwards
    #[arg(long = "unsafe", requires = "mending")]
    and_unsafe: bool,

    /// Show what would be mended, and write nothing
    #[arg(long, group = "mending")]
    diff: bool,

    /// List the rules, and check nothing
    #[arg(long)]
    list_rules: bool,
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
    match args.checked(&mut told) {
        Ok(verdict) => told.end().map(|()| verdict),
        Err(problem) => {
            told.problem(&problem);
            Err(Failed)
        }
    }
}

impl Args {
    fn check(&self) -> Check {
        let level = match self.level {
            LevelArg::A => Level::A,
            LevelArg::Aa => Level::AA,
            LevelArg::Aaa => Level::AAA,
        };
        Check::new()
            .with_level(level)
            .with_select(self.select.iter().cloned())
            .with_ignore(self.ignore.iter().cloned())
    }

    fn checked(&self, told: &mut Told) -> Result<Verdict, Problem> {
        let check = self.check();
        if self.list_rules {
            let mut out = io::stdout().lock();
            let mut rules = check.rules();
            let listed =
                rules.try_for_each(|rule| writeln!(out, "{}  {}", rule.id(), rule.title()));
            return output::delivered(listed).map(|()| Verdict::Clean);
        }
        let root = self.root.as_deref();
        root.map_or(Ok(()), checked_root)?;
        let inputs = inputs::inputs(&self.paths)?;
        let baseline = self.baseline.as_deref().map(|path| self.read_baseline(path)).transpose()?;
        let mut report = checked(&check, &inputs, root, told);
        if self.fix || self.diff {
            mend::mend(&inputs, &report, self.and_unsafe, self.diff, told);
            if self.diff {
                return Ok(Verdict::Clean);
            }
            // What is left is told of the pages as they are now.
            report = checked(&check, &inputs, root, told);
        }
        if let (Some(path), Some(baseline)) = (&self.baseline, &baseline) {
            self.accept(path, baseline, &mut report)?;
        }
        self.write(&report)?;
        Ok(self.verdict(&report))
    }

    /// A baseline that is to be updated may be new.
    fn read_baseline(&self, path: &Path) -> Result<Baseline, Problem> {
        match std::fs::read_to_string(path) {
            Ok(json) => Baseline::from_json(&json).map_err(|error| {
                let what = format_args!("it is no baseline: {error}");
                Problem::new(name(path), what, "mend it, or write a new one with --update-baseline")
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound && self.update_baseline => {
                Ok(Baseline::default())
            }
            Err(error) => {
                let what = format_args!("it cannot be read: {}", reason(&error));
                Err(Problem::new(name(path), what, "write one with --update-baseline"))
            }
        }
    }

    fn accept(&self, path: &Path, baseline: &Baseline, report: &mut Report) -> Result<(), Problem> {
        let today = chrono::Local::now().format("%Y-%m-%d").to_string();
        let stale = baseline.apply(report, Some(&today));
        if self.update_baseline {
            let updated = baseline.updated(report);
            let mut file = Whole::create(path)?;
            let written = file.write_all(updated.to_json().as_bytes());
            written.map_err(|error| file.problem(&error))?;
            file.commit()?;
            updated.apply(report, None);
            return Ok(());
        }
        for entry in stale {
            let why =
                if entry.expired { "its time is over" } else { "nothing is found there any more" };
            let what = format_args!("{}: {} ({}): {why}", entry.path, entry.message, entry.rule);
            warn(name(path), what);
        }
        Ok(())
    }

    fn write(&self, report: &Report) -> Result<(), Problem> {
        for (format, file) in &self.output {
            let mut out = Whole::create(file)?;
            let written = format.write(report, &ReportOptions::new(), &mut out);
            written.map_err(|error| out.problem(&error))?;
            out.commit()?;
        }
        let on_terminal = io::stdout().is_terminal();
        let usual = if on_terminal { "human" } else { "plain" };
        let format = self.format.or_else(|| Format::find(usual)).expect("a format of the list");
        // https://no-color.org: any value that is not empty asks for none.
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let options = ReportOptions::new().with_colour(on_terminal && !no_colour);
        let mut out = BufWriter::new(io::stdout().lock());
        output::delivered(format.write(report, &options, &mut out).and_then(|()| out.flush()))
    }

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
fn checked(check: &Check, inputs: &[Input], root: Option<&Path>, told: &mut Told) -> Report {
    let options = ParseOptions::new();
    let one = |input: &Input| input.parse(&options, root).map(|page| check.page(&page));
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
