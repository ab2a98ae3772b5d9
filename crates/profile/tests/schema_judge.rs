//! The schemas before an outside judge: the reference implementation of JSON Schema accepts every shipped file and refuses
//! broken ones. A judge that is missing is skipped with a printed line, unless `SATUPINTU_REQUIRE_TOOLS` is set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use profile::{NewProfile, Schema};
use serde_json::{Map, Value, json};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

static SCHEMAS: LazyLock<Vec<Schema>> = LazyLock::new(profile::schemas);

fn profiles() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../profiles")
}

/// A Python that has the judge; `None` when there is none and none is required.
fn python() -> Option<PathBuf> {
    let cache = std::env::var_os("SATUPINTU_CACHE").map(PathBuf::from);
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache/satupintu"));
    let own = cache.or(home).map(|cache| cache.join("venv/bin/python"));
    let has = |python: &PathBuf| {
        let asked = Command::new(python).args(["-c", "import jsonschema"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    let found = own.into_iter().chain([PathBuf::from("python3")]).find(has);
    if found.is_none() {
        assert!(
            std::env::var_os("SATUPINTU_REQUIRE_TOOLS").is_none(),
            "jsonschema is required: ./test tools"
        );
        println!("skipped: no Python with jsonschema (./test tools)");
    }
    found
}

/// Complaints about files, each with the schema that it is judged by.
fn judged(files: &[(&str, String)]) -> Option<Vec<Option<String>>> {
    let schemas: Map<String, Value> = SCHEMAS.iter().map(|s| (s.name.to_owned(), s.schema.clone())).collect();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judge/schema_judge.py");
    let mut judge =
        Command::new(python()?).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let question = json!({ "schemas": schemas, "files": files }).to_string();
    judge.stdin.take().unwrap().write_all(question.as_bytes()).unwrap();
    let answer = judge.wait_with_output().unwrap();
    assert!(answer.status.success(), "the judge did not accept a schema");
    Some(serde_json::from_slice(&answer.stdout).unwrap())
}

/// The schema for a file of a profile.
fn schema_of(path: &str) -> Option<&'static str> {
    let fits = |pattern: &str| match pattern.split_once('*') {
        Some((before, after)) => path.starts_with(before) && path.ends_with(after),
        None => path == pattern,
    };
    SCHEMAS.iter().find(|s| fits(s.files)).map(|s| s.name)
}

fn toml_files(dir: &Path, within: &str, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let name = format!("{within}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            toml_files(&entry.path(), &format!("{name}/"), into);
        } else if name.ends_with(".toml") {
            into.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

#[test]
fn every_shipped_file_and_every_new_one_is_accepted() {
    let mut files = Vec::new();
    for profile in fs::read_dir(profiles()).unwrap().map(Result::unwrap).filter(|e| e.path().is_dir()) {
        toml_files(&profile.path(), "", &mut files);
    }
    let new = NewProfile::new("baru", "Kabupaten Baru", 2031).unwrap().files();
    files.extend(new.into_iter().filter(|(path, _)| path.ends_with(".toml")));
    assert!(files.len() > 80, "{}", files.len());
    let asked: Vec<(&str, String)> = files
        .iter()
        .map(|(path, text)| (schema_of(path).unwrap_or_else(|| panic!("{path}")), text.clone()))
        .collect();
    let Some(answers) = judged(&asked) else { return };
    for ((path, _), complaint) in files.iter().zip(answers) {
        assert_eq!(complaint, None, "{path}");
    }
}

/// File of the sample region, what is replaced, by what, and a word of the complaint.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    ("profile.toml", "id = \"contoh\"", "id = \"contoh\"\nnama = \"x\"", "nama"),
    ("profile.toml", "id = \"contoh\"", "", "'id' is a required property"),
    ("profile.toml", "answer_within = \"5 hari kerja\"", "answer_within = \"5 hari nanti\"", "answer_within"),
    ("profile.toml", "answer_within = \"5 hari kerja\"", "", "answer_within"),
    ("profile.toml", "code_prefix = \"9899\"", "code_prefix = \"98\"", "code_prefix"),
    ("profile.toml", "attempts = 3", "attempts = \"tiga\"", "attempts"),
    ("profile.toml", "attempts = 3", "attempts = 300", "attempts"),
    ("profile.toml", "capabilities = [\"print\"]", "capabilities = [\"paint\"]", "paint"),
    ("profile.toml", "primary = \"#3b2f7a\"", "primary = \"biru\"", "primary"),
    ("profile.toml", "link = \"https://oss.go.id\"", "", "link"),
    ("services/izin-warung.toml", "kind = \"permit\"\nsector", "kind = \"izin\"\nsector", "kind"),
    ("services/izin-warung.toml", "type = \"bool\"", "type = \"boolean\"", "type"),
    ("services/izin-warung.toml", "min = 0\n", "", "min"),
    ("services/izin-warung.toml", "type = \"village\"", "type = \"village\"\nmax = 9", "max"),
    ("services/izin-warung.toml", "id = \"site_visit\"", "id = \"kunjungan\"", "stage"),
    ("services/izin-warung.toml", "visit = \"optional\"", "visit = \"maybe\"", "visit"),
    ("services/izin-warung.toml", "signing = ", "sign = ", "sign"),
    ("calendar/2026.toml", "monday = [\"07.30-12.00\"", "monday = [\"07:30-12:00\"", "monday"),
    ("calendar/2026.toml", "kind = \"local\"", "kind = \"daerah\"", "kind"),
    ("numbering.toml", "reset = \"monthly\"", "reset = \"weekly\"", "reset"),
    ("messages/sms.toml", "event = \"handed_over\"", "event = \"given\"", "event"),
    ("messages/sms.toml", "event = \"handed_over\"", "event = \"handed_over\"\nsubject = \"x\"", "subject"),
    ("messages/email.toml", "subject = \"Berkas permohonan {{ number }} kami kembalikan\"\n", "", "subject"),
    ("law.toml", "[correction]\nanswer_within", "[correction]\nanswer", "answer"),
    ("law.toml", "submit = \"ketentuan kantor\"", "submit = \"\"", "submit"),
    ("certified_copy.toml", "service_time_basis", "basis", "basis"),
];

#[test]
fn every_broken_file_is_refused_for_what_is_broken() {
    let asked: Vec<(&str, String)> = BROKEN
        .iter()
        .map(|(path, old, new, _)| {
            let text = fs::read_to_string(profiles().join("contoh").join(path)).unwrap();
            assert!(text.contains(old), "{path} does not hold `{old}`");
            (schema_of(path).unwrap(), text.replacen(old, new, 1))
        })
        .collect();
    let Some(answers) = judged(&asked) else { return };
    for ((path, old, new, word), complaint) in BROKEN.iter().zip(answers) {
        let complaint =
            complaint.unwrap_or_else(|| panic!("{path} is accepted with `{new}` instead of `{old}`"));
        assert!(complaint.contains(word), "{path}, `{new}`: {complaint}");
    }
}
