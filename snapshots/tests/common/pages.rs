//! The pages that the tests run on.

use super::said::Tree;
use encoding_rs::Encoding;
use std::fs;
use std::path::{Path, PathBuf};
use textify::{LinkedFile, Page, ParseOptions};

/// A page's file.
pub(crate) struct Source {
    /// Its path below `fixtures` (or the corpus) without extension, with `/` on every system.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
}

impl Source {
    pub(crate) fn page(&self) -> Page {
        Page::parse(&self.bytes, &self.options())
            .unwrap_or_else(|error| panic!("{}: {error}", self.path.display()))
    }

    /// The style sheets and files beside the page are at hand.
    pub(crate) fn options(&self) -> ParseOptions {
        let folder = self.path.parent().expect("a file in a folder").to_path_buf();
        let beside = move |address: &str| {
            let path = address.split('?').next().filter(|path| !path.starts_with(['/', '.']))?;
            Some(folder.join(path))
        };
        let files = beside.clone();
        ParseOptions::new().with_sheets(move |address| fs::read(beside(address)?).ok()).with_files(
            move |address| match files(address).map(fs::metadata) {
                Some(Ok(file)) if file.is_file() => LinkedFile::Present { bytes: file.len() },
                _ => LinkedFile::Unknown,
            },
        )
    }

    /// The page as the oracle parses it, in the encoding that the page says it was read in.
    pub(crate) fn tree(&self, page: &Page) -> Tree {
        let encoding = Encoding::for_label(page.encoding().as_bytes()).expect("a known encoding");
        Tree::parse(&encoding.decode(&self.bytes).0)
    }
}

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    root.expect("a workspace around the crate").to_path_buf()
}

/// Every page below `fixtures`, sorted by name, but for those that have tests of their own: the
/// rules of the check, the style sheets of inserted links, and the site, whose pages are there for
/// what they say together.
pub(crate) fn fixtures() -> Vec<Source> {
    let mut sources = below(&root().join("fixtures"));
    let apart =
        |source: &Source| ["check/", "links/", "site/"].iter().any(|f| source.name.starts_with(f));
    sources.retain(|source| !apart(source));
    assert!(!sources.is_empty(), "no fixtures found");
    sources
}

/// The pages of the fixture site, sorted by name.
pub(crate) fn site() -> Vec<Source> {
    below(&root().join("fixtures/site"))
}

/// Pages of the real world, where the machine has them.
pub(crate) fn corpus() -> Vec<Source> {
    shared("corpus/pages").map(|folder| below(&folder)).unwrap_or_default()
}

/// A file or folder beside the project, where the machine has it.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(path);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: there is no {}", path.display());
    None
}

fn below(folder: &Path) -> Vec<Source> {
    let (mut folders, mut sources) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(&inner).expect("a readable folder") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                let name = path.strip_prefix(folder).expect("a path below").with_extension("");
                let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
                let bytes = fs::read(&path).expect("a readable page");
                sources.push(Source { name: parts.join("/"), path, bytes });
            }
        }
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    sources
}
