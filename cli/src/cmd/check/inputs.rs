//! Which pages are checked.

use crate::input::Input;
use crate::report::{Problem, name};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The pages that the paths name; folders are searched, their pages sorted by name.
pub(super) fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, Problem> {
    if paths.is_empty() {
        let hint = "give pages or folders; - is the standard input";
        return Err(Problem::new("check", "no page is named", hint));
    }
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() != "-" && path.is_dir() {
            let before = inputs.len();
            for entry in WalkDir::new(path).sort_by_file_name() {
                let entry = entry.map_err(|error| {
                    Problem::new(name(path), error, "see that you may read the folder")
                })?;
                if entry.file_type().is_file() && is_page(entry.path()) {
                    inputs.push(Input::File(entry.into_path()));
                }
            }
            if inputs.len() == before {
                let hint = "give a folder with .html, .htm, .xhtml or .svg files";
                return Err(Problem::new(name(path), "there is no page in the folder", hint));
            }
        } else {
            inputs.extend(Input::all(std::slice::from_ref(path)));
        }
    }
    Ok(inputs)
}

/// Whether a file of a folder is one to check, by its extension.
fn is_page(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    matches!(extension.as_str(), "html" | "htm" | "xhtml" | "svg")
}
