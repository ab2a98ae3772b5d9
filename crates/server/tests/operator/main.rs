//! What an operator sees: the real binary, its output and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod audit;
mod backup;
mod config;
mod install;
mod pdf;
mod profile;
mod serve;
mod start;
