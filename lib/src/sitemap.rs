//! Site maps: for search engines as sitemaps.org defines them, and for people.
//!
//! A [`Survey`] is given the pages of a site one by one and keeps little of each: what it says of
//! itself, and where it leads. It ends in a [`SiteMap`]. A [`Listing`] is what a site map of others lists.
//!
//! ```
//! use textify::sitemap::{Survey, Xml};
//!
//! let mut survey = Survey::new("https://www.example.org/", ["index.html", "old.html"])?;
//! survey.add("index.html".as_ref(), b"<title>Home</title><p>Hello");
//! survey.add("old.html".as_ref(), b"<title>Old</title><meta name=robots content=noindex>");
//! let map = survey.finish();
//! assert_eq!(map.entries().count(), 1);
//! assert_eq!(map.left_out().count(), 1);
//!
//! for file in Xml::new().files(&map) {
//!     file.write(&mut std::io::sink())?;
//! }
//! # Ok::<(), textify::Error>(())
//! ```

mod address;
mod addresses;
mod alternates;
mod conclusion;
#[cfg(feature = "site")]
mod directory;
mod exclusion;
mod fault;
mod index_names;
mod keys;
mod letter_case;
mod listing;
mod look;
mod map;
mod menu;
mod names;
mod outline;
mod own_address;
mod packed;
mod people;
mod robots;
mod survey;
mod titles;
mod told;
mod url_rules;
mod xml;

pub use addresses::OwnAddress;
pub use exclusion::Exclusion;
#[cfg(feature = "site")]
pub(crate) use exclusion::holds_editor_data;
pub use fault::{Fault, FaultKind};
pub(crate) use index_names::is_usual as is_index_name;
pub use listing::Listing;
pub use look::Look;
pub use map::SiteMap;
pub use names::{MapName, is_own_map};
pub use own_address::has_head;
pub use people::People;
pub use survey::{Survey, is_page};
pub use url_rules::{Mirror, UrlRules};
pub use xml::{Entry, Xml, XmlFile};
#[cfg(feature = "site")]
pub(crate) use {
    address::{is_index, name_of, path_of},
    directory::{Directory, Leads, key_of},
    exclusion::is_feed,
    keys::{Bits, Keys, order},
    own_address::MAX_HEAD_BYTES,
    robots::RobotsTxt,
};
