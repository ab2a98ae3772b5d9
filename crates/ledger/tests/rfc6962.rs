//! Roots and proofs against the known vectors of RFC 6962 and against a naive reading of its definitions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::tree::FrontierFormat;
use ledger::{
    ConsistencyProof, Frontier, Hash, InclusionProof, MemoryTree, ProofError, empty_root, leaf_hash,
    node_hash,
};
use proptest::prelude::*;

/// The eight leaves of the Certificate Transparency tests, in hexadecimal.
const LEAVES: [&str; 8] =
    ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

/// The roots over the first 0, 1, .. 8 of them.
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn known_leaves() -> Vec<Hash> {
    LEAVES.iter().map(|leaf| leaf_hash(&hex::decode(leaf).unwrap())).collect()
}

fn numbered(count: usize) -> Vec<Hash> {
    (0..count).map(|i| leaf_hash(&i.to_be_bytes())).collect()
}

/// MTH of RFC 6962 section 2.1, word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [one] => *one,
        _ => {
            let k = naive_split(leaves.len());
            node_hash(&naive_root(&leaves[..k]), &naive_root(&leaves[k..]))
        }
    }
}

/// PATH of RFC 6962 section 2.1.1.
fn naive_path(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return vec![];
    }
    let k = naive_split(leaves.len());
    let (mut path, other) = if index < k {
        (naive_path(index, &leaves[..k]), naive_root(&leaves[k..]))
    } else {
        (naive_path(index - k, &leaves[k..]), naive_root(&leaves[..k]))
    };
    path.push(other);
    path
}

/// SUBPROOF of RFC 6962 section 2.1.2.
fn naive_subproof(old: usize, leaves: &[Hash], whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { vec![] } else { vec![naive_root(leaves)] };
    }
    let k = naive_split(leaves.len());
    let (mut proof, other) = if old <= k {
        (naive_subproof(old, &leaves[..k], whole), naive_root(&leaves[k..]))
    } else {
        (naive_subproof(old - k, &leaves[k..], false), naive_root(&leaves[..k]))
    };
    proof.push(other);
    proof
}

fn naive_split(n: usize) -> usize {
    let mut k = 1;
    while k * 2 < n {
        k *= 2;
    }
    k
}

#[test]
fn roots_are_those_of_the_known_vectors() {
    let mut frontier = Frontier::new();
    assert_eq!(frontier.root().to_string(), ROOTS[0]);
    for (leaf, root) in known_leaves().into_iter().zip(&ROOTS[1..]) {
        frontier.append(leaf);
        assert_eq!(frontier.root().to_string(), *root);
    }
}

#[test]
fn proofs_are_those_of_the_known_vectors() {
    let tree: MemoryTree = known_leaves().into_iter().collect();
    let inclusion = InclusionProof::build(5, 8, &tree).unwrap();
    let expected = [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(inclusion.path.iter().map(Hash::to_string).collect::<Vec<_>>(), expected);
    let consistency = ConsistencyProof::build(6, 8, &tree).unwrap();
    let expected = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    assert_eq!(consistency.path.iter().map(Hash::to_string).collect::<Vec<_>>(), expected);
}

#[test]
fn every_inclusion_proof_up_to_130_leaves_holds_and_no_other() {
    let leaves = numbered(130);
    let tree: MemoryTree = leaves.iter().copied().collect();
    for size in 1..=leaves.len() {
        let root = naive_root(&leaves[..size]);
        for index in 0..size {
            let proof = InclusionProof::build(index as u64, size as u64, &tree).unwrap();
            assert_eq!(proof.path, naive_path(index, &leaves[..size]), "{index} of {size}");
            proof.verify(&leaves[index], &root).unwrap();
            let other = leaf_hash(b"other");
            assert_eq!(proof.verify(&other, &root), Err(ProofError::RootMismatch));
            assert_eq!(proof.verify(&leaves[index], &other), Err(ProofError::RootMismatch));
            let elsewhere = InclusionProof { index: (index as u64 + 1) % size as u64, ..proof.clone() };
            assert!(size == 1 || elsewhere.verify(&leaves[index], &root).is_err());
            let mut longer = proof.clone();
            longer.path.push(other);
            assert!(longer.verify(&leaves[index], &root).is_err());
            for place in 0..proof.path.len() {
                let mut changed = proof.clone();
                changed.path[place].0[31] ^= 1;
                assert_eq!(changed.verify(&leaves[index], &root), Err(ProofError::RootMismatch));
            }
            let mut shorter = proof;
            if shorter.path.pop().is_some() {
                assert_eq!(shorter.verify(&leaves[index], &root), Err(ProofError::WrongLength));
            }
        }
    }
}

#[test]
fn every_consistency_proof_up_to_130_leaves_holds_and_no_other() {
    let leaves = numbered(130);
    let tree: MemoryTree = leaves.iter().copied().collect();
    let roots: Vec<Hash> = (0..=leaves.len()).map(|size| naive_root(&leaves[..size])).collect();
    let other = leaf_hash(b"other");
    for new in 0..=leaves.len() {
        for old in 0..=new {
            let proof = ConsistencyProof::build(old as u64, new as u64, &tree).unwrap();
            if old > 0 {
                assert_eq!(proof.path, naive_subproof(old, &leaves[..new], true), "{old} in {new}");
            }
            proof.verify(&roots[old], &roots[new]).unwrap();
            assert!(proof.verify(&other, &roots[new]).is_err(), "{old} {new}");
            if old > 0 {
                assert!(proof.verify(&roots[old], &other).is_err());
            }
            for place in 0..proof.path.len() {
                let mut changed = proof.clone();
                changed.path[place].0[0] ^= 1;
                assert!(changed.verify(&roots[old], &roots[new]).is_err());
            }
            let mut longer = proof.clone();
            longer.path.push(other);
            assert_eq!(longer.verify(&roots[old], &roots[new]), Err(ProofError::WrongLength), "{old} {new}");
            let mut shorter = proof;
            if shorter.path.pop().is_some() {
                assert!(shorter.verify(&roots[old], &roots[new]).is_err());
            }
        }
    }
}

#[test]
fn proofs_outside_the_log_are_refused() {
    let tree: MemoryTree = numbered(5).into_iter().collect();
    assert_eq!(InclusionProof::build(5, 5, &tree), Err(ProofError::OutOfRange(5, 5)));
    assert_eq!(ConsistencyProof::build(6, 5, &tree), Err(ProofError::OutOfRange(6, 5)));
    // The log has 5 leaves, so that the right half of one with 8 is not complete.
    assert_eq!(InclusionProof::build(0, 8, &tree), Err(ProofError::MissingNode { level: 2, index: 1 }));
    let proof = InclusionProof { index: 3, size: 3, path: vec![] };
    assert_eq!(proof.verify(&empty_root(), &empty_root()), Err(ProofError::OutOfRange(3, 3)));
    let proof = ConsistencyProof { old_size: 4, new_size: 3, path: vec![] };
    assert_eq!(proof.verify(&empty_root(), &empty_root()), Err(ProofError::OutOfRange(4, 3)));
}

#[test]
fn a_frontier_survives_its_bytes_at_every_size() {
    let leaves = numbered(300);
    let mut frontier = Frontier::new();
    let tree: MemoryTree = leaves.iter().copied().collect();
    for leaf in &leaves {
        let bytes = frontier.to_bytes();
        let read = Frontier::from_bytes(&bytes).unwrap();
        assert_eq!(read, frontier);
        assert_eq!(Frontier::from_nodes(frontier.size(), &tree), Some(read.clone()));
        assert_eq!(Frontier::from_bytes(&bytes[..bytes.len() - 1]), Err(FrontierFormat));
        assert_eq!(Frontier::from_bytes(&[bytes, vec![0; 32]].concat()), Err(FrontierFormat));
        // Continuing from the bytes is continuing the log.
        frontier = read;
        frontier.append(*leaf);
    }
    assert_eq!(frontier.root(), naive_root(&leaves));
    assert_eq!(Frontier::from_bytes(&[0x80, 0, 0, 0, 0, 0, 0, 0, 0]), Err(FrontierFormat));
    assert_eq!(Frontier::from_nodes(301, &tree), None);
}

proptest! {
    #[test]
    fn root_and_nodes_are_those_of_the_definition(leaves in prop::collection::vec(any::<[u8; 32]>(), 0..600)) {
        let leaves: Vec<Hash> = leaves.into_iter().map(Hash).collect();
        let mut frontier = Frontier::new();
        let mut count = 0;
        for leaf in &leaves {
            for node in frontier.append(*leaf) {
                let start = (node.index << node.level) as usize;
                prop_assert_eq!(node.hash, naive_root(&leaves[start..start + (1 << node.level)]));
                count += 1;
            }
        }
        prop_assert_eq!(frontier.root(), naive_root(&leaves));
        // A binary tree over n leaves completes n - popcount(n) inner nodes.
        prop_assert_eq!(count, 2 * leaves.len() - leaves.len().count_ones() as usize);
        let tree: MemoryTree = leaves.iter().copied().collect();
        for size in [0, leaves.len() / 3, leaves.len()] {
            prop_assert_eq!(ledger::proof::root_at(size as u64, &tree), Ok(naive_root(&leaves[..size])));
        }
    }

    #[test]
    fn proofs_of_large_logs_hold(size in 1u64..5000, a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let leaves = numbered(size as usize);
        let tree: MemoryTree = leaves.iter().copied().collect();
        let index = a.index(size as usize);
        let proof = InclusionProof::build(index as u64, size, &tree).unwrap();
        prop_assert_eq!(proof.verify(&leaves[index], &tree.frontier().root()), Ok(()));
        let old = b.index(size as usize + 1);
        let proof = ConsistencyProof::build(old as u64, size, &tree).unwrap();
        prop_assert_eq!(proof.verify(&naive_root(&leaves[..old]), &tree.frontier().root()), Ok(()));
    }
}

#[test]
fn hashes_have_one_text_form() {
    let hash = leaf_hash(b"x");
    assert_eq!(hash.to_string().parse::<Hash>(), Ok(hash));
    assert_eq!(serde_json::to_string(&hash).unwrap(), format!("\"{hash}\""));
    assert_eq!(serde_json::from_str::<Hash>(&format!("\"{hash}\"")).unwrap(), hash);
    assert!(hash.to_string()[1..].parse::<Hash>().is_err());
    assert!("zz".repeat(32).parse::<Hash>().is_err());
}
