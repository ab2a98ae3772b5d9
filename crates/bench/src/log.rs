//! The ledger: canonical leaves appended, a million verified again, beside SHA-256 of the same bytes; and leaves written
//! durably with their audit records.

use crate::figure::{Row, median, rate, raw};
use crate::fill::{Filled, START, actors};
use crate::house::{self, House, QuickLetters, Ticking, moment};
use anyhow::{Context as _, Result, bail};
use app::Dice;
use app::act::{Subject, record_act};
use aws_lc_rs::digest::{SHA256, digest};
use ledger::{CanonicalLeaf, Checkpoint, Expectation, ExportWriter, Frontier, LogExport, SigningKey};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use store::{DatabaseUrl, WriteTx};

/// A leaf as an act on an application has it, about 500 bytes.
fn sample(index: u64) -> Result<CanonicalLeaf> {
    let hash = hex::encode(ledger::leaf_hash(&index.to_be_bytes()).0);
    let id = &hash[..32];
    Ok(CanonicalLeaf::new(json!({
        "v": 1, "id": id, "at": "2026-03-02T02:15:30.123456Z", "act": "submit",
        "actor": { "who": hash, "roles": "applicant" },
        "object": { "kind": "application", "id": id, "version": 9 },
        "outcome": "done", "code": null, "fields": [], "basis": "MJK18-12.3",
        "detail": { "events": [{ "version": 9, "event": "submitted", "digest": hash }], "before": hash, "after": hash, "document": null },
    }))?)
}

/// Measures both.
///
/// # Errors
/// Whatever fails.
pub fn measure(
    folder: &Path,
    database: &Path,
    filled: &Filled,
    leaves: u64,
    rounds: usize,
) -> Result<Vec<Row>> {
    println!("ledger: {leaves} leaves");
    let count = usize::try_from(leaves)?;
    let (mut append, mut verify, mut plain) = (vec![], vec![], vec![]);
    let mut bytes = 0;
    for round in 1..=rounds {
        let begun = Instant::now();
        let mut frontier = Frontier::new();
        let mut made = Vec::with_capacity(count);
        for index in 0..leaves {
            let leaf = sample(index)?;
            frontier.append(leaf.leaf_hash());
            made.push(leaf);
        }
        let took = begun.elapsed();
        append.push(rate(count, took));
        raw(&format!(
            "round {round} canonical JSON, hash, append in memory: {:.2} s, {:.0}/s",
            took.as_secs_f64(),
            rate(count, took)
        ));
        let dir = folder.join("export");
        if dir.exists() {
            std::fs::remove_dir_all(&dir)?;
        }
        let mut writer = ExportWriter::create(&dir)?;
        for leaf in &made {
            writer.leaf(leaf)?;
        }
        let key = SigningKey::from_seed([42; 32])?;
        let checkpoint =
            Checkpoint { origin: "log.example/ukur".into(), size: frontier.size(), root: frontier.root() };
        writer.finish(&checkpoint.sign(&key)?, &key.verifying_key(&checkpoint.origin)?)?;
        let begun = Instant::now();
        let report = LogExport::open(&dir).verify(&Expectation::default());
        let took = begun.elapsed();
        if !report.is_sound() {
            bail!("the export does not verify");
        }
        verify.push(took.as_secs_f64());
        raw(&format!(
            "round {round} export verified again: {:.2} s, {:.0}/s",
            took.as_secs_f64(),
            rate(count, took)
        ));
        let begun = Instant::now();
        let mut last = 0;
        bytes = 0;
        for leaf in &made {
            last ^= digest(&SHA256, leaf.as_bytes()).as_ref()[0];
            bytes += leaf.as_bytes().len();
        }
        let took = begun.elapsed();
        std::hint::black_box(last);
        plain.push(took.as_secs_f64());
        raw(&format!(
            "round {round} SHA-256 of the same {bytes} bytes, leaf by leaf: {:.2} s",
            took.as_secs_f64()
        ));
    }
    let durable = durable(database, filled, count.min(32_000), rounds)?;
    let begun = Instant::now();
    let clock = Arc::new(Ticking::from(moment(START)?));
    let House { region, .. } =
        house::open(&DatabaseUrl::sqlite(database), &filled.files, clock, Arc::new(QuickLetters))?;
    let report = app::audit::verify(&region.store, &region.keys, &region.profile.id, region.now())?;
    let took = begun.elapsed();
    let checked = usize::try_from(report.leaves)?;
    raw(&format!(
        "audit verify of the database: {} leaves, {} applications in {:.2} s, {:.0} leaves/s, {} findings",
        report.leaves,
        report.applications,
        took.as_secs_f64(),
        rate(checked, took),
        report.findings.len()
    ));
    if let Some(finding) = report.findings.first() {
        raw(&format!("first finding: {finding:?}"));
    }
    let average = bytes / count.max(1);
    Ok(vec![
        Row::new(
            "ledger: leaves with their audit record appended durably, 32 threads, SQLite",
            "≥ 5,000 leaves/s",
            format!("{:.0}/s", median(&durable)),
        ),
        Row::new(
            &format!("ledger: canonical JSON, hash and append in memory ({average} bytes a leaf)"),
            "",
            format!("{:.0}/s", median(&append)),
        ),
        Row::new(
            &format!("ledger: {leaves} leaves of an export verified again"),
            "1,000,000 in ≤ 5 s",
            format!("{:.2} s", median(&verify)),
        )
        .beside(
            format!("{:.2} s SHA-256 of the same bytes", median(&plain)),
            median(&verify) / median(&plain),
        ),
        Row::new(
            "audit verify: every leaf, event, state, permit of the database",
            "",
            format!("{:.0} leaves/s ({} leaves)", rate(checked, took), report.leaves),
        ),
    ])
}

fn durable(database: &Path, filled: &Filled, count: usize, rounds: usize) -> Result<Vec<f64>> {
    let clock = Arc::new(Ticking::from(moment(START)?));
    let House { region, commits, .. } =
        house::open(&DatabaseUrl::sqlite(database), &filled.files, clock, Arc::new(QuickLetters))?;
    let actors = actors(&region, &filled.people)?;
    let each = count / actors.len().max(1);
    let mut rates = Vec::new();
    for round in 1..=rounds {
        let groups = commits.groups();
        let begun = Instant::now();
        let done: Vec<Result<()>> = std::thread::scope(|scope| {
            let threads: Vec<_> = actors
                .iter()
                .map(|actor| {
                    let region = &region;
                    scope.spawn(move || -> Result<()> {
                        let account = actor.account.context("no account")?;
                        for _ in 0..each {
                            let (seed, now) = region.draw();
                            let (held, actor) = (region.clone(), actor.clone());
                            region.store.write(move |tx: &WriteTx<'_>| {
                                let mut dice = Dice::new(seed, now);
                                let subject = Subject::account(account);
                                record_act(
                                    tx,
                                    &mut dice,
                                    &held,
                                    &actor,
                                    &subject,
                                    "open_page",
                                    Some([7; 32]),
                                    &[],
                                )
                            })?;
                        }
                        Ok(())
                    })
                })
                .collect();
            threads.into_iter().map(|t| t.join().unwrap_or_else(|_| bail!("a thread panicked"))).collect()
        });
        done.into_iter().collect::<Result<()>>()?;
        let took = begun.elapsed();
        let written = each * actors.len();
        rates.push(rate(written, took));
        raw(&format!(
            "round {round} durable leaves with audit records: {:.0}/s, {} commits for {written}",
            rate(written, took),
            commits.groups() - groups
        ));
    }
    Ok(rates)
}
