//! An export with invented events, to be tampered with.

use ledger::{CanonicalLeaf, Checkpoint, Expectation, ExportWriter, Frontier, LogExport, Report, SigningKey};
use serde_json::json;
use std::fs;
use std::path::Path;

/// The log of the sample.
pub const ORIGIN: &str = "log.example/batang";

/// Its key.
pub fn key() -> SigningKey {
    SigningKey::from_seed([42; 32]).unwrap()
}

/// An export in a temporary folder.
pub struct Sample {
    dir: tempfile::TempDir,
}

impl Sample {
    /// Writes a sound export; `numbered` leaves carry their sequence number.
    pub fn write(leaves: u64, numbered: bool) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut writer = ExportWriter::create(dir.path()).unwrap();
        let mut frontier = Frontier::new();
        for index in 0..leaves {
            let event = json!({"act": "received", "object": format!("CONTOH-{index:04}"), "role": "petugas \u{201c}1\u{201d}\n"});
            let leaf = if numbered {
                CanonicalLeaf::with_sequence(event, index).unwrap()
            } else {
                CanonicalLeaf::new(event).unwrap()
            };
            writer.leaf(&leaf).unwrap();
            frontier.append(leaf.leaf_hash());
        }
        let checkpoint = Checkpoint { origin: ORIGIN.into(), size: leaves, root: frontier.root() };
        let verifier = key().verifying_key(ORIGIN).unwrap();
        writer.finish(&checkpoint.sign(&key()).unwrap(), &verifier).unwrap();
        Self { dir }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Verifies with the key in the folder.
    pub fn verify(&self) -> Report {
        LogExport::open(self.path()).verify(&Expectation::default())
    }

    /// Rewrites one file.
    pub fn edit(&self, name: &str, edit: impl Fn(String) -> String) {
        let text = fs::read_to_string(self.path().join(name)).unwrap();
        self.write_file(name, &edit(text));
    }

    /// Rewrites the lines of the leaves.
    pub fn edit_leaves(&self, edit: impl Fn(&mut Vec<String>)) {
        self.edit("leaves.jsonl", |text| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            edit(&mut lines);
            lines.iter().map(|line| format!("{line}\n")).collect()
        });
    }

    /// Replaces one file.
    pub fn write_file(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// Removes one file.
    pub fn remove(&self, name: &str) {
        fs::remove_file(self.path().join(name)).unwrap();
    }
}
