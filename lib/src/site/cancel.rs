//! A job that its caller can stop.

use crate::error::{Error, ErrorKind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the caller has stopped the job; it is asked before each file.
#[derive(Debug, Clone, Default)]
pub(super) struct Cancel(Option<Arc<AtomicBool>>);

impl Cancel {
    pub(super) fn new(stopped: Arc<AtomicBool>) -> Cancel {
        Cancel(Some(stopped))
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        match &self.0 {
            Some(stopped) if stopped.load(Ordering::Relaxed) => Err(ErrorKind::Interrupted.into()),
            _ => Ok(()),
        }
    }
}
