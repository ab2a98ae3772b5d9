//! Visitors and applicants through the router, as a browser without script sees it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod afterwards;
mod counter;
mod doors;
mod journey;
mod portal;
mod power_of_attorney;
mod shared;
mod steps;
mod support;
mod uploads;
