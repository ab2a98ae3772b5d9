//! Verifies a whole log against its checkpoint and names every problem.

use crate::canonical;
use crate::checkpoint::{self, Checkpoint};
use crate::hash::{Hash, leaf_hash};
use crate::locate::{FoundLeaf, locate};
use crate::note::VerifyingKey;
use crate::tree::Frontier;

/// What the verifier knows from elsewhere. Without a key of its own it can only say that the folder agrees with itself.
#[derive(Debug, Clone, Default)]
pub struct Expectation {
    /// The verifier key of the log, obtained apart from the export.
    pub key: Option<VerifyingKey>,
    /// A checkpoint verified earlier: the log must still begin with it.
    pub earlier: Option<Checkpoint>,
}

/// One thing that is wrong. An *index* counts the leaves of the signed log, a *position* the leaves as they are found,
/// both from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A part of the export is missing or cannot be read.
    #[error("unreadable: {what}: {why}")]
    Unreadable {
        /// The name of the file.
        what: &'static str,
        /// What reading it gave.
        why: String,
    },
    /// The key in the export is not the key that was expected.
    #[error("key-mismatch: the export names the key {found}")]
    KeyMismatch {
        /// The verifier key in the export.
        found: String,
    },
    /// The checkpoint is not signed by the key of the log, or is none.
    #[error("bad-signature: {why}")]
    BadSignature {
        /// What the signed note is refused for.
        why: String,
    },
    /// The number of leaves is not the signed one.
    #[error("size-mismatch: {signed} leaves are signed, {found} are here")]
    SizeMismatch {
        /// As the checkpoint says.
        signed: u64,
        /// As counted.
        found: u64,
    },
    /// The root over the leaves is not the signed one.
    #[error("root-mismatch: {signed} is signed, {computed} computed")]
    RootMismatch {
        /// As the checkpoint says.
        signed: Hash,
        /// Over all leaves found.
        computed: Hash,
    },
    /// The log no longer begins with the checkpoint verified earlier: its history was rewritten or cut.
    #[error("not-consistent: the first {size} leaves are not those of the earlier checkpoint")]
    NotConsistent {
        /// Of the earlier checkpoint.
        size: u64,
    },
    /// The hash list does not lead to the signed root, and so says nothing.
    #[error("hash-list-mismatch: the hash list does not lead to the signed root")]
    HashListMismatch,
    /// A leaf is not in canonical form.
    #[error("not-canonical: position {position}: {why}")]
    NotCanonical {
        /// Where it was found.
        position: u64,
        /// What breaks the form.
        why: canonical::NotCanonical,
    },
    /// A leaf the log did sign carries another index than its own.
    #[error("wrong-sequence: the leaf {index} says it is {found}")]
    WrongSequence {
        /// Where it stands, rightly.
        index: u64,
        /// What its sequence field says.
        found: u64,
    },
    /// The content of a leaf was changed.
    #[error("changed: leaf {index}, at position {position}")]
    Changed {
        /// Of the leaf that was signed.
        index: u64,
        /// Where the changed one was found.
        position: u64,
    },
    /// Leaves that were signed are not there.
    #[error("deleted: {count} from leaf {first}")]
    Deleted {
        /// Index of the first.
        first: u64,
        /// How many in a row.
        count: u64,
    },
    /// Leaves are there that were never signed.
    #[error("inserted: {count} from position {position}")]
    Inserted {
        /// Where the first was found.
        position: u64,
        /// How many in a row.
        count: u64,
    },
    /// Two leaves stand in each other's place.
    #[error("swapped: leaves {first} and {second}")]
    Swapped {
        /// The smaller index.
        first: u64,
        /// The larger index.
        second: u64,
    },
    /// A leaf stands in another place.
    #[error("moved: leaf {index} to position {position}")]
    Moved {
        /// Where it was signed.
        index: u64,
        /// Where it was found.
        position: u64,
    },
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The checkpoint, when its text could be read; trust it only when no problem is reported.
    pub checkpoint: Option<Checkpoint>,
    /// Number of leaves found.
    pub leaves: u64,
    /// The root over the leaves found.
    pub root: Hash,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

/// The parts of a log to verify, wherever they are stored. [`crate::export::LogExport`] is one for a folder.
pub trait LogSource {
    /// The signed note.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn note(&self) -> Result<String, String>;

    /// The verifier key that comes with the log.
    ///
    /// # Errors
    /// Why it cannot be read.
    fn key(&self) -> Result<VerifyingKey, String>;

    /// The leaf hashes as kept apart from the leaves, when they are.
    ///
    /// # Errors
    /// Why they cannot be read.
    fn hashes(&self) -> Result<Option<Vec<Hash>>, String>;

    /// Hands every leaf in order to `visit`. Called a second time when something is wrong.
    ///
    /// # Errors
    /// Why the leaves cannot be read further.
    fn each_leaf(&self, visit: &mut dyn FnMut(&[u8])) -> Result<(), String>;
}

/// Recomputes the log and returns all that is wrong. Memory is constant as long as nothing is.
pub fn verify(source: &impl LogSource, expect: &Expectation) -> Report {
    let mut problems = Vec::new();
    let checkpoint = signed_checkpoint(source, expect, &mut problems);

    let mut frontier = Frontier::new();
    let mut root_then = None;
    let then = expect.earlier.as_ref().map(|earlier| earlier.size);
    let mut wrong_sequences = Vec::new();
    let read = source.each_leaf(&mut |leaf| {
        let position = frontier.size();
        if then == Some(position) {
            root_then = Some(frontier.root());
        }
        frontier.append_with(leaf_hash(leaf), |_| ());
        match canonical::check(leaf) {
            Ok(Some(found)) if found != position => {
                wrong_sequences.push(Problem::WrongSequence { index: position, found });
            }
            Ok(_) => {}
            Err(why) => problems.push(Problem::NotCanonical { position, why }),
        }
    });
    if let Err(why) = read {
        problems.push(Problem::Unreadable { what: "leaves.jsonl", why });
    }
    let (leaves, root) = (frontier.size(), frontier.root());
    if then == Some(leaves) {
        root_then = Some(root);
    }
    if let Some(earlier) = &expect.earlier
        && root_then != Some(earlier.root)
    {
        problems.push(Problem::NotConsistent { size: earlier.size });
    }

    let mut intact = true;
    if let Some(signed) = &checkpoint {
        if signed.size != leaves {
            problems.push(Problem::SizeMismatch { signed: signed.size, found: leaves });
            intact = false;
        }
        if signed.root != root {
            problems.push(Problem::RootMismatch { signed: signed.root, computed: root });
            intact = false;
        }
    }
    let known = trusted_hashes(source, checkpoint.as_ref(), &mut problems);
    if !intact || (checkpoint.is_none() && !wrong_sequences.is_empty()) {
        let mut found = Vec::new();
        let again = source.each_leaf(&mut |leaf| found.push(FoundLeaf::read(leaf)));
        let size = checkpoint.as_ref().map(|signed| signed.size);
        // A source that cannot be read to its end was reported above; what was read is still compared.
        drop(again);
        problems.extend(locate(&found, known.as_deref(), size));
    } else {
        problems.append(&mut wrong_sequences);
    }
    Report { checkpoint, leaves, root, problems }
}

fn signed_checkpoint(
    source: &impl LogSource,
    expect: &Expectation,
    problems: &mut Vec<Problem>,
) -> Option<Checkpoint> {
    let brought = source.key().map_err(|why| problems.push(Problem::Unreadable { what: "key", why })).ok();
    if let (Some(wanted), Some(brought)) = (&expect.key, &brought)
        && wanted != brought
    {
        problems.push(Problem::KeyMismatch { found: brought.to_string() });
    }
    let note =
        source.note().map_err(|why| problems.push(Problem::Unreadable { what: "checkpoint", why })).ok()?;
    if let Some(key) = expect.key.as_ref().or(brought.as_ref()) {
        match checkpoint::verify(&note, key) {
            Ok(checkpoint) => return Some(checkpoint),
            Err(e) => problems.push(Problem::BadSignature { why: e.to_string() }),
        }
    } else {
        problems.push(Problem::BadSignature { why: "there is no key to verify it with".into() });
    }
    // The leaves are compared all the same: who investigates wants to know what else is wrong.
    Checkpoint::read_unverified(&note).ok()
}

/// The hash list counts only when it leads to the signed root: then each of its hashes is as good as signed.
fn trusted_hashes(
    source: &impl LogSource,
    checkpoint: Option<&Checkpoint>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Hash>> {
    let hashes = match source.hashes() {
        Ok(hashes) => hashes?,
        Err(why) => {
            problems.push(Problem::Unreadable { what: "hashes", why });
            return None;
        }
    };
    let checkpoint = checkpoint?;
    let mut frontier = Frontier::new();
    for hash in &hashes {
        frontier.append_with(*hash, |_| ());
    }
    if frontier.size() != checkpoint.size || frontier.root() != checkpoint.root {
        problems.push(Problem::HashListMismatch);
        return None;
    }
    Some(hashes)
}
