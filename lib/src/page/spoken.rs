//! Which language a page and its blocks are in, where that is not what the page says.

use super::Page;
use crate::css::Display;
use crate::dom::{Document, NodeId, NodeSet, Step, Tag};
use crate::language::{self, Detected, LEAST, Verdict};
use serde::Serialize;

/// What a page's language rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LanguageEvidence {
    /// The caller's word.
    Given,
    /// The page's own `lang`.
    Declared,
    /// The page's `meta http-equiv="content-language"`.
    Pragma,
    /// Its text: the page does not say it.
    Detected,
    /// Its text, which is plainly in another language than the page says.
    Corrected,
}

/// A block whose language is not that of its surroundings, by its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spoken {
    /// The block.
    pub(crate) node: NodeId,
    pub(crate) language: Detected,
    /// How many bytes of text stand for it.
    pub(crate) weight: usize,
}

/// What the text of a page says of its language.
#[derive(Debug, Default)]
pub(crate) struct Languages {
    pub(super) page: Option<(Box<str>, LanguageEvidence)>,
    /// The blocks that differ, in the order of the source.
    pub(crate) differing: Vec<Spoken>,
    /// Text of some length that agrees, with its length.
    pub(crate) agreeing: Vec<(NodeId, usize)>,
}

/// So many blocks are asked for by trigrams: no honest page has more that differ.
const MOST: usize = 256;

/// So many blocks must differ, or a third of these, before a page is taken to be wrong.
const ENOUGH: usize = 12;

/// How much of a page is looked at to find its language.
const SAMPLE: usize = 1200;

impl Languages {
    pub(super) fn of(page: &Page) -> Languages {
        let declared = page.declared_language();
        let said = declared.map(|(tag, _)| tag);
        let pass = Pass::new(page, said);
        let Some((said, evidence)) = declared else { return pass.undeclared() };
        let languages = pass.run();
        let correct = languages.contradiction().filter(|tag| {
            let short = page.body().map(|body| page.short_texts(body, SAMPLE / 2));
            evidence != LanguageEvidence::Given
                && short.is_none_or(|short| language::may_be(&short, tag))
        });
        match correct {
            Some(tag) => {
                let found = Some((tag.into(), LanguageEvidence::Corrected));
                Languages { page: found, ..Pass::new(page, Some(tag)).run() }
            }
            None => Languages { page: Some((said.into(), evidence)), ..languages },
        }
    }

    /// The one language that nearly all text of the page is in, certainly, and not the one said.
    fn contradiction(&self) -> Option<&'static str> {
        let certain = self.differing.iter().filter(|spoken| spoken.language.certain);
        let tag = certain.clone().max_by_key(|spoken| spoken.weight)?.language.tag;
        let (same, other): (Vec<_>, Vec<_>) =
            certain.partition(|spoken| spoken.language.tag == tag);
        let weight = |of: &[&Spoken]| of.iter().map(|spoken| spoken.weight).sum::<usize>();
        let agreeing: usize = self.agreeing.iter().map(|(_, weight)| weight).sum();
        let against = weight(&same);
        (against > 4 * LEAST && against > 8 * (weight(&other) + agreeing)).then_some(tag)
    }
}

/// One look at all text of some length.
struct Pass<'p> {
    page: &'p Page,
    said: Option<&'p str>,
    /// Whether any element but the root says a language.
    parts: bool,
}

impl<'p> Pass<'p> {
    fn new(page: &'p Page, said: Option<&'p str>) -> Pass<'p> {
        let document = &page.document;
        let parts = document.all().any(|id| page.part_language(id).is_some());
        Pass { page, said, parts }
    }

    /// The text nodes that are long enough, and what they are said to be in.
    fn texts(&self) -> impl Iterator<Item = (NodeId, &'p str, Option<&'p str>)> {
        let document = &self.page.document;
        let long = document.all().filter_map(|id| {
            let text = document.text(id).filter(|text| text.len() >= LEAST)?.trim();
            (text.len() >= LEAST && self.is_read(id)).then_some((id, text))
        });
        long.map(|(id, text)| (id, text, self.said_of(id)))
    }

    /// Whether a text is one that people read: no code, no value of a field.
    fn is_read(&self, text: NodeId) -> bool {
        let document = &self.page.document;
        let parent = document.parent(text).map(|parent| document.tag(parent));
        !parent.is_some_and(|parent| is_code(parent) || parent == Tag::Title)
            && self.page.styles.of(text).display != Display::None
    }

    fn said_of(&self, node: NodeId) -> Option<&'p str> {
        if !self.parts {
            return self.said;
        }
        let mut around = self.page.document.ancestors(node);
        around.find_map(|id| self.page.part_language(id)).or(self.said)
    }

    fn run(&self) -> Languages {
        let mut languages = Languages::default();
        let mut seen: Option<NodeSet> = None;
        for (node, text, said) in self.texts() {
            if said.is_some_and(|said| language::may_be(text, said)) {
                languages.agreeing.push((node, text.len()));
                continue;
            }
            let Some(block) = self.block(node) else { continue };
            let seen = seen.get_or_insert_with(|| NodeSet::new(&self.page.document));
            if seen.contains(block) || languages.differing.len() >= MOST {
                continue;
            }
            seen.insert(block);
            let text = self.page.spoken_text(block, SAMPLE / 2, |_| false);
            match language::judge(&text, said) {
                Verdict::Differs(language) => {
                    languages.differing.push(Spoken { node: block, language, weight: text.len() });
                }
                Verdict::Agrees => languages.agreeing.push((node, text.len())),
            }
            if languages.differing.len() == ENOUGH && languages.contradiction().is_some() {
                break;
            }
        }
        languages
    }

    /// The block that a text stands in; `None` where that is the whole page.
    fn block(&self, text: NodeId) -> Option<NodeId> {
        let page = self.page;
        let mut around = page.document.ancestors(text);
        let block = around.find(|&id| page.styles.of(id).display.is_block())?;
        (!matches!(page.document.tag(block), Tag::Body | Tag::Html)).then_some(block)
    }

    /// A page that says nothing of its language: that of its longer texts, else of all there is.
    fn undeclared(self) -> Languages {
        const PIECE: usize = 120;
        let mut text = String::new();
        for (_, piece, said) in self.texts() {
            if said.is_none() && text.len() < SAMPLE {
                text.extend(piece.chars().take(PIECE));
                text.push(' ');
            }
        }
        if text.len() < SAMPLE / 4
            && let Some(body) = self.page.body()
        {
            text = self.page.spoken_text(body, SAMPLE, |_| false);
        }
        let found = language::detect(&text, None);
        let Some(Detected { tag, certain: true }) = found else {
            return Languages::default();
        };
        let languages = Pass { said: Some(tag), ..self }.run();
        Languages { page: Some((tag.into(), LanguageEvidence::Detected)), ..languages }
    }
}

/// Elements whose text is for machines, or none of the page's own.
fn is_code(tag: Tag) -> bool {
    use Tag::{Code, Kbd, Pre, Samp, Script, Select, Style, Template, Textarea, Var};
    matches!(tag, Script | Style | Template | Textarea | Select | Pre | Code | Kbd | Samp | Var)
}

impl Page {
    /// The texts of a part that are too short to be told by themselves, all together.
    pub(crate) fn short_texts(&self, root: NodeId, most: usize) -> String {
        const NODES: usize = 20_000;
        let document = &self.document;
        let mut text = String::new();
        for node in document.descendants(root).take(NODES) {
            let Some(piece) = document.text(node).map(str::trim) else { continue };
            let code = document.parent(node).is_some_and(|parent| is_code(document.tag(parent)));
            if (1..LEAST).contains(&piece.len()) && !code && text.len() < most {
                text.push_str(piece);
                text.push(' ');
            }
        }
        text
    }

    /// What a part of the page says, at most so many bytes and a few more: without code, without
    /// what is hidden, without what is marked as another language.
    pub(crate) fn spoken_text(
        &self,
        root: NodeId,
        most: usize,
        mut without: impl FnMut(NodeId) -> bool,
    ) -> String {
        /// So many nodes are looked at.
        const NODES: usize = 2000;
        let document: &Document = &self.document;
        let mut text = String::new();
        let mut walk = document.walk(root);
        let mut steps = 0;
        while let Some(step) = walk.next() {
            steps += 1;
            if text.len() >= most || steps > 2 * NODES {
                break;
            }
            let Step::Enter(node) = step else { continue };
            if let Some(piece) = document.text(node) {
                let room = most.saturating_sub(text.len());
                text.extend(piece.chars().take(room));
                text.push(' ');
                continue;
            }
            let code = is_code(document.tag(node));
            let marked = node != root && self.part_language(node).is_some();
            if code || marked || self.styles.of(node).display == Display::None || without(node) {
                walk.skip_children(node);
            }
        }
        text
    }
}
