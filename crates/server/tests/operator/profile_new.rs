//! `profile new`: from an empty folder to a checked profile and a rehearsed permit.

use crate::install::{Said, checkout, run, run_with};
use serde_json::Value;
use std::fs;
use std::path::Path;

fn said_of(path: &Path) -> String {
    path.display().to_string()
}

/// Plays a rehearsal with the real typesetter; `None` where it is neither built nor required (`./test typeset`).
fn rehearse(arguments: &[&str]) -> Option<Said> {
    let worker = std::env::var("SATUPINTU_TYPESET_WORKER").ok().filter(|worker| Path::new(worker).is_file());
    let Some(worker) = worker else {
        assert!(std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(), "the typesetting worker is required");
        println!("skipped: the typesetting worker is not built (./test typeset)");
        return None;
    };
    Some(run_with(&[("SATUPINTU_TYPESET_WORKER", &worker)], &[&["rehearse"], arguments].concat()))
}

/// What is written passes check and rehearsal as it is, with every path a file can go.
#[test]
fn a_new_profile_is_checked_and_rehearsed_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let profile = said_of(&dir.path().join("kab-baru"));
    let new = run(&["profile", "new", &profile, "--name", "Kabupaten Baru", "--year", "2026"]);
    assert_eq!(new.code, 0, "{}", new.err);
    assert!(new.out.contains("profile.toml first"), "{}", new.out);
    let checked = run(&["profile", "check", &profile]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.out.starts_with("OK: kab-baru (Kabupaten Baru)\n"), "{}", checked.out);
    assert!(checked.out.contains(", 0 warning(s)."), "{}", checked.out);
    let out = dir.path().join("out");
    let Some(rehearsed) = rehearse(&["--profile", &profile, "--out", &said_of(&out), "--path"]) else {
        return;
    };
    assert_eq!(rehearsed.code, 0, "{}{}", rehearsed.out, rehearsed.err);
    assert!(rehearsed.out.contains("izin-kegiatan: handed_over\n"), "{}", rehearsed.out);
    assert!(rehearsed.out.contains("(refusal): refused"), "{}", rehearsed.out);
    assert!(out.join("izin-kegiatan/documents/permit.pdf").is_file());
}

/// The first line of every TOML file leads an editor to a schema that is there.
#[test]
fn every_file_names_its_schema_and_says_what_to_change() {
    let dir = tempfile::tempdir().unwrap();
    let profile = dir.path().join("kota");
    let new = run(&[
        "profile",
        "new",
        &said_of(&profile),
        "--id",
        "kota-baru",
        "--name",
        "Kota Baru",
        "--year",
        "2031",
    ]);
    assert_eq!(new.code, 0, "{}", new.err);
    let mut seen = 0;
    for folder in ["", "services", "messages", "calendar"] {
        for entry in fs::read_dir(profile.join(folder)).unwrap().map(Result::unwrap) {
            if entry.path().extension().is_none_or(|ending| ending != "toml") {
                continue;
            }
            let text = fs::read_to_string(entry.path()).unwrap();
            let schema = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
            let schema = fs::read_to_string(entry.path().parent().unwrap().join(schema)).unwrap();
            let schema: Value = serde_json::from_str(&schema).unwrap();
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
            let head: Vec<&str> = text.lines().skip(1).take_while(|line| line.starts_with('#')).collect();
            let head = head.join(" ");
            assert!(head.contains("Ubah") || head.contains("Ganti"), "{}: {head}", entry.path().display());
            assert!(!text.contains('@') || !text.contains("@NAME@"), "{}", entry.path().display());
            seen += 1;
        }
    }
    assert_eq!(seen, 8);
    let checked = run(&["profile", "check", &said_of(&profile)]);
    assert_eq!(checked.code, 0, "a year whose holidays nobody knows yet: {}", checked.out);
    assert!(checked.out.starts_with("OK: kota-baru (Kota Baru)\n"), "{}", checked.out);
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("catatan.txt"), "penting").unwrap();
    let refused = run(&["profile", "new", &said_of(dir.path()), "--id", "kab"]);
    refused.one_sentence("is not empty (it holds catatan.txt)");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    run(&["profile", "new", &said_of(&dir.path().join("catatan.txt"))]).one_sentence("is a file");
    let fresh = said_of(&dir.path().join("baru"));
    run(&["profile", "new", &fresh, "--id", "Kab Baru"]).one_sentence("is no id");
    run(&["profile", "new", &fresh, "--name", "Kabupaten \"Baru\""]).one_sentence("is no name of a region");
    assert!(!dir.path().join("baru").exists(), "nothing is written for a name that cannot be used");
}

#[test]
fn schemas_are_printed_or_written() {
    let dir = tempfile::tempdir().unwrap();
    let written = run(&["profile", "schema", "--out", &said_of(dir.path())]);
    assert_eq!(written.code, 0, "{}", written.err);
    assert!(written.out.contains("service.schema.json: services/*.toml\n"), "{}", written.out);
    let printed: Value = serde_json::from_str(&run(&["profile", "schema"]).out).unwrap();
    for (name, schema) in printed.as_object().unwrap() {
        let file: Value = serde_json::from_str(&fs::read_to_string(dir.path().join(name)).unwrap()).unwrap();
        assert_eq!(&file, schema, "{name}");
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), printed.as_object().unwrap().len());
}

/// A region that asks for much (crates/profile/tests/berat.rs says what): its permit goes its own way to the end.
#[test]
fn a_demanding_region_is_rehearsed() {
    let dir = tempfile::tempdir().unwrap();
    let profile = said_of(&checkout().join("crates/profile/tests/data/berat"));
    let out = dir.path().join("out");
    let Some(rehearsed) = rehearse(&["--profile", &profile, "--out", &said_of(&out)]) else { return };
    assert_eq!(rehearsed.code, 0, "{}{}", rehearsed.out, rehearsed.err);
    assert!(rehearsed.out.contains("izin-tambak: handed_over\n"), "{}", rehearsed.out);
    let trace = fs::read_to_string(out.join("izin-tambak/trace.jsonl")).unwrap();
    let mut stages: Vec<String> = Vec::new();
    let mut initials = 0;
    for line in trace.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let stage = line["stage"].as_str().unwrap_or_default().to_owned();
        initials += usize::from(line["act"] == "initial");
        if !stage.is_empty() && !stages.contains(&stage) {
            stages.push(stage);
        }
    }
    let way = [
        "registration",
        "admin_verification",
        "technical_recommendation",
        "admin_validation",
        "decision",
        "payment",
        "survey",
        "printing",
        "signing",
        "numbering",
        "handover",
    ];
    assert_eq!(stages, way);
    assert_eq!(initials, 3, "{trace}");
}
