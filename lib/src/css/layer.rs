//! Cascade layers (CSS Cascading and Inheritance 5, 6.4).

use super::value::Dropped;
use cssparser::{Parser, Token};
use std::collections::HashMap;

/// Cascade layers in order of first mention, the root first (CSS Cascading 5, 6.4).
#[derive(Debug)]
pub(super) struct Layers {
    parents: Vec<u32>,
    named: HashMap<(u32, String), u32>,
}

impl Default for Layers {
    fn default() -> Self {
        Layers { parents: vec![0], named: HashMap::new() }
    }
}

impl Layers {
    pub(super) fn add(&mut self, parent: u32) -> u32 {
        self.parents.push(parent);
        self.parents.len() as u32 - 1
    }

    pub(super) fn named(&mut self, parent: u32, name: &str) -> u32 {
        if let Some(&known) = self.named.get(&(parent, name.to_owned())) {
            return known;
        }
        let layer = self.add(parent);
        self.named.insert((parent, name.to_owned()), layer);
        layer
    }

    /// Every layer's rank: its own rules beat those of the layers within it, so that the tree is
    /// ranked children first and the root, the rules in no layer, last.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut children = vec![Vec::new(); self.parents.len()];
        for (layer, &parent) in self.parents.iter().enumerate().skip(1) {
            children[parent as usize].push(layer);
        }
        // Parents before children and later children before earlier ones, then counted backwards.
        let mut ranks = vec![0; self.parents.len()];
        let mut next = self.parents.len() as u32;
        let mut open = vec![0];
        while let Some(layer) = open.pop() {
            next -= 1;
            ranks[layer] = next;
            open.append(&mut children[layer]);
        }
        ranks
    }
}

/// A layer's name: identifiers joined by dots.
pub(super) fn layer_name(input: &mut Parser<'_>) -> Result<Vec<String>, Dropped> {
    let mut path = vec![input.expect_ident()?.as_ref().to_owned()];
    loop {
        let before = input.state();
        match input.next_including_whitespace() {
            Ok(Token::Delim('.')) => path.push(input.expect_ident()?.as_ref().to_owned()),
            _ => {
                input.reset(&before);
                return Ok(path);
            }
        }
    }
}
