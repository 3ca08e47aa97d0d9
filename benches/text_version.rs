//! Bytes to the plain text version: textify beside html2text, in one run.
//!
//! Both wrap at 72 columns, list the addresses of links at the end and have the same allocator.
//! Only textify finds the encoding, the regions and what to leave out.

use divan::{Bencher, black_box, counter::BytesCount};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use textify::{Page, ParseOptions, ReadOptions, format::Plain};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WIDTH: usize = 72;

/// Pages that belong together, by the folder that holds them.
struct Set {
    name: &'static str,
    pages: Vec<Vec<u8>>,
}

static SETS: LazyLock<Vec<Set>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = [("fixtures", "fixtures"), ("corpus", "../shared/corpus/pages")];
    let sets = folders.map(|(name, folder)| Set { name, pages: pages(&root.join(folder)) });
    let there = |set: &Set| {
        match set.pages.len() {
            0 => eprintln!("skipped: no pages of the {}", set.name),
            n => eprintln!("{}: {n} pages, {} bytes", set.name, bytes(set)),
        }
        !set.pages.is_empty()
    };
    sets.into_iter().filter(there).collect()
});

fn main() {
    divan::main();
}

/// The HTML pages in a folder and those below it.
fn pages(folder: &Path) -> Vec<Vec<u8>> {
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
    files.iter().map(|path| fs::read(path).expect("a page can be read")).collect()
}

fn bytes(set: &Set) -> usize {
    set.pages.iter().map(Vec::len).sum()
}

fn names() -> impl Iterator<Item = &'static str> {
    SETS.iter().map(|set| set.name)
}

fn run(bencher: Bencher<'_, '_>, name: &str, convert: fn(&[u8]) -> usize) {
    let set = SETS.iter().find(|set| set.name == name).expect("one of the names");
    bencher
        .counter(BytesCount::new(bytes(set)))
        .bench_local(|| set.pages.iter().map(|page| convert(black_box(page))).sum::<usize>());
}

#[divan::bench(args = names())]
fn textify(bencher: Bencher<'_, '_>, set: &str) {
    run(bencher, set, |page| {
        let page = Page::parse(page, &ParseOptions::new()).expect("a page within the limits");
        let mut text = Vec::new();
        let plain = Plain::new().with_width(WIDTH);
        plain.write(&page, page.read(&ReadOptions::new()), &mut text).expect("memory takes all");
        text.len()
    });
}

#[divan::bench(args = names())]
fn html2text(bencher: Bencher<'_, '_>, set: &str) {
    // Where html2text finds a page too narrow to write, its time until then counts.
    run(bencher, set, |page| html2text::from_read(page, WIDTH).map_or(0, |text| text.len()));
}
