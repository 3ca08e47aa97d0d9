//! The proof that the ledger sum can fail: it must, whatever block an output drops.

use crate::common::{Count, Output, Source, Words, fixtures, said};
use crate::ledger::accounted;
use textify::{Event, Page, ReadOptions, TagEnd};

/// The blocks of a reading as ranges of its events, innermost first; images and controls too.
fn blocks(events: &[Event<'_>]) -> Vec<std::ops::RangeInclusive<usize>> {
    let (mut open, mut blocks) = (Vec::new(), Vec::new());
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Start(..) => open.push(at),
            Event::End(end) => {
                let start = open.pop().expect("well-nested events");
                if is_block(*end) {
                    blocks.push(start..=at);
                }
            }
            Event::Image(_) | Event::Control(..) => blocks.push(at..=at),
            _ => {}
        }
    }
    blocks
}

fn is_block(end: TagEnd) -> bool {
    use TagEnd::*;
    matches!(
        end,
        Paragraph
            | Heading
            | Item
            | Term
            | Description
            | Preformatted
            | FigureCaption
            | TableCaption
            | Cell
            | Summary
            | Legend
            | List
            | Table
            | Row
            | BlockQuote
            | Region
    )
}

/// How many blocks one output of a page may drop unnoticed, of how many that say something.
struct Tried {
    noticed: usize,
    unnoticed: Vec<String>,
}

/// Drops each block in turn. One may go unnoticed only where all of its words are in the output
/// more often than the page says them, as words of textify's own or of the page's title.
fn try_blocks(page: &Page, output: Output, shown: &Words, tried: &mut Tried) {
    let mut reading = page.read(&ReadOptions::new());
    let events: Vec<_> = reading.by_ref().collect();
    let ledger = accounted(page, reading.ledger());
    let whole = Count::default().with(&output.words(page, events.iter().cloned()));
    let page_says = Count::default().with(shown);
    let spare = {
        let mut spare = ledger.clone().and(&whole);
        spare.take_all(shown);
        spare
    };
    for block in blocks(&events) {
        let kept = events.iter().enumerate().filter(|(at, _)| !block.contains(at));
        let rest = output.words(page, kept.map(|(_, event)| event.clone()));
        let dropped = whole.less(&Count::default().with(&rest));
        if !dropped.says_any(&page_says) {
            // Nothing was lost but words of textify's own.
            continue;
        }
        let missing = ledger.clone().with(&rest).take_all(shown);
        if !missing.is_empty() {
            tried.noticed += 1;
        } else {
            assert!(dropped.less(&spare).is_empty(), "{output:?} dropped {dropped:?} unnoticed");
            tried.unnoticed.push(format!("{output:?} {dropped:?}"));
        }
    }
}

#[test]
fn a_dropped_block_is_noticed() {
    let mut tried = Tried { noticed: 0, unnoticed: Vec::new() };
    for source in fixtures() {
        let Source { name, .. } = &source;
        let page = source.page();
        let shown = said(&source.tree(&page));
        let before = tried.unnoticed.len();
        for output in Output::ALL {
            try_blocks(&page, output, &shown, &mut tried);
        }
        for unnoticed in &tried.unnoticed[before..] {
            println!("{name}: {unnoticed}");
        }
    }
    let Tried { noticed, unnoticed } = tried;
    println!("{noticed} dropped blocks noticed, {} not", unnoticed.len());
    assert!(noticed > 1000, "only {noticed} blocks were tried");
    assert!(unnoticed.len() * 20 < noticed, "too many dropped blocks go unnoticed");
}
