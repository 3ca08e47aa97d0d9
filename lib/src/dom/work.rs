//! Counts what is asked of trees, so that tests can tell a step that grows with the square of a page
//! from one that does not, on slow machines as on fast ones.

use std::cell::Cell;

/// How much text or value counts as one step.
pub(super) const BYTES: usize = 32;

thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

pub(super) fn count(steps: usize) {
    STEPS.set(STEPS.get() + steps);
}

/// How many steps this thread takes on all trees while something is done.
pub(crate) fn during(work: impl FnOnce()) -> usize {
    let before = STEPS.get();
    work();
    STEPS.get() - before
}
