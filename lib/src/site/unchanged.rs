//! A run that has nothing to do. The stamps of all files tell so, before any of them is read.

use super::manifest::{Hash, Line, Made, Manifest, Restamping, Source};
use super::output::{self, Output};
use super::run::AT_ONCE;
use super::stamp::Stamp;
use super::{Export, Part, Report, paths};
use crate::error::Error;
use crate::sitemap::Keys;
use rayon::prelude::*;

/// What is to be reported where the site, its settings and all that was made of them are as the last
/// export left them; `None` where anything may have changed.
pub(super) fn report(
    export: &Export,
    output: &Output,
    keys: &Keys,
) -> Result<Option<Report>, Error> {
    let mut manifest = Manifest::read(output);
    if manifest.head.settings != export.hash() {
        return Ok(None);
    }
    let (mut report, mut stamps) = (Report::default(), Restamping::new(output)?);
    let mut keys = keys.iter();
    loop {
        let files: Vec<String> = keys.by_ref().take(AT_ONCE).collect();
        let lines: Vec<Line> = std::iter::from_fn(|| manifest.line()).take(AT_ONCE).collect();
        if files.len() != lines.len() {
            return Ok(None);
        }
        let is_last = files.len() < AT_ONCE;
        let look = |(key, line): (&String, Line)| same(export, output, key, line);
        let same: Option<Vec<_>> = files.par_iter().zip(lines).map(look).collect();
        let Some(same) = same else { return Ok(None) };
        for (source, read) in same {
            stamps.line(&source.stamps(), read)?;
            report.add(&source, 0, source.made.len());
        }
        if is_last {
            break;
        }
    }
    let mut maps = manifest.maps(&mut drop);
    let lacking = export.settings.makes(Part::SiteMap) && maps.is_empty();
    let Some(read) = there(output, &mut maps).filter(|_| !lacking) else { return Ok(None) };
    report.kept += maps.len();
    let now: Vec<_> = maps.iter().map(|made| made.stamp).collect();
    stamps.line(&now, read)?;
    stamps.commit()?;
    Ok(Some(report))
}

/// A file of the site that is as it was, with all that was made of it, and whether any had to be read.
fn same(export: &Export, output: &Output, key: &str, line: Line) -> Option<(Source, bool)> {
    let mut source = line.source()?;
    // What was changed while it was read has no state.
    if source.path != key || source.state == Hash::default() {
        return None;
    }
    let path = export.source.join(paths::path(key)?);
    let stamp = Stamp::of(&path);
    let known = stamp.is_some() && stamp == source.stamp;
    if !known {
        if output::hash_of(&path).ok()? != source.own {
            return None;
        }
        source.stamp = output.settled(stamp);
    }
    let read = there(output, &mut source.made)?;
    Some((source, read || !known))
}

/// Whether any of these files had to be read to see that all are there as they were made.
fn there(output: &Output, made: &mut [Made]) -> Option<bool> {
    let mut read = false;
    for made in made.iter_mut().filter(|made| !output.knows(made)) {
        read = true;
        if !output.reads(made) {
            return None;
        }
    }
    Some(read)
}
