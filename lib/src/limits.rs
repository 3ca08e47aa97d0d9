//! How much of a page is taken in before it is refused.

/// Upper bounds for one page. A page beyond one of them is refused with
/// [`ErrorKind::TooLarge`](crate::ErrorKind), never cut short in silence.
///
/// ```
/// use textify::{Limits, Page, ParseOptions};
///
/// let options = ParseOptions::new().with_limits(Limits::new().with_bytes(10));
/// assert!(Page::parse(b"<p>more than ten bytes", &options).is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    bytes: usize,
    nodes: usize,
    depth: usize,
    attributes: usize,
}

impl Limits {
    /// The default limits: 64 MiB of source, 3 million nodes, elements flattened below a depth
    /// of 512, 1,000 attributes on one element.
    pub fn new() -> Self {
        Limits { bytes: 64 << 20, nodes: 3_000_000, depth: 512, attributes: 1_000 }
    }

    /// The most bytes of source, as they are in the file.
    pub fn with_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// The most nodes (elements, texts, comments) of the parsed tree.
    pub fn with_nodes(mut self, nodes: usize) -> Self {
        self.nodes = nodes;
        self
    }

    /// The nesting depth below which ordinary containers are flattened: their tags are dropped
    /// and recorded, their content is kept.
    pub fn with_depth(mut self, depth: usize) -> Self {
        self.depth = depth.max(8);
        self
    }

    /// The most attributes on one element.
    pub fn with_attributes(mut self, attributes: usize) -> Self {
        self.attributes = attributes;
        self
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn nodes(&self) -> usize {
        self.nodes
    }

    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    pub(crate) fn attributes(&self) -> usize {
        self.attributes
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits::new()
    }
}
