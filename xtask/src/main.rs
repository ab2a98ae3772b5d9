//! The house's own tools: `cargo xtask tidy`, `cargo xtask fix`, `cargo xtask coverage`,
//! `cargo xtask bench`.
//!
//! Rust and no shell, so that the rules run wherever the project builds. Nothing here is part of the product.

mod bench;
mod checkout;
mod coverage;
mod fix;
mod lexer;
mod tidy;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use checkout::Checkout;

/// What the command line takes.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "House rules, coverage of the law, measurement")]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

/// One tool each.
#[derive(Subcommand)]
enum Action {
    /// Check the house rules; each finding names file and line, what is wrong and how to mend it.
    Tidy,
    /// Format, and let clippy mend what it can.
    Fix,
    /// Join the requirement rows with the tests that prove them.
    Coverage(coverage::Options),
    /// Measure speed and size beside a peer or a physical limit; builds in release.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<ExitCode> {
    let checkout = Checkout::find()?;
    coverage::restore_leftover(&checkout)?;
    match &arguments.action {
        Action::Tidy => tidy::run(&checkout),
        Action::Fix => fix::run(&checkout),
        Action::Coverage(options) => coverage::run(&checkout, options),
        Action::Bench(options) => bench::run(&checkout, options),
    }
}
