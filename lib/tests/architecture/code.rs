//! Rust sources as far as these tests need them: what is code in a file, its words and functions.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file of the workspace.
pub(crate) struct File {
    /// The path from the workspace's root, with `/` on every system.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The text without comments, literals and tests; every line keeps its number.
    pub(crate) code: String,
}

/// The Rust files below some folders of the workspace.
pub(crate) fn files(folders: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's root");
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the workspace") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source in UTF-8");
                let parts = path.strip_prefix(root).expect("a path below the root").iter();
                let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
                let code = without_tests(&code(&text));
                files.push(File { path: parts.join("/"), text, code });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Blanks comments and literals.
pub(crate) fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    let mut after_word = false;
    while let Some(first) = rest.chars().next() {
        let skipped = if after_word { 0 } else { raw_string(rest) };
        let skipped = if skipped > 0 { skipped } else { comment_or_literal(rest) };
        if skipped == 0 {
            code.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            code.extend(rest[..skipped].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[skipped..];
        }
        after_word = is_word(first) && skipped == 0;
    }
    code
}

/// The length of the comment, string or character that `rest` begins with, if it does.
fn comment_or_literal(rest: &str) -> usize {
    let end = |found: Option<usize>, length: usize| found.map_or(rest.len(), |at| at + length);
    if rest.starts_with("//") {
        return end(rest.find('\n'), 0);
    }
    if rest.starts_with("/*") {
        return end(rest.find("*/"), 2);
    }
    if rest.starts_with('"') {
        return quoted(rest, '"');
    }
    let mut chars = rest.chars();
    // A lifetime has no closing quotation mark after its first letter.
    let is_char = chars.next() == Some('\'')
        && match chars.next() {
            Some('\\') => true,
            Some(_) => chars.next() == Some('\''),
            None => false,
        };
    if is_char { quoted(rest, '\'') } else { 0 }
}

/// The length of a literal up to its closing mark, escapes respected.
fn quoted(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == mark => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The length of the raw string that `rest` begins with, if it does.
fn raw_string(rest: &str) -> usize {
    let Some(after) = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r')) else { return 0 };
    let hashes = after.len() - after.trim_start_matches('#').len();
    if !after[hashes..].starts_with('"') {
        return 0;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let open = rest.len() - after.len() + hashes + 1;
    rest[open..].find(&close).map_or(rest.len(), |at| open + at + close.len())
}

/// Blanks what is compiled for tests only.
pub(crate) fn without_tests(code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(at) = rest.find(MARK) {
        kept.push_str(&rest[..at]);
        let end = at + item_end(&rest[at + MARK.len()..]) + MARK.len();
        kept.extend(rest[at..end].chars().filter(|&c| c == '\n'));
        rest = &rest[end..];
    }
    kept + rest
}

/// Where an item ends: at its `;`, or at the brace that closes its body.
fn item_end(code: &str) -> usize {
    let (mut braces, mut brackets) = (0, 0);
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            ';' if braces == 0 && brackets == 0 => return at + 1,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces <= 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// The functions of a file: name, number of the first line, number of lines.
pub(crate) fn functions(code: &str) -> Vec<(&str, usize, usize)> {
    let mut found = Vec::new();
    for (at, word) in words(code) {
        let name = code[at + word.len()..].trim_start();
        let name = &name[..name.find(|c| !is_word(c)).unwrap_or(name.len())];
        if word == "fn" && !name.is_empty() {
            let lines = code[at..][..item_end(&code[at..])].lines().count();
            found.push((name, code[..at].matches('\n').count() + 1, lines));
        }
    }
    found
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The words of a file, each with its place.
pub(crate) fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let pieces = code.split(|c| !is_word(c)).filter(|word| !word.is_empty());
    pieces.map(|word| (word.as_ptr() as usize - code.as_ptr() as usize, word))
}

/// What is named right below a path such as `std::`: one word, or all of a group in braces.
pub(crate) fn below<'c>(code: &'c str, path: &str) -> Vec<&'c str> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices(path) {
        if code[..at].ends_with(|c| is_word(c) || c == ':') {
            continue;
        }
        let rest = &code[at + path.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(first_words(&group[..item_end(rest) - 2])),
            None => names.extend(words(rest).next().map(|(_, word)| word)),
        }
    }
    names
}

/// The first word of every part of a group: `a` and `d` of `a::{b, c}, d::e`.
fn first_words(group: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let parts = group.split(move |c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth == 0
    });
    parts.filter_map(|part| words(part).next().map(|(_, word)| word))
}
