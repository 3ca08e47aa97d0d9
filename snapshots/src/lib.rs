//! The harness that checks every fixture against its expected outputs lives in `tests`.
