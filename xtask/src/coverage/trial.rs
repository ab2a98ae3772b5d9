//! `cargo xtask coverage --break N`: switches rules off and asks whether their proofs notice.

use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::breaks::{Applied, Break};
use super::proofs::Proof;
use crate::checkout::Checkout;

/// nextest's exit codes, from its documentation.
const TESTS_FAILED: i32 = 100;
const BUILD_FAILED: i32 = 101;
const NO_TESTS: i32 = 4;

/// What came of one trial.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Outcome {
    Red,
    Green,
    DoesNotCompile,
    NoTests,
    Other(i32),
}

impl Outcome {
    fn of(code: i32) -> Self {
        match code {
            0 => Self::Green,
            TESTS_FAILED => Self::Red,
            BUILD_FAILED => Self::DoesNotCompile,
            NO_TESTS => Self::NoTests,
            other => Self::Other(other),
        }
    }

    fn says(self) -> String {
        match self {
            Self::Red => "red, as it must be".to_owned(),
            Self::Green => "GREEN: no proof noticed".to_owned(),
            Self::DoesNotCompile => "DOES NOT COMPILE: mend the entry".to_owned(),
            Self::NoTests => "NO TEST RAN".to_owned(),
            Self::Other(code) => format!("nextest ended with code {code}"),
        }
    }
}

/// Draws `count` entries, first sees their proofs green, then switches each rule off in turn.
pub fn run(
    checkout: &Checkout,
    list: &[Break],
    proofs: &[Proof],
    count: usize,
    seed: u64,
) -> Result<ExitCode> {
    let drawn = draw(list, count, seed);
    if drawn.is_empty() {
        bail!("docs/law/breaks.toml has no entry to draw from");
    }
    if drawn.len() < count {
        eprintln!("hint: breaks.toml has only {} entries", list.len());
    }
    let of_row =
        |row: &str| -> Vec<&Proof> { proofs.iter().filter(|p| p.rows.iter().any(|r| r == row)).collect() };
    let all: Vec<&Proof> = drawn.iter().flat_map(|entry| of_row(&entry.row)).collect();
    if let Some(entry) = drawn.iter().find(|entry| of_row(&entry.row).is_empty()) {
        bail!("breaks.toml: {}: no test proves this row: mark one, or take the entry out", entry.row);
    }
    eprintln!("the proofs as they stand: must be green");
    match nextest(checkout, &all)? {
        Outcome::Green => {}
        other => bail!("before any rule was switched off: {}", other.says()),
    }
    let mut table = Vec::new();
    for entry in drawn {
        eprintln!("switching off {}: {}", entry.row, entry.rule);
        let begun = Instant::now();
        let applied = Applied::new(&checkout.root, entry)?;
        let outcome = nextest(checkout, &of_row(&entry.row));
        drop(applied);
        table.push((entry, outcome?, begun.elapsed().as_secs()));
    }
    println!("{:<20} {:>5}  {:<34} rule", "row", "sec", "result");
    for (entry, outcome, seconds) in &table {
        println!("{:<20} {seconds:>5}  {:<34} {} ({})", entry.row, outcome.says(), entry.rule, entry.file);
    }
    let good = table.iter().filter(|(_, outcome, _)| *outcome == Outcome::Red).count();
    println!("{good} of {} rules switched off were noticed (seed {seed})", table.len());
    Ok(if good == table.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn nextest(checkout: &Checkout, proofs: &[&Proof]) -> Result<Outcome> {
    let mut command = Command::new("cargo");
    command.args(["nextest", "run", "--no-default-features", "--profile", "break", "--no-tests", "fail"]);
    let mut packages: Vec<&str> = proofs.iter().filter_map(|proof| proof.package.as_deref()).collect();
    packages.sort_unstable();
    packages.dedup();
    if proofs.iter().any(|proof| proof.package.is_none()) {
        command.arg("--workspace");
    } else {
        command.args(packages.iter().flat_map(|package| ["-p", package]));
    }
    let filter: Vec<String> = proofs.iter().map(|proof| filter(proof)).collect();
    let status = command
        .args(["-E", &filter.join(" | ")])
        .current_dir(&checkout.root)
        .stdin(Stdio::null())
        .status()
        .context("cargo nextest cannot be started")?;
    Ok(Outcome::of(status.code().unwrap_or(-1)))
}

/// nextest's filter for one proof: the crate and the function, wherever a macro may have put it.
fn filter(proof: &Proof) -> String {
    let test = format!("test(/(^|::){}$/)", proof.function());
    match &proof.package {
        Some(package) => format!("(package(={package}) & {test})"),
        None => format!("({test})"),
    }
}

/// The entries drawn by seed, in the order of the draw. Same list, same seed: same draw.
fn draw(list: &[Break], count: usize, seed: u64) -> Vec<&Break> {
    let mut left: Vec<&Break> = list.iter().collect();
    let mut state = seed;
    let mut drawn = Vec::new();
    while drawn.len() < count && !left.is_empty() {
        // SplitMix64: one line of arithmetic, so that the draw never changes with a library.
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        let index = usize::try_from(mixed % left.len() as u64).unwrap_or_default();
        drawn.push(left.remove(index));
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<Break> {
        let entry = |n: usize| Break {
            row: format!("MJK18-{n}"),
            file: String::new(),
            find: String::new(),
            replace: String::new(),
            rule: String::new(),
        };
        (0..20).map(entry).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_and_nothing_twice() {
        let list = list();
        let rows = |seed| draw(&list, 8, seed).iter().map(|entry| entry.row.clone()).collect::<Vec<_>>();
        assert_eq!(rows(3), rows(3));
        assert_ne!(rows(3), rows(4));
        let mut all = rows(3);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 8);
        assert_eq!(draw(&list, 99, 1).len(), 20);
    }

    #[test]
    fn only_failed_tests_are_red() {
        assert_eq!(Outcome::of(100), Outcome::Red);
        for code in [0, 4, 101, 96, -1] {
            assert_ne!(Outcome::of(code), Outcome::Red);
        }
    }
}
