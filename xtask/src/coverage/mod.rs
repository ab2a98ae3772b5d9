//! `cargo xtask coverage`: which requirement row is proven by which test that ran and passed.

mod breaks;
mod join;
mod junit;
mod open;
mod proofs;
mod report;
mod rows;
mod trial;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::checkout::Checkout;
use join::{Joined, join};
use open::Open;

pub use breaks::restore_leftover;

/// The rows, with their checks.
const ROWS: &str = "docs/law/requirements.md";
/// The rows that nothing proves yet.
const OPEN: &str = "docs/law/open.toml";
/// How to switch off each rule.
const BREAKS: &str = "docs/law/breaks.toml";
/// What `--write` writes.
const COVERAGE: &str = "docs/law/coverage.md";

/// What `coverage` takes.
#[derive(Args)]
pub struct Options {
    /// JUnit reports of the run [default: target/nextest/ci/junit.xml, where nextest puts it].
    #[arg(long, value_name = "FILE", num_args = 1..)]
    junit: Vec<PathBuf>,
    /// Only the counts of each regulation.
    #[arg(long)]
    summary: bool,
    /// One JSON array: id, state, proofs, why.
    #[arg(long, conflicts_with = "summary")]
    json: bool,
    /// Write docs/law/coverage.md.
    #[arg(long)]
    write: bool,
    /// Switch off N rules drawn from docs/law/breaks.toml, one after the other; each must turn a proof red.
    #[arg(long = "break", value_name = "N", conflicts_with_all = ["summary", "json", "write", "junit"])]
    breaks: Option<usize>,
    /// The draw's seed.
    #[arg(long, value_name = "S", default_value_t = 1, requires = "breaks")]
    seed: u64,
}

/// Runs the command. Exit code 1 when a row is neither proven nor open, when an ID is unknown or a proof failed.
pub fn run(checkout: &Checkout, options: &Options) -> Result<ExitCode> {
    let read = |name: &str| {
        fs::read_to_string(checkout.root.join(name)).with_context(|| format!("{name} cannot be read"))
    };
    let rows = rows::parse(&read(ROWS)?)?;
    let open = Open::parse(&read(OPEN)?, &rows)?;
    let list = breaks::parse(&read(BREAKS)?)?;
    let (mut proofs, mut slips) = (Vec::new(), Vec::new());
    for file in checkout.files()? {
        let source =
            file.ends_with(".rs") && ["crates/", "xtask/", "tests/"].iter().any(|top| file.starts_with(top));
        if let Some(text) = checkout.text(&file)?.filter(|_| source) {
            let (found, wrong) = proofs::scan(&file, &text);
            proofs.extend(found);
            slips.extend(wrong);
        }
    }
    if let Some(count) = options.breaks {
        return trial::run(checkout, &list, &proofs, count, options.seed);
    }
    let cases = cases(checkout, options)?;
    let mut joined = join(&rows, &open, &proofs, cases.as_deref());
    joined
        .errors
        .extend(slips.iter().map(|slip| format!("{}:{}: `proves` {}", slip.file, slip.line, slip.what)));
    joined.errors.extend(breaks::check(checkout, &list, &rows, &proofs)?);
    if cases.is_some() {
        joined.hints.extend(breaks::missing(&list, &joined));
    }
    show(checkout, options, &joined, cases.is_some())?;
    Ok(if joined.errors.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The tests of the run; `None` when there is no report and the question can be answered without one.
fn cases(checkout: &Checkout, options: &Options) -> Result<Option<Vec<junit::Case>>> {
    // nextest keeps its reports in the checkout, whatever CARGO_TARGET_DIR says.
    let usual = checkout.root.join("target/nextest/ci/junit.xml");
    let files = if options.junit.is_empty() { vec![usual.clone()] } else { options.junit.clone() };
    if options.junit.is_empty() && !usual.exists() {
        if options.summary {
            return Ok(None);
        }
        bail!(
            "no result of a run at {}: run `cargo nextest run --profile ci` first, name a report with --junit, or ask for --summary",
            usual.display()
        );
    }
    let mut cases = Vec::new();
    for file in files {
        let xml = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
        let found = junit::parse(&xml);
        if found.is_empty() {
            bail!("{} holds no test: is it nextest's JUnit report?", file.display());
        }
        cases.extend(found);
    }
    Ok(Some(cases))
}

fn show(checkout: &Checkout, options: &Options, joined: &Joined, ran: bool) -> Result<()> {
    if options.json {
        println!("{}", report::json(joined)?);
    } else {
        if !options.summary {
            print!("{}", report::rows(joined));
        }
        print!("{}", report::summary(joined, ran));
    }
    if options.write {
        if !ran {
            bail!("{COVERAGE} is written only from the result of a run");
        }
        fs::write(checkout.root.join(COVERAGE), report::markdown(joined))
            .with_context(|| format!("{COVERAGE} cannot be written"))?;
    }
    for hint in &joined.hints {
        eprintln!("hint: {hint}");
    }
    for error in &joined.errors {
        eprintln!("error: {error}");
    }
    if !joined.errors.is_empty() {
        eprintln!("{} errors", joined.errors.len());
    }
    Ok(())
}
