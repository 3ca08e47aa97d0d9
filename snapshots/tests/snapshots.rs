//! The expected outputs, page first: `fixtures/mvcr/emn-1.html` has `mvcr/emn-1.plain.snap` and
//! its neighbours.
//!
//! `INSTA_UPDATE=always cargo test -p textify-snapshots` writes what the outputs are now; what
//! differs then shows in the version control.

use crate::common::{Form, Source, fixtures, root};
use crate::site::SITE;
use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The outputs that a page is kept in.
pub(crate) fn forms(name: &str) -> Vec<Form> {
    let mut forms =
        vec![Form::Plain, Form::Html, Form::Markdown, Form::Print, Form::Ledger, Form::InnerText];
    if ["mvcr/emn-1", "mvcr/clanek", "encoding/windows-1250-declared"].contains(&name) {
        forms.push(Form::Mail);
    }
    if name == "mvcr/emn-print" {
        forms.push(Form::Source);
    }
    if ["html/accessible-names", "html/form-fields", "html/landmarks-roles"].contains(&name) {
        forms.push(Form::Accessible);
    }
    if name.contains("table") || name.contains("tabulky") {
        forms.push(Form::Narrow);
    }
    forms
}

fn check(source: &Source, form: Form) {
    let (folder, name) = source.name.rsplit_once('/').unwrap_or(("", &source.name));
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let output = form.of(&source.page());
    settings.bind(|| insta::assert_snapshot!(format!("{name}.{}", form.name()), output));
}

#[test]
fn outputs_are_as_expected() {
    let mut differing = Vec::new();
    for source in fixtures() {
        for form in forms(&source.name) {
            // One that differs must not keep the others from being shown.
            if catch_unwind(AssertUnwindSafe(|| check(&source, form))).is_err() {
                differing.push(format!("{} as {form:?}", source.name));
            }
        }
    }
    assert!(differing.is_empty(), "not as expected:\n{}", differing.join("\n"));
}

/// insta finds an expected output that is missing, not one that nothing is compared with.
#[test]
fn every_expected_output_has_its_fixture() {
    let expected: BTreeSet<_> = fixtures()
        .iter()
        .flat_map(|source| {
            let name = source.name.clone();
            forms(&name).into_iter().map(move |form| format!("{name}.{}.snap", form.name()))
        })
        .chain(SITE.map(|name| format!("site/{name}.snap")))
        .collect();
    // The seed's article from its chapters is compared by a test of its own.
    let expected: BTreeSet<_> =
        expected.into_iter().chain(["mvcr/emn.chapters.snap".to_owned()]).collect();
    let folder = root().join("snapshots");
    let (mut folders, mut orphans) = (vec![folder.clone()], Vec::new());
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).expect("a readable folder") {
            let path = entry.expect("a readable folder").path();
            let name = path.strip_prefix(&folder).expect("a path below");
            let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
            let name = parts.join("/");
            if path.is_dir() {
                folders.push(path);
            } else if name.ends_with(".snap") && !expected.contains(&name) {
                orphans.push(name);
            }
        }
    }
    assert!(orphans.is_empty(), "no fixture is compared with {orphans:?}");
}
