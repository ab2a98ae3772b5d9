//! What an operator sees: the real binary, its output and its exit codes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod audit;
mod backup;
mod config;
mod install;
mod pdf;
mod profile;
mod profile_diff;
mod profile_new;
mod regions;
mod serve;
mod start;
