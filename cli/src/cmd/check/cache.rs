//! What was found on pages that have not changed since.
//!
//! An entry is good for one page under one name, as long as the page, all style sheets that were
//! read or looked for, the settings and the program itself are the same, byte by byte.

use crate::local::Local;
use crate::output::Whole;
use crate::report::{Problem, name, reason, warn};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use textify::LinkedFile;
use textify::check::Checked;
use textify::sitemap::is_page;

/// The name of the file in a folder.
const NAME: &str = "textify-check.cache";

/// How the file begins; the number is that of its format.
const MAGIC: &str = "textify check cache 1";

/// The findings of earlier runs, and those of this one.
#[derive(Debug)]
pub(super) struct Cache {
    file: PathBuf,
    program: String,
    settings: String,
    entries: Mutex<BTreeMap<String, Entry>>,
}

#[derive(Debug, Clone)]
struct Entry {
    source: Source,
    /// The page as [`Checked::to_json`] writes it.
    checked: String,
}

/// What an entry rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Source {
    content: String,
    /// What the page asked for.
    files: Files,
    /// What was known of the files that the page links to.
    linked: Vec<(String, String)>,
}

/// The files that were asked for, by their addresses, and the hashes of those that were there.
type Files = Vec<(String, Option<String>)>;

/// A page that the cache is asked about.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    key: String,
    content: String,
    entry: Option<Entry>,
    local: Local,
    read: Arc<Mutex<Files>>,
    linked: Arc<Mutex<Vec<(String, String)>>>,
}

impl Cache {
    /// Opens a cache; one that is damaged, or of another build of textify, is as good as empty.
    pub(super) fn open(path: &Path, settings: &str) -> Result<Cache, Problem> {
        let folder = path.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/");
        let file = if folder { path.join(NAME) } else { path.to_owned() };
        if folder {
            crate::output::make_folder(path)?;
        }
        let program = program();
        let entries = match fs::read_to_string(&file) {
            Ok(text) if !text.starts_with(MAGIC) && is_page(&file, text.as_bytes()) => {
                let hint = "give a folder, or a file that holds nothing else";
                return Err(Problem::new(name(&file), "it is a page, and no cache", hint));
            }
            Ok(text) => entries(&text, &program).unwrap_or_else(|| {
                warn(name(&file), "the cache is damaged, and is written anew");
                BTreeMap::new()
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => {
                let what = format_args!("the cache cannot be read: {}", reason(&error));
                warn(name(&file), what);
                BTreeMap::new()
            }
        };
        let entries = Mutex::new(entries);
        Ok(Cache { file, program, settings: settings.to_owned(), entries })
    }

    /// Asks about a page by its name and content; its style sheets are sought by `local`.
    pub(super) fn page(&self, name: &str, bytes: &[u8], local: Local) -> Asked {
        let key = format!("{name}\0{}", self.settings);
        let key = hash(key.as_bytes());
        let entry = self.entries.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        Asked {
            key,
            content: hash(bytes),
            entry,
            local,
            read: Arc::default(),
            linked: Arc::default(),
        }
    }

    /// Keeps what was found on a page.
    pub(super) fn keep(&self, asked: &Asked, checked: &Checked) {
        let Some(checked) = checked.to_json() else { return };
        let mut files = asked.read.lock().unwrap_or_else(PoisonError::into_inner).clone();
        files.sort_by(|a, b| a.0.cmp(&b.0));
        files.dedup();
        let mut linked = asked.linked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        linked.sort();
        linked.dedup();
        let source = Source { content: asked.content.clone(), files, linked };
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(asked.key.clone(), Entry { source, checked });
    }

    /// Writes the file, whole or not at all.
    pub(super) fn save(&self) -> Result<(), Problem> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let mut body = String::new();
        for (key, Entry { source, checked }) in &*entries {
            let source = serde_json::to_string(source).expect("hashes and texts are JSON");
            body.extend([key, " ", &source, "\n", checked, "\n"]);
        }
        let head = format!("{MAGIC} {} {}\n", self.program, hash(body.as_bytes()));
        let whole = head + &body;
        if fs::read(&self.file).is_ok_and(|old| old == whole.as_bytes()) {
            return Ok(());
        }
        let mut file = Whole::create(&self.file)?;
        file.write_all(whole.as_bytes()).map_err(|error| file.problem(&error))?;
        file.commit()
    }
}

impl Asked {
    /// What was found before, if all that it rests on is as it was.
    pub(super) fn known(&self) -> Option<Checked> {
        let Entry { source, checked } = self.entry.as_ref()?;
        let same = |(address, known): &(String, Option<String>)| {
            self.local.read(address).map(|bytes| hash(&bytes)) == *known
        };
        let as_then = |(address, known): &(String, String)| {
            format!("{:?}", self.local.linked(address)) == *known
        };
        if source.content != self.content
            || !source.files.iter().all(same)
            || !source.linked.iter().all(as_then)
        {
            return None;
        }
        Checked::from_json(checked)
    }

    /// What is known of a file that the page links to; it is remembered.
    pub(super) fn linked(&self, address: &str) -> LinkedFile {
        let known = self.local.linked(address);
        let mut linked = self.linked.lock().unwrap_or_else(PoisonError::into_inner);
        linked.push((address.to_owned(), format!("{known:?}")));
        known
    }

    /// Reads a file that the page refers to, and remembers it.
    pub(super) fn read(&self, address: &str) -> Option<Vec<u8>> {
        let bytes = self.local.read(address);
        let hash = bytes.as_deref().map(hash);
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.push((address.to_owned(), hash));
        bytes
    }
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The program by its bytes: another build may have other rules under the same version.
fn program() -> String {
    let bytes = env::current_exe().and_then(fs::read).unwrap_or_default();
    format!("{}-{}", env!("CARGO_PKG_VERSION"), hash(&bytes))
}

/// The entries of a file; none where another program wrote it, `None` where it is damaged.
fn entries(text: &str, program: &str) -> Option<BTreeMap<String, Entry>> {
    let (head, body) = text.split_once('\n')?;
    let (written_by, sum) = head.strip_prefix(MAGIC)?.trim_start().split_once(' ')?;
    if hash(body.as_bytes()) != sum {
        return None;
    }
    let mut entries = BTreeMap::new();
    if written_by != program {
        return Some(entries);
    }
    let mut lines = body.lines();
    while let (Some(first), Some(checked)) = (lines.next(), lines.next()) {
        let (key, source) = first.split_once(' ')?;
        let source = serde_json::from_str(source).ok()?;
        entries.insert(key.to_owned(), Entry { source, checked: checked.to_owned() });
    }
    Some(entries)
}
