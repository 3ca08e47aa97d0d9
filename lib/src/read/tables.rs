//! stand-in
use crate::dom::NodeId;
use crate::event::{Cell, RowGroup};
use crate::page::Page;
#[derive(Debug)]
pub(super) struct TableModel;
pub(super) fn model(_: &Page, _: NodeId) -> TableModel {
    TableModel
}
impl TableModel {
    pub(super) fn columns(&self) -> usize {
        0
    }
    pub(super) fn rows(&self) -> usize {
        0
    }
    pub(super) fn summary(&self) -> Option<String> {
        None
    }
    pub(super) fn cell(&self, _: NodeId) -> Option<Cell> {
        None
    }
    pub(super) fn group(&self, _: NodeId) -> RowGroup {
        RowGroup::Body
    }
}
pub(super) enum Purpose {
    Data,
    Layout,
}
pub(super) fn purpose(_: &Page, _: NodeId) -> Purpose {
    Purpose::Layout
}
