//! Somebody with the database's password changes what the ledger speaks of: events, states, permits, records.

use crate::support::scene::{Scene, has, tampered};
use crate::support::*;
use app::audit::Finding;
use domain::definition::StageKind;
use proves::proves;
use store::params;

#[proves("MJK18-22.1")]
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

/// A finished file whose row is changed in one way after the other, and put right again in between.
fn one_after_the_other(
    changes: &[&str],
    restore: impl Fn(&Scene<'_>, &store::permit::PermitRow, &[String; 3]),
    expected: impl Fn(&Scene<'_>, &[Finding]) -> bool,
) {
    on_both(|house| {
        let file = reach(house, SIP, StageKind::Handover);
        house.stand.settle().unwrap();
        let scene = Scene { house, file };
        let permit = scene.store().read(|tx| store::permit::of_application(tx, file)).unwrap().unwrap();
        let sql = "SELECT state, status, registration FROM application WHERE id = ?1";
        let row = scene.store().read(|tx| tx.query_one(sql, params![*file.as_bytes()])).unwrap();
        let texts = [0, 1, 2].map(|n| row.get::<String>(n).unwrap());
        for sql in changes {
            assert_eq!(scene.report().findings, [], "before {sql}");
            scene.once(sql, params![*file.as_bytes()].to_vec());
            let found = scene.report().findings;
            assert!(expected(&scene, &found), "{sql}: {found:#?}");
            restore(&scene, &permit, &texts);
        }
    });
}

#[proves("MJK18-22.1", "MJK18-22.4.a")]
#[test]
fn a_state_row_changed_without_an_event() {
    let changes = [
        "UPDATE application SET state = REPLACE(state, 'Contoh 0', 'Contoh 9') WHERE id = ?1",
        "UPDATE application SET status = 'handed_over' WHERE id = ?1",
        "UPDATE application SET registration = '26-000009-9' WHERE id = ?1",
    ];
    one_after_the_other(
        &changes,
        |scene, _, [state, status, registration]| {
            let sql = "UPDATE application SET state = ?2, status = ?3, registration = ?4 WHERE id = ?1";
            scene.once(sql, params![*scene.file.as_bytes(), state, status, registration].to_vec());
        },
        |scene, found| found.contains(&Finding::StateDiffers { application: scene.hex() }),
    );
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
        "UPDATE permit SET code = 'LAIN' WHERE application = ?1",
        "DELETE FROM permit WHERE application = ?1",
    ];
    one_after_the_other(
        &changes,
        |scene, permit, _| {
            scene.sql("DELETE FROM permit WHERE application = ?1", params![*scene.file.as_bytes()].to_vec());
            let permit = permit.clone();
            scene.store().write(move |tx| store::permit::insert(tx, &permit)).unwrap();
        },
        |_, found| matches!(found, [Finding::PermitDiffers { .. }]),
    );
}

#[proves("MJK18-22.1")]
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
        let acts = [
            "validate",
            "pass_verification",
            "recommend",
            "submit",
            "save_form",
            "upload_file",
            "check_item",
        ];
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
fn a_deleted_file() {
    tampered(
        |scene| {
            for table in [
                "permit",
                "application_agency",
                "bank_reference",
                "application_event",
                "file_mark",
                "search_word",
            ] {
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
}
