//! Writes what a shell needs to complete the command's arguments.

use crate::examples;
use crate::output;
use crate::report::{Failed, Report};
use crate::usage;
use clap_complete::Shell;
use std::io::{self, Write};

/// Print the completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = examples::COMPLETIONS)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    // The generator panics where it cannot write: memory takes everything.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut usage::command(), "textify", &mut script);
    let mut report = Report::default();
    if let Err(problem) = output::delivered(io::stdout().write_all(&script)) {
        report.problem(&problem);
    }
    report.end()
}
