//! Every kind of tampering with an export is detected and named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod sample;

use ledger::{CanonicalLeaf, Checkpoint, Expectation, Frontier, LogExport, Problem, SigningKey};
use proptest::prelude::*;
use proves::proves;
use sample::{Sample, key};
use std::fs;

fn located(problems: &[Problem]) -> Vec<&Problem> {
    problems
        .iter()
        .filter(|p| !matches!(p, Problem::RootMismatch { .. } | Problem::SizeMismatch { .. }))
        .collect()
}

/// Verifies with and without the hash list; returns what both name, which must be the same.
fn named(edit: impl Fn(&mut Vec<String>)) -> Vec<Problem> {
    let mut answers = Vec::new();
    for with_hashes in [true, false] {
        let sample = Sample::write(40, true);
        sample.edit_leaves(&edit);
        if !with_hashes {
            sample.remove("hashes");
        }
        let report = sample.verify();
        assert!(report.problems.iter().any(|p| matches!(p, Problem::RootMismatch { .. })), "{report:?}");
        answers.push(located(&report.problems).into_iter().cloned().collect::<Vec<_>>());
    }
    assert_eq!(answers[0], answers[1], "the hash list and the sequence numbers tell the same");
    answers.remove(0)
}

#[test]
fn an_untouched_export_is_sound() {
    for (leaves, numbered) in [(0, true), (1, true), (40, true), (257, true), (40, false)] {
        let sample = Sample::write(leaves, numbered);
        let report = sample.verify();
        assert_eq!(report.problems, []);
        assert_eq!(report.leaves, leaves);
        assert_eq!(report.checkpoint.unwrap().root, report.root);
        assert_eq!(LogExport::open(sample.path()).leaves().unwrap().count() as u64, leaves);
        sample.remove("hashes");
        assert!(sample.verify().is_sound(), "the hash list is optional");
    }
}

#[proves("MJK18-22.1")]
#[test]
fn tampering_with_the_log_is_detected_and_named() {
    let changed = |index| Problem::Changed { index, position: index };
    // Changed, with the hash list: one, several, and one whose sequence number was changed too.
    let sample = Sample::write(40, true);
    sample.edit_leaves(|lines| {
        lines[7] = lines[7].replace("received", "rejected");
        lines[30] = lines[30].replace("received", "rejected");
    });
    assert_eq!(located(&sample.verify().problems), [&changed(7), &changed(30)]);
    // Without any list only the root can tell.
    sample.remove("hashes");
    let report = sample.verify();
    assert_eq!(report.problems.len(), 1);
    assert!(matches!(report.problems[0], Problem::RootMismatch { .. }));

    assert_eq!(named(|lines| lines[7] = "{\"act\":\"none\"}".into()), [changed(7)]);
    assert_eq!(named(|lines| drop(lines.remove(7))), [Problem::Deleted { first: 7, count: 1 }]);
    assert_eq!(named(|lines| drop(lines.drain(35..))), [Problem::Deleted { first: 35, count: 5 }]);
    assert_eq!(named(|lines| drop(lines.drain(..2))), [Problem::Deleted { first: 0, count: 2 }]);
    assert_eq!(named(|lines| lines.clear()), [Problem::Deleted { first: 0, count: 40 }]);
    assert_eq!(
        named(|lines| lines.insert(7, "{\"act\":\"forged\"}".into())),
        [Problem::Inserted { position: 7, count: 1 }]
    );
    assert_eq!(
        named(|lines| {
            lines.push("{\"act\":\"forged\",\"seq\":40}".into());
            lines.push("{\"act\":\"forged\",\"seq\":41}".into());
        }),
        [Problem::Inserted { position: 40, count: 2 }]
    );
    assert_eq!(named(|lines| lines.swap(7, 8)), [Problem::Swapped { first: 7, second: 8 }]);
    assert_eq!(named(|lines| lines.swap(3, 33)), [Problem::Swapped { first: 3, second: 33 }]);
    assert_eq!(
        named(|lines| {
            let line = lines.remove(5);
            lines.insert(20, line);
        }),
        [Problem::Moved { index: 5, position: 20 }]
    );
    // All at once, all named.
    assert_eq!(
        named(|lines| {
            lines.swap(2, 4);
            lines[10] = "{\"act\":\"none\"}".into();
            lines.insert(20, "{\"act\":\"forged\"}".into());
            lines.remove(31);
        }),
        [
            Problem::Swapped { first: 2, second: 4 },
            changed(10),
            Problem::Deleted { first: 30, count: 1 },
            Problem::Inserted { position: 20, count: 1 },
        ]
    );
}

#[test]
fn a_log_without_sequence_numbers_is_located_by_its_hash_list() {
    let sample = Sample::write(40, false);
    sample.edit_leaves(|lines| {
        lines[3] = lines[3].replace("received", "rejected");
        lines.swap(10, 12);
        lines.remove(20);
    });
    assert_eq!(
        located(&sample.verify().problems),
        [
            &Problem::Swapped { first: 10, second: 12 },
            &Problem::Changed { index: 3, position: 3 },
            &Problem::Deleted { first: 20, count: 1 },
        ]
    );
    sample.remove("hashes");
    assert_eq!(located(&sample.verify().problems), Vec::<&Problem>::new());
    assert_eq!(sample.verify().problems.len(), 2, "root and size");
}

#[test]
fn a_checkpoint_that_is_not_of_the_log_is_refused() {
    // Another key signs the same text under the same name.
    let sample = Sample::write(5, true);
    let forger = SigningKey::from_seed([1; 32]).unwrap();
    let checkpoint = sample.verify().checkpoint.unwrap();
    sample.write_file("checkpoint", &checkpoint.sign(&forger).unwrap());
    assert!(matches!(&sample.verify().problems[..], [Problem::BadSignature { .. }]));
    // With the forger's key beside it, the folder agrees with itself: only a key from elsewhere tells.
    sample.write_file("key", &forger.verifying_key(sample::ORIGIN).unwrap().to_string());
    assert!(sample.verify().is_sound());
    let expect = Expectation { key: Some(key().verifying_key(sample::ORIGIN).unwrap()), earlier: None };
    let report = LogExport::open(sample.path()).verify(&expect);
    assert!(
        matches!(&report.problems[..], [Problem::KeyMismatch { .. }, Problem::BadSignature { .. }]),
        "{report:?}"
    );
    // Size and root are changed in the text: both are named beside the signature.
    let sample = Sample::write(5, true);
    sample.edit("checkpoint", |note| note.replacen("\n5\n", "\n6\n", 1));
    let problems = sample.verify().problems;
    assert!(matches!(problems[0], Problem::BadSignature { .. }), "{problems:?}");
    assert!(problems.contains(&Problem::SizeMismatch { signed: 6, found: 5 }));
}

#[test]
fn a_rewritten_history_is_not_consistent_with_an_earlier_checkpoint() {
    let earlier = Sample::write(20, true).verify().checkpoint;
    let expect = Expectation { key: None, earlier };
    assert!(LogExport::open(Sample::write(40, true).path()).verify(&expect).is_sound());
    assert!(LogExport::open(Sample::write(20, true).path()).verify(&expect).is_sound());
    // The log itself signs a log that was cut, or one with another past.
    for sample in [Sample::write(19, true), Sample::write(40, false)] {
        let report = LogExport::open(sample.path()).verify(&expect);
        assert_eq!(report.problems, [Problem::NotConsistent { size: 20 }]);
    }
}

#[test]
fn missing_and_unreadable_parts_are_named_together() {
    let sample = Sample::write(5, true);
    for file in ["checkpoint", "key", "leaves.jsonl"] {
        sample.remove(file);
    }
    sample.write_file("hashes", "not a hash\n");
    let problems = sample.verify().problems;
    let unreadable: Vec<&str> = problems
        .iter()
        .filter_map(|p| if let Problem::Unreadable { what, .. } = p { Some(*what) } else { None })
        .collect();
    assert_eq!(unreadable, ["key", "checkpoint", "leaves.jsonl", "hashes"]);
    let sample = Sample::write(5, true);
    sample.edit("leaves.jsonl", |lines| format!("{lines}{}\n", "x".repeat(70_000)));
    assert!(matches!(&sample.verify().problems[..], [Problem::Unreadable { what: "leaves.jsonl", .. }]));
}

#[test]
fn a_hash_list_that_does_not_lead_to_the_root_is_not_believed() {
    let sample = Sample::write(10, true);
    let other = ledger::leaf_hash(b"other").to_string();
    sample.edit("hashes", |hashes| hashes.replacen(hashes.lines().nth(4).unwrap(), &other, 1));
    assert_eq!(sample.verify().problems, [Problem::HashListMismatch]);
}

#[test]
fn a_log_that_signed_what_it_should_not_is_told() {
    let leaves = ["{\"seq\":0}", "{\"seq\":5}", "{ \"seq\":2}"];
    let sample = Sample::write(0, true);
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.append(ledger::leaf_hash(leaf.as_bytes()));
    }
    let checkpoint = Checkpoint { origin: sample::ORIGIN.into(), size: 3, root: frontier.root() };
    sample.write_file("checkpoint", &checkpoint.sign(&key()).unwrap());
    sample.write_file("leaves.jsonl", &(leaves.join("\n") + "\n"));
    sample.remove("hashes");
    let problems = sample.verify().problems;
    assert!(
        matches!(
            problems[..],
            [Problem::NotCanonical { position: 2, .. }, Problem::WrongSequence { index: 1, found: 5 }]
        ),
        "{problems:?}"
    );
}

#[test]
fn an_export_is_never_written_over_another() {
    let sample = Sample::write(3, true);
    assert!(ledger::ExportWriter::create(sample.path()).is_err());
    let first = fs::read_to_string(sample.path().join("leaves.jsonl")).unwrap();
    let first = first.lines().next().unwrap().as_bytes().to_vec();
    assert_eq!(CanonicalLeaf::from_canonical(first).unwrap().sequence(), Some(0));
}

#[derive(Debug, Clone)]
enum Edit {
    Change(prop::sample::Index),
    Delete(prop::sample::Index),
    Insert(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        at().prop_map(Edit::Change),
        at().prop_map(Edit::Delete),
        at().prop_map(Edit::Insert),
        (at(), at()).prop_map(|(a, b)| Edit::Swap(a, b)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// However leaves are damaged, the export is not sound, and with the hash list something is always located.
    #[test]
    fn no_combination_of_edits_passes(edits in prop::collection::vec(any_edit(), 1..8), numbered: bool) {
        let sample = Sample::write(30, numbered);
        let before = fs::read_to_string(sample.path().join("leaves.jsonl")).unwrap();
        sample.edit_leaves(|lines| for edit in &edits {
            match edit {
                Edit::Change(at) if !lines.is_empty() => {
                    let at = at.index(lines.len());
                    lines[at] = lines[at].replace("received", "rejected");
                }
                Edit::Delete(at) if !lines.is_empty() => drop(lines.remove(at.index(lines.len()))),
                Edit::Insert(at) => lines.insert(at.index(lines.len() + 1), "{\"act\":\"forged\"}".into()),
                Edit::Swap(a, b) if !lines.is_empty() => {
                    let (a, b) = (a.index(lines.len()), b.index(lines.len()));
                    lines.swap(a, b);
                }
                _ => {}
            }
        });
        let after = fs::read_to_string(sample.path().join("leaves.jsonl")).unwrap();
        let report = sample.verify();
        prop_assert_eq!(report.is_sound(), before == after);
        prop_assert_eq!(located(&report.problems).is_empty(), before == after);
        // The deleted and inserted leaves account for the difference in size.
        let (mut deleted, mut inserted) = (0, 0);
        for problem in &report.problems {
            match problem {
                Problem::Deleted { count, .. } => deleted += count,
                Problem::Inserted { count, .. } => inserted += count,
                _ => {}
            }
        }
        prop_assert_eq!(30 - deleted + inserted, report.leaves);
    }
}
