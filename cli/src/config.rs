//! `textify.toml`: what is asked for each time, so that nobody has to type it.
//!
//! A section belongs to a command, and its keys are the command's options: one struct is both. What
//! the command line says wins.

use crate::cmd::{check, export, print};
use crate::paths::{Takes, is_address, nearest, refuse_address};
use crate::report::{Problem, name, reason, with_hint};
use crate::urls;
use crate::words::{Explained, explained};
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::de::{self, Deserialize, Deserializer};
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name under which the file is looked for.
const NAME: &str = "textify.toml";

/// Configuration of textify, by command.
#[derive(Debug, Default, serde::Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(title = "textify.toml")]
pub(crate) struct Config {
    /// Files and folders that are no part of the site, as patterns of a `.gitignore`, for all commands that
    /// read a folder
    pub(crate) exclude: Vec<String>,

    /// Files and folders to keep that are left out otherwise: hidden ones, `node_modules`, backups, keys,
    /// databases, server configuration
    pub(crate) include: Vec<String>,

    /// Files such as `.gitignore`: what they name is no part of the site either
    pub(crate) ignore_file: Vec<PathBuf>,

    /// `textify check`
    pub(crate) check: check::Settings,
    /// `textify export` and `textify verify`
    pub(crate) export: export::Settings,
    /// `textify print`, and the print versions that `textify export` makes
    pub(crate) print: print::Settings,
    /// The addresses of a site's files, for `textify sitemap`, `textify export` and `textify verify`
    pub(crate) urls: urls::Settings,

    /// The folder of the file, if there is one
    #[serde(skip)]
    pub(crate) folder: Option<PathBuf>,
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
    /// Configuration file [default: textify.toml in this folder or its nearest parent]
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
        refuse_address(path, Takes::File)?;
        let text = fs::read_to_string(path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                let hint = "check the spelling of the file name";
                Problem::new(name(path), "there is no such file", hint)
            }
            io::ErrorKind::InvalidData => {
                let hint = "save it as UTF-8";
                Problem::new(name(path), "it is not in UTF-8", hint)
            }
            _ => {
                let what = format_args!("it cannot be read: {}", reason(&error));
                Problem::new(name(path), what, "check that it is a file and that you may read it")
            }
        })?;
        let mut config: Config =
            toml::from_str(&text).map_err(|error| wrong(path, &text, &error))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let sections = config.check.paths_mut().into_iter().chain(config.export.paths_mut());
        let sections = sections.chain(config.urls.paths_mut());
        let inside = sections.chain(&mut config.ignore_file);
        for path in inside.filter(|path| !is_address(path)) {
            *path = folder.join(&*path);
        }
        config.folder = Some(folder.to_owned());
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
    if let Some((what, hint)) = with_hint(error.message()) {
        return Problem::new(subject, what, hint.trim_end());
    }
    let Explained { what, meant } = explained(error.message(), "setting");
    let hint = match meant {
        Some(near) => format!("did you mean {near}?"),
        None => "textify schema config prints the settings that there are".to_owned(),
    };
    Problem::new(subject, what, hint)
}

/// One of an option's values, in any case, as on the command line.
pub(crate) fn one_of<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: ValueEnum,
{
    value(&String::deserialize(from)?).map(Some)
}

/// Several of them.
pub(crate) fn some_of<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: ValueEnum,
{
    Vec::<String>::deserialize(from)?.iter().map(|text| value(text)).collect()
}

fn value<T: ValueEnum, E: de::Error>(text: &str) -> Result<T, E> {
    T::from_str(text, true).map_err(|_| {
        let names = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let names: Vec<_> = names.map(|value| value.get_name().to_owned()).collect();
        let near = nearest(&text.to_ascii_lowercase(), names.iter());
        let hint = match near {
            Some(near) => format!("did you mean {near}?"),
            None => format!("the values are {}", names.join(", ")),
        };
        E::custom(Problem::new("", format!("“{text}” is not one of its values"), hint))
    })
}
