//! Shows what assistive technology is told of a page.

use crate::examples;
use crate::input::Input;
use crate::local::checked_root;
use crate::output;
use crate::paths::{Takes, expanded_one};
use crate::report::{Failed, Problem, Report};
use clap::ValueEnum;
use std::io::{self, Write};
use std::path::PathBuf;
use textify::format::Tree;
use textify::{ErrorKind, ParseOptions};

/// Show the accessibility tree of a page: role, name and states of its elements
#[derive(Debug, clap::Args)]
#[command(after_help = examples::TREE)]
pub(crate) struct Args {
    /// HTML file; `-` is the standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Show only elements that match this selector, including those that are not exposed
    #[arg(long, value_name = "CSS")]
    select: Option<String>,

    /// Root folder of the site, for addresses such as /css/main.css
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,

    /// Output format
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One line for each element
    Text,
    /// A list of objects
    Json,
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let mut report = Report::default();
    if let Err(problem) = show(args) {
        report.problem(&problem);
    }
    report.end()
}

fn show(args: &Args) -> Result<(), Problem> {
    let file = expanded_one(&args.file, Takes::Pages("textify tree -"))?;
    let input = Input::new(&file);
    let root = args.root.as_deref();
    root.map_or(Ok(()), checked_root)?;
    let page = input.parse(&ParseOptions::new(), root)?;
    let tree = args.select.iter().fold(Tree::new(), Tree::with_select);
    // Written at once: a wrong selector leaves nothing half done.
    let mut text = Vec::new();
    let written = match args.format {
        Format::Text => tree.write_text(&page, &mut text),
        Format::Json => tree.write_json(&page, &mut text),
    };
    written.map_err(|error| match error.kind() {
        ErrorKind::BadSelector(_) => Problem::of("--select", &error),
        _ => Problem::of(&input, &error),
    })?;
    output::delivered(io::stdout().write_all(&text))
}
