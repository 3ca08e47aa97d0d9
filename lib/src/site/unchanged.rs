//! A run that has nothing to do. The stamps of all files tell so, before any of them is read.

use super::manifest::{Hash, Line, Manifest, Restamping, Source};
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
        for (source, is_new) in same {
            stamps.line(&source.stamps(), is_new)?;
            report.add(&source, 0, source.made.len());
        }
        if is_last {
            break;
        }
    }
    let mut maps = manifest.maps(&mut drop);
    let before = maps.clone();
    let lacking = export.settings.makes(Part::SiteMap) && maps.is_empty();
    if lacking || !maps.iter_mut().all(|made| output.has(made)) {
        return Ok(None);
    }
    report.kept += maps.len();
    let now: Vec<_> = maps.iter().map(|made| made.stamp).collect();
    stamps.line(&now, maps != before)?;
    stamps.commit()?;
    Ok(Some(report))
}

/// A file of the site that is as it was, with all that was made of it, and whether one of its stamps is new.
fn same(export: &Export, output: &Output, key: &str, line: Line) -> Option<(Source, bool)> {
    let mut source = line.source()?;
    // What was changed while it was read has no state.
    if source.path != key || source.state == Hash::default() {
        return None;
    }
    let before = source.stamps();
    let path = export.source.join(paths::path(key)?);
    let stamp = Stamp::of(&path);
    if stamp.is_none() || stamp != source.stamp {
        if output::hash_of(&path).ok()? != source.own {
            return None;
        }
        source.stamp = output.settled(stamp);
    }
    let is_there = source.made.iter_mut().all(|made| output.has(made));
    let is_new = source.stamps() != before;
    is_there.then_some((source, is_new))
}
