//! `cargo xtask fix`: what a machine can mend, it mends.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};

use crate::checkout::Checkout;

/// Runs `cargo fmt` and `cargo clippy --fix`; fails when one of them fails.
pub fn run(checkout: &Checkout) -> Result<ExitCode> {
    let steps: [&[&str]; 2] = [
        &[
            "clippy",
            "--fix",
            "--allow-dirty",
            "--allow-staged",
            "--workspace",
            "--all-targets",
            "--no-default-features",
        ],
        &["fmt", "--all"],
    ];
    for step in steps {
        let status = Command::new("cargo")
            .args(step)
            .current_dir(&checkout.root)
            .status()
            .context("cargo cannot be started")?;
        if !status.success() {
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}
