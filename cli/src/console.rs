//! What the user wants to see on the terminal, and what the terminal can show.

use clap::{ColorChoice, ValueEnum};
use std::env;
use std::ffi::{OsStr, OsString};
use std::sync::OnceLock;

/// Options of every command.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Options {
    /// Print errors only: no warnings, no summary, no progress
    #[arg(short, long, global = true)]
    quiet: bool,

    /// When to use color and to redraw lines
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb
    Auto,
    /// Always, in files and pipes too
    Always,
    /// Never
    Never,
}

impl Color {
    /// What the raw arguments ask for: help is printed before they are parsed.
    pub(crate) fn asked(args: &[OsString]) -> Color {
        let words = args.iter().take_while(|arg| *arg != "--");
        let words: Vec<_> = words.map(|arg| arg.to_string_lossy()).collect();
        let joined = words.iter().find_map(|arg| arg.strip_prefix("--color="));
        let apart = words.windows(2).find(|pair| pair[0] == "--color").map(|pair| &*pair[1]);
        let value = joined.or(apart).unwrap_or_default();
        Color::from_str(value, true).unwrap_or(Color::Auto)
    }

    /// The same for clap, which prints the help.
    pub(crate) fn of_help(self) -> ColorChoice {
        match self {
            Color::Auto if is_plain(&environment()) => ColorChoice::Never,
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }

    /// Whether escape codes may be written to a stream.
    fn allows(self, is_terminal: bool, is_plain: bool) -> bool {
        match self {
            Color::Auto => is_terminal && !is_plain,
            Color::Always => true,
            Color::Never => false,
        }
    }
}

static OPTIONS: OnceLock<Options> = OnceLock::new();

/// Sets the options of this run.
pub(crate) fn set(options: Options) {
    // A second run in one process there is not.
    let _ = OPTIONS.set(options);
}

/// Whether only errors are to be printed.
pub(crate) fn is_quiet() -> bool {
    OPTIONS.get().is_some_and(|options| options.quiet)
}

/// Whether escape codes may be written to a stream that is a terminal or not.
pub(crate) fn allows_escapes(is_terminal: bool) -> bool {
    color().allows(is_terminal, is_plain(&environment()))
}

/// Whether a report for people may be drawn with frames and pointers: not for a terminal that reads
/// line by line, such as Emacspeak's.
pub(crate) fn is_drawn(is_terminal: bool) -> bool {
    color() == Color::Always || is_terminal && !is_dumb(&environment().1)
}

/// The width of the terminal, in columns.
pub(crate) fn width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size()?;
    Some(usize::from(width.0)).filter(|&width| width > 0)
}

fn color() -> Color {
    OPTIONS.get().map_or(Color::Auto, |options| options.color)
}

/// `NO_COLOR` and `TERM`.
fn environment() -> (Option<OsString>, Option<OsString>) {
    (env::var_os("NO_COLOR"), env::var_os("TERM"))
}

/// Whether the environment asks for text without escape codes. <https://no-color.org>: any value
/// of `NO_COLOR` that is not empty does.
fn is_plain((no_color, term): &(Option<OsString>, Option<OsString>)) -> bool {
    no_color.as_ref().is_some_and(|value| !value.is_empty()) || is_dumb(term)
}

fn is_dumb(term: &Option<OsString>) -> bool {
    term.as_deref() == Some(OsStr::new("dumb"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_codes_need_a_terminal_that_takes_them() {
        let plain = |no_color: Option<&str>, term: Option<&str>| {
            is_plain(&(no_color.map(OsString::from), term.map(OsString::from)))
        };
        assert!(!plain(None, Some("xterm-256color")) && !plain(Some(""), None));
        assert!(plain(Some("1"), Some("xterm")) && plain(None, Some("dumb")));
        for is_plain in [false, true] {
            assert_eq!(Color::Auto.allows(true, is_plain), !is_plain);
            assert!(!Color::Auto.allows(false, is_plain) && !Color::Never.allows(true, is_plain));
            assert!(Color::Always.allows(false, is_plain), "an explicit choice wins");
        }
    }

    #[test]
    fn help_knows_the_color_before_arguments_are_parsed() {
        let asked = |args: &str| {
            let args: Vec<_> = args.split(' ').map(OsString::from).collect();
            Color::asked(&args)
        };
        assert_eq!(asked("--help"), Color::Auto);
        assert_eq!(asked("check --color never --help"), Color::Never);
        assert_eq!(asked("check --color=ALWAYS --help"), Color::Always);
        assert_eq!(asked("-- --color never"), Color::Auto);
    }
}
