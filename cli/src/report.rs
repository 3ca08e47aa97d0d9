//! What people are told on the standard error.

use crate::console;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};
use std::path::Path;
pub(crate) use textify::os_message as reason;

/// The job was not done; why has been told already.
#[derive(Debug)]
pub(crate) struct Failed;

/// Something that could not be done, and what to do about it.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    /// The file or option that it concerns.
    subject: String,
    what: String,
    hint: String,
}

impl Problem {
    pub(crate) fn new(
        subject: impl fmt::Display,
        what: impl fmt::Display,
        hint: impl Into<String>,
    ) -> Self {
        Problem { subject: subject.to_string(), what: what.to_string(), hint: hint.into() }
    }

    /// The file or option that it concerns.
    pub(crate) fn subject(&self) -> &str {
        &self.subject
    }

    /// What happened.
    pub(crate) fn what(&self) -> &str {
        &self.what
    }

    /// The same problem of another file or option.
    pub(crate) fn about(self, subject: impl fmt::Display) -> Self {
        Problem { subject: subject.to_string(), ..self }
    }

    /// A problem that the library tells.
    pub(crate) fn of(subject: impl fmt::Display, error: &textify::Error) -> Self {
        Problem::new(subject, error, error.hint())
    }
}

/// Between what happened and the hint, where both are one text.
const HINT: &str = "\nhint: ";

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{HINT}{}", self.what, self.hint)
    }
}

impl Error for Problem {}

/// What happened and the hint, of a text that a problem became on its way through another parser.
pub(crate) fn with_hint(message: &str) -> Option<(&str, &str)> {
    message.split_once(HINT)
}

/// Tells problems as they come, and remembers whether there were any.
#[derive(Debug, Default)]
pub(crate) struct Report {
    failed: bool,
}

impl Report {
    pub(crate) fn problem(&mut self, problem: &Problem) {
        self.failed = true;
        let Problem { subject, what, hint } = problem;
        line(format_args!("textify: {subject}: {what}"));
        line(format_args!("hint: {hint}"));
    }

    pub(crate) fn failed(&self) -> bool {
        self.failed
    }

    pub(crate) fn end(self) -> Result<(), Failed> {
        if self.failed { Err(Failed) } else { Ok(()) }
    }
}

/// Something that people should know although the job is done.
pub(crate) fn warn(subject: impl fmt::Display, what: impl fmt::Display) {
    note(format_args!("{subject}: warning: {what}"));
}

/// A line of the summary, unless only errors are to be printed.
pub(crate) fn note(text: fmt::Arguments<'_>) {
    if !console::is_quiet() {
        line(format_args!("textify: {text}"));
    }
}

/// A number with its noun: "1 page", "2 entries".
pub(crate) fn count(number: usize, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if number == 1 => format!("1 {noun}"),
        Some(stem) => format!("{number} {stem}ies"),
        None if noun.ends_with('s') => format!("{number} {noun}es"),
        None => format!("{number} {noun}s"),
    }
}

/// Writes one line; where the standard error is closed, nobody wants to know.
pub(crate) fn line(text: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{}", escaped(&text.to_string()));
}

/// A file's name as it can be shown.
pub(crate) fn name(path: &Path) -> String {
    escaped(&path.to_string_lossy())
}

/// Text without characters that would steer a terminal or turn the direction of what follows
/// (UAX #9): names of files and values from pages may hold any.
fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown
}
