//! Somebody with the database's password changes one thing: `audit verify` names it (MJK18-22.1).

use crate::support::*;
use app::audit::{Finding, VerifyReport, sign_checkpoint, verify};
use domain::definition::StageKind;
use domain::party::ApplicationRecord;
use domain::value::Id;
use jiff::SignedDuration;
use ledger::leaf_hash;
use proves::proves;
use store::{Store, StoreError, Value, WriteTx, params};
use testkit::house::House;

/// What the tests change: a finished file, and the house it stands in.
struct Scene<'h> {
    house: &'h House,
    file: Id<ApplicationRecord>,
}

impl Scene<'_> {
    fn store(&self) -> &Store {
        &self.house.stand.region.store
    }

    fn hex(&self) -> String {
        hex::encode(self.file.as_bytes())
    }

    fn report(&self) -> VerifyReport {
        let region = &self.house.stand.region;
        verify(&region.store, &region.keys, &region.profile.id, region.now()).unwrap()
    }

    /// Past the program, as with a database client.
    fn sql(&self, sql: &str, params: Vec<Value>) -> u64 {
        let sql = sql.to_owned();
        self.store().write(move |tx: &WriteTx<'_>| tx.execute(sql.as_str(), &params)).unwrap()
    }

    fn once(&self, sql: &str, params: Vec<Value>) {
        assert_eq!(self.sql(sql, params), 1, "{sql}");
    }

    /// Number, id and body of a leaf of the file's verification.
    fn leaf(&self, act: &str) -> (i64, [u8; 16], String) {
        let leaves = self.store().read(|tx| store::ledger_log::leaves(tx, 0, 10_000)).unwrap();
        let named = format!("\"act\":\"{act}\"");
        let leaf = leaves.into_iter().find(|l| l.body.contains(&named)).unwrap();
        (leaf.seq.unwrap(), leaf.id, leaf.body)
    }
}

/// Plays one file to its end, lets somebody tamper, and gives what the audit finds. Each change gets a fresh house.
fn tampered(change: impl Fn(&Scene<'_>), expected: impl Fn(&Scene<'_>, &[Finding])) {
    on_both(|house| {
        let file = reach(house, SIP, StageKind::Handover);
        house.stand.settle().unwrap();
        sign_checkpoint(&house.stand.region).unwrap();
        let scene = Scene { house, file };
        let clean = scene.report();
        assert_eq!(clean.findings, []);
        assert!(clean.leaves > 40 && clean.applications == 1 && clean.permits == 1);
        change(&scene);
        expected(&scene, &scene.report().findings);
    });
}

fn has(findings: &[Finding], wanted: impl Fn(&Finding) -> bool) {
    assert!(findings.iter().any(wanted), "{findings:#?}");
}

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
            scene.once("UPDATE ledger_leaf SET body = ?1, hash = ?2 WHERE seq = ?3", params![body, hash, seq].to_vec());
        },
        |scene, found| {
            let (wanted, ..) = scene.leaf("validate");
            has(found, |f| matches!(f, Finding::LeafMoved { seq, .. } if *seq == wanted));
            has(found, |f| matches!(f, Finding::RootDiffers { .. }));
        },
    );
}

#[proves("MJK18-22.1", "MJK18-22.3")]
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
    let checkpoint = scene.store().read(|tx| store::ledger_log::head(tx)).unwrap().checkpoint.unwrap();
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
            assert!(matches!(found, [Finding::CheckpointInvalid { why }] if why.contains("signed")), "{found:#?}");
        },
    );
}

#[proves("MJK18-22.1")]
#[test]
fn a_truncated_log_under_an_old_checkpoint() {
    tampered(
        |scene| {
            let (seq, ..) = scene.leaf("answer_survey");
            scene.sql("DELETE FROM audit_record WHERE id IN (SELECT id FROM ledger_leaf WHERE seq >= ?1)", params![seq].to_vec());
            scene.sql("DELETE FROM ledger_leaf WHERE seq >= ?1", params![seq].to_vec());
            rebuild_tree(scene);
        },
        |_, found| {
            has(found, |f| matches!(f, Finding::CheckpointInvalid { why } if why.contains("counts")));
            has(found, |f| matches!(f, Finding::EventDiffers { .. }));
        },
    );
}

#[proves("MJK18-22.1", "MJK18-22.3")]
#[test]
fn a_changed_and_a_deleted_event() {
    tampered(
        |scene| {
            let sql = "UPDATE application_event SET body = REPLACE(body, 'ktp.pdf', 'kpt.pdf') \
                       WHERE application = ?1 AND name = 'document_attached' AND body LIKE '%ktp.pdf%'";
            scene.once(sql, params![*scene.file.as_bytes()].to_vec());
        },
        |scene, found| {
            let id = scene.hex();
            has(found, |f| matches!(f, Finding::EventDiffers { application, .. } if *application == id));
            has(found, |f| matches!(f, Finding::ReplayDiffers { application, .. } if *application == id));
        },
    );
    tampered(
        |scene| {
            let sql = "DELETE FROM application_event WHERE application = ?1 AND name = 'validated'";
            scene.once(sql, params![*scene.file.as_bytes()].to_vec());
        },
        |scene, found| {
            let id = scene.hex();
            has(found, |f| matches!(f, Finding::EventMissing { application, .. } if *application == id));
            has(found, |f| matches!(f, Finding::ReplayDiffers { application, .. } if *application == id));
        },
    );
}

#[proves("MJK18-22.1", "MJK18-22.4.a")]
#[test]
fn a_state_row_changed_without_an_event() {
    let changes = [
        "UPDATE application SET state = REPLACE(state, 'Contoh 0', 'Contoh 9') WHERE id = ?1",
        "UPDATE application SET status = 'handed_over' WHERE id = ?1",
        "UPDATE application SET registration = '26-000009-9' WHERE id = ?1",
    ];
    for sql in changes {
        tampered(
            |scene| scene.once(sql, params![*scene.file.as_bytes()].to_vec()),
            |scene, found| {
                let id = scene.hex();
                has(found, |f| *f == Finding::StateDiffers { application: id.clone() });
            },
        );
    }
}

#[proves("MJK18-22.1")]
#[test]
fn a_permit_that_says_something_else_or_is_gone() {
    let changes = [
        "UPDATE permit SET holder_name = 'Orang Lain' WHERE application = ?1",
        "UPDATE permit SET valid_until = '2099-12-31' WHERE application = ?1",
        "UPDATE permit SET signer = 'Orang Lain' WHERE application = ?1",
        "UPDATE permit SET state = 'revoked' WHERE application = ?1",
        "UPDATE permit SET number = '1/2/3' WHERE application = ?1",
        "DELETE FROM permit WHERE application = ?1",
    ];
    for sql in changes {
        tampered(
            |scene| scene.once(sql, params![*scene.file.as_bytes()].to_vec()),
            |_, found| assert!(matches!(found, [Finding::PermitDiffers { .. }]), "{sql}: {found:#?}"),
        );
    }
}

#[proves("MJK18-22.1", "MJK18-22.3")]
#[test]
fn a_changed_added_or_deleted_audit_record() {
    let changes = [
        "UPDATE audit_record SET actor_name = 'Orang Lain' WHERE id = ?1",
        "UPDATE audit_record SET account = NULL WHERE id = ?1",
        "UPDATE audit_record SET outcome = 'refused' WHERE id = ?1",
        "UPDATE audit_record SET at = at + 60000000 WHERE id = ?1",
        "UPDATE audit_record SET fields = '[\"x\"]' WHERE id = ?1",
        "UPDATE audit_record SET basis = 'Pasal 99' WHERE id = ?1",
        "DELETE FROM audit_record WHERE id = ?1",
    ];
    on_both(|house| {
        // Each change is one finding more, so that one house serves them all.
        let file = reach(house, SIP, StageKind::Decision);
        let scene = Scene { house, file };
        let acts = ["validate", "pass_verification", "recommend", "submit", "save_form", "upload_file", "check_item"];
        for (n, (sql, act)) in changes.iter().zip(acts).enumerate() {
            let (_, id, _) = scene.leaf(act);
            scene.once(sql, params![id].to_vec());
            let found = scene.report().findings;
            assert!(found.contains(&Finding::RecordDiffers { id: hex::encode(id) }), "{sql}: {found:#?}");
            assert_eq!(found.len(), n + 1, "{sql}: {found:#?}");
        }
        let sql = "INSERT INTO audit_record (id, at, actor_name, roles, act, object_kind, object_id, outcome, fields) \
                   VALUES (?1, 0, 'Orang Lain', '', 'sign', 'application', ?2, 'done', '[]')";
        scene.once(sql, params![[5_u8; 16], *file.as_bytes()].to_vec());
        assert!(scene.report().findings.contains(&Finding::RecordDiffers { id: hex::encode([5_u8; 16]) }));
    });
}

#[test]
fn a_deleted_file_and_a_leaf_that_never_gets_its_number() {
    tampered(
        |scene| {
            for table in ["permit", "application_agency", "bank_reference", "application_event"] {
                let sql = format!("DELETE FROM {table} WHERE application = ?1");
                scene.sql(&sql, params![*scene.file.as_bytes()].to_vec());
            }
            scene.once("DELETE FROM application WHERE id = ?1", params![*scene.file.as_bytes()].to_vec());
        },
        |scene, found| {
            let application = scene.hex();
            assert!(found.contains(&Finding::StateDiffers { application }), "{found:#?}");
        },
    );
    on_both(|house| {
        let region = house.stand.region.clone();
        let _ = draft(house, SIP);
        let now = region.now().checked_add(SignedDuration::from_secs(61)).unwrap();
        // SQLite numbers before each commit, PostgreSQL after it; a leaf can wait only where the sequencer stands still.
        let report = verify(&region.store, &region.keys, &region.profile.id, now).unwrap();
        assert_eq!(report.findings, []);
    });
}
