//! `cargo xtask tidy`: the house rules that no compiler checks.

mod direction;
mod manifest;
mod scope;
mod source;
mod text;

use std::process::ExitCode;

use anyhow::Result;

use crate::checkout::Checkout;

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// Fails the check.
    Error,
    /// Worth a look.
    Warning,
}

/// Something that breaks a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How much it weighs.
    pub weight: Weight,
    /// File, relative to the root.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub wrong: String,
    /// How to mend it.
    pub mend: String,
}

impl Finding {
    /// A finding that fails the check.
    pub fn error(file: &str, line: usize, wrong: impl Into<String>, mend: impl Into<String>) -> Self {
        let (file, wrong, mend) = (file.to_owned(), wrong.into(), mend.into());
        Self { weight: Weight::Error, file, line, wrong, mend }
    }

    /// A finding that is only told.
    pub fn warning(file: &str, line: usize, wrong: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { weight: Weight::Warning, ..Self::error(file, line, wrong, mend) }
    }
}

/// Runs every rule over every file of the project; exit code 1 when a rule is broken.
pub fn run(checkout: &Checkout) -> Result<ExitCode> {
    let mut findings = direction::check(checkout)?;
    let files = checkout.files()?;
    let mut sources = Vec::new();
    for name in &files {
        let Some(content) = checkout.text(name)? else { continue };
        if name == "Cargo.toml" || name.ends_with("/Cargo.toml") {
            findings.extend(manifest::check(name, &content));
        }
        findings.extend(text::check(name, &content));
        if name.ends_with(".rs") {
            sources.push((name.clone(), content));
        }
    }
    findings.extend(source::check(&sources));
    findings.sort_by(|a, b| {
        (a.weight == Weight::Error, &a.file, a.line).cmp(&(b.weight == Weight::Error, &b.file, b.line))
    });
    for finding in &findings {
        let word = if finding.weight == Weight::Error { "error" } else { "warning" };
        println!("{word}: {}:{}: {}\n    {}", finding.file, finding.line, finding.wrong, finding.mend);
    }
    let errors = findings.iter().filter(|finding| finding.weight == Weight::Error).count();
    println!("tidy: {} files, {errors} errors, {} warnings", files.len(), findings.len() - errors);
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
