//! The files below a folder, for every command that looks for pages there.

use crate::config::Config;
use crate::report::{Problem, name, note, reason, warn};
use std::io;
use std::path::{Path, PathBuf};
use textify::site::{FileFilter, Omitted, ServerCode, SiteFiles};

/// Which files of a folder belong to the site.
#[derive(Debug, Clone, Default, clap::Args)]
pub(crate) struct Selection {
    /// Leave out files and folders like this, as in a `.gitignore`; can be given several times
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// Keep files and folders like this that are left out otherwise: hidden ones, `node_modules`, backups,
    /// keys, databases, server configuration; can be given several times
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,

    /// Leave out what this file says, such as `.gitignore`; can be given several times
    #[arg(long, value_name = "FILE")]
    ignore_file: Vec<PathBuf>,
}

impl Selection {
    /// The filter of the command line and of the file with settings: each adds to the other, so that no
    /// option publishes what the file excludes.
    pub(crate) fn filter(&self, config: &Config) -> FileFilter {
        let both = |file: &[String], own: &[String]| [file, own].concat();
        FileFilter::new()
            .with_exclude(both(&config.exclude, &self.exclude))
            .with_include(both(&config.include, &self.include))
            .with_ignore_files(config.ignore_file.iter().chain(&self.ignore_file))
    }
}

/// The files below a folder, without those of `own`, where the command itself writes. Reports special
/// files and what is left out.
pub(crate) fn files(
    root: &Path,
    filter: &FileFilter,
    own: Option<&Path>,
) -> Result<SiteFiles, Problem> {
    if let Err(error) = root.metadata() {
        return Err(unreadable(root, &error));
    }
    let own: Vec<&Path> = own.into_iter().collect();
    let files = SiteFiles::read(root, filter, &own);
    let files = files.map_err(|error| Problem::of(name(root), &error))?;
    for (path, note) in files.notes() {
        warn(name(&root.join(path)), note);
    }
    tell(files.omitted());
    Ok(files)
}

/// Says in one line what was left out.
pub(crate) fn tell(omitted: &Omitted) {
    if !omitted.is_empty() {
        note(format_args!("left out: {omitted}"));
    }
}

/// Says that a file is a program, and no page for this command.
pub(crate) fn warn_program(path: &Path, code: ServerCode) {
    let what = format_args!(
        "passed over: it holds {code}, so it is not the page that visitors get; export the pages as a \
         browser receives them"
    );
    warn(name(path), what);
}

/// What to tell of a file or folder that cannot be read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Problem {
    match error.kind() {
        io::ErrorKind::NotFound => Problem::new(
            name(path),
            "there is no such file or folder",
            "check the spelling of the name",
        ),
        _ => Problem::new(
            name(path),
            format_args!("it cannot be read: {}", reason(error)),
            "check that you may read the folder and all in it",
        ),
    }
}
