//! In the page's own order, words stand as the page has them.

use crate::common::{Words, fixtures, plain_without_links, said};
use textify::{Order, ReadOptions};

/// How many words two texts have in common in the same order: the length of their longest common
/// subsequence.
fn in_order(a: &[String], b: &[String]) -> usize {
    let mut before = vec![0; b.len() + 1];
    for word in a {
        let mut now = vec![0; b.len() + 1];
        for (at, other) in b.iter().enumerate() {
            now[at + 1] = if word == other { before[at] + 1 } else { before[at + 1].max(now[at]) };
        }
        before = now;
    }
    before[b.len()]
}

/// How many words two texts have in common in any order.
fn in_common(a: &[String], b: &[String]) -> usize {
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    a.sort_unstable();
    b.sort_unstable();
    in_order(&a, &b)
}

#[test]
fn words_keep_their_order() {
    let (mut all, mut kept) = (0, 0);
    let mut disordered = Vec::new();
    for source in fixtures() {
        let page = source.page();
        let events = page.read(&ReadOptions::new().with_order(Order::Source));
        let output = Words::of(&plain_without_links(&page, events)).whole();
        let shown = said(&source.tree(&page)).whole();
        let (common, ordered) = (in_common(&shown, &output), in_order(&shown, &output));
        (all, kept) = (all + common, kept + ordered);
        if ordered * 100 < common * 99 {
            disordered.push(format!("{}: {ordered} of {common} words in order", source.name));
        }
    }
    println!("{kept} of {all} words in order; below 99 %:\n{}", disordered.join("\n"));
    assert!(all > 2000, "only {all} words compared");
    assert!(kept * 100 >= all * 99, "{kept} of {all} words in order:\n{}", disordered.join("\n"));
}
