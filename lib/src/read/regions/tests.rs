use super::Regions;
use crate::RegionKind;
use crate::css::Display;
use crate::dom::{NodeId, Step};
use crate::page::{Page, ParseOptions};

/// The words of the visible text below the main regions, without what `--only main` leaves out.
fn main_text(page: &Page, regions: &Regions) -> String {
    let mut text = String::new();
    let mut out = 0;
    let mut on: Vec<bool> = vec![false];
    let mut walk = page.document.walk(page.body().unwrap());
    while let Some(step) = walk.next() {
        match step {
            Step::Enter(id) => {
                if let Some(t) = page.document.text(id) {
                    if *on.last().unwrap() && !page.styles.of(id).invisible {
                        text.push_str(t);
                    }
                    continue;
                }
                if page.styles.of(id).display == Display::None {
                    out += 1;
                    walk.skip_children(id);
                    on.push(false);
                    continue;
                }
                if page.styles.of(id).display != Display::Inline {
                    text.push('\n');
                }
                let now = match regions.kind_of(id) {
                    Some(RegionKind::Main) => true,
                    Some(_) if !regions.iter().any(|r| r.root == id && r.nested) => false,
                    _ if regions.extra(id).is_some() => false,
                    _ => *on.last().unwrap(),
                };
                on.push(now);
            }
            Step::Leave(id) => {
                if page.document.text(id).is_some() {
                    continue;
                }
                if page.styles.of(id).display != Display::Inline {
                    text.push('\n');
                }
                on.pop();
            }
        }
    }
    let _ = out;
    text
}

#[test]
fn dump() {
    let Ok(dir) = std::env::var("DUMP") else { return };
    for entry in std::fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "html") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let page = Page::parse(&bytes, &ParseOptions::new()).unwrap();
        let start = std::time::Instant::now();
        let regions = Regions::find(&page);
        let took = start.elapsed();
        std::fs::write(path.with_extension("got"), main_text(&page, &regions)).unwrap();
        let d = &page.document;
        let mut log = format!("{took:?}\n");
        for r in
            regions.extras.values().chain(regions.iter().filter(|r| r.kind != RegionKind::Main))
        {
            let text: String = page
                .document
                .descendants(r.root)
                .filter(|&n| {
                    page.styles.of(n).display != Display::None || page.document.text(n).is_some()
                })
                .filter(|&n| {
                    !page.document.ancestors(n).any(|a| page.styles.of(a).display == Display::None)
                })
                .filter_map(|n| page.document.text(n))
                .collect::<Vec<_>>()
                .join(" ")
                .replace(['\n', '\t'], " ");
            log +=
                &format!("G\t{:?}{}\t{}\t{text}\n", r.kind, if r.nested { "+" } else { "" }, r.why);
        }
        for r in regions.iter() {
            let chain: Vec<String> = std::iter::once(r.root)
                .chain(d.ancestors(r.root))
                .map(|n: NodeId| {
                    format!(
                        "{}#{}.{}",
                        d.name(n),
                        d.attr(n, "id").unwrap_or(""),
                        d.attr(n, "class").unwrap_or("")
                    )
                })
                .collect();
            log += &format!("{:?} {} {}\n", r.kind, r.why, chain.join(" < "));
        }
        std::fs::write(path.with_extension("log"), log).unwrap();
    }
}
