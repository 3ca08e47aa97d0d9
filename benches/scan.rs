//! The facts of pages from their bytes, beside the same facts from their trees.

use divan::{Bencher, black_box};
use textify::{Page, ParseOptions, scan};
use textify_benches::{names, pages, size};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

fn run(bencher: Bencher<'_, '_>, name: &str, facts: fn(&[u8]) -> usize) {
    let pages = pages(name);
    bencher
        .counter(size(pages))
        .bench_local(|| pages.iter().map(|page| facts(black_box(page))).sum::<usize>());
}

#[divan::bench(args = names())]
fn stream(bencher: Bencher<'_, '_>, set: &str) {
    run(bencher, set, |page| {
        scan(page, &ParseOptions::new()).expect("a page within the limits").links().len()
    });
}

#[divan::bench(args = names())]
fn tree(bencher: Bencher<'_, '_>, set: &str) {
    run(bencher, set, |page| {
        let page = Page::parse(page, &ParseOptions::new()).expect("a page within the limits");
        page.facts().links().len()
    });
}
