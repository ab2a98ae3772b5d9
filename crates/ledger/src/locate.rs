//! Finds out which leaves were changed, deleted, inserted, swapped or moved, from their own sequence numbers and, when
//! there is one, the list of leaf hashes.

use crate::canonical;
use crate::hash::{Hash, leaf_hash};
use crate::verify::Problem;
use std::collections::{HashMap, HashSet, VecDeque};

/// What is compared of one leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoundLeaf {
    /// RFC 6962 section 2.1.
    pub hash: Hash,
    /// The index the leaf says it has.
    pub sequence: Option<u64>,
}

impl FoundLeaf {
    /// Reads hash and sequence number of a leaf, which need not be canonical.
    pub fn read(leaf: &[u8]) -> Self {
        Self { hash: leaf_hash(leaf), sequence: canonical::check(leaf).ok().flatten() }
    }
}

/// Compares the leaves found, in order, with those that were signed.
///
/// `known` are the hashes of the signed leaves; without them a leaf that kept its sequence number passes for unchanged,
/// and a log whose leaves have no numbers gives no answer. `size` is the signed size; without it and without `known`
/// the log is taken to end at its highest sequence number.
pub fn locate(found: &[FoundLeaf], known: Option<&[Hash]>, size: Option<u64>) -> Vec<Problem> {
    if known.is_none() && !found.is_empty() && found.iter().all(|leaf| leaf.sequence.is_none()) {
        // Only the number of leaves is left to compare, and that has its own problem.
        return Vec::new();
    }
    let highest = found.iter().filter_map(|leaf| leaf.sequence).max().map_or(0, |highest| highest + 1);
    let size = known.map(|known| known.len() as u64).or(size).unwrap_or(highest);
    let claims = claims(found, known, size);

    let mut problems = Vec::new();
    // (index, position) in the order of positions.
    let claimed: Vec<(u64, u64)> = claims
        .iter()
        .enumerate()
        .filter_map(|(position, index)| Some(((*index)?, position as u64)))
        .collect();
    if let Some(known) = known {
        for &(index, position) in &claimed {
            if known[index as usize] != found[position as usize].hash {
                problems.push(Problem::Changed { index, position });
            }
        }
    }
    let mut indices: Vec<u64> = claimed.iter().map(|(index, _)| *index).collect();
    indices.sort_unstable();
    let order = misplaced(&claimed, &indices, &mut problems);

    // A leaf nobody knows, at the place where a leaf is missing, is that leaf changed.
    let mut replaced = HashSet::new();
    let mut inserted = Vec::new();
    let mut expected = 0;
    let mut order = order.into_iter();
    for (position, claim) in claims.iter().enumerate() {
        if claim.is_some() {
            if let Some(Some(index)) = order.next() {
                expected = index + 1;
            }
        } else if expected < size && indices.binary_search(&expected).is_err() {
            problems.push(Problem::Changed { index: expected, position: position as u64 });
            replaced.insert(expected);
            expected += 1;
        } else {
            inserted.push(position as u64);
        }
    }

    indices.extend(replaced);
    indices.sort_unstable();
    let mut next = 0;
    for &index in indices.iter().chain([&size]) {
        if index > next {
            problems.push(Problem::Deleted { first: next, count: index - next });
        }
        next = index + 1;
    }
    for run in inserted.chunk_by(|a, b| a + 1 == *b) {
        problems.push(Problem::Inserted { position: run[0], count: run.len() as u64 });
    }
    problems
}

/// For each position the index of the signed leaf it stands for, each index at most once.
fn claims(found: &[FoundLeaf], known: Option<&[Hash]>, size: u64) -> Vec<Option<u64>> {
    let mut claims: Vec<Option<u64>> = vec![None; found.len()];
    let mut taken = HashSet::new();
    if let Some(known) = known {
        let same = |position: usize| known.get(position) == Some(&found[position].hash);
        let mut free: HashMap<Hash, VecDeque<u64>> = HashMap::new();
        for (index, hash) in known.iter().enumerate() {
            // Equal leaves are rare; those in their own place must not be taken for another.
            if index >= found.len() || !same(index) {
                free.entry(*hash).or_default().push_back(index as u64);
            }
        }
        for (position, claim) in claims.iter_mut().enumerate() {
            *claim = if same(position) {
                Some(position as u64)
            } else {
                free.get_mut(&found[position].hash).and_then(VecDeque::pop_front)
            };
            taken.extend(*claim);
        }
    }
    for (claim, leaf) in claims.iter_mut().zip(found) {
        if claim.is_none()
            && let Some(sequence) = leaf.sequence
            && sequence < size
            && taken.insert(sequence)
        {
            *claim = Some(sequence);
        }
    }
    claims
}

/// Reports leaves out of order. Returns for each claimed position the index that belongs there, or nothing for a leaf
/// that was moved there.
fn misplaced(claimed: &[(u64, u64)], sorted: &[u64], problems: &mut Vec<Problem>) -> Vec<Option<u64>> {
    let mut order: Vec<Option<u64>> = claimed.iter().map(|(index, _)| Some(*index)).collect();
    if claimed.is_sorted() {
        return order;
    }
    // Ranks, so that deleted and inserted leaves do not shift the rest.
    let ranks: Vec<usize> = claimed.iter().map(|(index, _)| sorted.partition_point(|s| s < index)).collect();
    let mut rest = Vec::new();
    for (place, &rank) in ranks.iter().enumerate() {
        if rank != place && ranks[rank] == place {
            if place < rank {
                problems.push(Problem::Swapped { first: sorted[place], second: sorted[rank] });
            }
            order[place] = Some(sorted[place]);
        } else {
            rest.push(place);
        }
    }
    let kept: HashSet<usize> = longest_ascent(&rest, &ranks).into_iter().collect();
    for place in rest.into_iter().filter(|place| !kept.contains(place)) {
        let (index, position) = claimed[place];
        problems.push(Problem::Moved { index, position });
        order[place] = None;
    }
    order
}

/// The largest part of `places` whose ranks ascend: the fewest leaves then count as moved.
fn longest_ascent(places: &[usize], ranks: &[usize]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: HashMap<usize, usize> = HashMap::new();
    for &place in places {
        let at = tails.partition_point(|tail| ranks[*tail] < ranks[place]);
        if at > 0 {
            before.insert(place, tails[at - 1]);
        }
        if at == tails.len() {
            tails.push(place);
        } else {
            tails[at] = place;
        }
    }
    let mut ascent = Vec::new();
    let mut next = tails.last().copied();
    while let Some(place) = next {
        ascent.push(place);
        next = before.get(&place).copied();
    }
    ascent
}
