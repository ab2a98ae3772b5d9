//! Appends a million leaves, exports them and verifies the export; prints leaves per second of each.
//!
//! `cargo run --release -p ledger --example append_million [FOLDER]` keeps the export in the folder when one is named.

use ledger::{CanonicalLeaf, Checkpoint, Expectation, ExportWriter, Frontier, LogExport, SigningKey};
use serde_json::json;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

const LEAVES: u64 = 1_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let temporary = tempfile::tempdir()?;
    let dir = std::env::args().nth(1).map_or_else(|| temporary.path().join("export"), PathBuf::from);

    let start = Instant::now();
    let leaves = (0..LEAVES).map(sample_leaf).collect::<Result<Vec<_>, _>>()?;
    report("made canonical", start);

    let start = Instant::now();
    let mut frontier = Frontier::new();
    for leaf in &leaves {
        frontier.append(leaf.leaf_hash());
    }
    report("hashed and appended", start);

    let start = Instant::now();
    let mut writer = ExportWriter::create(&dir)?;
    for leaf in &leaves {
        writer.leaf(leaf)?;
    }
    let key = SigningKey::from_seed([42; 32])?;
    let checkpoint =
        Checkpoint { origin: "log.example/measure".into(), size: frontier.size(), root: frontier.root() };
    writer.finish(&checkpoint.sign(&key)?, &key.verifying_key(&checkpoint.origin)?)?;
    report("exported", start);

    let start = Instant::now();
    let outcome = LogExport::open(&dir).verify(&Expectation::default());
    report("re-verified", start);
    println!("{} leaves, root {}, problems: {}", outcome.leaves, outcome.root, outcome.problems.len());
    Ok(())
}

/// About 400 bytes, as an act on an application has.
fn sample_leaf(index: u64) -> Result<CanonicalLeaf, ledger::LeafError> {
    let digest = ledger::leaf_hash(&index.to_be_bytes());
    let event = json!({
        "act": "application.verified", "at": "2026-03-02T08:15:30Z", "basis": ["MJK18-14.2"], "done": true,
        "after": digest, "before": digest, "object": format!("application/{index}"), "role": "petugas_loket",
        "who": digest,
    });
    CanonicalLeaf::with_sequence(event, index)
}

fn report(what: &str, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    println!("{what:<20} {seconds:>6.2} s {:>12.0} leaves/s", LEAVES as f64 / seconds);
}
