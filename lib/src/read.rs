//! Reading a page.

pub(crate) mod regions;
