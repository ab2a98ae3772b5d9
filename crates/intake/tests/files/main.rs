//! What strangers send: refused by name, doubted by name, made smaller and upright, and never able to hurt the server.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod child;
mod papers;
mod photos;
mod support;
