//! The hierarchy of a site: from breadcrumbs, then menus, then the address tree.

use super::address;
use std::collections::HashMap;

/// A page as the outline sees it; pages are numbered in the order of their addresses.
#[derive(Debug)]
pub(super) struct Leaf<'s> {
    pub(super) key: &'s str,
    /// The page before it in its breadcrumbs.
    pub(super) trail: Option<usize>,
    /// The page that it stands under in a menu, and its place there.
    pub(super) menu: Option<(usize, usize)>,
}

/// What stands in the outline: a page, or a folder without a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node<'s> {
    Page(usize),
    Folder(&'s str),
}

/// Levels below this are drawn together with it: nobody follows lists that deep.
const DEEPEST: usize = 8;

/// The outline as lines: how deep each stands, the home page first.
pub(super) fn lines<'s>(leaves: &[Leaf<'s>]) -> Vec<(usize, Node<'s>)> {
    let mut nodes: Vec<Node<'s>> = (0..leaves.len()).map(Node::Page).collect();
    let parents = parents(leaves, &mut nodes);
    let mut children: Vec<Vec<usize>> = nodes.iter().map(|_| Vec::new()).collect();
    let mut roots = Vec::new();
    for (node, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => children[*parent].push(node),
            None => roots.push(node),
        }
    }
    // As in the menu where there is one, else by address; folders stand among the pages in them.
    let place = |node: &usize| match nodes[*node] {
        Node::Page(page) => {
            (leaves[page].menu.map_or(usize::MAX, |(_, place)| place), leaves[page].key)
        }
        Node::Folder(folder) => (usize::MAX, folder),
    };
    children.iter_mut().for_each(|children| children.sort_by_key(place));
    roots.sort_by_key(place);
    let mut lines = Vec::with_capacity(nodes.len());
    let mut open: Vec<(usize, usize)> = roots.into_iter().rev().map(|node| (node, 0)).collect();
    while let Some((node, depth)) = open.pop() {
        // The pages of a folder may all stand elsewhere.
        if children[node].is_empty() && matches!(nodes[node], Node::Folder(_)) {
            continue;
        }
        lines.push((depth, nodes[node]));
        let below = (depth + 1).min(DEEPEST);
        open.extend(children[node].iter().rev().map(|&child| (child, below)));
    }
    lines
}

/// The parent of every node; folders are added to the nodes as they are needed.
fn parents<'s>(leaves: &[Leaf<'s>], nodes: &mut Vec<Node<'s>>) -> Vec<Option<usize>> {
    let by_address = by_address(leaves, nodes);
    let mut parents = by_address.clone();
    for (page, leaf) in leaves.iter().enumerate() {
        let asked = leaf.trail.or(leaf.menu.map(|(parent, _)| parent));
        if let Some(parent) = asked.filter(|&parent| parent != page) {
            parents[page] = Some(parent);
        }
    }
    let home = leaves.first().is_some_and(|leaf| address::address(leaf.key, false).is_empty());
    if home {
        parents[0] = None;
    }
    cut_circles(&mut parents);
    if home {
        // All that stands nowhere else stands under the home page.
        parents.iter_mut().skip(1).for_each(|parent| *parent = parent.or(Some(0)));
    }
    parents
}

/// Under the page of its folder, else under the folder itself, which stands likewise.
fn by_address<'s>(leaves: &[Leaf<'s>], nodes: &mut Vec<Node<'s>>) -> Vec<Option<usize>> {
    let mut folders: HashMap<&str, usize> = HashMap::new();
    for (page, leaf) in leaves.iter().enumerate() {
        if address::is_index(leaf.key) {
            folders.entry(address::folder(leaf.key)).or_insert(page);
        }
    }
    let mut parents = vec![None; leaves.len()];
    let mut at = 0;
    while at < nodes.len() {
        let folder = match nodes[at] {
            Node::Page(page) => {
                let folder = address::folder(leaves[page].key);
                if folders.get(folder) == Some(&at) { above(folder) } else { Some(folder) }
            }
            Node::Folder(folder) => above(folder),
        };
        if let Some(folder) = folder.filter(|folder| !folder.is_empty() || folders.contains_key(""))
        {
            let parent = *folders.entry(folder).or_insert_with(|| {
                nodes.push(Node::Folder(folder));
                parents.push(None);
                nodes.len() - 1
            });
            parents[at] = Some(parent);
        }
        at += 1;
    }
    parents
}

/// The folder that a folder is in; `None` above the root.
fn above(folder: &str) -> Option<&str> {
    Some(address::folder(folder.strip_suffix('/')?))
}

/// Breadcrumbs may lead in a circle: the first page on it goes to the top.
fn cut_circles(parents: &mut [Option<usize>]) {
    let mut seen = vec![0_usize; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while seen[at] == 0 {
            seen[at] = start + 1;
            match parents[at] {
                Some(parent) if seen[parent] == start + 1 => parents[parent] = None,
                Some(parent) => at = parent,
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(key: &str) -> Leaf<'_> {
        Leaf { key, trail: None, menu: None }
    }

    fn drawn(leaves: &[Leaf<'_>]) -> Vec<String> {
        let name = |node| match node {
            Node::Page(page) => leaves[page].key.to_owned(),
            Node::Folder(folder) => format!("[{folder}]"),
        };
        lines(leaves).into_iter().map(|(d, node)| format!("{d} {}", name(node))).collect()
    }

    #[test]
    fn stands_by_address_where_nothing_else_tells() {
        let leaves = ["index.html", "a.html", "b/c/x.html", "d/index.html", "d/y.html"].map(leaf);
        assert_eq!(
            drawn(&leaves),
            [
                "0 index.html",
                "1 a.html",
                "1 [b/]",
                "2 [b/c/]",
                "3 b/c/x.html",
                "1 d/index.html",
                "2 d/y.html"
            ]
        );
    }

    #[test]
    fn breadcrumbs_come_before_menus_and_addresses() {
        let mut leaves = ["index.html", "a.html", "b.html", "c.html"].map(leaf);
        leaves[1].menu = Some((0, 1));
        leaves[2].menu = Some((0, 0));
        leaves[3].menu = Some((2, 2));
        leaves[3].trail = Some(1);
        assert_eq!(drawn(&leaves), ["0 index.html", "1 b.html", "1 a.html", "2 c.html"]);
    }

    #[test]
    fn circles_are_cut() {
        let mut leaves = ["index.html", "a.html", "b.html", "c.html"].map(leaf);
        leaves[0].trail = Some(3);
        leaves[1].trail = Some(2);
        leaves[2].trail = Some(1);
        leaves[3].trail = Some(3);
        assert_eq!(drawn(&leaves), ["0 index.html", "1 a.html", "2 b.html", "1 c.html"]);
        let mut homeless = ["a.html", "b.html"].map(leaf);
        homeless[0].trail = Some(1);
        homeless[1].trail = Some(0);
        assert_eq!(drawn(&homeless), ["0 a.html", "1 b.html"]);
    }

    #[test]
    fn a_long_chain_is_no_deep_list() {
        let keys: Vec<_> = (0..5_000).map(|n| format!("{n}.html")).collect();
        let chained = |(n, key): (usize, &'_ String)| (n.checked_sub(1), key.clone());
        let chain: Vec<_> = keys.iter().enumerate().map(chained).collect();
        let leaves: Vec<_> =
            chain.iter().map(|(trail, key)| Leaf { key, trail: *trail, menu: None }).collect();
        let lines = lines(&leaves);
        assert_eq!(lines.len(), 5_000);
        assert_eq!(lines.iter().map(|line| line.0).max(), Some(DEEPEST));
    }
}
