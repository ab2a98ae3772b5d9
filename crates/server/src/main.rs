//! The one binary `satupintu`: reads the environment and the command line, puts the house together, and runs it.
//!
//! Invariants: only this crate reads the environment and the system's clock; an error that reaches the operator is one
//! English sentence on standard error and a non-zero exit code; nothing personal is logged.

mod archive;
mod bell;
mod cli;
mod clock;
mod commands;
mod config;
mod demo;
mod doctor;
mod fingerprint;
mod gateways;
mod http;
mod keys;
mod location;
mod lock;
mod logging;
mod open;
mod rehearse;
mod serving;
mod typesetter;
mod workers;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match cli.run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("satupintu: {}", one_line(&error));
            ExitCode::FAILURE
        }
    }
}

/// The whole chain of causes in one line.
fn one_line(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain().map(ToString::to_string) {
        // A wrapping error often repeats its cause.
        if !text.contains(&cause) {
            if !text.is_empty() {
                text.push_str(": ");
            }
            text.push_str(&cause);
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_without_repetition() {
        let error = anyhow::anyhow!("disk full\n  at once").context("the folder cannot be written");
        assert_eq!(one_line(&error), "the folder cannot be written: disk full at once");
        let twice = anyhow::anyhow!("disk full").context("cannot write: disk full");
        assert_eq!(one_line(&twice), "cannot write: disk full");
    }
}
