//! Signed notes, keys and checkpoints as C2SP describes them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::{Checkpoint, NoteError, SigningKey, VerifyingKey, checkpoint, empty_root};

/// The example in the documentation of Go's package note.
const EXAMPLE_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const EXAMPLE_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

const ORIGIN: &str = "log.example/batang";

fn key() -> SigningKey {
    SigningKey::from_seed([42; 32]).unwrap()
}

fn sample() -> Checkpoint {
    Checkpoint { origin: ORIGIN.into(), size: 3, root: ledger::leaf_hash(b"x") }
}

#[test]
fn a_note_of_another_implementation_opens() {
    let key: VerifyingKey = EXAMPLE_KEY.parse().unwrap();
    assert_eq!(key.to_string(), EXAMPLE_KEY);
    let text = key.open_note(EXAMPLE_NOTE).unwrap();
    assert!(text.ends_with("what your problem is.\n"));
    let forged = EXAMPLE_NOTE.replace("problem is", "problem was");
    assert_eq!(key.open_note(&forged), Err(NoteError::BadSignature("PeterNeumann".into())));
}

#[test]
fn the_seed_makes_the_key_of_rfc_8032() {
    // RFC 8032 section 7.1, test 1.
    let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let key = SigningKey::from_seed(hex::decode(seed).unwrap().try_into().unwrap()).unwrap();
    assert_eq!(hex::encode(key.verifying_key("a").unwrap().public_bytes()), public);
    assert_eq!(format!("{key:?}"), "SigningKey(..)");
}

#[test]
fn a_checkpoint_is_three_lines_and_survives_its_note() {
    let empty = Checkpoint { origin: ORIGIN.into(), size: 0, root: empty_root() };
    assert_eq!(empty.text(), "log.example/batang\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    let note = sample().sign(&key()).unwrap();
    assert!(note.starts_with(&sample().text()));
    let verifier = key().verifying_key(ORIGIN).unwrap();
    assert_eq!(checkpoint::verify(&note, &verifier).unwrap(), sample());
    assert_eq!(verifier.to_string().parse::<VerifyingKey>().unwrap(), verifier);
    assert_eq!(Checkpoint::read_unverified(&note).unwrap(), sample());
}

#[test]
fn every_changed_byte_of_a_checkpoint_is_refused() {
    let note = sample().sign(&key()).unwrap();
    let verifier = key().verifying_key(ORIGIN).unwrap();
    for at in 0..note.len() {
        for flip in [1, 2, 16] {
            let mut bytes = note.clone().into_bytes();
            bytes[at] ^= flip;
            if let Ok(changed) = String::from_utf8(bytes) {
                assert!(checkpoint::verify(&changed, &verifier).is_err(), "byte {at}");
            }
        }
    }
}

#[test]
fn signatures_of_witnesses_are_passed_over() {
    let note = sample().sign(&key()).unwrap();
    let witness = SigningKey::from_seed([9; 32]).unwrap();
    let cosigned = witness.sign_note("witness.example", &sample().text()).unwrap();
    let both = format!("{note}{}\n", cosigned.lines().last().unwrap());
    let verifier = key().verifying_key(ORIGIN).unwrap();
    assert_eq!(checkpoint::verify(&both, &verifier).unwrap(), sample());
    assert_eq!(checkpoint::verify(&cosigned, &verifier), Err(NoteError::NotSigned(ORIGIN.into())));
    let as_witness = witness.verifying_key("witness.example").unwrap();
    assert_eq!(as_witness.open_note(&both).unwrap(), sample().text());
    // The witness signed it, but is not the log.
    assert!(matches!(checkpoint::verify(&both, &as_witness), Err(NoteError::OtherOrigin { .. })));
    // Another key under the name of the log is another key.
    let impostor = witness.sign_note(ORIGIN, &sample().text()).unwrap();
    assert_eq!(checkpoint::verify(&impostor, &verifier), Err(NoteError::NotSigned(ORIGIN.into())));
}

#[test]
fn extension_lines_are_allowed_and_empty_ones_not() {
    let verifier = key().verifying_key(ORIGIN).unwrap();
    let note = key().sign_note(ORIGIN, &format!("{}extension\n", sample().text())).unwrap();
    assert_eq!(checkpoint::verify(&note, &verifier).unwrap(), sample());
    let root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    for text in [
        format!("o\n0\n{root}\n\nx\n"),
        format!("o\n00\n{root}\n"),
        format!("o\n+1\n{root}\n"),
        format!("o\n1 \n{root}\n"),
        format!("\n1\n{root}\n"),
        format!("o\n1\n{root}"),
        format!("o\n18446744073709551616\n{root}\n"),
        "o\n1\nAAAA\n".into(),
        "o\n1\n".into(),
    ] {
        assert!(Checkpoint::from_text(&text).is_err(), "{text}");
    }
}

#[test]
fn what_is_no_note_or_key_is_refused() {
    let verifier = key().verifying_key(ORIGIN).unwrap();
    let note = sample().sign(&key()).unwrap();
    let signature = note.lines().last().unwrap();
    for bad in [
        String::new(),
        sample().text(),
        format!("{}\n", sample().text()),
        note.trim_end().to_owned(),
        note.replace('\u{2014}', "-"),
        note.replace("\n\n", "\r\n\r\n"),
        format!("{}\n{}", sample().text(), format!("{signature}\n").repeat(101)),
        format!("{note}\u{2014} x AAA=\n"),
        "x".repeat(2 << 20),
    ] {
        assert!(matches!(verifier.open_note(&bad), Err(NoteError::Malformed(_))), "{bad:.200}");
    }
    let text = verifier.to_string();
    for bad in
        ["", "a+b", &text[1..], &text.replace("+A", "+B"), &format!("{text}\n"), &text.replace('+', " ")]
    {
        assert!(bad.parse::<VerifyingKey>().is_err(), "{bad}");
    }
    for name in ["", "a b", "a+b", "a\u{a0}b", "a\nb"] {
        assert!(matches!(key().verifying_key(name), Err(NoteError::KeyName(_))), "{name:?}");
    }
    assert!(matches!(key().sign_note("a", "no newline"), Err(NoteError::Malformed(_))));
    assert!(matches!(key().sign_note("a", "tab\t\n"), Err(NoteError::Malformed(_))));
}
