//! Inclusion and consistency proofs: made as RFC 6962 section 2.1 defines them, checked as RFC 9162 sections 2.1.3.2
//! and 2.1.4.2 say.

use crate::hash::{Hash, empty_root, node_hash};
use serde::{Deserialize, Serialize};

/// Where stored hashes come from: a table, tiles ([`crate::tile::TileReader`]) or memory
/// ([`crate::tree::MemoryTree`]).
pub trait HashReader {
    /// The complete node that covers the `2^level` leaves from `index * 2^level`; nothing when it is not complete or
    /// not there.
    fn node(&self, level: u8, index: u64) -> Option<Hash>;
}

impl<R: HashReader + ?Sized> HashReader for &R {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        (**self).node(level, index)
    }
}

/// Why a proof cannot be made or does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The index lies outside the log, or the old size exceeds the new.
    #[error("{0} lies outside a log of {1} leaves")]
    OutOfRange(u64, u64),
    /// The reader does not have a node that the proof needs.
    #[error("the node {index} of level {level} is missing")]
    MissingNode {
        /// 0 for leaves.
        level: u8,
        /// Within its level, from 0.
        index: u64,
    },
    /// The proof has too few or too many hashes for its sizes.
    #[error("the proof has the wrong number of hashes")]
    WrongLength,
    /// The hashes do not lead to the root of the log.
    #[error("the proof leads to another root")]
    RootMismatch,
    /// The hashes do not lead to the root of the smaller log.
    #[error("the proof leads to another root of the smaller log")]
    OldRootMismatch,
}

/// Shows that a leaf stands at `index` of the log with `size` leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InclusionProof {
    /// Of the leaf, from 0.
    pub index: u64,
    /// Number of leaves of the log.
    pub size: u64,
    /// The siblings from the leaf upwards.
    pub path: Vec<Hash>,
}

/// Shows that the log with `old_size` leaves is the beginning of the log with `new_size` leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsistencyProof {
    /// Number of leaves of the earlier log.
    pub old_size: u64,
    /// Number of leaves of the later log.
    pub new_size: u64,
    /// In the order of RFC 6962 section 2.1.2; empty when a size is 0 or both are equal.
    pub path: Vec<Hash>,
}

impl InclusionProof {
    /// Makes the proof (RFC 6962 section 2.1.1).
    ///
    /// # Errors
    /// [`ProofError::OutOfRange`] or [`ProofError::MissingNode`].
    pub fn build(index: u64, size: u64, reader: &impl HashReader) -> Result<Self, ProofError> {
        if index >= size {
            return Err(ProofError::OutOfRange(index, size));
        }
        let (mut start, mut end) = (0, size);
        let mut path = Vec::new();
        while end - start > 1 {
            let middle = start + split(end - start);
            if index < middle {
                path.push(range_root(middle, end, reader)?);
                end = middle;
            } else {
                path.push(range_root(start, middle, reader)?);
                start = middle;
            }
        }
        path.reverse();
        Ok(Self { index, size, path })
    }

    /// Checks the proof for the hash of the leaf and the root of a checkpoint whose size the caller compared with
    /// [`InclusionProof::size`].
    ///
    /// # Errors
    /// [`ProofError`] when it does not hold.
    pub fn verify(&self, leaf_hash: &Hash, root: &Hash) -> Result<(), ProofError> {
        if self.index >= self.size {
            return Err(ProofError::OutOfRange(self.index, self.size));
        }
        let (mut node, mut last) = (self.index, self.size - 1);
        let mut hash = *leaf_hash;
        for sibling in &self.path {
            if last == 0 {
                return Err(ProofError::WrongLength);
            }
            if node & 1 == 1 || node == last {
                hash = node_hash(sibling, &hash);
                while node & 1 == 0 && node != 0 {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node_hash(&hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if last != 0 {
            return Err(ProofError::WrongLength);
        }
        if hash == *root { Ok(()) } else { Err(ProofError::RootMismatch) }
    }
}

impl ConsistencyProof {
    /// Makes the proof (RFC 6962 section 2.1.2).
    ///
    /// # Errors
    /// [`ProofError::OutOfRange`] or [`ProofError::MissingNode`].
    pub fn build(old_size: u64, new_size: u64, reader: &impl HashReader) -> Result<Self, ProofError> {
        if old_size > new_size {
            return Err(ProofError::OutOfRange(old_size, new_size));
        }
        let mut path = Vec::new();
        if old_size > 0 && old_size < new_size {
            let (mut start, mut end) = (0, new_size);
            while old_size != end {
                let middle = start + split(end - start);
                if old_size <= middle {
                    path.push(range_root(middle, end, reader)?);
                    end = middle;
                } else {
                    path.push(range_root(start, middle, reader)?);
                    start = middle;
                }
            }
            // When the smaller log is one perfect subtree from the left, its root is known to who checks.
            if start != 0 {
                path.push(range_root(start, end, reader)?);
            }
            path.reverse();
        }
        Ok(Self { old_size, new_size, path })
    }

    /// Checks the proof for the roots of two checkpoints whose sizes the caller compared with those of the proof.
    ///
    /// # Errors
    /// [`ProofError`] when it does not hold.
    pub fn verify(&self, old_root: &Hash, new_root: &Hash) -> Result<(), ProofError> {
        if self.old_size > self.new_size {
            return Err(ProofError::OutOfRange(self.old_size, self.new_size));
        }
        if self.old_size == 0 || self.old_size == self.new_size {
            let known = if self.old_size == 0 { empty_root() } else { *new_root };
            return match (self.path.is_empty(), *old_root == known) {
                (false, _) => Err(ProofError::WrongLength),
                (true, false) => Err(ProofError::OldRootMismatch),
                (true, true) => Ok(()),
            };
        }
        let (mut node, mut last) = (self.old_size - 1, self.new_size - 1);
        let shift = node.trailing_ones();
        node >>= shift;
        last >>= shift;
        let mut path = self.path.iter();
        let first = if node == 0 { old_root } else { path.next().ok_or(ProofError::WrongLength)? };
        let (mut old, mut new) = (*first, *first);
        for hash in path {
            if last == 0 {
                return Err(ProofError::WrongLength);
            }
            if node & 1 == 1 || node == last {
                old = node_hash(hash, &old);
                new = node_hash(hash, &new);
                while node & 1 == 0 && node != 0 {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                new = node_hash(&new, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        match (last == 0, old == *old_root, new == *new_root) {
            (false, ..) => Err(ProofError::WrongLength),
            (true, false, _) => Err(ProofError::OldRootMismatch),
            (true, true, false) => Err(ProofError::RootMismatch),
            (true, true, true) => Ok(()),
        }
    }
}

/// The root of the first `size` leaves, for a log that has since grown.
///
/// # Errors
/// [`ProofError::MissingNode`].
pub fn root_at(size: u64, reader: &impl HashReader) -> Result<Hash, ProofError> {
    if size == 0 { Ok(empty_root()) } else { range_root(0, size, reader) }
}

/// The largest power of two smaller than `n`, which is at least 2.
fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The tree hash of the leaves `start..end`; the start is one at which RFC 6962 splits.
fn range_root(start: u64, end: u64, reader: &impl HashReader) -> Result<Hash, ProofError> {
    let size = end - start;
    if size.is_power_of_two() {
        let level = size.ilog2() as u8;
        let index = start >> level;
        return reader.node(level, index).ok_or(ProofError::MissingNode { level, index });
    }
    let middle = start + split(size);
    Ok(node_hash(&range_root(start, middle, reader)?, &range_root(middle, end, reader)?))
}
