//! `audit verify` and `audit export`.

use crate::install::{Install, run};
use ledger::{Expectation, LogExport};
use rusqlite::Connection;

/// Leaves of a fresh installation: the services put in force and the first account.
const FIRST_LEAVES: u64 = 5;

fn tamper(install: &Install, statement: &str) {
    let database = Connection::open(install.path("data/satupintu.db")).unwrap();
    assert!(database.execute(statement, []).unwrap() > 0);
}

#[test]
fn a_sound_record_is_called_sound() {
    let install = Install::started();
    let said = run(&["audit", "verify", "--data", &install.data()]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("✓ Seluruh catatan utuh"), "{}", said.out);
    let json = run(&["audit", "verify", "--config", &install.config(), "--json"]);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(
        (json.code, report["leaves"].as_u64(), report["findings"].as_array().map(Vec::len)),
        (0, Some(FIRST_LEAVES), Some(0))
    );
}

#[test]
fn a_changed_leaf_and_a_changed_record_are_named() {
    let install = Install::started();
    tamper(&install, "UPDATE audit_record SET actor_name = 'x', roles = 'auditor'");
    let said = run(&["audit", "verify", "--data", &install.data()]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("[record_differs]"), "{}", said.out);
    tamper(&install, "UPDATE ledger_leaf SET body = replace(body, 'create_account', 'delete_account')");
    let said = run(&["audit", "verify", "--data", &install.data()]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("Catatan nomor 4") && said.out.contains("[leaf_changed]"), "{}", said.out);
    let json = run(&["audit", "verify", "--data", &install.data(), "--json"]);
    assert!(json.code == 1 && json.out.contains("\"finding\":\"leaf_changed\""), "{}", json.out);
}

#[test]
fn an_export_verifies_by_itself() {
    let install = Install::started();
    let out = install.path("export");
    let said = run(&["audit", "export", "--data", &install.data(), "--out", &out.display().to_string()]);
    assert_eq!(said.code, 0, "{}", said.err);
    let report = LogExport::open(&out).verify(&Expectation::default());
    assert!(report.is_sound(), "{:?}", report.problems);
    assert_eq!(report.leaves, FIRST_LEAVES);
    let again = run(&["audit", "export", "--data", &install.data(), "--out", &out.display().to_string()]);
    again.one_sentence("cannot be exported");
}

#[test]
fn no_database_is_made_by_looking() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().display().to_string();
    run(&["audit", "verify", "--data", &data]).one_sentence("there is no database");
    assert_eq!(dir.path().read_dir().unwrap().count(), 0);
}
