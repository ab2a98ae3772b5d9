//! The small certificate authority and the rehearsal keys.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use der::Decode;
use document::certificate::{Period, Subject, issue_leaf, issue_root};
use document::{rehearsal, signer};
use x509_cert::Certificate;
use x509_cert::ext::pkix::{BasicConstraints, KeyUsage};

fn subject(name: &str) -> Subject {
    Subject { common_name: name.into(), ..Subject::default() }
}

fn period(from: &str, until: &str) -> Period {
    Period { from: from.parse().unwrap(), until: until.parse().unwrap() }
}

#[test]
fn the_committed_root_is_what_its_key_gives() {
    let validity = period("2020-01-01T00:00:00Z", "2050-01-01T00:00:00Z");
    let again =
        issue_root(&rehearsal::root_key().unwrap(), &subject(rehearsal::ROOT_NAME), validity, 1).unwrap();
    assert_eq!(again, rehearsal::root().unwrap());
}

#[test]
fn a_root_may_issue_and_a_leaf_may_only_sign() {
    let root = Certificate::from_der(&rehearsal::root().unwrap()).unwrap().tbs_certificate;
    let (critical, constraints) = root.get::<BasicConstraints>().unwrap().unwrap();
    assert!(critical && constraints.ca);
    let (_, usage) = root.get::<KeyUsage>().unwrap().unwrap();
    assert!(usage.key_cert_sign() && !usage.digital_signature());

    let signer = rehearsal::official(
        5,
        &subject("Sertifikat Contoh"),
        7,
        period("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z"),
    );
    let chain = document::Signer::certificate_chain(&signer.unwrap()).to_vec();
    let leaf = Certificate::from_der(&chain[0]).unwrap().tbs_certificate;
    let (critical, constraints) = leaf.get::<BasicConstraints>().unwrap().unwrap();
    assert!(critical && !constraints.ca);
    let (_, usage) = leaf.get::<KeyUsage>().unwrap().unwrap();
    assert!(usage.digital_signature() && usage.non_repudiation() && !usage.key_cert_sign());
    assert_eq!(leaf.serial_number.as_bytes(), [7]);
}

#[test]
fn every_key_of_the_pool_is_there_and_different() {
    let validity = period("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
    let mut keys: Vec<Vec<u8>> = Vec::new();
    for n in 0..rehearsal::POOL {
        let signer = rehearsal::official(n, &subject("Contoh"), 1, validity).unwrap();
        keys.push(document::Signer::certificate_chain(&signer)[0].clone());
    }
    keys.push(
        document::Signer::certificate_chain(
            &rehearsal::office_seal(&subject("Contoh"), 1, validity).unwrap(),
        )[0]
        .clone(),
    );
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), rehearsal::POOL + 1);
    assert!(rehearsal::official(rehearsal::POOL, &subject("Contoh"), 1, validity).is_err());
}

#[test]
fn a_certificate_is_described_for_the_record() {
    let validity = period("2026-01-01T00:00:00Z", "2060-12-31T23:59:59Z");
    let signer = rehearsal::official(0, &subject("Pejabat Contoh"), 0xABCD, validity).unwrap();
    let der = &document::Signer::certificate_chain(&signer)[0];
    let facts = document::certificate::describe(der).unwrap();
    assert_eq!((facts.common_name.as_str(), facts.issuer.as_str()), ("Pejabat Contoh", rehearsal::ROOT_NAME));
    assert_eq!((facts.valid_from, facts.valid_until), (validity.from, validity.until));
    // The sign bit is set, so the positive number has a zero byte in front.
    assert_eq!(facts.serial, "00abcd");
    assert!(document::certificate::describe(b"x").is_err());
}

#[test]
fn issuing_is_deterministic_and_needs_the_key_of_the_authority() {
    let key = signer::generate_rsa_2048().unwrap();
    let public = signer::public_key_of(&key).unwrap();
    let validity = period("2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z");
    let (root, root_key) = (rehearsal::root().unwrap(), rehearsal::root_key().unwrap());
    let leaf = || issue_leaf(&root, &root_key, &subject("Contoh, S.H., M.Si."), &public, u64::MAX, validity);
    assert_eq!(leaf().unwrap(), leaf().unwrap());
    assert!(issue_leaf(&root, &key, &subject("Contoh"), &public, 1, validity).is_err());
}
