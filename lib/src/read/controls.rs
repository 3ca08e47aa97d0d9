//! stand-in
use crate::dom::NodeId;
use crate::event::{Control, FormId};
use crate::page::Page;
pub(super) enum Field<'p> {
    Hidden { name: &'p str, value: &'p str, form: Option<FormId> },
    Control(Box<Control<'p>>),
    None,
}
pub(super) fn control<'p>(
    _: &'p Page,
    _: NodeId,
    _: &dyn Fn(NodeId) -> Option<FormId>,
) -> Field<'p> {
    Field::None
}
