//! `cargo xtask bench`: builds the measuring program and the product in release, runs it, keeps its raw output.
//!
//! This tool itself never links the product: what is measured runs in processes of its own.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::checkout::Checkout;

/// What `cargo xtask bench` takes.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// A tenth of everything, in about a minute: shows that it runs, not how fast.
    #[arg(long)]
    quick: bool,
    /// Only this: submit, page, lookup, ledger, permit, postgres, footprint. May be repeated.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Names the interpreter that has WeasyPrint and pyHanko; the peer of the permits is left out without it.
    #[arg(long, value_name = "PROGRAM", env = "SATUPINTU_BENCH_PYTHON")]
    python: Option<PathBuf>,
}

const NAMES: [&str; 7] = ["submit", "page", "lookup", "ledger", "permit", "postgres", "footprint"];

/// Builds, measures, and says where the raw output is.
///
/// # Errors
/// When a build or the measuring program fails.
pub fn run(checkout: &Checkout, options: &Options) -> Result<ExitCode> {
    if let Some(unknown) = options.only.iter().find(|name| !NAMES.contains(&name.as_str())) {
        bail!("there is no measurement {unknown}; there are {}", NAMES.join(", "));
    }
    let wanted = |name: &str| options.only.is_empty() || options.only.iter().any(|only| only == name);
    let target = target(checkout)?;
    let mut builds: Vec<&[&str]> = vec![&["-p", "bench"]];
    if wanted("permit") {
        builds.push(&["-p", "typeset", "--features", "engine"]);
    }
    if wanted("footprint") {
        builds.push(&["-p", "server"]);
    }
    for build in builds {
        let mut command = Command::new("cargo");
        command.args(["build", "--release"]).args(build).current_dir(&checkout.root);
        if !command.status().context("cargo cannot be started")?.success() {
            bail!("cargo build --release {} failed", build.join(" "));
        }
    }
    let out = target.join("bench-data");
    let release = target.join("release");
    let mut arguments: Vec<OsString> = vec!["run".into(), "--out".into(), out.clone().into()];
    arguments.extend(options.quick.then(|| "--quick".into()));
    for name in &options.only {
        arguments.extend(["--only".into(), name.into()]);
    }
    arguments.extend(["--binary".into(), release.join("satupintu").into()]);
    let raw = target.join("bench-raw.txt");
    let mut command = Command::new(release.join("bench"));
    command.args(arguments).current_dir(&checkout.root).stdout(Stdio::piped());
    if let Some(python) = &options.python {
        command.env("SATUPINTU_BENCH_PYTHON", python);
    }
    let passed = keep(&mut command, &raw)?;
    println!("\nraw output: {}", raw.display());
    println!("figures:    {}", out.join("figures.json").display());
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs the program and writes what it prints both to the screen and to `raw`.
fn keep(command: &mut Command, raw: &Path) -> Result<bool> {
    let mut child = command.spawn().context("the measuring program cannot be started")?;
    let output = child.stdout.take().context("no pipe from the measuring program")?;
    let mut file =
        std::fs::File::create(raw).with_context(|| format!("{} cannot be written", raw.display()))?;
    for line in BufReader::new(output).lines() {
        let line = line?;
        println!("{line}");
        writeln!(file, "{line}")?;
    }
    Ok(child.wait()?.success())
}

/// Where cargo puts what it builds.
fn target(checkout: &Checkout) -> Result<PathBuf> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(&checkout.root)
        .output()
        .context("cargo cannot be started")?;
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).context("cargo metadata cannot be read")?;
    metadata["target_directory"].as_str().map(PathBuf::from).context("cargo names no target folder")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_is_shown_and_kept_and_a_failure_is_told() {
        let dir = tempfile::tempdir().unwrap();
        let raw = dir.path().join("raw.txt");
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two; exit 3"]).stdout(Stdio::piped());
        assert!(!keep(&mut command, &raw).unwrap());
        assert_eq!(std::fs::read_to_string(raw).unwrap(), "one\ntwo\n");
    }
}
