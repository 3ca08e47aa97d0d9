//! What every output keeps to, whatever the page: insta forgives line ends and trailing blanks.

use crate::common::{Form, Source, Tree, corpus, fixtures};
use crate::snapshots::forms;
use std::collections::HashSet;
use std::io::{self, Read};
use textify::{Event, Page, ReadOptions, Tag, TagEnd};
use unicode_width::UnicodeWidthStr;

/// A reader that gives one byte at a time.
struct Dripping<'a>(&'a [u8]);

impl Read for Dripping<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let one = buffer.len().min(1);
        self.0.read(&mut buffer[..one])
    }
}

fn check(source: &Source, form: Form) -> Result<(), String> {
    let page = source.page();
    let output = form.of(&page);
    // The ledger may be empty; the standard's own algorithm gives text as it is.
    if !matches!(form, Form::Ledger | Form::Mail | Form::InnerText) {
        one_final_newline(&output)?;
    }
    characters(form, &output)?;
    if !matches!(form, Form::Html | Form::Print | Form::Mail | Form::InnerText) {
        let trailing = output.lines().find(|line| line.ends_with([' ', '\t']));
        trailing.map_or(Ok(()), |line| Err(format!("a trailing blank: {line:?}")))?;
    }
    if output != form.of(&page) {
        return Err("another output at the second run".to_owned());
    }
    let dripped = Page::from_reader(Dripping(&source.bytes), &source.options());
    let dripped = dripped.map_err(|error| format!("byte by byte: {error}"))?;
    if output != form.of(&dripped) {
        return Err("another output when read byte by byte".to_owned());
    }
    match form {
        Form::Html | Form::Print => well_formed(&output),
        Form::Plain | Form::Narrow | Form::Source => width(&page, form.width(), &output),
        _ => Ok(()),
    }
}

fn one_final_newline(output: &str) -> Result<(), String> {
    match output.strip_suffix('\n') {
        Some("") | None if output.is_empty() => Ok(()),
        Some(rest) if !rest.ends_with('\n') => Ok(()),
        _ => Err("not exactly one newline at the end".to_owned()),
    }
}

/// No control characters: tabs only where the page's own white space counts.
fn characters(form: Form, output: &str) -> Result<(), String> {
    let allowed = |c: char| c == '\n' || (c == '\t' && form != Form::Ledger);
    match output.chars().find(|&c| c.is_control() && !allowed(c)) {
        // The standard's own algorithm gives text as it is.
        Some(_) if form == Form::InnerText => Ok(()),
        Some(c) => Err(format!("the control character {c:?}")),
        None => Ok(()),
    }
}

/// The text version parses as it was written: nothing moved, nothing implied, nothing dropped.
pub(crate) fn well_formed(html: &str) -> Result<(), String> {
    let tree = Tree::parse(html);
    if let Some(error) = tree.errors().first() {
        return Err(format!("a parse error: {error}"));
    }
    let written = html.split('<').filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()));
    let written: Vec<_> = written
        .map(|tag| tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default())
        .collect();
    let parsed = tree.elements();
    let differing = written.iter().zip(&parsed).find(|(written, parsed)| **written != *parsed);
    match differing {
        Some((written, parsed)) => Err(format!("<{written}> was parsed as <{parsed}>")),
        None if written.len() == parsed.len() => Ok(()),
        None => Err(format!("{} elements written, {} parsed", written.len(), parsed.len())),
    }
}

/// No line is wider than asked but for one that cannot be broken: a single word after the marks
/// at its beginning, or a line of preformatted text.
pub(crate) fn width(page: &Page, width: usize, text: &str) -> Result<(), String> {
    let kept = preformatted(page);
    for line in text.lines().filter(|line| line.width() > width) {
        let content = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '[');
        let content = content.strip_prefix('[').map_or(content, |rest| {
            // The number of a link before its address.
            rest.split_once("] ").map_or(rest, |(_, address)| address)
        });
        let content = without_marks(content);
        let folded = folded(line);
        let verbatim = kept.iter().any(|kept| is_verbatim(&folded, kept));
        if content.trim_end().contains(' ') && !verbatim {
            return Err(format!("{} columns: {line:?}", line.width()));
        }
    }
    Ok(())
}

/// A line without the marks of the list items that begin in it.
fn without_marks(line: &str) -> &str {
    let mut content = line;
    while let Some((mark, rest)) = content.split_once(' ')
        && (mark == "-" || mark.len() < 22 && mark.ends_with('.'))
    {
        content = rest.trim_start();
    }
    content
}

/// What stands in preformatted text for all that is no text, such as a control or a pronunciation: a
/// line with it is not wrapped either.
const INSERTED: char = '\u{fffc}';

/// Whether a line holds a line of preformatted text, and besides it only marks, such as those of a
/// list or a quotation.
fn is_verbatim(line: &str, kept: &str) -> bool {
    let mut rest = line;
    let count = kept.split(INSERTED).count();
    for (number, part) in kept.split(INSERTED).map(str::trim).enumerate() {
        // What is inserted may say the same.
        let is_last = number + 1 == count;
        let found = if is_last { rest.rfind(part) } else { rest.find(part) };
        let Some(at) = found else { return false };
        rest = &rest[at + part.len()..];
    }
    let is_only_inserted = kept.chars().all(|c| c == INSERTED || c == ' ');
    match kept.ends_with(INSERTED) {
        true => !is_only_inserted || line.contains(['[', '(']),
        // Marks, and the number of a link.
        false => !rest.contains(char::is_alphabetic),
    }
}

/// A line without noncharacters and byte order marks, and with its white space collapsed: tabs become as many spaces as they
/// take.
fn folded(line: &str) -> String {
    let says_nothing = |c: char| (c as u32 & 0xfffe) == 0xfffe || c == '\u{feff}';
    line.replace(says_nothing, "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of the page's preformatted text that say something.
fn preformatted(page: &Page) -> HashSet<String> {
    let (mut text, mut within) = (String::new(), false);
    for event in page.read(&ReadOptions::new()) {
        match event {
            Event::Start(Tag::Preformatted, _) => within = true,
            Event::End(TagEnd::Preformatted) => {
                within = false;
                text.push('\n');
            }
            Event::Text(piece) if within => {
                // Plain text holds no controls, and nothing that turns its direction.
                let blank = |c: char| if c.is_control() && c.is_whitespace() { ' ' } else { c };
                let turns = |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
                let shown = piece.chars().map(|c| if c == '\n' { c } else { blank(c) });
                text.extend(shown.filter(|&c| c == '\n' || !(c.is_control() || turns(c))));
            }
            Event::Break if within => text.push('\n'),
            _ if within => text.push(INSERTED),
            _ => {}
        }
    }
    text.lines().map(folded).filter(|line| !line.is_empty()).collect()
}

fn faults(source: &Source) -> Vec<String> {
    let fault = |form: Form| {
        let error = check(source, form).err()?;
        Some(format!("{} as {form:?}: {error}", source.name))
    };
    forms(&source.name).into_iter().filter_map(fault).collect()
}

#[test]
fn outputs_of_fixtures_are_clean() {
    let faults: Vec<_> = fixtures().iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn outputs_of_the_corpus_are_clean() {
    let faults: Vec<_> = corpus().iter().flat_map(faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
