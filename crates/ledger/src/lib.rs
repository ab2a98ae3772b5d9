//! An append-only Merkle log after RFC 6962 that knows nothing of permits and is usable alone.
//!
//! A **leaf** is the canonical JSON (RFC 8785) of one event. Leaves are hashed into the Merkle tree of RFC 6962
//! (section 2.1): `SHA-256(0x00 || leaf)` for a leaf, `SHA-256(0x01 || left || right)` for a node. A **checkpoint**
//! (C2SP tlog-checkpoint) names the log, its size and its root, signed with Ed25519 as a C2SP signed note. **Tiles**
//! (C2SP tlog-tiles) are the form in which hashes and leaves are kept and served; inclusion and consistency **proofs**
//! are computed from them.
//!
//! The crate is pure: storage, time and chance belong to the caller. Only [`export`] touches the file system.
//!
//! # Appending
//!
//! ```
//! use ledger::{CanonicalLeaf, Checkpoint, Frontier, SigningKey};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut frontier = Frontier::new();
//! let leaf = CanonicalLeaf::with_sequence(serde_json::json!({"act": "received"}), frontier.size())?;
//! let nodes = frontier.append(leaf.leaf_hash()); // store leaf and nodes in one transaction
//! # assert_eq!(nodes.len(), 1);
//!
//! let key = SigningKey::from_seed([7; 32])?; // the 32 bytes of the key file
//! let checkpoint = Checkpoint { origin: "log.example/contoh".into(), size: frontier.size(), root: frontier.root() };
//! let note = checkpoint.sign(&key)?;
//! let read = ledger::checkpoint::verify(&note, &key.verifying_key("log.example/contoh")?)?;
//! assert_eq!(read, checkpoint);
//! # Ok(()) }
//! ```
//!
//! # The export format
//!
//! An export is a folder; `EXPORT.md` beside this crate specifies it to the byte, and `verify_export.py` is a second
//! verifier written from the public specifications alone.
//!
//! | file | content |
//! |---|---|
//! | `checkpoint` | the signed note |
//! | `key` | the verifier key, `name+hash+base64`, and a newline |
//! | `leaves.jsonl` | one canonical leaf a line, in the order of the log |
//! | `hashes` | optional: one leaf hash a line in hexadecimal, to name the leaf that was changed |
//!
//! [`LogExport::verify`] recomputes everything and returns every problem it finds, not only the first. Pass it the
//! verifier key you obtained from elsewhere: the `key` in the folder proves nothing about who wrote the folder.

pub mod bundle;
pub mod canonical;
pub mod checkpoint;
pub mod export;
pub mod hash;
pub mod leaf;
pub mod locate;
pub mod note;
pub mod proof;
pub mod tile;
pub mod tree;
pub mod verify;

pub use checkpoint::Checkpoint;
pub use export::{ExportWriter, LogExport};
pub use hash::{Hash, empty_root, leaf_hash, node_hash};
pub use leaf::{CanonicalLeaf, LeafError, commit_value};
pub use note::{NoteError, SigningKey, VerifyingKey};
pub use proof::{ConsistencyProof, HashReader, InclusionProof, ProofError};
pub use tree::{Frontier, MemoryTree, Node};
pub use verify::{Expectation, Problem, Report};
