//! Which page of a site a link leads to.

use super::SitePage;
use crate::sitemap::is_index_name;
use std::collections::HashMap;
use url::Url;

/// A host that nobody has, for pages whose address is not known.
const NOWHERE: &str = "http://page.invalid/";

/// The pages of a site by their addresses.
#[derive(Debug)]
pub(crate) struct SiteLinks {
    /// The address of each page below the folder that all have in common.
    addresses: Vec<Url>,
    pages: HashMap<String, usize>,
}

impl SiteLinks {
    pub(super) fn new(pages: &[SitePage<'_>]) -> SiteLinks {
        let root = common_folder(pages);
        let nowhere = Url::parse(NOWHERE).expect("a fixed address");
        let address = |page: &SitePage<'_>| {
            let mut url = nowhere.clone();
            url.set_path(page.path.get(root..).unwrap_or(page.path));
            url
        };
        let addresses: Vec<Url> = pages.iter().map(address).collect();
        let mut by_key = HashMap::new();
        for (index, url) in addresses.iter().enumerate() {
            by_key.entry(key(url.path()).to_owned()).or_insert(index);
        }
        SiteLinks { addresses, pages: by_key }
    }

    /// The page that a link of another one leads to.
    pub(crate) fn target(&self, from: usize, page: &SitePage<'_>, href: &str) -> Option<usize> {
        let own = &self.addresses[from];
        let base = page.facts.base.as_deref().and_then(|base| own.join(base).ok());
        let url = base.as_ref().unwrap_or(own).join(href).ok()?;
        let host = page.facts.url.as_deref().and_then(|url| Url::parse(url).ok());
        let here = url.host_str() == own.host_str()
            || host.is_some_and(|host| host.host_str() == url.host_str());
        self.pages.get(key(url.path())).copied().filter(|_| here)
    }

    /// The page that a site begins with: the one nearest to its root, an index before others.
    pub(crate) fn home(&self) -> Option<usize> {
        let near = |&index: &usize| {
            let path = self.addresses[index].path();
            let key = key(path);
            (key.matches('/').count(), !(key.is_empty() || key.ends_with('/')), index)
        };
        (0..self.addresses.len()).min_by_key(near)
    }
}

/// The length of the path of the folder that holds all pages.
fn common_folder(pages: &[SitePage<'_>]) -> usize {
    let Some(first) = pages.first() else { return 0 };
    let folder = |path: &str| path.rfind('/').map_or(0, |at| at + 1);
    pages.iter().fold(folder(first.path), |common, page| {
        let same = first.path.bytes().zip(page.path.bytes()).take_while(|(a, b)| a == b).count();
        let most = same.min(common).min(folder(page.path));
        first.path.as_bytes()[..most].iter().rposition(|&b| b == b'/').map_or(0, |at| at + 1)
    })
}

/// A path as servers treat it: without the first slash, the name of an index page and the ending.
fn key(path: &str) -> &str {
    let path = path.trim_start_matches('/');
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    if name == "index" || is_index_name(name) {
        return folder;
    }
    let bare = [".html", ".htm", ".xhtml"].iter().find_map(|ending| path.strip_suffix(ending));
    bare.unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::site::SiteFacts;

    #[test]
    fn links_find_their_pages() {
        let facts = SiteFacts { url: Some("https://town.example/".into()), ..SiteFacts::default() };
        let paths = ["build/index.html", "build/news/Default.aspx", "build/news/a b.html"];
        let pages: Vec<_> = paths.iter().map(|path| SitePage { path, facts: &facts }).collect();
        let links = SiteLinks::new(&pages);
        let to = |from: usize, href| links.target(from, &pages[from], href);
        assert_eq!(links.home(), Some(0));
        assert_eq!(to(0, "news/"), Some(1));
        assert_eq!(to(1, "a%20b.html"), Some(2));
        assert_eq!(to(1, "a%20b"), Some(2));
        assert_eq!(to(2, "../index.html?x=1#top"), Some(0));
        assert_eq!(to(2, "/"), Some(0));
        assert_eq!(to(0, "https://town.example/news/default.aspx"), Some(1));
        assert_eq!(to(0, "https://other.example/news/"), None);
        assert_eq!(to(0, "mailto:a@town.example"), None);
    }
}
