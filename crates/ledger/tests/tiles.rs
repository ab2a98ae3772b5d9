//! Tiles and bundles as C2SP tlog-tiles describes them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::bundle::{self, BundleError, BundleId};
use ledger::tile::{self, TileId, TileReader};
use ledger::{
    ConsistencyProof, Frontier, Hash, HashReader, InclusionProof, MemoryTree, ProofError, leaf_hash,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn tree(size: u64) -> MemoryTree {
    (0..size).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

/// Everything a log of this size publishes, as it grew by `step` leaves between two checkpoints.
fn published(size: u64, step: u64, tree: &MemoryTree) -> BTreeMap<TileId, Vec<u8>> {
    let mut stored = BTreeMap::new();
    let mut from = 0;
    while from < size {
        let to = (from + step).min(size);
        for tile in tile::full_tiles(from, to, tree) {
            let tile = tile.unwrap();
            assert!(stored.insert(tile.id, tile.bytes).is_none(), "a full tile is written once");
        }
        from = to;
    }
    stored
        .extend(tile::partial_tiles(size, tree).map(|tile| tile.map(|tile| (tile.id, tile.bytes)).unwrap()));
    stored
}

#[test]
fn the_example_of_the_specification() {
    // "A tree of size 70,000 will be represented by 273 full level 0 tiles, one partial level 0 tile of width 112,
    // one full level 1 tile, one partial level 1 tile of width 17, and one partial level 2 tile of width 1."
    let full: Vec<TileId> = tile::full_ids(0, 70_000).collect();
    assert_eq!(full.iter().filter(|id| id.level == 0).count(), 273);
    assert_eq!(full.iter().filter(|id| id.level == 1).count(), 1);
    assert_eq!(full.len(), 274);
    let partial: Vec<String> = tile::partial_ids(70_000).map(|id| id.path()).collect();
    assert_eq!(partial, ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    // "A tree of size 256 will be represented by a full level 0 tile and a partial level 1 tile of width 1."
    assert_eq!(tile::full_ids(255, 256).map(|id| id.path()).collect::<Vec<_>>(), ["tile/0/000"]);
    assert_eq!(tile::partial_ids(256).map(|id| id.path()).collect::<Vec<_>>(), ["tile/1/000.p/1"]);
    assert_eq!(tile::partial_ids(0).count(), 0);
}

#[test]
fn paths_are_those_of_the_specification_and_no_others_are_read() {
    let id = TileId { level: 0, index: 1_234_067, width: 256 };
    assert_eq!(id.path(), "tile/0/x001/x234/067");
    assert_eq!(BundleId { index: 1_234_067, width: 9 }.path(), "tile/entries/x001/x234/067.p/9");
    assert_eq!(TileId { level: 2, index: 1000, width: 1 }.path(), "tile/2/x001/000.p/1");
    for path in ["tile/0/x001/x234/067", "tile/7/000.p/255", "tile/1/999", "tile/2/x001/000.p/1"] {
        assert_eq!(path.parse::<TileId>().unwrap().path(), path);
    }
    assert_eq!("tile/entries/x001/000".parse::<BundleId>().unwrap().path(), "tile/entries/x001/000");
    for path in [
        "tile/0/1",
        "tile/0/0001",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/0/x001",
        "tile/0/+01",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000/",
        "tile/00/000",
        "tile/8/000",
        "tile/0/../001",
        "tile/7/002",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "/tile/0/000",
        "tile/entries/000",
    ] {
        assert!(path.parse::<TileId>().is_err(), "{path}");
    }
    assert!("tile/0/000".parse::<BundleId>().is_err());
}

#[test]
fn every_node_and_proof_can_be_read_from_the_tiles() {
    let size = 70_000;
    let tree = tree(size);
    let stored = published(size, 9_973, &tree);
    let reader = TileReader::new(size, |id| stored.get(&id).cloned());
    for level in 0..20 {
        for index in (0..(size >> level) + 2).step_by(1 + 997 / (1 + level as usize * 50)) {
            assert_eq!(reader.node(level, index), tree.node(level, index), "{level} {index}");
        }
    }
    let root = tree.frontier().root();
    for index in [0, 255, 256, 65_535, 65_536, 69_999] {
        let proof = InclusionProof::build(index, size, &reader).unwrap();
        proof.verify(&leaf_hash(&index.to_be_bytes()), &root).unwrap();
    }
    for old in [1, 256, 65_536, 66_000] {
        let old_root = ledger::proof::root_at(old, &reader).unwrap();
        ConsistencyProof::build(old, size, &reader).unwrap().verify(&old_root, &root).unwrap();
    }
    assert_eq!(Frontier::from_nodes(size, &reader).unwrap().root(), root);
    // A server that dropped the partial tile answers with the full one.
    let earlier = TileReader::new(300, |id| stored.get(&TileId { width: 256, ..id }).cloned());
    assert_eq!(ledger::proof::root_at(300, &earlier), ledger::proof::root_at(300, &tree));
}

#[test]
fn a_missing_node_is_named() {
    let tree = tree(255);
    let id = TileId { level: 0, index: 0, width: 256 };
    assert_eq!(id.read(&tree), Err(ProofError::MissingNode { level: 0, index: 255 }));
    let empty = TileReader::new(300, |_| None);
    assert_eq!(empty.node(0, 3), None);
    let cut = TileReader::new(300, |_| Some(vec![0; 31]));
    assert_eq!(cut.node(0, 0), None);
}

#[test]
fn bundles_hold_the_leaves_behind_their_lengths() {
    let bytes = bundle::encode([&b"a"[..], b"", b"bcd"]).unwrap();
    assert_eq!(bytes, b"\x00\x01a\x00\x00\x00\x03bcd");
    assert_eq!(bundle::decode(&bytes).unwrap(), [&b"a"[..], b"", b"bcd"]);
    assert_eq!(bundle::decode(&bytes[..bytes.len() - 1]), Err(BundleError::Truncated));
    assert_eq!(bundle::decode(b"\x00"), Err(BundleError::Truncated));
    let long = vec![0; 65_536];
    assert_eq!(bundle::encode([&long[..]]), Err(BundleError::TooLong(65_536)));
    assert_eq!(bundle::decode(&bundle::encode([&long[1..]]).unwrap()).unwrap(), [&long[1..]]);
    let ids: Vec<String> = bundle::full_ids(200, 800).map(|id| id.path()).collect();
    assert_eq!(ids, ["tile/entries/000", "tile/entries/001", "tile/entries/002"]);
    assert_eq!(bundle::partial_id(800).unwrap().path(), "tile/entries/003.p/32");
    assert_eq!(bundle::partial_id(768), None);
}

proptest! {
    #[test]
    fn tiles_lead_to_the_root_at_any_size(size in 1u64..2_000, step in 1u64..700) {
        let tree = tree(size);
        let stored = published(size, step, &tree);
        // The level-0 tiles alone are the hash list.
        let mut frontier = Frontier::new();
        for (_, bytes) in stored.iter().filter(|(id, _)| id.level == 0) {
            bytes.chunks(32).for_each(|cell| { frontier.append(Hash::from_slice(cell).unwrap()); });
        }
        prop_assert_eq!(&frontier, tree.frontier());
    }

    #[test]
    fn paths_read_back(index in 0u64..1 << 40, width in 1u16..=256, level in 0u8..3) {
        let id = TileId { level, index, width };
        prop_assert_eq!(id.path().parse::<TileId>(), Ok(id));
        let id = BundleId { index, width };
        prop_assert_eq!(id.path().parse::<BundleId>(), Ok(id));
    }
}
