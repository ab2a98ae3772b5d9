//! Entry bundles (C2SP tlog-tiles): the leaves of one level-0 tile in one file.

use crate::leaf::MAX_LEAF_BYTES;
use crate::tile::{self, PathFormat};
use std::fmt;
use std::str::FromStr;

/// Which bundle: the leaves `index * 256 .. index * 256 + width`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BundleId {
    /// From 0; the same as that of the level-0 tile with the hashes of these leaves.
    pub index: u64,
    /// 1 to 256; below 256 the bundle is partial.
    pub width: u16,
}

/// Why leaves and bundle do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// A leaf exceeds the 16 bits of its length.
    #[error("a leaf has at most {MAX_LEAF_BYTES} bytes, this one {0}")]
    TooLong(usize),
    /// The bytes end within a leaf or its length.
    #[error("the bundle ends within a leaf")]
    Truncated,
}

impl BundleId {
    /// The path below the prefix of the log: `tile/entries/x001/234` or `tile/entries/000.p/17`.
    pub fn path(&self) -> String {
        format!("tile/entries/{}", tile::place_path(self.index, self.width))
    }
}

impl fmt::Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

impl FromStr for BundleId {
    type Err = PathFormat;

    fn from_str(path: &str) -> Result<Self, PathFormat> {
        let place = path.strip_prefix("tile/entries/").ok_or(PathFormat)?;
        let (index, width) = tile::parse_place(place).ok_or(PathFormat)?;
        Ok(Self { index, width })
    }
}

/// The bundles that became full while the log grew from `old_size` to `new_size`.
pub fn full_ids(old_size: u64, new_size: u64) -> impl Iterator<Item = BundleId> {
    let width = u64::from(tile::TILE_WIDTH);
    (old_size / width..new_size / width).map(|index| BundleId { index, width: tile::TILE_WIDTH })
}

/// The partial bundle of a log with `size` leaves, when the size is no multiple of 256.
pub fn partial_id(size: u64) -> Option<BundleId> {
    let (index, width) = (size / u64::from(tile::TILE_WIDTH), (size % u64::from(tile::TILE_WIDTH)) as u16);
    (width > 0).then_some(BundleId { index, width })
}

/// Writes leaves one after the other, each behind its length in 16 big-endian bits.
///
/// # Errors
/// [`BundleError::TooLong`].
pub fn encode<'a>(leaves: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    for leaf in leaves {
        let length = u16::try_from(leaf.len()).map_err(|_| BundleError::TooLong(leaf.len()))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(leaf);
    }
    Ok(bytes)
}

/// Reads the leaves of a bundle.
///
/// # Errors
/// [`BundleError::Truncated`].
pub fn decode(mut bytes: &[u8]) -> Result<Vec<&[u8]>, BundleError> {
    let mut leaves = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<2>().ok_or(BundleError::Truncated)?;
        let length = usize::from(u16::from_be_bytes(*length));
        let (leaf, rest) = rest.split_at_checked(length).ok_or(BundleError::Truncated)?;
        leaves.push(leaf);
        bytes = rest;
    }
    Ok(leaves)
}
