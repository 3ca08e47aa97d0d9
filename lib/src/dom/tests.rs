//! The tree beside two that others build: RcDom's nodes, and lol_html's places of tags.

mod hostile;
mod oracle;
mod soup;
mod spans;
mod xml;

use super::{Attr, Data, Document, Ns, Step, Syntax};
use crate::decode;
use crate::limits::Limits;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::{QuirksMode, TreeBuilderOpts};
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::fs;
use std::path::{Path, PathBuf};

/// Limits under which nothing of a sane page is flattened or refused.
fn wide() -> Limits {
    Limits::new().with_depth(4_000)
}

fn parse(source: &str) -> Document {
    super::parse(source, Syntax::Html, &wide()).expect("the page is within the limits")
}

/// Every page at hand, decoded: the fixtures, and the corpus where it is present.
fn pages() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    html_files(&root.join("../fixtures"), &mut paths);
    assert!(paths.len() > 50, "only {} fixtures found", paths.len());
    let corpus = root.join("../../shared/corpus/pages");
    match corpus.is_dir() {
        true => html_files(&corpus, &mut paths),
        false => println!("skipped: no corpus beside the project"),
    }
    paths.sort();
    let decoded = |path: &PathBuf| decode::decode(&fs::read(path).unwrap(), None).text;
    paths.iter().map(|path| (path.clone(), decoded(path))).collect()
}

fn html_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            html_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "html") {
            found.push(path);
        }
    }
}

/// The arena, one node a line: depth, kind, and all that the node holds.
fn outline(document: &Document) -> Vec<String> {
    let (mut lines, mut depth) = (vec![format!("quirks {}", document.quirks())], 0);
    // A `selectedcontent` holds a copy of the chosen option in RcDom, and what was written in ours.
    let mut copied = None;
    for step in document.walk(Document::ROOT) {
        match step {
            Step::Enter(id) => {
                if copied.is_none() {
                    lines.push(format!("{depth} {}", describe(document, document.data(id))));
                    copied = (document.name(id) == "selectedcontent").then_some(id);
                }
                depth += 1;
            }
            Step::Leave(id) => {
                depth -= 1;
                copied = copied.filter(|&copied| copied != id);
            }
        }
    }
    lines
}

fn describe(document: &Document, data: &Data) -> String {
    let slice = |span| document.slice(span);
    match data {
        Data::Document => "document".into(),
        Data::Fragment => "contents".into(),
        Data::Doctype { name, public_id, system_id } => {
            format!("doctype {:?} {:?} {:?}", slice(*name), slice(*public_id), slice(*system_id))
        }
        Data::Text(text) => format!("text {:?}", slice(*text)),
        Data::Comment(text) => format!("comment {:?}", slice(*text)),
        Data::Element(element) => {
            let attrs = document.attrs[element.attrs.range()].iter().map(|attr: &Attr| {
                let prefix = attr.prefix.as_deref();
                format!(" {:?} {prefix:?} {}={:?}", attr.ns, &*attr.name, slice(attr.value))
            });
            format!("element {:?} {}{}", element.ns, &*element.name, attrs.collect::<String>())
        }
    }
}

/// The same of RcDom.
fn rcdom_outline(source: &str) -> Vec<String> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
        ..Default::default()
    };
    let dom = parse_document(RcDom::default(), options).one(source);
    let mut lines = vec![format!("quirks {}", dom.quirks_mode.get() == QuirksMode::Quirks)];
    let mut stack = vec![(0, dom.document.clone(), false)];
    while let Some((depth, node, fragment)) = stack.pop() {
        let text = if fragment { "contents".into() } else { describe_rcdom(&node) };
        lines.push(format!("{depth} {text}"));
        let name = match &node.data {
            NodeData::Element { name, .. } => &*name.local,
            _ => "",
        };
        if name != "selectedcontent" {
            let children = node.children.borrow();
            stack.extend(children.iter().rev().map(|child| (depth + 1, child.clone(), false)));
        }
        if let NodeData::Element { template_contents, .. } = &node.data
            && let Some(contents) = &*template_contents.borrow()
        {
            stack.push((depth + 1, contents.clone(), true));
        }
    }
    lines
}

fn describe_rcdom(node: &Handle) -> String {
    match &node.data {
        NodeData::Document => "document".into(),
        NodeData::Doctype { name, public_id, system_id } => {
            format!("doctype {:?} {:?} {:?}", &**name, &**public_id, &**system_id)
        }
        NodeData::Text { contents } => format!("text {:?}", &**contents.borrow()),
        NodeData::Comment { contents } => format!("comment {:?}", &**contents),
        NodeData::Element { name, attrs, .. } => {
            let attrs: String = attrs
                .borrow()
                .iter()
                .map(|attr| {
                    let (ns, prefix) = (Ns::of(&attr.name.ns), attr.name.prefix.as_deref());
                    format!(" {ns:?} {prefix:?} {}={:?}", &*attr.name.local, &*attr.value)
                })
                .collect();
            format!("element {:?} {}{attrs}", Ns::of(&name.ns), &*name.local)
        }
        NodeData::ProcessingInstruction { .. } => "HTML has no processing instructions".into(),
    }
}

/// Where the arena's tree and RcDom's part, with the lines before; `None` when they are the same.
fn parting(source: &str) -> Option<String> {
    let (ours, theirs) = (outline(&parse(source)), rcdom_outline(source));
    let at = (0..ours.len().max(theirs.len())).find(|&at| ours.get(at) != theirs.get(at))?;
    let before = theirs[at.saturating_sub(5)..at].join("\n  ");
    let line = |lines: &[String]| lines.get(at).cloned().unwrap_or("(no more nodes)".into());
    Some(format!("after\n  {before}\nRcDom: {}\nours:  {}", line(&theirs), line(&ours)))
}
