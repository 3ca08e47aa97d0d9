//! `textify.toml`: what is asked for each time, so that nobody has to type it.
//!
//! A section belongs to a command, and its keys are the command's options: one struct is both. What
//! the command line says wins.

use crate::cmd::{check, export, print};
use crate::report::{Problem, name, reason};
use crate::urls;
use schemars::JsonSchema;
use serde::Deserialize;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name under which the file is looked for.
const NAME: &str = "textify.toml";

/// Settings of textify, by command.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "textify.toml")]
pub(crate) struct Config {
    /// `textify check`
    pub(crate) check: check::Settings,
    /// `textify export` and `textify verify`
    pub(crate) export: export::Settings,
    /// `textify print`, and the print versions that `textify export` makes
    pub(crate) print: print::Settings,
    /// The addresses of a site's files, for `textify sitemap`, `textify export` and `textify verify`
    pub(crate) urls: urls::Settings,
}

/// The settings of one command.
pub(crate) trait Section {
    /// What was given on the command line, and for the rest what is in the file.
    fn over(self, file: Self) -> Self;

    /// All paths in it: in the file they are meant from the file's folder.
    fn paths_mut(&mut self) -> Vec<&mut PathBuf>;
}

/// Which file has the settings.
#[derive(Debug, clap::Args)]
pub(crate) struct Source {
    /// The file with settings [default: textify.toml in this folder, or in the nearest around it]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Source {
    /// The settings of the file that was given or found; those of none where there is none.
    pub(crate) fn load(&self) -> Result<Config, Problem> {
        match self.config.clone().or_else(found) {
            Some(path) => Config::read(&path),
            None => Ok(Config::default()),
        }
    }
}

/// The nearest file from the working folder upwards, named as seen from there.
fn found() -> Option<PathBuf> {
    let mut up = PathBuf::new();
    for folder in env::current_dir().ok()?.ancestors() {
        if folder.join(NAME).is_file() {
            return Some(up.join(NAME));
        }
        up.push("..");
    }
    None
}

impl Config {
    fn read(path: &Path) -> Result<Config, Problem> {
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                let hint = "see that the name is spelt right";
                Problem::new(name(path), "there is no such file", hint)
            }
            io::ErrorKind::InvalidData => {
                let hint = "save it as UTF-8";
                Problem::new(name(path), "it is not in UTF-8", hint)
            }
            _ => {
                let what = format_args!("it cannot be read: {}", reason(&error));
                Problem::new(name(path), what, "see that it is a file and that you may read it")
            }
        })?;
        let mut config: Config =
            toml::from_str(&text).map_err(|error| wrong(path, &text, &error))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let paths = config.check.paths_mut().into_iter().chain(config.export.paths_mut());
        for inside in paths.chain(config.urls.paths_mut()) {
            *inside = folder.join(&*inside);
        }
        Ok(config)
    }
}

/// What is wrong with a file, with the line and what was probably meant.
fn wrong(path: &Path, text: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().map(|span| {
        let before = &text.as_bytes()[..span.start.min(text.len())];
        before.iter().filter(|&&byte| byte == b'\n').count() + 1
    });
    let subject = match line {
        Some(line) => format!("{}:{line}", name(path)),
        None => name(path),
    };
    let message = error.message().trim_end().replace('\n', " ");
    let hint = match meant(&message) {
        Some(near) => format!("did you mean {near}?"),
        None => "textify schema config says what can stand in it".to_owned(),
    };
    Problem::new(subject, message, hint)
}

/// Of the names that serde says it expected, all in backticks, the one most like what it found.
fn meant(message: &str) -> Option<&str> {
    let message = message.strip_prefix("unknown ")?;
    let mut quoted = message.split('`').skip(1).step_by(2);
    let found = quoted.next()?;
    let near = quoted.map(|known| (strsim::jaro_winkler(found, known), known));
    let (likeness, known) = near.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (likeness > 0.8).then_some(known)
}
