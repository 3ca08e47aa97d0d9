//! Bytes to the plain text version: textify beside html2text, in one run.
//!
//! Both wrap at 72 columns, list the addresses of links at the end and have the same allocator.
//! Only textify finds the encoding, the regions and what to leave out.

use divan::{Bencher, black_box};
use textify::{Page, ParseOptions, ReadOptions, format::Plain};
use textify_benches::{names, pages, size};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const WIDTH: usize = 72;

fn main() {
    divan::main();
}

fn run(bencher: Bencher<'_, '_>, name: &str, convert: fn(&[u8]) -> usize) {
    let pages = pages(name);
    bencher
        .counter(size(pages))
        .bench_local(|| pages.iter().map(|page| convert(black_box(page))).sum::<usize>());
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
