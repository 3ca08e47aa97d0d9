//! Benchmarks only; see `benches/`. Here is what they measure on.

use divan::counter::BytesCount;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Pages that belong together, by the folder that holds them.
struct Set {
    name: &'static str,
    pages: Vec<Vec<u8>>,
}

static SETS: LazyLock<Vec<Set>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = [("fixtures", "fixtures"), ("corpus", "../shared/corpus/pages")];
    let sets = folders.map(|(name, folder)| Set { name, pages: below(&root.join(folder)) });
    let there = |set: &Set| {
        match set.pages.len() {
            0 => eprintln!("skipped: no pages of the {}", set.name),
            n => eprintln!(
                "{}: {n} pages, {} bytes",
                set.name,
                set.pages.iter().map(Vec::len).sum::<usize>()
            ),
        }
        !set.pages.is_empty()
    };
    sets.into_iter().filter(there).collect()
});

/// The pages of a set.
///
/// # Panics
///
/// When there is no such set.
pub fn pages(name: &str) -> &'static [Vec<u8>] {
    &SETS.iter().find(|set| set.name == name).expect("one of the names").pages
}

/// Their size, for rates.
pub fn size(pages: &[Vec<u8>]) -> BytesCount {
    BytesCount::new(pages.iter().map(Vec::len).sum::<usize>())
}

/// The sets that the machine has.
pub fn names() -> impl Iterator<Item = &'static str> {
    SETS.iter().map(|set| set.name)
}

/// The HTML pages in a folder and those below it.
fn below(folder: &Path) -> Vec<Vec<u8>> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::<PathBuf>::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                files.push(path);
            }
        }
    }
    files.sort();
    let pages = files.iter().map(|path| fs::read(path).expect("a page can be read"));
    // One fixture is empty, and no page.
    pages.filter(|page| !page.is_empty()).collect()
}
