//! The hierarchy of a site: from breadcrumbs, then menus, then the address tree.

use super::address;
use std::collections::HashMap;
use std::ops::Range;

/// A page as the outline sees it; pages are numbered in the order of their addresses.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) key: String,
    /// The page before it in its breadcrumbs.
    pub(super) trail: Option<usize>,
    /// The page that it stands under in a menu, and its place there.
    pub(super) menu: Option<(usize, usize)>,
}

/// What stands in the outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Page(usize),
    /// A folder without a page of its own: the first page in it, and the length of its path.
    Folder(usize, usize),
}

/// Levels below this are drawn together with it: nobody follows lists that deep.
const DEEPEST: usize = 8;

/// The parent of what has none.
const NONE: u32 = u32::MAX;

/// The outline of a site: pages, then folders, by numbers.
#[derive(Debug)]
pub(super) struct Outline {
    pages: usize,
    folders: Vec<(u32, u32)>,
    /// The parent of each.
    parents: Vec<u32>,
    /// All of them, sorted by parents and their places there.
    order: Vec<u32>,
}

impl Outline {
    /// `is_index`: whether a page is the one of its folder.
    pub(super) fn new(
        leaves: impl ExactSizeIterator<Item = Leaf>,
        is_index: &dyn Fn(&str) -> bool,
    ) -> Outline {
        let pages = leaves.len();
        let mut growing = Growing { pages, ..Growing::default() };
        growing.parents.reserve_exact(pages);
        let mut places = HashMap::new();
        for (page, leaf) in leaves.enumerate() {
            let by_address = growing.add(page as u32, &leaf.key, is_index(&leaf.key));
            let parent = leaf.trail.or(leaf.menu.map(|(parent, _)| parent));
            let parent = parent.filter(|&parent| parent != page);
            growing.parents.push(parent.map_or(by_address, |parent| parent as u32));
            places.extend(leaf.menu.map(|(_, place)| (page as u32, place)));
        }
        let Growing { mut parents, folders, owners, home, .. } = growing;
        parents.extend(folders.iter().map(|folder| folder.2));
        // A page that came after others of its folder stands above them all the same.
        for parent in parents.iter_mut() {
            *parent = owners.get(parent).copied().unwrap_or(*parent);
        }
        for (&folder, &owner) in &owners {
            if parents[owner as usize] == owner {
                parents[owner as usize] = parents[folder as usize];
            }
        }
        if let Some(home) = home {
            parents[home as usize] = NONE;
        }
        cut_circles(&mut parents);
        if let Some(home) = home {
            // All that stands nowhere else stands under the home page.
            let others = (0..).zip(parents.iter_mut()).filter(|(page, _)| *page != home);
            others.filter(|(_, parent)| **parent == NONE).for_each(|(_, it)| *it = home);
        }
        let folders: Vec<_> = folders.into_iter().map(|(page, length, _)| (page, length)).collect();
        let mut order: Vec<u32> = (0..parents.len() as u32).collect();
        // As in the menu where there is one, else by address; folders stand among the pages in them.
        order.sort_unstable_by_key(|&node| {
            let folder = (node as usize).checked_sub(pages).and_then(|at| folders.get(at));
            let (page, length) = folder.copied().unwrap_or((node, NONE));
            let place = places.get(&node).copied().unwrap_or(usize::MAX);
            (parents[node as usize], place, page, length)
        });
        Outline { pages, folders, parents, order }
    }

    /// The outline as lines: how deep each stands, the home page first.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, Node)> + Clone + use<'_> {
        let mut open = vec![(self.below(NONE), 0)];
        std::iter::from_fn(move || {
            loop {
                let (nodes, depth) = open.last_mut()?;
                let Some(at) = nodes.next() else {
                    open.pop();
                    continue;
                };
                let (node, below) = (self.order[at], (*depth + 1).min(DEEPEST));
                let (depth, children) = (*depth, self.below(node));
                let folder = (node as usize).checked_sub(self.pages).map(|at| self.folders[at]);
                // The pages of a folder may all stand elsewhere.
                if folder.is_some() && children.is_empty() {
                    continue;
                }
                open.push((children, below));
                let folder =
                    folder.map(|(page, length)| Node::Folder(page as usize, length as usize));
                return Some((depth, folder.unwrap_or(Node::Page(node as usize))));
            }
        })
    }

    /// Where the children of a node are in the order.
    fn below(&self, node: u32) -> Range<usize> {
        let parent = |other: &u32| self.parents[*other as usize];
        let start = self.order.partition_point(|other| parent(other) < node);
        let length = self.order[start..].partition_point(|other| parent(other) == node);
        start..start + length
    }
}

/// The outline by addresses, as it grows page by page: each stands under the page of its folder, else
/// under the folder itself, which stands likewise.
#[derive(Default)]
struct Growing {
    pages: usize,
    home: Option<u32>,
    /// Those of pages.
    parents: Vec<u32>,
    /// The first page in each folder without one of its own, the length of its path, its parent.
    folders: Vec<(u32, u32, u32)>,
    /// The folders that the last page was in: the lengths of their paths, and their numbers.
    open: Vec<(usize, u32)>,
    /// The longest of these paths.
    path: String,
    /// The page of a folder that others had opened before it came.
    owners: HashMap<u32, u32>,
}

impl Growing {
    /// The parent of the next page.
    fn add(&mut self, page: u32, key: &str, is_index: bool) -> u32 {
        let folder = address::folder(key);
        // In this order, all that is in a folder comes together, its own page first.
        self.open.retain(|&(length, _)| folder.starts_with(&self.path[..length]));
        let open = self.open.last().map(|&(length, _)| length);
        // At the root nothing is opened for the pages that come before.
        let is_own = is_index && open != Some(folder.len());
        let from = open.unwrap_or(0);
        for (at, _) in folder[from..].match_indices('/') {
            let length = from + at + 1;
            if !(is_own && length == folder.len()) {
                let number = (self.pages + self.folders.len()) as u32;
                self.folders.push((page, length as u32, self.parent()));
                self.open.push((length, number));
            }
        }
        let parent = self.parent();
        if is_own {
            if folder.is_empty() {
                self.home.get_or_insert(page);
            }
            self.open.push((folder.len(), page));
        } else if let Some(&(_, owned)) = self.open.last().filter(|_| is_index)
            && owned as usize >= self.pages
        {
            self.owners.entry(owned).or_insert(page);
        }
        folder.clone_into(&mut self.path);
        parent
    }

    fn parent(&self) -> u32 {
        self.open.last().map_or(NONE, |&(_, number)| number)
    }
}

/// Breadcrumbs may lead in a circle: the first page on it goes to the top.
fn cut_circles(parents: &mut [u32]) {
    let mut seen = vec![NONE; parents.len()];
    for start in 0..parents.len() as u32 {
        let mut at = start as usize;
        while seen[at] == NONE {
            seen[at] = start;
            match parents[at] as usize {
                parent if parents[at] != NONE && seen[parent] == start => parents[parent] = NONE,
                parent if parents[at] != NONE => at = parent,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(key: &str) -> Leaf {
        Leaf { key: key.to_owned(), trail: None, menu: None }
    }

    fn drawn(leaves: impl IntoIterator<Item = Leaf, IntoIter: ExactSizeIterator>) -> Vec<String> {
        let mut keys = Vec::new();
        let leaves = leaves.into_iter().inspect(|leaf| keys.push(leaf.key.clone()));
        let is_index = |key: &str| address::is_index(key) || key.ends_with("start.html");
        let outline = Outline::new(leaves, &is_index);
        let name = |node| match node {
            Node::Page(page) => keys[page].clone(),
            Node::Folder(page, length) => format!("[{}]", &keys[page][..length]),
        };
        outline.lines().map(|(depth, node)| format!("{depth} {}", name(node))).collect()
    }

    #[test]
    fn stands_by_address_where_nothing_else_tells() {
        let leaves = ["index.html", "a.html", "b/c/x.html", "d/index.html", "d/y.html"].map(leaf);
        assert_eq!(
            drawn(leaves),
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
    fn an_index_of_another_name_stands_above_its_folder() {
        let leaves = ["a.html", "b/a.html", "b/start.html", "b/x.html", "start.html"].map(leaf);
        assert_eq!(
            drawn(leaves),
            ["0 start.html", "1 a.html", "1 b/start.html", "2 b/a.html", "2 b/x.html"]
        );
    }

    #[test]
    fn breadcrumbs_come_before_menus_and_addresses() {
        let mut leaves = ["index.html", "a.html", "b.html", "c.html"].map(leaf);
        leaves[1].menu = Some((0, 1));
        leaves[2].menu = Some((0, 0));
        leaves[3].menu = Some((2, 2));
        leaves[3].trail = Some(1);
        assert_eq!(drawn(leaves), ["0 index.html", "1 b.html", "1 a.html", "2 c.html"]);
    }

    #[test]
    fn circles_are_cut() {
        let mut leaves = ["index.html", "a.html", "b.html", "c.html"].map(leaf);
        leaves[0].trail = Some(3);
        leaves[1].trail = Some(2);
        leaves[2].trail = Some(1);
        leaves[3].trail = Some(3);
        assert_eq!(drawn(leaves), ["0 index.html", "1 a.html", "2 b.html", "1 c.html"]);
        let mut homeless = ["a.html", "b.html"].map(leaf);
        homeless[0].trail = Some(1);
        homeless[1].trail = Some(0);
        assert_eq!(drawn(homeless), ["0 a.html", "1 b.html"]);
    }

    #[test]
    fn a_folder_whose_pages_stand_elsewhere_is_not_drawn() {
        let mut leaves = ["index.html", "a.html", "b.html", "b/c/x.html", "b/d.html"].map(leaf);
        leaves[3].trail = Some(1);
        assert_eq!(
            drawn(leaves),
            ["0 index.html", "1 a.html", "2 b/c/x.html", "1 b.html", "1 [b/]", "2 b/d.html"]
        );
        assert_eq!(
            drawn(["a/b.html", "a/c.html"].map(leaf)),
            ["0 [a/]", "1 a/b.html", "1 a/c.html"]
        );
    }

    #[test]
    fn a_long_chain_is_no_deep_list() {
        let chained = |n: usize| Leaf { trail: n.checked_sub(1), ..leaf(&format!("{n}.html")) };
        let outline = Outline::new((0..5_000).map(chained), &address::is_index);
        assert_eq!(outline.lines().count(), 5_000);
        assert_eq!(outline.lines().map(|line| line.0).max(), Some(DEEPEST));
    }
}
