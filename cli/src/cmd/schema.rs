//! Prints the JSON schemas of what textify reads and writes.

use crate::config::Config;
use crate::examples;
use crate::output;
use crate::report::{Failed, Report};
use clap::ValueEnum;
use schemars::schema_for;
use std::io::{self, Write};
use textify::check::report::JSON_SCHEMA;

/// Print the JSON schema of textify.toml or of the check's report
#[derive(Debug, clap::Args)]
#[command(after_help = examples::SCHEMA)]
pub(crate) struct Args {
    /// What the schema describes
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum What {
    /// The configuration file textify.toml
    Config,
    /// The JSON report of the check
    Check,
}

pub(crate) fn run(args: &Args) -> Result<(), Failed> {
    let schema = match args.what {
        What::Config => config(),
        What::Check => JSON_SCHEMA.to_owned(),
    };
    let mut report = Report::default();
    if let Err(problem) = output::delivered(io::stdout().write_all(schema.as_bytes())) {
        report.problem(&problem);
    }
    report.end()
}

/// The schema of the settings file, from the types that read it.
fn config() -> String {
    let schema = schema_for!(Config);
    serde_json::to_string_pretty(&schema).expect("a schema is plain data") + "\n"
}
