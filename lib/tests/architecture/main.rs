//! Holds the code to ARCHITECTURE.md: who may name what, and how long a file or function may be.

mod code;

use code::{File, below, files, functions, words};

const LIBRARY: &[&str] = &["lib/src"];
const ALL: &[&str] = &["lib/src", "lib/tests", "cli/src", "cli/tests", "snapshots", "benches"];

/// The library's modules from the ground up: each may name those of its own line and above it.
const LAYERS: &[&[&str]] = &[
    &["error", "escape", "language", "limits", "words"],
    &["decode", "dom"],
    &["css"],
    &["page", "stream"],
    &["aria"],
    &["event", "i18n", "ledger", "read"],
    &["decorate", "format", "sitemap"],
    &["check"],
    &["site"],
];

fn existing(folders: &[&'static str]) -> Vec<File> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let there = |folder: &&&str| std::path::Path::new(root).join(folder).is_dir();
    files(&folders.iter().filter(there).copied().collect::<Vec<_>>())
}

/// Whether all of a file is compiled for tests only.
fn is_test(file: &File) -> bool {
    file.path.ends_with("/tests.rs") || file.path.contains("/tests/")
}

/// The path of a file below the library's sources: `read/flow.rs`.
fn inner(file: &File) -> &str {
    file.path.strip_prefix("lib/src/").unwrap_or(&file.path)
}

/// The module just below `folder` that a file belongs to.
fn module<'f>(file: &'f File, folder: &str) -> Option<&'f str> {
    let rest = file.path.strip_prefix(folder)?.strip_prefix('/')?;
    rest.split('/').next().map(|name| name.trim_end_matches(".rs"))
}

/// Whether a file belongs to the export of whole sites, which is there for files.
fn is_site(file: &File) -> bool {
    module(file, "lib/src") == Some("site")
}

fn assert_none(faults: Vec<String>, rule: &str) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

/// The files outside `home` that have one of these words.
fn naming(names: &[&str], home: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for file in existing(&["lib/src", "cli/src"]) {
        if is_test(&file) || module(&file, "lib/src") == Some(home) {
            continue;
        }
        let found = words(&file.code).filter(|(_, word)| names.contains(word));
        faults.extend(found.map(|(_, word)| format!("{} names {word}", file.path)));
    }
    faults
}

#[test]
fn only_dom_names_the_parser() {
    let parser = ["html5ever", "markup5ever", "tendril", "xml5ever"];
    assert_none(naming(&parser, "dom"), "only lib/src/dom may name the parser");
    let own = existing(LIBRARY).into_iter().filter(|f| module(f, "lib/src") == Some("dom"));
    let named = own.filter(|file| words(&file.code).any(|(_, word)| word == "html5ever")).count();
    assert!(named > 0, "this test no longer finds the parser where it is");
}

#[test]
fn only_stream_names_the_rewriter() {
    assert_none(naming(&["lol_html"], "stream"), "only lib/src/stream may name lol_html");
}

#[test]
fn nothing_flows_backwards() {
    let layer = |name: &str| LAYERS.iter().position(|modules| modules.contains(&name));
    let mut faults = Vec::new();
    for file in existing(LIBRARY) {
        let own = module(&file, "lib/src").unwrap_or_default();
        if own == "lib" || is_test(&file) {
            continue;
        }
        let Some(height) = layer(own) else {
            faults.push(format!("{} is in no layer", file.path));
            continue;
        };
        for name in below(&file.code, "crate::") {
            if layer(name).is_none_or(|other| other > height) {
                faults.push(format!("{} names crate::{name}", file.path));
            }
        }
    }
    assert_none(faults, "a module may name only its own layer and those below it");
}

/// A format is a module from which `format.rs` exports something; the others are shared helpers.
#[test]
fn formats_do_not_name_each_other() {
    let files = existing(LIBRARY);
    let list = files.iter().find(|file| inner(file) == "format.rs").expect("format.rs");
    let formats: Vec<_> = list
        .code
        .lines()
        .filter_map(|line| line.trim().strip_prefix("pub use "))
        .filter_map(|path| path.trim_start_matches("self::").split("::").next())
        .collect();
    assert!(formats.len() > 1, "this test no longer finds the formats: {formats:?}");
    let mut faults = Vec::new();
    for file in &files {
        let Some(own) = module(file, "lib/src/format") else { continue };
        let depth = inner(file).split('/').count() - 1;
        let mut names = below(&file.code, "crate::format::");
        names.extend(below(&file.code, &"super::".repeat(depth)));
        let others = names.into_iter().filter(|name| *name != own && formats.contains(name));
        faults.extend(others.map(|other| format!("{} names {other}", file.path)));
    }
    assert_none(faults, "formats do not know each other");
}

#[test]
fn the_command_has_no_back_door() {
    let mut faults = Vec::new();
    for file in existing(&["cli/src", "lib/src"]) {
        let compact: String = file.code.chars().filter(|c| !c.is_whitespace()).collect();
        for door in ["#[path", "include!(", "doc(hidden)"] {
            if compact.contains(door) {
                faults.push(format!("{} has {door}", file.path));
            }
        }
    }
    assert_none(faults, "the command uses what every embedder can use");
}

#[test]
fn the_library_asks_nobody() {
    let mut faults = Vec::new();
    for file in existing(LIBRARY).iter().filter(|file| !is_test(file)) {
        let outside = ["env", "fs", "net", "process", "thread", "time"];
        let asks = |name: &&str| outside.contains(name) && !(*name == "fs" && is_site(file));
        let named = below(&file.code, "std::").into_iter().filter(asks);
        faults.extend(named.map(|name| format!("{} names std::{name}", file.path)));
    }
    assert_none(
        faults,
        "no clock, environment, file or network in the library, but for files in site",
    );
}

#[test]
fn nothing_is_unsafe() {
    let has_it = |file: &File| words(&file.code).any(|(_, word)| word == "unsafe");
    let faults = existing(ALL).into_iter().filter(has_it).map(|file| file.path);
    assert_none(faults.collect(), "no unsafe code");
}

#[test]
fn files_and_functions_are_short() {
    let mut faults = Vec::new();
    let all = existing(ALL);
    assert!(all.len() > 30, "this test no longer finds the sources");
    for file in &all {
        let lines = file.text.lines().count();
        if lines >= 500 {
            faults.push(format!("{} has {lines} lines", file.path));
        }
        // Tests too are read by people.
        for (name, line, length) in functions(&code::code(&file.text)) {
            if length > 60 {
                faults.push(format!("{}:{line} fn {name} has {length} lines", file.path));
            }
        }
    }
    assert_none(faults, "files stay under 500 lines, functions within 60");
}

#[test]
fn this_test_reads_rust() {
    let text = "let a = \"fn b() {\"; // fn c() {\nlet d = r#\"\"{\"#; let e: &'e u8 = b'{';\n";
    let bare = code::code(text);
    assert_eq!(bare.lines().count(), 2);
    assert!(!bare.contains('{') && bare.contains("&'e u8"), "{bare}");

    let source = "fn a(x: [u8; 2]) {\n  if b {\n  }\n}\nimpl F { fn c(&self); }\n";
    assert_eq!(functions(source), [("a", 1, 4), ("c", 5, 1)]);

    let tested = "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() {}\n}\nfn c() {}\n";
    let names: Vec<_> =
        functions(&code::without_tests(tested)).iter().map(|f| f.0.to_owned()).collect();
    assert_eq!(names, ["a", "c"]);

    let imports = "use std::{fmt, io::{self, env}, time::Instant}; std::net::x(); my_std::env();";
    assert_eq!(below(imports, "std::"), ["fmt", "io", "time", "net"]);
}
