//! What the command can do, one file each.

pub(crate) mod text;
