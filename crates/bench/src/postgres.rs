//! Submissions through the use case on PostgreSQL, on a private server that waits for its disk at each commit.

use crate::figure::{Row, median, rate, raw};
use crate::fill::{self, START, Size, actors};
use crate::house::{self, House, QuickLetters, Ticking, moment};
use crate::submit::{in_process, next_drafts};
use anyhow::Result;
use std::path::Path;
use std::sync::Arc;
use testkit::postgres::{Cluster, ClusterOptions};

/// Measures; nothing when no server can be started.
///
/// # Errors
/// Whatever fails.
pub fn measure(folder: &Path, size: &Size, each: usize, rounds: usize) -> Result<Vec<Row>> {
    println!("submission on PostgreSQL: 32 threads, {each} submissions of each, {rounds} rounds");
    let cluster = match Cluster::start_private(ClusterOptions { durable: true }) {
        Ok(cluster) => cluster,
        Err(why) => {
            println!("  left out: {why}");
            return Ok(Vec::new());
        }
    };
    let schema = cluster.schema();
    let url = schema.url().parse()?;
    let filled = fill::fill(&url, folder, *size)?;
    let clock = Arc::new(Ticking::from(moment(START)?));
    let House { region, .. } = house::open(&url, &filled.files, clock, Arc::new(QuickLetters))?;
    let actors = actors(&region, &filled.people)?;
    let mut drafts = filled.drafts;
    let (mut rates, mut p99) = (vec![], vec![]);
    for round in 1..=rounds {
        let own = next_drafts(&mut drafts, each)?;
        let (took, latencies) = in_process(&region, &actors, &own)?;
        rates.push(rate(each * actors.len(), took));
        p99.push(latencies.quantile_ms(0.99));
        raw(&format!(
            "round {round} use case  {:>7.0}/s  {}",
            rate(each * actors.len(), took),
            latencies.text()
        ));
    }
    Ok(vec![Row::new(
        "submission through the use case, 32 threads, PostgreSQL (fsync on)",
        "≥ 1,500/s; p99 ≤ 60 ms",
        format!("{:.0}/s, p99 {:.1} ms", median(&rates), median(&p99)),
    )])
}
