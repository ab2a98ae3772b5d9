//! `pdf verify`.

use crate::install::{Install, checkout, run};
use document::certificate::{Period, Subject};
use document::{SigningFacts, rehearsal, sign};
use std::fs;
use std::path::PathBuf;

fn sealed(dir: &std::path::Path) -> PathBuf {
    let paper = fs::read(checkout().join("crates/document/tests/samples/typst-pdfa2a.pdf")).unwrap();
    let period = Period {
        from: "2026-01-01T00:00:00Z".parse().unwrap(),
        until: "2027-12-31T23:59:59Z".parse().unwrap(),
    };
    let subject = Subject { common_name: "Kantor Contoh".into(), ..Subject::default() };
    let key = rehearsal::office_seal(&subject, 1, period).unwrap();
    let facts = SigningFacts {
        time: "2026-04-01T02:30:00Z".parse().unwrap(),
        reason: "Contoh".into(),
        location: "Kota Contoh".into(),
        name: "Kantor Contoh".into(),
    };
    let path = dir.join("surat.pdf");
    fs::write(&path, sign::seal_plain(&paper, &key, &facts).unwrap()).unwrap();
    path
}

#[test]
fn a_genuine_document_says_who_and_when() {
    let dir = tempfile::tempdir().unwrap();
    let file = sealed(dir.path()).display().to_string();
    let said = run(&["pdf", "verify", &file]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("Dokumen ini asli"), "{}", said.out);
    assert!(said.out.contains("Segel elektronik kantor: Kantor Contoh."), "{}", said.out);
    assert!(said.out.contains("1 April 2026 pukul 09.30 WIB"), "{}", said.out);
    assert!(said.out.contains("sertifikat latihan"), "{}", said.out);
    let json: serde_json::Value =
        serde_json::from_str(&run(&["pdf", "verify", &file, "--json"]).out).unwrap();
    assert_eq!((json["verdict"].as_str(), json["accepted"].as_bool()), (Some("valid"), Some(true)));
    assert_eq!(json["known"], serde_json::Value::Null);
}

#[test]
fn an_altered_an_unsigned_and_an_absent_document_are_not_valid() {
    let dir = tempfile::tempdir().unwrap();
    let path = sealed(dir.path());
    let mut bytes = fs::read(&path).unwrap();
    bytes[200] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let said = run(&["pdf", "verify", &path.display().to_string()]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("Dokumen ini tidak sah"), "{}", said.out);
    let unsigned = checkout().join("crates/document/tests/samples/typst-pdfa2a.pdf");
    let said = run(&["pdf", "verify", &unsigned.display().to_string()]);
    assert!(said.code == 1 && said.out.contains("tidak memiliki tanda tangan"), "{}", said.out);
    run(&["pdf", "verify", "/nowhere.pdf"]).one_sentence("/nowhere.pdf cannot be read");
}

#[test]
fn an_office_does_not_know_a_rehearsal_document() {
    let install = Install::started();
    let file = sealed(install.dir.path()).display().to_string();
    let said = run(&["pdf", "verify", &file, "--data", &install.data(), "--json"]);
    assert_eq!(said.code, 1, "{}", said.err);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["known"]["in_ledger"].as_bool(), Some(false));
    assert_eq!(json["reasons"][0]["code"].as_str(), Some("untrusted"));
    let plain = run(&["pdf", "verify", &file, "--config", &install.config()]);
    assert!(plain.out.contains("Berkas ini tidak dikenal oleh kantor."), "{}", plain.out);
}
