//! What can be asked of the check on the command line and in `textify.toml`.

use super::overrides::Override;
use super::values;
use crate::config::{Section, one_of};
use crate::report::Problem;
use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use std::collections::BTreeMap;
use std::path::PathBuf;
use textify::check::report::Format;
use textify::check::{Check, Level, Selector, Severity};

/// A report that goes into a file.
pub(super) type Output = (&'static Format, PathBuf);

#[derive(Debug, Clone, Default, clap::Args, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Check")]
pub(crate) struct Settings {
    /// HTML files, or folders with HTML files; `-` is the standard input
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Check the pages that this site map lists, in the folder --root; an index or a .gz file works too
    #[arg(long, value_name = "FILE")]
    pub(super) sitemap: Option<PathBuf>,

    /// Address of the root folder, if it is not the root of its host; other addresses are errors
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,

    /// Conformance level of WCAG 2.2 [default: aa]
    #[arg(long, value_enum, value_name = "LEVEL")]
    #[serde(deserialize_with = "one_of")]
    pub(super) level: Option<LevelArg>,

    /// Check these rules only: ids, or groups such as wcag2a, wcag22aa, en301549:9.1.1.1, act:23a2a8
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = values::rules(), hide_possible_values = true)]
    #[serde(deserialize_with = "selectors")]
    #[schemars(with = "Vec<String>")]
    pub(super) select: Vec<Selector>,

    /// Ignore these rules: ids or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = values::rules(), hide_possible_values = true)]
    #[serde(deserialize_with = "selectors")]
    #[schemars(with = "Vec<String>")]
    pub(super) ignore: Vec<Selector>,

    /// Root folder of the site, for addresses such as /css/main.css
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,

    /// Also write a report to a file; can be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = values::outputs(), hide_possible_values = true)]
    #[serde(deserialize_with = "outputs")]
    #[schemars(with = "BTreeMap<String, PathBuf>")]
    pub(super) output: Vec<Output>,

    /// Lowest severity that makes the check fail with exit status 1 [default: error]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    #[serde(deserialize_with = "one_of")]
    pub(super) fail_on: Option<FailOn>,

    /// Also fail if there are more warnings than this
    #[arg(long, value_name = "N")]
    pub(super) max_warnings: Option<usize>,

    /// Accept the findings listed in this file; unused entries are reported
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,

    /// Folder of the working folder within its repository, for reports in the formats sarif, gitlab, github
    /// and junit [default: found by .git]
    #[arg(long, value_name = "DIR")]
    pub(super) path_prefix: Option<String>,

    /// Cache findings in this file or folder, and check only pages that have changed
    #[arg(long, value_name = "PATH")]
    pub(super) cache: Option<PathBuf>,

    /// Other settings for some pages; later entries win
    #[arg(skip)]
    pub(super) overrides: Vec<Override>,
}

impl Section for Settings {
    fn over(self, file: Settings) -> Settings {
        fn given<T>(own: Vec<T>, file: Vec<T>) -> Vec<T> {
            if own.is_empty() { file } else { own }
        }
        let mut overrides = file.overrides;
        if self.level.is_some() {
            overrides.iter_mut().for_each(|it| it.level = None);
        }
        Settings {
            overrides,
            paths: given(self.paths, file.paths),
            sitemap: self.sitemap.or(file.sitemap),
            base_url: self.base_url.or(file.base_url),
            level: self.level.or(file.level),
            select: given(self.select, file.select),
            ignore: given(self.ignore, file.ignore),
            root: self.root.or(file.root),
            output: given(self.output, file.output),
            fail_on: self.fail_on.or(file.fail_on),
            max_warnings: self.max_warnings.or(file.max_warnings),
            baseline: self.baseline.or(file.baseline),
            path_prefix: self.path_prefix.or(file.path_prefix),
            cache: self.cache.or(file.cache),
        }
    }

    fn paths_mut(&mut self) -> Vec<&mut PathBuf> {
        let outputs = self.output.iter_mut().map(|(_, file)| file);
        let pages = self.paths.iter_mut().filter(|path| path.as_os_str() != "-");
        let single = self.root.iter_mut().chain(&mut self.sitemap);
        let single = single.chain(&mut self.baseline).chain(&mut self.cache);
        let some = self.overrides.iter_mut().flat_map(|it| &mut it.paths);
        pages.chain(outputs).chain(single).chain(some).collect()
    }
}

impl Settings {
    /// What is asked of all pages.
    pub(super) fn check(&self) -> Check {
        self.check_with(&[])
    }

    /// What is asked of pages that some of the overrides are for.
    pub(super) fn check_with(&self, meant: &[bool]) -> Check {
        let meant = self.overrides.iter().zip(meant).filter_map(|(it, meant)| meant.then_some(it));
        let ignore = meant.clone().flat_map(|it| it.ignore.iter().cloned());
        let level = meant.filter_map(|it| it.level).next_back().or(self.level);
        let level = match level.unwrap_or(LevelArg::Aa) {
            LevelArg::A => Level::A,
            LevelArg::Aa => Level::AA,
            LevelArg::Aaa => Level::AAA,
        };
        Check::new()
            .with_level(level)
            .with_select(self.select.iter().cloned())
            .with_ignore(self.ignore.iter().cloned().chain(ignore))
    }

    /// The lightest finding that makes the check fail.
    pub(super) fn fails_from(&self) -> Option<Severity> {
        match self.fail_on.unwrap_or(FailOn::Error) {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Review => Some(Severity::Review),
            FailOn::Never => None,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// What needs a person to look at, too
    Review,
    /// Nothing
    Never,
}

#[derive(Debug, Clone, Copy, ValueEnum, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum LevelArg {
    A,
    Aa,
    Aaa,
}

pub(super) fn selectors<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Selector>, D::Error> {
    #[derive(Deserialize)]
    #[serde(try_from = "String")]
    struct Named(Selector);
    impl TryFrom<String> for Named {
        type Error = Problem;
        fn try_from(name: String) -> Result<Named, Problem> {
            values::rule(&name).map(Named)
        }
    }
    Ok(Vec::<Named>::deserialize(from)?.into_iter().map(|Named(selector)| selector).collect())
}

fn outputs<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Output>, D::Error> {
    let files = BTreeMap::<String, PathBuf>::deserialize(from)?;
    files
        .into_iter()
        .map(|(name, file)| match values::format(&name) {
            Ok(format) => Ok((format, file)),
            Err(problem) => Err(D::Error::custom(problem)),
        })
        .collect()
}
