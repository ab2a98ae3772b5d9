//! Tiles of hashes (C2SP tlog-tiles): 256 nodes of every eighth level in one file that never changes once full.

use crate::hash::{Hash, node_hash};
use crate::proof::{HashReader, ProofError};
use std::fmt;
use std::str::FromStr;

/// Hashes in a full tile.
pub const TILE_WIDTH: u16 = 256;

/// Levels of the tree between two levels of tiles.
const TILE_HEIGHT: u8 = 8;

/// Levels of tiles that a log of 64-bit size can have.
const TILE_LEVELS: u8 = 8;

/// Which tile: the nodes `index * 256 .. index * 256 + width` of tree level `8 * level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// Of tiles: 0 holds leaf hashes. At most 7, since sizes have 64 bits.
    pub level: u8,
    /// Within the level, from 0.
    pub index: u64,
    /// 1 to 256; below 256 the tile is partial.
    pub width: u16,
}

/// The text is not the path of a tile or of an entry bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a path of tlog-tiles")]
pub struct PathFormat;

impl TileId {
    /// The path below the prefix of the log: `tile/0/x001/x234/067` or `tile/1/000.p/17`.
    pub fn path(&self) -> String {
        format!("tile/{}/{}", self.level, place_path(self.index, self.width))
    }

    /// Whether the tile has all its 256 hashes.
    pub fn is_full(&self) -> bool {
        self.width == TILE_WIDTH
    }

    /// The hashes of the tile one after the other, 32 bytes each.
    ///
    /// # Errors
    /// [`ProofError::MissingNode`] when the reader lacks one.
    pub fn read(&self, reader: &impl HashReader) -> Result<Tile, ProofError> {
        let level = self.level.saturating_mul(TILE_HEIGHT);
        let first = self.index.saturating_mul(u64::from(TILE_WIDTH));
        let mut bytes = Vec::with_capacity(usize::from(self.width) * 32);
        for index in first..first.saturating_add(u64::from(self.width)) {
            let hash = reader.node(level, index).ok_or(ProofError::MissingNode { level, index })?;
            bytes.extend_from_slice(&hash.0);
        }
        Ok(Tile { id: *self, bytes })
    }
}

impl fmt::Display for TileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

impl FromStr for TileId {
    type Err = PathFormat;

    /// Reads a path strictly: each tile has one path, so that a cache in front of the log holds it once.
    fn from_str(path: &str) -> Result<Self, PathFormat> {
        let (level, place) =
            path.strip_prefix("tile/").and_then(|rest| rest.split_once('/')).ok_or(PathFormat)?;
        let &[digit @ b'0'..=b'7'] = level.as_bytes() else { return Err(PathFormat) };
        let (index, width) = parse_place(place).ok_or(PathFormat)?;
        // The highest level has fewer tiles than an index could name.
        if index > u64::MAX >> (u32::from(digit - b'0' + 1) * u32::from(TILE_HEIGHT)).min(63) {
            return Err(PathFormat);
        }
        Ok(Self { level: digit - b'0', index, width })
    }
}

/// A tile with its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Where it is stored.
    pub id: TileId,
    /// 32 bytes for each hash.
    pub bytes: Vec<u8>,
}

/// The tiles that became full while the log grew from `old_size` to `new_size`, lowest level first.
pub fn full_ids(old_size: u64, new_size: u64) -> impl Iterator<Item = TileId> {
    (0..TILE_LEVELS).flat_map(move |level| {
        let shift = u32::from(TILE_HEIGHT) * (u32::from(level) + 1);
        let tiles = |size: u64| size.checked_shr(shift).unwrap_or(0);
        (tiles(old_size)..tiles(new_size)).map(move |index| TileId { level, index, width: TILE_WIDTH })
    })
}

/// The partial tiles of a log with `size` leaves, at most one for each level, lowest level first.
pub fn partial_ids(size: u64) -> impl Iterator<Item = TileId> {
    (0..TILE_LEVELS).filter_map(move |level| {
        let nodes = size >> (u32::from(TILE_HEIGHT) * u32::from(level));
        let width = (nodes % u64::from(TILE_WIDTH)) as u16;
        (width > 0).then_some(TileId { level, index: nodes / u64::from(TILE_WIDTH), width })
    })
}

/// The content of the tiles that became full while the log grew from `old_size` to `new_size`.
///
/// # Errors
/// Each item is a [`ProofError::MissingNode`] when the reader lacks one of its nodes.
pub fn full_tiles<R: HashReader>(
    old_size: u64,
    new_size: u64,
    reader: &R,
) -> impl Iterator<Item = Result<Tile, ProofError>> {
    full_ids(old_size, new_size).map(move |id| id.read(reader))
}

/// The content of the partial tiles that a checkpoint of this size needs beside the full ones.
///
/// # Errors
/// Each item is a [`ProofError::MissingNode`] when the reader lacks one of its nodes.
pub fn partial_tiles<R: HashReader>(size: u64, reader: &R) -> impl Iterator<Item = Result<Tile, ProofError>> {
    partial_ids(size).map(move |id| id.read(reader))
}

/// Reads every node of a log of a given size out of its tiles, and so makes proofs from what is published.
///
/// It asks `fetch` once for each node; a caller that reads files or the network keeps the last tiles in memory.
#[derive(Debug, Clone)]
pub struct TileReader<F> {
    size: u64,
    fetch: F,
}

impl<F: Fn(TileId) -> Option<Vec<u8>>> TileReader<F> {
    /// A reader of the log with `size` leaves. `fetch` may answer a partial tile with the full one.
    pub fn new(size: u64, fetch: F) -> Self {
        Self { size, fetch }
    }
}

impl<F: Fn(TileId) -> Option<Vec<u8>>> HashReader for TileReader<F> {
    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        if level >= TILE_LEVELS * TILE_HEIGHT || index >= self.size >> level {
            return None;
        }
        let within = level % TILE_HEIGHT;
        let first = index << within;
        let tile_index = first / u64::from(TILE_WIDTH);
        let available = (self.size >> (level - within)) - tile_index * u64::from(TILE_WIDTH);
        let width = available.min(u64::from(TILE_WIDTH)) as u16;
        let bytes = (self.fetch)(TileId { level: level / TILE_HEIGHT, index: tile_index, width })?;
        let start = (first % u64::from(TILE_WIDTH)) as usize * 32;
        let cells = bytes.get(start..start + (32 << within))?.as_chunks::<32>().0;
        let mut hashes: Vec<Hash> = cells.iter().map(|cell| Hash(*cell)).collect();
        while hashes.len() > 1 {
            hashes = hashes.as_chunks::<2>().0.iter().map(|[left, right]| node_hash(left, right)).collect();
        }
        hashes.first().copied()
    }
}

/// `x001/x234/067`, and `.p/17` when the width is not full.
pub(crate) fn place_path(index: u64, width: u16) -> String {
    let mut path = format!("{:03}", index % 1000);
    let mut rest = index / 1000;
    while rest > 0 {
        path = format!("x{:03}/{path}", rest % 1000);
        rest /= 1000;
    }
    if width < TILE_WIDTH { format!("{path}.p/{width}") } else { path }
}

/// Index and width, when the text is exactly what [`place_path`] writes for them.
pub(crate) fn parse_place(place: &str) -> Option<(u64, u16)> {
    let (digits, width) = match place.split_once(".p/") {
        Some((digits, width)) => (digits, width.parse().ok().filter(|w| (1..TILE_WIDTH).contains(w))?),
        None => (place, TILE_WIDTH),
    };
    let mut index: u64 = 0;
    for part in digits.split('/') {
        let part: u64 = part.strip_prefix('x').unwrap_or(part).parse().ok()?;
        index = index.checked_mul(1000)?.checked_add(part)?;
    }
    (place_path(index, width) == place).then_some((index, width))
}
