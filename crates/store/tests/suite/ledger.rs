//! Leaves get consecutive numbers, and both engines the same tree.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ledger::{CanonicalLeaf, Frontier, Hash, MemoryTree, leaf_hash};
use serde_json::json;
use store::ledger_log::{
    LedgerSequencer, NewLeaf, StoredNodes, append_leaf, head, leaf, leaves, leaves_of_object, nodes,
    set_checkpoint, waiting,
};
use store::{Store, StoreError, StoreOptions, WriteTx};

use crate::{Place, both_engines, id, now, write};

fn append(tx: &WriteTx<'_>, number: u64, object: u64, version: i64) -> Result<(), StoreError> {
    let body =
        CanonicalLeaf::new(json!({"act": "uji", "object": object, "version": version, "n": number})).unwrap();
    append_leaf(
        tx,
        NewLeaf {
            id: id(number),
            object_kind: "application",
            object_id: id(object),
            object_version: version,
            body: &body,
            recorded_at: now(),
        },
    )
}

fn root(store: &Store) -> (u64, Hash) {
    let head = store.read(head).unwrap();
    (head.frontier.size(), head.frontier.root())
}

/// Numbers without gaps, versions in order, hashes and tree as the leaves say.
fn check_log(store: &Store, size: usize) {
    let all = store.read(|tx| leaves(tx, 0, u32::MAX)).unwrap();
    assert_eq!(all.len(), size);
    let mut last = std::collections::HashMap::new();
    for (place, leaf) in all.iter().enumerate() {
        assert_eq!(leaf.seq, Some(place as i64), "no gap, no double");
        assert_eq!(leaf.hash, Some(leaf_hash(leaf.body.as_bytes())));
        let before = last.insert(leaf.object_id, leaf.object_version).unwrap_or(0);
        assert!(before < leaf.object_version, "version {} after {before}", leaf.object_version);
    }
    let tree: MemoryTree = all.iter().map(|leaf| leaf_hash(leaf.body.as_bytes())).collect();
    assert_eq!(root(store), (size as u64, tree.frontier().root()));
    let rebuilt =
        store.read(|tx| Ok::<_, StoreError>(Frontier::from_nodes(size as u64, &StoredNodes(tx)))).unwrap();
    assert_eq!(rebuilt.as_ref(), Some(tree.frontier()), "every complete node is stored");
    assert_eq!(store.read(|tx| nodes(tx, 0, 0, u32::MAX)).unwrap().len(), size);
    assert_eq!(store.read(waiting).unwrap().count, 0);
}

both_engines! {
    fn sixteen_threads_make_one_log_without_gaps(store: Store) {
        thread::scope(|scope| {
            for object in 0..16u64 {
                let store = &store;
                scope.spawn(move || {
                    for version in 1..=20i64 {
                        let number = object * 1000 + version as u64 * 10;
                        write(store, move |tx| append(tx, number, object, version)).unwrap();
                        // A refused act in between takes no number.
                        let _ = write(store, move |tx| {
                            append(tx, number + 1, object, version + 1).and(Err::<(), _>(StoreError::NoRow))
                        });
                    }
                });
            }
        });
        store.sequence().unwrap();
        check_log(&store, 320);
    }

    fn versions_keep_their_order_though_written_in_reverse(store: Store) {
        write(&store, |tx| {
            append(tx, 1, 7, 3)?;
            append(tx, 2, 8, 1)?;
            append(tx, 3, 7, 1)?;
            append(tx, 4, 7, 2)
        }).unwrap();
        store.sequence().unwrap();
        let order: Vec<[u8; 16]> = store.read(|tx| leaves(tx, 0, 9)).unwrap().iter().map(|leaf| leaf.id).collect();
        assert_eq!(order, [id(3), id(2), id(4), id(1)]);
        check_log(&store, 4);
    }

    fn more_than_one_batch_is_numbered_at_once(store: Store) {
        write(&store, |tx| (0..2500).try_for_each(|n| append(tx, n, n % 50, 1 + (n / 50) as i64))).unwrap();
        store.sequence().unwrap();
        check_log(&store, 2500);
    }

    fn numbers_come_within_a_second(store: Store) {
        write(&store, |tx| append(tx, 1, 1, 1)).unwrap();
        for _ in 0..50 {
            if root(&store).0 == 1 {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("no number after a second");
    }

    fn a_leaf_is_found_and_final(store: Store) {
        write(&store, |tx| append(tx, 5, 9, 1)).unwrap();
        store.sequence().unwrap();
        let stored = store.read(|tx| leaf(tx, id(5))).unwrap().unwrap();
        assert_eq!(stored.body, r#"{"act":"uji","n":5,"object":9,"version":1}"#);
        assert_eq!((stored.seq, stored.recorded_at), (Some(0), now()));
        assert_eq!(store.read(|tx| leaves_of_object(tx, "application", id(9))).unwrap(), [stored]);
        assert_eq!(store.read(|tx| leaf(tx, id(6))).unwrap(), None);
        let again = write(&store, |tx| append(tx, 5, 9, 2));
        assert_eq!(again, Err(StoreError::Unique { table: "ledger_leaf".into(), columns: "id".into() }));
        let numbered = write(&store, |tx| {
            let body = CanonicalLeaf::with_sequence(json!({"act": "uji"}), 1).unwrap();
            append_leaf(tx, NewLeaf { id: id(7), object_kind: "x", object_id: id(1), object_version: 1, body: &body, recorded_at: now() })
        });
        assert!(matches!(numbered, Err(StoreError::Ledger(_))));
    }

    fn a_checkpoint_is_kept_beside_the_growing_head(store: Store) {
        assert_eq!(write(&store, |tx| set_checkpoint(tx, "note")), Err(StoreError::NoRow));
        assert_eq!(root(&store), (0, ledger::empty_root()));
        write(&store, |tx| append(tx, 1, 1, 1)).unwrap();
        store.sequence().unwrap();
        write(&store, |tx| set_checkpoint(tx, "note")).unwrap();
        write(&store, |tx| append(tx, 2, 1, 2)).unwrap();
        store.sequence().unwrap();
        let head = store.read(head).unwrap();
        assert_eq!((head.frontier.size(), head.checkpoint.as_deref()), (2, Some("note")));
    }

    fn a_damaged_head_is_refused(store: Store) {
        write(&store, |tx| append(tx, 1, 1, 1)).unwrap();
        store.sequence().unwrap();
        write(&store, |tx| tx.execute("UPDATE ledger_head SET size = 5", &[])).unwrap();
        assert!(matches!(store.read(head), Err(StoreError::Ledger(_))));
    }
}

#[test]
fn the_same_acts_give_the_same_root_on_both_engines() {
    let Some(postgres) = Place::postgres() else { return };
    let sqlite = Place::sqlite();
    let options = || StoreOptions {
        sequencer: Arc::new(LedgerSequencer),
        sequence_after_write: true,
        ..StoreOptions::default()
    };
    let roots = [&sqlite, &postgres].map(|place| {
        let store = place.open_with(options()).unwrap();
        store.migrate(now()).unwrap();
        let mut trace = Vec::new();
        for number in 0..100u64 {
            write(&store, move |tx| {
                append(tx, number * 2, number % 7, number as i64 + 1)?;
                append(tx, number * 2 + 1, 100 + number % 3, number as i64 + 1)
            })
            .unwrap();
            // Without calling `sequence`: the option does it before `write` returns.
            trace.push(root(&store));
        }
        check_log(&store, 200);
        trace
    });
    assert_eq!(roots[0], roots[1]);
}

#[test]
fn postgres_several_nodes_share_one_log() {
    let Some(place) = Place::postgres() else { return };
    let nodes = [place.store(), place.store(), place.store()];
    thread::scope(|scope| {
        for (object, node) in nodes.iter().enumerate() {
            let object = object as u64;
            scope.spawn(move || {
                for version in 1..=40i64 {
                    let number = object * 1000 + version as u64;
                    write(node, move |tx| append(tx, number, object, version)).unwrap();
                    if version % 10 == 0 {
                        node.sequence().unwrap();
                    }
                }
            });
        }
    });
    nodes[0].sequence().unwrap();
    check_log(&nodes[1], 120);
}
