//! Somebody with the database's password changes the ledger: `audit verify` names what was changed (MJK18-22.1).

use crate::support::scene::{Scene, has, tampered};
use app::audit::Finding;
use ledger::leaf_hash;
use proves::proves;
use store::{StoreError, WriteTx, params};

#[proves("MJK18-22.1")]
#[test]
fn a_changed_leaf() {
    tampered(
        |scene| {
            let (seq, _, body) = scene.leaf("validate");
            let body = body.replace("\"outcome\":\"done\"", "\"outcome\":\"refused\"");
            scene.once("UPDATE ledger_leaf SET body = ?1 WHERE seq = ?2", params![body, seq].to_vec());
        },
        |scene, found| {
            let (wanted, ..) = scene.leaf("validate");
            has(found, |f| matches!(f, Finding::LeafChanged { seq, .. } if *seq == wanted));
            has(found, |f| matches!(f, Finding::RootDiffers { .. }));
            has(found, |f| matches!(f, Finding::RecordDiffers { .. }));
            has(found, |f| matches!(f, Finding::CheckpointInvalid { .. }));
        },
    );
}

#[test]
fn a_changed_leaf_with_a_new_hash() {
    tampered(
        |scene| {
            let (seq, _, body) = scene.leaf("validate");
            let body = body.replace("admin_validator", "service_officer");
            let hash = leaf_hash(body.as_bytes()).0;
            scene.once(
                "UPDATE ledger_leaf SET body = ?1, hash = ?2 WHERE seq = ?3",
                params![body, hash, seq].to_vec(),
            );
        },
        |scene, found| {
            let (wanted, ..) = scene.leaf("validate");
            has(found, |f| matches!(f, Finding::LeafMoved { seq, .. } if *seq == wanted));
            has(found, |f| matches!(f, Finding::RootDiffers { .. }));
        },
    );
}

#[proves("MJK18-22.1")]
#[test]
fn a_deleted_leaf_in_the_middle_or_at_the_end() {
    for act in ["validate", "answer_survey"] {
        let gone = std::cell::Cell::new((0, [0; 16]));
        tampered(
            |scene| {
                let (seq, id, _) = scene.leaf(act);
                gone.set((seq, id));
                scene.once("DELETE FROM ledger_leaf WHERE seq = ?1", params![seq].to_vec());
            },
            |_, found| {
                let (wanted, id) = gone.get();
                has(found, |f| matches!(f, Finding::LeafMissing { seq } if *seq == wanted));
                // Its readable record, and the events of its act, stand without proof.
                has(found, |f| *f == Finding::RecordDiffers { id: hex::encode(id) });
                has(found, |f| matches!(f, Finding::EventDiffers { .. }));
            },
        );
    }
}

/// Lets `from` and all later leaves move by one place.
fn make_room(scene: &Scene<'_>, from: i64) {
    scene.sql("UPDATE ledger_leaf SET seq = -seq - 2 WHERE seq >= ?1", params![from].to_vec());
    scene.sql("UPDATE ledger_leaf SET seq = -seq - 1 WHERE seq < 0", Vec::new());
}

fn forge(scene: &Scene<'_>, seq: i64) {
    let (_, _, body) = scene.leaf("validate");
    let body = body.replace("\"outcome\":\"done\"", "\"outcome\":\"refused\"");
    let hash = leaf_hash(body.as_bytes()).0;
    let sql = "INSERT INTO ledger_leaf (id, seq, object_kind, object_id, object_version, body, hash, recorded_at) \
               VALUES (?1, ?2, 'application', ?3, 3, ?4, ?5, 0)";
    scene.once(sql, params![[7_u8; 16], seq, *scene.file.as_bytes(), body, hash].to_vec());
}

#[proves("MJK18-22.1")]
#[test]
fn an_inserted_leaf_in_the_middle_or_at_the_end() {
    let forged = hex::encode([7_u8; 16]);
    tampered(
        |scene| {
            let (seq, ..) = scene.leaf("validate");
            make_room(scene, seq);
            forge(scene, seq);
        },
        |_, found| {
            has(found, |f| matches!(f, Finding::LeafMoved { id, .. } if *id == forged));
            has(found, |f| *f == Finding::RecordDiffers { id: forged.clone() });
            has(found, |f| matches!(f, Finding::RootDiffers { .. }));
        },
    );
    tampered(
        |scene| forge(scene, scene.report().leaves),
        |_, found| {
            has(found, |f| matches!(f, Finding::LeafMoved { id, .. } if *id == forged));
            has(found, |f| matches!(f, Finding::RootDiffers { .. }));
        },
    );
}

#[proves("MJK18-22.1")]
#[test]
fn two_swapped_leaves() {
    tampered(
        |scene| {
            let (a, ..) = scene.leaf("validate");
            let (b, ..) = scene.leaf("recommend");
            for (from, to) in [(a, -1), (b, a), (-1, b)] {
                scene.once("UPDATE ledger_leaf SET seq = ?1 WHERE seq = ?2", params![to, from].to_vec());
            }
        },
        |scene, found| {
            for act in ["validate", "recommend"] {
                let (at, ..) = scene.leaf(act);
                has(found, |f| matches!(f, Finding::LeafMoved { seq, .. } if *seq == at));
            }
        },
    );
}

/// Whoever can write the database can number the leaves anew and rebuild the tree. The signed checkpoint stays.
fn rebuild_tree(scene: &Scene<'_>) {
    let checkpoint = scene.store().read(store::ledger_log::head).unwrap().checkpoint.unwrap();
    scene
        .store()
        .write(|tx: &WriteTx<'_>| {
            tx.execute("UPDATE ledger_leaf SET seq = NULL, hash = NULL", &[])?;
            tx.execute("DELETE FROM ledger_node", &[])?;
            tx.execute("DELETE FROM ledger_head", &[])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    scene.store().sequence().unwrap();
    scene.once("UPDATE ledger_head SET checkpoint = ?1", params![checkpoint].to_vec());
}

#[proves("MJK18-22.1")]
#[test]
fn a_rewritten_history_under_an_old_checkpoint() {
    tampered(
        |scene| {
            let (seq, id, body) = scene.leaf("sign");
            let body = body.replace("head_of_office", "print_operator");
            scene.once("UPDATE ledger_leaf SET body = ?1 WHERE seq = ?2", params![body, seq].to_vec());
            let sql = "UPDATE audit_record SET roles = REPLACE(roles, 'head_of_office', 'print_operator') WHERE id = ?1";
            scene.once(sql, params![id].to_vec());
            rebuild_tree(scene);
        },
        |_, found| {
            // Nothing else contradicts itself any more: only the signature knows.
            assert!(
                matches!(found, [Finding::CheckpointInvalid { why }] if why.contains("signed")),
                "{found:#?}"
            );
        },
    );
}

#[proves("MJK18-22.1")]
#[test]
fn a_truncated_log_under_an_old_checkpoint() {
    tampered(
        |scene| {
            let (seq, ..) = scene.leaf("answer_survey");
            scene.sql(
                "DELETE FROM audit_record WHERE id IN (SELECT id FROM ledger_leaf WHERE seq >= ?1)",
                params![seq].to_vec(),
            );
            scene.sql("DELETE FROM ledger_leaf WHERE seq >= ?1", params![seq].to_vec());
            rebuild_tree(scene);
        },
        |_, found| {
            has(found, |f| matches!(f, Finding::CheckpointInvalid { why } if why.contains("counts")));
            has(found, |f| matches!(f, Finding::EventDiffers { .. }));
        },
    );
}

/// SQLite numbers leaves before each commit and PostgreSQL after it; where the sequencer stands still, they wait.
#[test]
fn a_leaf_that_waits_for_its_number() {
    tampered(
        |scene| {
            let now = scene.house.stand.region.now().as_microsecond();
            let sql = "INSERT INTO ledger_leaf (id, object_kind, object_id, object_version, body, recorded_at) \
                       VALUES (?1, 'office', ?1, 0, '{}', ?2)";
            let params = params![[6_u8; 16], now].to_vec();
            let waits = scene.store().write(move |tx: &WriteTx<'_>| {
                tx.execute(sql, &params)?;
                // Read inside the transaction that wrote it, before anybody numbers it.
                store::ledger_log::waiting(tx)
            });
            assert_eq!(waits.unwrap().count, 1);
        },
        |_, found| has(found, |f| matches!(f, Finding::RecordDiffers { .. })),
    );
}
