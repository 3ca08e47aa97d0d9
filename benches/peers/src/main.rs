//! Checks all pages below a folder with the crate accessibility-rs.

use accessibility_rs::{AuditConfig, audit};
use std::{env, fs, path::PathBuf};

fn main() {
    let mut folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let (mut pages, mut issues) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "html") {
                let html = fs::read(&path).expect("a page");
                let html = String::from_utf8_lossy(&html);
                issues += audit(&AuditConfig::basic(&html)).len();
                pages += 1;
            }
        }
    }
    println!("{pages} pages, {issues} issues");
}
