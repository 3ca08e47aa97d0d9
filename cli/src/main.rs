//! The command `textify`: a thin wrapper of the library of the same name.

mod args;
mod cmd;
mod explain;
mod input;
mod output;
mod plan;
mod record;
mod report;

use args::Args;
use clap::{CommandFactory, Parser};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

// Pages are many small allocations; the library leaves the choice of an allocator to programs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The job could not be done, or not for every input.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(message) => {
            // Help or a wrong usage; where nobody listens any more there is nobody to tell.
            let _ = message.print();
            return ExitCode::from(if message.use_stderr() { FAILED } else { 0 });
        }
    };
    if args.files.is_empty() && io::stdin().is_terminal() {
        let help = Args::command().render_help();
        let _ = write!(io::stderr(), "{help}");
        return ExitCode::from(FAILED);
    }
    match cmd::text::run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(report::Failed) => ExitCode::from(FAILED),
    }
}
