//! From the bytes of a page to its plain text, textify beside its peer on the same pages in one
//! run. Machines are noisy: compare the ratio, not the figures of two runs.

use divan::counter::BytesCount;
use std::path::{Path, PathBuf};
use textify::format::{Html, Plain};
use textify::{Page, ParseOptions, ReadOptions};

// The same allocator for everyone.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WIDTH: usize = 72;

fn main() {
    divan::main();
}

/// The pages below a folder of the workspace; empty, with a word about it, where it is absent.
fn pages(folder: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let (mut folders, mut files) = (vec![root], Vec::<PathBuf>::new());
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            eprintln!("skipped: {} is not here", folder.display());
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

/// Runs over real pages where they are at hand, else over the fixtures.
fn bench(bencher: divan::Bencher<'_, '_>, mut convert: impl FnMut(&[u8]) -> usize) {
    let pages = match pages("../shared/corpus/pages") {
        real if real.is_empty() => pages("fixtures"),
        real => real,
    };
    let bytes: usize = pages.iter().map(Vec::len).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| pages.iter().map(|page| convert(page)).sum::<usize>());
}

fn parse(page: &[u8]) -> Option<Page> {
    Page::parse(page, &ParseOptions::new()).ok()
}

#[divan::bench]
fn textify_parse(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, |page| parse(page).map_or(0, |page| page.title().len()));
}

#[divan::bench]
fn textify_plain(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, |page| {
        let Some(page) = parse(page) else { return 0 };
        let mut out = Vec::new();
        let events = page.read(&ReadOptions::new());
        let written = Plain::new().with_width(WIDTH).write(&page, events, &mut out);
        written.map_or(0, |()| out.len())
    });
}

#[divan::bench]
fn textify_html(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, |page| {
        let Some(page) = parse(page) else { return 0 };
        let mut out = Vec::new();
        let written = Html::new().write(&page, page.read(&ReadOptions::new()), &mut out);
        written.map_or(0, |()| out.len())
    });
}

#[divan::bench]
fn html2text_plain(bencher: divan::Bencher<'_, '_>) {
    bench(bencher, |page| html2text::from_read(page, WIDTH).map_or(0, |text| text.len()));
}
