//! What the command can do, one file each.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod links;
pub(crate) mod print;
pub(crate) mod schema;
pub(crate) mod sitemap;
pub(crate) mod text;
pub(crate) mod tree;
pub(crate) mod verify;
