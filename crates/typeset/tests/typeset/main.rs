//! The pool against scripted children, and letters and hostile templates against the real worker.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod letters;
#[cfg(unix)]
mod pool;
mod sandbox;
mod support;
