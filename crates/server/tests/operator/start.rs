//! Failures at the start: one clear sentence and a non-zero exit code.

use crate::install::{Install, checkout, run, run_with};
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;

fn contoh() -> String {
    checkout().join("profiles/contoh").display().to_string()
}

#[test]
fn a_taken_port_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data").display().to_string();
    let said = run(&["demo", "--data", &data, "--listen", &address, "--profile", &contoh()]);
    said.one_sentence(&format!("the address {address} is in use"));
    let install = Install::new();
    run_with(&[("SATUPINTU_LISTEN", &address)], &["serve", "--config", &install.config()])
        .one_sentence(&format!("the address {address} is in use"));
}

#[test]
fn an_unwritable_folder_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let data = file.join("data").display().to_string();
    let said = run(&["demo", "--data", &data, "--listen", "127.0.0.1:0", "--profile", &contoh()]);
    said.one_sentence(&format!("the data folder {data} cannot be written"));
}

#[test]
fn a_damaged_database_is_named() {
    let install = Install::started();
    let database = install.path("data/satupintu.db");
    fs::write(&database, "this was a database once").unwrap();
    run(&["serve", "--config", &install.config()]).one_sentence("satupintu.db is not a database");
    let said = run(&["demo", "--data", &install.data(), "--listen", "127.0.0.1:0", "--profile", &contoh()]);
    said.one_sentence("satupintu.db is not a database");
}

#[test]
fn a_database_cut_short_is_named() {
    let install = Install::started();
    let database = install.path("data/satupintu.db");
    // Pages that still stand in the write-ahead log would mend the file.
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    drop(connection);
    let whole = fs::read(&database).unwrap();
    fs::write(&database, &whole[..whole.len() / 2]).unwrap();
    run(&["serve", "--config", &install.config()]).one_sentence("satupintu.db is damaged");
}

#[test]
fn a_changed_key_file_is_named() {
    let install = Install::started();
    let master = install.path("data/keys/master");
    let right = fs::read(&master).unwrap();
    fs::write(&master, format!("{}\n", "ab".repeat(32))).unwrap();
    run(&["serve", "--config", &install.config()])
        .one_sentence("keys/master is not the one this database was made with");
    let doctor = run(&["doctor", "--data", &install.data()]);
    assert_eq!(doctor.code, 1);
    assert!(
        doctor.out.contains("✗ key files: the key file") && doctor.out.contains("keys/master is not the one")
    );
    fs::write(&master, right).unwrap();
    assert_eq!(install.add("petugas.dua").code, 0, "the original key opens it again");
}

#[test]
fn a_lost_or_open_key_file_is_named() {
    let install = Install::started();
    let index = install.path("data/keys/index");
    fs::set_permissions(&index, fs::Permissions::from_mode(0o644)).unwrap();
    run(&["serve", "--config", &install.config()]).one_sentence("keys/index may be read by others");
    fs::remove_dir_all(install.path("data/keys")).unwrap();
    run(&["serve", "--config", &install.config()]).one_sentence("keys/master is missing");
    assert!(!index.exists(), "no new keys are made for a database that has its own");
}

#[test]
fn an_office_is_not_opened_as_a_demo() {
    let install = Install::started();
    for arguments in [vec![], vec!["--fresh"]] {
        let data = install.data();
        let profile = contoh();
        let mut all = vec!["demo", "--data", &data, "--listen", "127.0.0.1:0", "--profile", &profile];
        all.extend(arguments);
        run(&all).one_sentence("does not belong to a demo");
    }
    assert!(install.path("data/satupintu.db").exists());
}

#[test]
fn doctor_names_each_part() {
    let install = Install::started();
    let doctor = run(&["doctor", "--config", &install.config()]);
    for part in [
        "✓ database:",
        "✓ migrations:",
        "✓ database contents:",
        "✓ clock:",
        "✓ key files:",
        "✓ files folder:",
        "✓ profile:",
    ] {
        assert!(doctor.out.contains(part), "{part} in {}", doctor.out);
    }
    // `/bin/cat` is no typesetter, and the doctor sees that.
    assert!(doctor.out.contains("✗ typesetter:"), "{}", doctor.out);
    assert_eq!(doctor.code, 1);
    let nowhere = run(&["doctor", "--data", "/nowhere"]);
    assert!(nowhere.out.contains("✗ database: there is no database"), "{}", nowhere.out);
}

#[test]
fn the_same_login_is_refused_in_plain_words() {
    let install = Install::started();
    let said = install.add("petugas.satu");
    said.one_sentence("the account was not added");
    let list = run(&["user", "list", "--config", &install.config()]);
    assert_eq!(list.out, "petugas.satu\tSekar Contoh\tservice_officer\topen\n");
}
