//! Which rules may match an element, found without trying them all.

use super::selector::hash;
use super::sheet::Rule;
use crate::dom::{Document, NodeId};
use selectors::parser::Component;
use std::collections::HashMap;

/// The rules by the hash of what their rightmost compound asks of an element.
#[derive(Debug, Default)]
pub(super) struct Index {
    ids: HashMap<u32, Vec<u32>>,
    classes: HashMap<u32, Vec<u32>>,
    tags: HashMap<u32, Vec<u32>>,
    others: Vec<u32>,
}

impl Index {
    /// The rules of one tree. `relations`: whether those with `:has()` count.
    pub(super) fn new(rules: &[Rule], tree: u32, quirks: bool, relations: bool) -> Index {
        let mut index = Index::default();
        let numbered = rules.iter().enumerate().filter(|(_, rule)| rule.tree == tree);
        for (number, rule) in numbered.filter(|(_, rule)| relations || !rule.relates) {
            index.bucket(rule, quirks).push(number as u32);
        }
        index
    }

    fn bucket(&mut self, rule: &Rule, quirks: bool) -> &mut Vec<u32> {
        let key = |text: &str| fold(text, quirks);
        let mut iter = rule.selector.iter();
        if rule.pseudo.is_some() {
            // The pseudo-element stands in a sequence of its own before its element's.
            iter.by_ref().for_each(drop);
            iter.next_sequence();
        }
        let (mut class, mut tag) = (None, None);
        for component in iter {
            match component {
                Component::ID(id) => return self.ids.entry(key(id.as_str())).or_default(),
                Component::Class(name) => class = Some(key(name.as_str())),
                // Names in HTML compare in lower case, and those of SVG are looked up so, too.
                Component::LocalName(name) => tag = Some(hash(name.lower_name.as_str())),
                _ => {}
            }
        }
        match (class, tag) {
            (Some(class), _) => self.classes.entry(class).or_default(),
            (None, Some(tag)) => self.tags.entry(tag).or_default(),
            (None, None) => &mut self.others,
        }
    }

    /// The rules that may match an element, in groups.
    pub(super) fn each_candidate(
        &self,
        document: &Document,
        id: NodeId,
        mut take: impl FnMut(&[u32]),
    ) {
        let quirks = document.quirks();
        let mut look = |map: &HashMap<u32, Vec<u32>>, key: u32| {
            if let Some(rules) = map.get(&key) {
                take(rules);
            }
        };
        if let Some(own) = document.attr(id, "id").filter(|_| !self.ids.is_empty()) {
            look(&self.ids, fold(own, quirks));
        }
        if let Some(classes) = document.attr(id, "class").filter(|_| !self.classes.is_empty()) {
            for class in classes.split_ascii_whitespace() {
                look(&self.classes, fold(class, quirks));
            }
        }
        look(&self.tags, fold(document.name(id), true));
        take(&self.others);
    }
}

/// The hash of a name, of its lower case where case does not count.
fn fold(text: &str, ignore_case: bool) -> u32 {
    if ignore_case { hash(&text.to_ascii_lowercase()) } else { hash(text) }
}
