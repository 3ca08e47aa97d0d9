//! What the command can do, one file each.

pub(crate) mod completions;
pub(crate) mod sitemap;
pub(crate) mod text;
