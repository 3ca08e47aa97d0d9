//! The command `textify`: a thin wrapper of the library of the same name.

mod args;
mod cmd;
mod config;
mod console;
mod examples;
mod explain;
mod input;
mod interrupt;
mod language;
mod local;
mod output;
mod paths;
mod plan;
mod progress;
mod record;
mod report;
mod urls;
mod usage;
mod walk;
mod words;

use args::Command;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

// Pages are many small allocations; the library leaves the choice of an allocator to programs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A check found what it was to find.
const FINDINGS: u8 = 1;
/// The job could not be done, or not for every input.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let cli = match usage::parse() {
        Ok(cli) => cli,
        Err(code) => return ExitCode::from(code),
    };
    interrupt::watch();
    console::set(cli.console);
    let done = match &cli.command {
        Some(Command::Check(args)) => match cmd::check::run(args) {
            Ok(cmd::check::Verdict::Findings) => return ExitCode::from(FINDINGS),
            result => result.map(drop),
        },
        Some(Command::Completions(args)) => cmd::completions::run(args),
        Some(Command::Explain(args)) => cmd::explain::run(args),
        Some(Command::Export(args)) => cmd::export::run(args),
        Some(Command::Links(args)) => cmd::links::run(args),
        Some(Command::Print(args)) => cmd::print::run(args),
        Some(Command::Schema(args)) => cmd::schema::run(args),
        Some(Command::Sitemap(args)) => cmd::sitemap::run(args),
        Some(Command::Tree(args)) => cmd::tree::run(args),
        Some(Command::Verify(args)) => match cmd::verify::run(args) {
            Ok(cmd::verify::Verdict::Gaps) => return ExitCode::from(FINDINGS),
            result => result.map(drop),
        },
        None if cli.text.files.is_empty() && io::stdin().is_terminal() => {
            let help = usage::command().render_help();
            let _ = write!(io::stderr(), "{help}");
            Err(report::Failed)
        }
        None => cmd::text::run(&cli.text),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(report::Failed) => ExitCode::from(FAILED),
    }
}
