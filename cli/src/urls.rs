//! Which addresses the files of a site have: the same for every command that writes addresses.

use crate::config::Section;
use crate::report::{Problem, name, reason};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use textify::sitemap::{Mirror, UrlRules};
use url::Url;

/// Which addresses the files of a site have.
#[derive(Debug, Clone, Default, clap::Args, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Urls")]
#[group(id = "Urls")]
pub(crate) struct Settings {
    /// A file with the addresses of pages: on each line a path, a tab and an address
    #[arg(long = "urls", value_name = "FILE")]
    list: Option<PathBuf>,

    /// Rules that make the address of a file from its path
    #[arg(skip)]
    rules: Vec<Rule>,

    /// The tool that copied the site: addresses are restored from names and comments
    #[arg(long, value_enum, value_name = "TOOL", value_delimiter = ',')]
    mirrored_by: Vec<MirrorArg>,

    /// The names of index pages, in the order in which the server looks for them [default: those of
    /// common servers, or of `DirectoryIndex` in .htaccess]
    #[arg(long = "index", value_name = "NAME", value_delimiter = ',')]
    index_names: Vec<String>,
}

/// A rule for addresses.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Rule {
    /// A regular expression that matches the whole path of a file, with `/` between folders
    pattern: String,
    /// The address of such a file; `$1` or `${name}` stand for groups of the pattern
    address: String,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum MirrorArg {
    /// `wget --mirror`: `news.php?id=1.html` or `news.php@id=1` is /news.php?id=1
    Wget,
    /// HTTrack: a comment in the page says where it was mirrored from
    Httrack,
}

impl Section for Settings {
    fn over(self, file: Settings) -> Settings {
        let or = |given: Vec<String>, file| if given.is_empty() { file } else { given };
        Settings {
            list: self.list.or(file.list),
            rules: file.rules,
            mirrored_by: match self.mirrored_by.is_empty() {
                true => file.mirrored_by,
                false => self.mirrored_by,
            },
            index_names: or(self.index_names, file.index_names),
        }
    }

    fn paths_mut(&mut self) -> Vec<&mut PathBuf> {
        self.list.iter_mut().collect()
    }
}

impl Settings {
    /// What the library makes of them, for a site with this address, where that is known.
    pub(crate) fn url_rules(&self, base: Option<&str>) -> Result<UrlRules, Problem> {
        let mut rules = UrlRules::new().with_index_names(&self.index_names);
        if let Some(path) = &self.list {
            rules = rules.with_list(list(path, base)?);
        }
        for Rule { pattern, address } in &self.rules {
            let added = rules.with_rule(pattern, address);
            rules = added.map_err(|error| Problem::of("rules in [urls]", &error))?;
        }
        let mirror = |arg: &MirrorArg| match arg {
            MirrorArg::Wget => Mirror::Wget,
            MirrorArg::Httrack => Mirror::HtTrack,
        };
        Ok(self.mirrored_by.iter().map(mirror).fold(rules, UrlRules::with_mirror))
    }
}

/// The lines of a list of addresses.
fn list(path: &Path, base: Option<&str>) -> Result<Vec<(PathBuf, String)>, Problem> {
    let text = fs::read(path).map_err(|error| {
        let what = format_args!("it cannot be read: {}", reason(&error));
        Problem::new(name(path), what, "check the name of the file with the addresses")
    })?;
    let text = String::from_utf8(text)
        .map_err(|_| Problem::new(name(path), "it is not in UTF-8", "save it as UTF-8"))?;
    let (mut found, mut lines_of) = (Vec::new(), HashMap::new());
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let problem = |what: String, hint: &str| {
            Problem::new(format_args!("{}:{number}", name(path)), what, hint)
        };
        let Some((file, address)) = line.split_once('\t') else {
            let hint = "write a path, a tab and an address on each line";
            return Err(problem("there is no tab between path and address".to_owned(), hint));
        };
        let (file, address) = (file.trim().replace('\\', "/"), address.trim().to_owned());
        if let Some(base) = base.filter(|base| !is_below(base, &address)) {
            let hint = format!("give an address below {base}, or one that begins with /");
            return Err(problem(format!("“{address}” is no address of the site"), &hint));
        }
        if let Some(other) = lines_of.insert(address.clone(), number) {
            let what = format!("“{address}” is the address of line {other}, too");
            return Err(problem(what, "give every file an address of its own"));
        }
        found.push((PathBuf::from(file.trim_start_matches('/')), address));
    }
    Ok(found)
}

/// Whether an address, absolute or relative to the root, is one of the site; the scheme does not matter.
fn is_below(base: &str, address: &str) -> bool {
    let Ok(root) = Url::parse(base) else { return true };
    let Ok(url) = root.join(address) else { return false };
    let folder = root.path().trim_end_matches('/');
    let same = url.host() == root.host() && url.port() == root.port();
    same && url
        .path()
        .strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
