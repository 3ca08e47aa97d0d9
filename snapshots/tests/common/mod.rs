//! What the tests share: the pages, their outputs, and the words that they say.

mod cases;
mod output;
mod pages;
mod said;
mod words;

pub(crate) use cases::cases;
pub(crate) use output::{Form, Output, plain_without_links, without_style};
pub(crate) use pages::{Source, corpus, fixtures, root, shared, site};
pub(crate) use said::{Tree, said};
pub(crate) use words::{Count, Words};
