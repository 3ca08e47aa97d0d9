//! What a page asks of search engines.

use super::Page;
use crate::dom::{NodeId, Tag};

/// The names of robots that do not end in “bot”, as `meta` elements have them.
const ROBOTS: [&str; 6] = ["robots", "slurp", "yandex", "baiduspider", "teoma", "googlebot-news"];

/// Whether a `meta` of this name speaks to a robot: to all (`robots`), or to one (`googlebot`).
fn is_robot(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ROBOTS.contains(&name.as_str()) || name.ends_with("bot")
}

impl Page {
    /// The directives for robots, such as `noindex` or `max-snippet:50`: the name of each robot and what
    /// the page asks of it, as it is written, in the order of the page.
    pub(crate) fn robots(&self) -> impl Iterator<Item = (&str, &str)> {
        let document = &self.document;
        let attr = |id: NodeId, name| document.attr(id, name).map(str::trim);
        let metas = document.all().filter(|&id| document.tag(id) == Tag::Meta);
        metas.filter_map(move |id| {
            let name = attr(id, "name").filter(|name| is_robot(name))?;
            Some((name, attr(id, "content").filter(|content| !content.is_empty())?))
        })
    }
}
