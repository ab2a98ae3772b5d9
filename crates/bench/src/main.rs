//! Measures speed and size, each beside a peer or a physical limit in the same run. `cargo xtask bench` builds and runs it.
//!
//! Nothing here ships. Loopback only; every run is bounded.

mod client;
mod figure;
mod fill;
mod footprint;
mod house;
mod log;
mod lookup;
mod machine;
mod page;
mod permit;
mod postgres;
mod raw;
mod site;
mod submit;

use anyhow::{Context as _, Result};
use clap::{Parser, Subcommand};
use figure::Row;
use fill::Size;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use store::DatabaseUrl;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Measures.
    Run(Run),
    /// The load client: a plan on standard input.
    Client,
}

#[derive(clap::Args)]
struct Run {
    /// Folder for databases and results.
    #[arg(long)]
    out: PathBuf,
    /// A tenth of everything.
    #[arg(long)]
    quick: bool,
    /// Only these: submit, page, lookup, ledger, permit, postgres, footprint.
    #[arg(long)]
    only: Vec<String>,
    /// The product's binary, for memory and start.
    #[arg(long)]
    binary: Option<PathBuf>,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().action {
        Action::Client => client::child(),
        Action::Run(run) => measure(&run),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// How much of everything.
struct Scale {
    size: Size,
    each: usize,
    rounds: usize,
    seconds: f64,
    permits: usize,
    leaves: u64,
}

impl Scale {
    fn of(quick: bool) -> Self {
        let (rounds, each) = if quick { (2, 10) } else { (3, 60) };
        Scale {
            // Each round hands in twice: over HTTP and in process.
            size: Size { submitted: if quick { 1_000 } else { 10_000 }, drafts_each: rounds * each * 2 },
            each,
            rounds,
            seconds: if quick { 1.0 } else { 5.0 },
            permits: if quick { 40 } else { 300 },
            leaves: if quick { 100_000 } else { 1_000_000 },
        }
    }
}

fn measure(run: &Run) -> Result<()> {
    let scale = Scale::of(run.quick);
    if run.out.exists() {
        std::fs::remove_dir_all(&run.out)?;
    }
    std::fs::create_dir_all(&run.out)?;
    let wanted = |name: &str| run.only.is_empty() || run.only.iter().any(|only| only == name);
    machine::print(&run.out);
    let mut rows: Vec<Row> = Vec::new();
    if ["submit", "page", "lookup", "ledger"].into_iter().any(wanted) {
        let base = run.out.join("base.db");
        println!(
            "filling: {} applications handed in, {} drafts, through the use cases",
            scale.size.submitted,
            scale.size.drafts_each * fill::PEOPLE
        );
        let filled = fill::fill(&DatabaseUrl::sqlite(&base), &run.out, scale.size)?;
        if wanted("page") {
            rows.extend(page::measure(&copy(&base, "page")?, &filled, scale.seconds, scale.rounds)?);
        }
        if wanted("lookup") {
            rows.extend(lookup::measure(&copy(&base, "lookup")?, &filled, scale.seconds)?);
        }
        if wanted("submit") {
            rows.extend(submit::measure(
                &run.out,
                &copy(&base, "submit")?,
                &filled,
                scale.each,
                scale.rounds,
            )?);
        }
        if wanted("ledger") {
            rows.extend(log::measure(
                &run.out,
                &copy(&base, "ledger")?,
                &filled,
                scale.leaves,
                scale.rounds,
            )?);
        }
    }
    if wanted("postgres") {
        rows.extend(postgres::measure(
            &run.out.join("postgres"),
            &scale_for_server(&scale),
            scale.each,
            scale.rounds,
        )?);
    }
    if wanted("permit") {
        rows.extend(permit::measure(&run.out, scale.permits, scale.rounds)?);
    }
    if wanted("footprint") {
        match &run.binary {
            Some(binary) => rows.extend(footprint::measure(
                binary,
                &run.out.join("footprint"),
                scale.seconds,
                scale.rounds,
            )?),
            None => println!("memory and start: left out, no --binary"),
        }
    }
    table(&rows);
    std::fs::write(run.out.join("figures.json"), serde_json::to_vec_pretty(&rows)?)?;
    Ok(())
}

/// The server is measured in process only: half the drafts.
fn scale_for_server(scale: &Scale) -> Size {
    Size { drafts_each: scale.rounds * scale.each, ..scale.size }
}

/// A copy of the filled database, so that no measurement sees what another wrote.
fn copy(base: &Path, name: &str) -> Result<PathBuf> {
    let to = base.with_file_name(format!("{name}.db"));
    let connection = rusqlite::Connection::open(base)?;
    let mut target = rusqlite::Connection::open(&to)?;
    rusqlite::backup::Backup::new(&connection, &mut target)?
        .run_to_completion(10_000, std::time::Duration::ZERO, None)
        .context("the filled database cannot be copied")?;
    Ok(to)
}

fn table(rows: &[Row]) {
    println!("\n| what | goal | measured | peer or limit, same run | ratio |\n|---|---|---|---|---|");
    for row in rows {
        println!("| {} | {} | {} | {} | {} |", row.what, row.goal, row.measured, row.peer, row.ratio);
    }
}
