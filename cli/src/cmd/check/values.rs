//! Values of options that shells complete: rules of the check, and formats of its report.

use crate::paths::nearest;
use crate::report::Problem;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use std::ffi::OsStr;
use std::path::PathBuf;
use textify::check::report::{FORMATS, Format};
use textify::check::{RULES, Selector};

/// Parses a value, and tells shells the values that there are.
#[derive(Clone, Copy)]
pub(crate) struct Named<T> {
    parse: fn(&str) -> Result<T, Problem>,
    values: fn() -> Vec<PossibleValue>,
}

/// The name of a rule or of a group of rules.
pub(crate) fn rules() -> Named<Selector> {
    let values = || RULES.iter().map(|it| PossibleValue::new(it.id()).help(it.title())).collect();
    Named { parse: rule, values }
}

/// The name of a report format.
pub(super) fn formats() -> Named<&'static Format> {
    let values = || {
        let value = |it: &'static Format| PossibleValue::new(it.name()).help(it.about());
        FORMATS.iter().map(value).collect()
    };
    Named { parse: format, values }
}

/// A report format and the file that it is written to.
pub(super) fn outputs() -> Named<(&'static Format, PathBuf)> {
    let values = || {
        let begun = |it: &Format| format!("{}=", it.name());
        FORMATS.iter().map(|it| PossibleValue::new(begun(it)).help(it.about())).collect()
    };
    Named { parse: output, values }
}

/// A rule, or a group of rules.
pub(super) fn rule(text: &str) -> Result<Selector, Problem> {
    text.parse::<Selector>().map_err(|error| {
        let hint = match error.suggestion() {
            Some(near) => format!("did you mean {near}? textify check --list-rules lists all"),
            None => "textify check --list-rules lists all rules".to_owned(),
        };
        Problem::new("rule", error, hint)
    })
}

/// The format of a name, in any case.
pub(super) fn format(text: &str) -> Result<&'static Format, Problem> {
    let lower = text.to_ascii_lowercase();
    Format::find(&lower).ok_or_else(|| {
        let names = FORMATS.iter().map(Format::name);
        let all = names.clone().collect::<Vec<_>>().join(", ");
        let hint = match nearest(&lower, names) {
            Some(near) => format!("did you mean {near}? The formats are {all}"),
            None => format!("the formats are {all}"),
        };
        Problem::new("format", format_args!("“{text}” is not a report format"), hint)
    })
}

/// A report that goes into a file.
fn output(text: &str) -> Result<(&'static Format, PathBuf), Problem> {
    match text.split_once('=') {
        Some((name, file)) if !file.is_empty() => Ok((format(name)?, file.into())),
        _ => {
            let what = format_args!("“{text}” is not a format and a file");
            Err(Problem::new("output", what, "write it as sarif=check.sarif"))
        }
    }
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Named<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let parse = self.parse;
        let parser = StringValueParser::new().try_map(move |text: String| parse(&text));
        parser.parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.values)().into_iter()))
    }
}
