//! The growing tree: its right edge, from which the root follows and to which leaves are appended.

use crate::hash::{Hash, empty_root, node_hash};
use crate::proof::HashReader;

/// The largest size of a log, so that a size always fits a signed 64-bit column of a database.
pub const MAX_SIZE: u64 = i64::MAX as u64;

/// A complete node: the root of the `2^level` leaves from `index * 2^level`. It never changes once it exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// 0 for a leaf.
    pub level: u8,
    /// Counted from 0 within its level, from the left.
    pub index: u64,
    /// RFC 6962 section 2.1.
    pub hash: Hash,
}

/// The bytes are not a frontier that [`Frontier::to_bytes`] wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a frontier: expected 8 bytes of size and 32 bytes for each 1 bit of it")]
pub struct FrontierFormat;

/// The right edge of the tree (a compact range): all that is needed to append and to compute the root, at most 63
/// hashes however large the log.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// One perfect subtree for each 1 bit of the size, the largest first.
    edge: Vec<Hash>,
}

impl Frontier {
    /// The empty log.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of leaves, which is the index of the next one.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The hashes of the perfect subtrees, the largest first.
    pub fn edge(&self) -> &[Hash] {
        &self.edge
    }

    /// Appends a leaf and returns the nodes it completed, from the leaf itself upwards. Store them all.
    pub fn append(&mut self, leaf_hash: Hash) -> Vec<Node> {
        let mut nodes = Vec::with_capacity(self.size.trailing_ones() as usize + 1);
        self.append_with(leaf_hash, |node| nodes.push(node));
        nodes
    }

    /// Appends a leaf and hands each node it completed to `completed`, from the leaf itself upwards.
    pub fn append_with(&mut self, leaf_hash: Hash, mut completed: impl FnMut(Node)) {
        let mut node = Node { level: 0, index: self.size, hash: leaf_hash };
        completed(node);
        while node.index & 1 == 1
            && let Some(left) = self.edge.pop()
        {
            node = Node { level: node.level + 1, index: node.index >> 1, hash: node_hash(&left, &node.hash) };
            completed(node);
        }
        self.edge.push(node.hash);
        self.size += 1;
    }

    /// The root of the log (RFC 6962 section 2.1).
    pub fn root(&self) -> Hash {
        let mut subtrees = self.edge.iter().rev();
        let Some(&smallest) = subtrees.next() else { return empty_root() };
        subtrees.fold(smallest, |right, left| node_hash(left, &right))
    }

    /// The size as 8 big-endian bytes, then the hashes of the edge.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.edge.iter().flat_map(|hash| hash.0));
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`FrontierFormat`] when the length does not fit the size.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierFormat> {
        let (size, hashes) = bytes.split_first_chunk::<8>().ok_or(FrontierFormat)?;
        let size = u64::from_be_bytes(*size);
        if size > MAX_SIZE || hashes.len() != size.count_ones() as usize * 32 {
            return Err(FrontierFormat);
        }
        let edge = hashes.as_chunks::<32>().0.iter().map(|hash| Hash(*hash)).collect();
        Ok(Self { size, edge })
    }

    /// Builds the frontier of the first `size` leaves from stored nodes; nothing when a node is missing.
    pub fn from_nodes(size: u64, reader: &impl HashReader) -> Option<Self> {
        let mut edge = Vec::with_capacity(size.count_ones() as usize);
        let mut start = 0;
        for level in (0..64).rev().filter(|level| (size >> level) & 1 == 1) {
            edge.push(reader.node(level as u8, start >> level)?);
            start += 1 << level;
        }
        (size <= MAX_SIZE).then_some(Self { size, edge })
    }
}

/// All complete nodes of a log in memory, 64 bytes a leaf: for small logs, tools and tests.
#[derive(Debug, Clone, Default)]
pub struct MemoryTree {
    frontier: Frontier,
    levels: Vec<Vec<Hash>>,
}

impl MemoryTree {
    /// The empty log.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends a leaf.
    pub fn append(&mut self, leaf_hash: Hash) {
        let levels = &mut self.levels;
        self.frontier.append_with(leaf_hash, |node| {
            if levels.len() <= usize::from(node.level) {
                levels.push(Vec::new());
            }
            levels[usize::from(node.level)].push(node.hash);
        });
    }

    /// The right edge of the log.
    pub fn frontier(&self) -> &Frontier {
        &self.frontier
    }
}

impl FromIterator<Hash> for MemoryTree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut tree = Self::new();
        leaves.into_iter().for_each(|leaf| tree.append(leaf));
        tree
    }
}

impl HashReader for MemoryTree {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        self.levels.get(usize::from(level))?.get(usize::try_from(index).ok()?).copied()
    }
}
