//! What is found out about a page once and asked for again.

use std::any::Any;
use std::sync::OnceLock;

/// Keeps one thing that a layer above has found out: the page need not know what it is.
#[derive(Debug, Default)]
pub(crate) struct Memo(OnceLock<Box<dyn Any + Send + Sync>>);

impl Memo {
    /// The thing, which is made when it is first asked for; always of the same type.
    pub(crate) fn get_or_make<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> &T {
        let kept = self.0.get_or_init(|| Box::new(make()));
        kept.downcast_ref().expect("one type for one thing")
    }
}
