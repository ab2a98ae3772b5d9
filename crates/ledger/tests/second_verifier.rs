//! The second verifier, written apart from this crate, comes to the same verdict.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use ledger::{Checkpoint, Frontier, SigningKey};
use sample::{ORIGIN, Sample, key};
use std::path::Path;
use std::process::Command;

/// One way to tamper with the lines of the leaves.
type Edit = fn(&mut Vec<String>);

/// Runs the Python verifier; returns whether it accepts, and what it prints.
fn python(folder: &Path, trusted: Option<&str>) -> (bool, String) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("verify_export.py");
    let output = Command::new("python3").arg(script).arg(folder).args(trusted).output().unwrap();
    let code = output.status.code().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    assert!(code == 0 || code == 1, "{printed}");
    assert!(!printed.contains("Traceback"), "{printed}");
    (code == 0, printed)
}

/// Both verifiers refuse the export, and the second one says why.
fn refused(sample: &Sample, word: &str) {
    assert!(!sample.verify().is_sound(), "{word}");
    let (accepted, printed) = python(sample.path(), None);
    assert!(!accepted && printed.contains(word), "{word}: {printed}");
}

#[test]
fn both_accept_what_is_untouched() {
    for (leaves, numbered) in [(0, true), (1, true), (5, false), (300, true)] {
        let sample = Sample::write(leaves, numbered);
        let trusted = key().verifying_key(ORIGIN).unwrap().to_string();
        for trusted in [None, Some(trusted.as_str())] {
            let (accepted, printed) = python(sample.path(), trusted);
            assert!(accepted && printed.starts_with("OK"), "{printed}");
        }
        sample.remove("hashes");
        assert!(python(sample.path(), None).0);
        assert!(sample.verify().is_sound());
    }
}

#[test]
fn both_refuse_changed_deleted_inserted_and_swapped_leaves() {
    let edits: [(&str, Edit); 6] = [
        ("other-leaf: position 7", |lines| lines[7] = lines[7].replace("received", "rejected")),
        ("root-mismatch", |lines| lines[7] = lines[7].replace("received", "rejected")),
        ("size-mismatch: 20 leaves are signed, 19 are here", |lines| drop(lines.remove(7))),
        ("wrong-sequence: position 8", |lines| lines.insert(7, "{\"act\":\"forged\"}".into())),
        ("wrong-sequence: position 3 holds the leaf that says it is 12", |lines| lines.swap(3, 12)),
        ("size-mismatch: 20 leaves are signed, 0 are here", |lines| lines.clear()),
    ];
    for (word, edit) in edits {
        let sample = Sample::write(20, true);
        sample.edit_leaves(edit);
        refused(&sample, word);
    }
}

#[test]
fn both_refuse_a_forged_checkpoint() {
    for at in [0, 3, 20, 40, 85, 110, 150, 170] {
        let sample = Sample::write(20, true);
        sample.edit("checkpoint", |note| {
            let mut chars: Vec<char> = note.chars().collect();
            chars[at] = if chars[at] == 'A' { 'B' } else { 'A' };
            chars.into_iter().collect()
        });
        refused(&sample, "bad-signature");
    }
    // The key of this log signed a checkpoint of another log.
    let sample = Sample::write(20, true);
    let mut other = sample.verify().checkpoint.unwrap();
    other.origin = "log.example/other".into();
    sample.write_file("checkpoint", &key().sign_note(ORIGIN, &other.text()).unwrap());
    refused(&sample, "bad-signature");
    let sample = Sample::write(20, true);
    let forger = SigningKey::from_seed([1; 32]).unwrap();
    let checkpoint = sample.verify().checkpoint.unwrap();
    sample.write_file("checkpoint", &checkpoint.sign(&forger).unwrap());
    refused(&sample, "bad-signature");
    sample.write_file("key", &format!("{}\n", forger.verifying_key(ORIGIN).unwrap()));
    assert!(python(sample.path(), None).0, "the folder agrees with itself");
    let trusted = key().verifying_key(ORIGIN).unwrap().to_string();
    let (accepted, printed) = python(sample.path(), Some(&trusted));
    assert!(!accepted && printed.contains("key-mismatch") && printed.contains("bad-signature"), "{printed}");
}

#[test]
fn both_refuse_missing_files_and_a_false_hash_list() {
    for file in ["checkpoint", "key", "leaves.jsonl"] {
        let sample = Sample::write(3, true);
        sample.remove(file);
        refused(&sample, "No such file");
    }
    let sample = Sample::write(3, true);
    sample.edit("hashes", |hashes| hashes.lines().rev().map(|line| format!("{line}\n")).collect());
    refused(&sample, "hash-list-mismatch");
}

/// Each line is signed as it stands, so that only its form can be wrong: both must agree line by line.
#[test]
fn both_agree_which_leaves_are_canonical() {
    let nested = |depth: usize| format!("{{\"a\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    let lines = [
        "{}",
        "{\"a\":1}",
        "{\"a\": 1}",
        "{\"b\":1,\"a\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"\u{1f600}\":1,\"\u{fb33}\":1}",
        "{\"\u{fb33}\":1,\"\u{1f600}\":1}",
        "{\"a\":\"\\u001f\u{7f}\u{2028}\"}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":1.0}",
        "{\"a\":9007199254740991,\"b\":-9007199254740991}",
        "{\"a\":9007199254740992}",
        "{\"a\":-0}",
        "{\"a\":NaN}",
        "{\"seq\":true}",
        "{\"seq\":-1}",
        "{\"seq\":null}",
        "[]",
        "1",
        "",
        "{\"a\":[true,false,null,\"\\\"\\\\\\b\\f\\n\\r\\t\"]}",
        &nested(63),
        &nested(64),
        &nested(30_000),
        "\u{feff}{}",
        "{}\r",
    ];
    for line in lines {
        let sample = Sample::write(0, true);
        let mut frontier = Frontier::new();
        frontier.append(ledger::leaf_hash(line.as_bytes()));
        let checkpoint = Checkpoint { origin: ORIGIN.into(), size: 1, root: frontier.root() };
        sample.write_file("checkpoint", &checkpoint.sign(&key()).unwrap());
        sample.write_file("leaves.jsonl", &format!("{line}\n"));
        sample.remove("hashes");
        let (accepted, printed) = python(sample.path(), None);
        let canonical = ledger::canonical::check(line.as_bytes()).is_ok();
        assert_eq!(sample.verify().is_sound(), canonical, "{line:.80}");
        assert_eq!(accepted, canonical, "{line:.80}: {printed}");
        assert!(canonical || printed.contains("not-canonical"), "{printed}");
    }
}

/// `EXPORT.md` shows a whole export; whoever writes a verifier starts with it.
#[test]
fn the_example_in_the_description_is_true() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("EXPORT.md")).unwrap();
    let example = page.split("## A worked example").nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks: Vec<String> = example
        .split("\n\n    ")
        .skip(1)
        .map(|block| {
            let lines = block.split("\n\n").next().unwrap().trim_end().lines();
            lines.map(|line| format!("{}\n", line.trim_start())).collect()
        })
        .collect();
    let [leaves, hashes, key, text, signature] = &blocks[..] else { panic!("{blocks:#?}") };
    let sample = Sample::write(0, true);
    sample.write_file("leaves.jsonl", leaves);
    sample.write_file("hashes", hashes);
    sample.write_file("key", key);
    sample.write_file("checkpoint", &format!("{text}\n{signature}"));
    assert_eq!(sample.verify().problems, []);
    assert_eq!(sample.verify().leaves, 3);
    assert!(python(sample.path(), Some(key.trim())).0);
}
