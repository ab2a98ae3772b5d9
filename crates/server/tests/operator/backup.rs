//! `backup` and `restore`: a region in one file, saved while it is written to, put back and verified.

use crate::install::{Install, Said, run};
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

fn backup(install: &Install, out: &str, more: &[&str]) -> Said {
    let (data, out) = (install.data(), install.path(out).display().to_string());
    let mut arguments = vec!["backup", "--data", &data, "--out", &out];
    arguments.extend(more);
    run(&arguments)
}

fn restore(install: &Install, from: &str, to: &str, more: &[&str]) -> Said {
    let (from, to) = (install.path(from).display().to_string(), install.path(to).display().to_string());
    let mut arguments = vec!["restore", &from, "--data", &to];
    arguments.extend(more);
    run(&arguments)
}

#[test]
fn a_backup_taken_during_writes_restores_and_verifies() {
    let install = Install::started();
    let stop = AtomicBool::new(false);
    let saved = std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut added = 0;
            while !stop.load(Ordering::Relaxed) && added < 40 {
                assert_eq!(install.add(&format!("petugas.{added}")).code, 0);
                added += 1;
            }
            added
        });
        let mut saved = Vec::new();
        for n in 0..3 {
            let said = backup(&install, &format!("saved-{n}.tar"), &["--with-keys"]);
            assert_eq!(said.code, 0, "{}", said.err);
            saved.push(format!("saved-{n}.tar"));
        }
        stop.store(true, Ordering::Relaxed);
        assert!(writer.join().unwrap() > 0, "somebody wrote meanwhile");
        saved
    });
    for name in &saved {
        let to = format!("{name}.data");
        let said = restore(&install, name, &to, &[]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        assert!(said.out.contains("✓ Seluruh catatan utuh"), "{}", said.out);
        let again = run(&["audit", "verify", "--data", &install.path(&to).display().to_string()]);
        assert_eq!(again.code, 0, "{}", again.out);
    }
    let beside: Vec<_> = fs::read_dir(install.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!beside.iter().any(|n| n.to_string_lossy().contains("database")), "{beside:?}");
}

#[test]
fn nothing_is_written_over() {
    let install = Install::started();
    assert_eq!(backup(&install, "saved.tar", &["--with-keys"]).code, 0);
    let before = fs::read(install.path("saved.tar")).unwrap();
    backup(&install, "saved.tar", &["--with-keys"]).one_sentence("is there already");
    assert_eq!(fs::read(install.path("saved.tar")).unwrap(), before);
    restore(&install, "saved.tar", "data", &[]).one_sentence("is not empty");
    assert_eq!(run(&["audit", "verify", "--data", &install.data()]).code, 0, "the region is as it was");
}

#[test]
fn a_flipped_byte_is_refused_and_leaves_nothing() {
    let install = Install::started();
    assert_eq!(backup(&install, "saved.tar", &["--with-keys"]).code, 0);
    let whole = fs::read(install.path("saved.tar")).unwrap();
    for at in [200, 4_000, whole.len() / 2, whole.len() - 1_100] {
        let mut changed = whole.clone();
        changed[at] ^= 0x20;
        fs::write(install.path("changed.tar"), &changed).unwrap();
        let said = restore(&install, "changed.tar", "restored", &[]);
        said.one_sentence("is damaged");
        let left = install.path("restored");
        assert!(!left.exists() || left.read_dir().unwrap().next().is_none(), "byte {at}");
    }
    fs::write(install.path("changed.tar"), &whole[..whole.len() - 4_096]).unwrap();
    restore(&install, "changed.tar", "restored", &[]).one_sentence("is damaged");
}

#[test]
fn the_keys_stay_apart_unless_they_are_asked_for() {
    let install = Install::started();
    let said = backup(&install, "saved.tar", &[]);
    assert!(said.code == 0 && said.out.contains("key files are not in it"), "{}{}", said.out, said.err);
    let saved = fs::read(install.path("saved.tar")).unwrap();
    let master = fs::read(install.path("data/keys/master")).unwrap();
    assert!(!saved.windows(64).any(|w| w == &master[..64]), "the key is not in the file");
    restore(&install, "saved.tar", "restored", &[]).one_sentence("--keys");
    let keys = install.path("data/keys").display().to_string();
    let said = restore(&install, "saved.tar", "restored", &["--keys", &keys]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    let other = Install::started();
    let foreign = other.path("data/keys").display().to_string();
    restore(&install, "saved.tar", "foreign", &["--keys", &foreign]).one_sentence("is not the one");
}

#[test]
fn a_file_that_the_database_names_must_be_there() {
    let install = Install::started();
    let database = rusqlite::Connection::open(install.path("data/satupintu.db")).unwrap();
    let row = "INSERT INTO stored_file (id, owner, digest, object, name, media_type, size, category, created_at, version) \
               VALUES (x'00', x'00', x'00', 'abcd', 'n', 't', 1, 'c', 1, 1)";
    database.execute(row, []).unwrap();
    drop(database);
    backup(&install, "saved.tar", &[]).one_sentence("1 file(s) that the database names are not in");
    assert!(!install.path("saved.tar").exists(), "half a backup is none");
}
