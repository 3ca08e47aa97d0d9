//! What is done with a page as a stream of tags, without its tree: the only place that names
//! lol_html.

mod date;
mod facts;
mod harvest;
mod jsonld;
mod nesting;
mod resources;
mod scan;
mod tree;

pub use facts::{Alternate, Facts, Reference};
pub use resources::{Resource, ResourceKind};
pub use scan::scan;

#[cfg(test)]
mod tests;
