//! x
mod css;
mod decode;
mod dom;
mod error;
mod limits;
mod page;
mod read;
pub use decode::{DecodeWarning, Evidence};
pub use dom::NodeId;
pub use error::{Error, ErrorKind};
pub use limits::Limits;
pub use page::{Page, ParseOptions, Place};
