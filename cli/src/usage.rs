//! The command line, and what is wrong with it in words.

use crate::args::Cli;
use crate::console::Color;
use crate::paths::nearest;
use crate::report::{Problem, Report};
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, CommandFactory, FromArgMatches};
use std::env;
use std::error::Error as _;
use std::ffi::OsString;

/// Parses the arguments. `Err` is the exit status where there is nothing to run.
pub(crate) fn parse() -> Result<Cli, u8> {
    let args: Vec<OsString> = env::args_os().collect();
    let command = command().color(Color::asked(&args).of_help());
    let refused = |problem: &Problem| {
        Report::default().problem(problem);
        crate::FAILED
    };
    let matches = match command.clone().try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(error)
            if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) =>
        {
            // Where nobody listens any more, nobody needs the help.
            let _ = error.print();
            return Err(0);
        }
        Err(error) => return Err(refused(&problem(&command, &args, &error))),
    };
    misplaced(&matches).map_or(Ok(()), |problem| Err(refused(&problem)))?;
    Cli::from_arg_matches(&matches).map_err(|error| refused(&problem(&command, &args, &error)))
}

/// The command with what all its subcommands share.
pub(crate) fn command() -> Command {
    fn any_case(command: Command) -> Command {
        let any = |arg: Arg| match arg.get_action().takes_values() {
            true => arg.ignore_case(true),
            false => arg,
        };
        command.mut_args(any).mut_subcommands(any_case)
    }
    any_case(Cli::command())
}

/// The names of all commands.
pub(crate) fn commands() -> impl Iterator<Item = String> {
    let command = Cli::command();
    let names: Vec<_> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    names.into_iter()
}

/// An option for text versions before the name of another command.
fn misplaced(matches: &ArgMatches) -> Option<Problem> {
    let (name, _) = matches.subcommand()?;
    let mut own = Cli::command();
    own.build();
    let arg = own.get_arguments().find(|arg| {
        let id = arg.get_id().as_str();
        let is_given = matches.value_source(id) == Some(ValueSource::CommandLine);
        is_given && !arg.is_global_set()
    })?;
    let option = label(&arg.to_string());
    let hint = format!("put the options after the command, or name a file {name} as ./{name}");
    Some(Problem::new(option, format_args!("it stands before the command {name}"), hint))
}

/// What is wrong with the arguments.
fn problem(command: &Command, args: &[OsString], error: &Error) -> Problem {
    let of = args.iter().find_map(|arg| command.find_subcommand(arg));
    let of = of.map_or("textify".to_owned(), |it| format!("textify {}", it.get_name()));
    let help = format!("{of} --help shows the options and examples");
    let arg = text(error, ContextKind::InvalidArg).map(|arg| label(&arg));
    let arg = arg.unwrap_or_else(|| of.clone());
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => {
            Problem::new(arg, "its value is missing", help)
        }
        ErrorKind::InvalidValue => not_one_of(error, arg, &value),
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            Problem::new(arg, "there is one argument too many", help)
        }
        ErrorKind::UnknownArgument => {
            let near = text(error, ContextKind::SuggestedArg);
            let hint = near.map_or(help, |near| format!("did you mean {}?", label(&near)));
            Problem::new(arg, format_args!("{of} has no such option"), hint)
        }
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            let hint = nearest(&name, commands()).map(|near| format!("did you mean {near}?"));
            let hint = hint.unwrap_or_else(|| "textify --help lists the commands".to_owned());
            Problem::new(name, "there is no such command", hint)
        }
        ErrorKind::ValueValidation => invalid(error, arg, &value, help),
        ErrorKind::ArgumentConflict => {
            let other = text(error, ContextKind::PriorArg).map(|other| label(&other));
            match other.unwrap_or_default() {
                other if other == arg => Problem::new(arg, "it is given twice", "give it once"),
                other => {
                    let what = format!("it cannot be combined with {other}");
                    Problem::new(arg, what, "leave out one of the two")
                }
            }
        }
        ErrorKind::MissingRequiredArgument => Problem::new(of, format!("{arg} is missing"), help),
        ErrorKind::InvalidUtf8 => {
            let hint = "write the value in UTF-8; only file names may have other bytes";
            Problem::new(of, "a value is not in UTF-8", hint)
        }
        _ => Problem::new(arg, "it is given in another form than expected", help),
    }
}

/// A value that is none of those that there are.
fn not_one_of(error: &Error, arg: String, value: &str) -> Problem {
    let all = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    };
    let what = format!("“{value}” is not one of its values");
    let hint = match nearest(&value.to_ascii_lowercase(), all.iter().cloned()) {
        Some(near) => format!("did you mean {near}? The values are {}", all.join(", ")),
        None => format!("the values are {}", all.join(", ")),
    };
    Problem::new(arg, what, hint)
}

/// A value that a parser has refused.
fn invalid(error: &Error, arg: String, value: &str, help: String) -> Problem {
    let source = error.source();
    if let Some(problem) = source.and_then(|source| source.downcast_ref::<Problem>()) {
        return problem.clone().about(arg);
    }
    let reason = source.map(ToString::to_string).unwrap_or_default();
    let what = match reason.split_once(" is not in ") {
        Some((_, range)) => {
            let (from, to) = range.split_once("..=").unwrap_or((range, ""));
            format!("“{value}” is not a number from {from} to {to}")
        }
        None => format!("“{value}” is not a whole number"),
    };
    Problem::new(arg, what, help)
}

fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    }
}

/// An argument without the name of its value: `--level` of `--level <LEVEL>`, `FILE` of `[FILE]...`.
fn label(arg: &str) -> String {
    let arg = arg.trim_start_matches(['<', '[']);
    let end = arg.find([' ', '[', '=', '>', ']']).unwrap_or(arg.len());
    arg[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_arguments() {
        for (shown, own) in [
            ("--level <LEVEL>", "--level"),
            ("[FILE]...", "FILE"),
            ("<DIR>...", "DIR"),
            ("--date[=<DATE>]", "--date"),
            ("-q", "-q"),
        ] {
            assert_eq!(label(shown), own);
        }
    }

    #[test]
    fn every_command_is_well_formed() {
        command().debug_assert();
    }
}
