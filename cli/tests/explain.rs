//! The rule pages of the documentation, which the command itself prints.

mod common;
use common::Room;
use std::fs;
use std::path::Path;
use textify::check::RULES;

/// `TEXTIFY_UPDATE=1 cargo test -p textify-cli --test explain` writes it anew.
#[test]
fn the_committed_pages_are_those_of_this_version() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/src/rules.md");
    let pages = Room::new().run(["explain"]).fine().to_owned();
    if std::env::var_os("TEXTIFY_UPDATE").is_some() {
        fs::write(&path, &pages).unwrap();
    }
    let committed = fs::read_to_string(&path).expect("docs/src/rules.md");
    assert!(
        pages == committed,
        "docs/src/rules.md is not what textify explain says: TEXTIFY_UPDATE=1 writes it anew"
    );
    for rule in RULES {
        assert!(pages.contains(&format!("- [{id}](#{id}): ", id = rule.id())), "{}", rule.id());
        assert!(pages.contains(&format!("\n## {}\n", rule.id())), "{}", rule.id());
    }
}

#[test]
fn groups_of_rules_are_explained() {
    let room = Room::new();
    let text = room.run(["explain", "wcag:1.4.4"]).fine().to_owned();
    assert!(text.starts_with("## ") && text.contains("## viewport-zoom\n"), "{text}");
    assert!(text.contains("WCAG 2.2, 1.4.4 Resize Text (AA), EN 301 549 9.1.4.4"), "{text}");
    assert!(!text.contains("\n## image-alt-present\n"), "{text}");
}
