//! `FORMAT.md` names every key that the shipped profiles use, every event and every kind of problem.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use profile::{MessageEvent, ProblemKind, SETTINGS};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Tables whose keys are names of the region's own.
const FREE: &[&str] = &["entries", "given", "table"];

fn keys(value: &toml::Value, into: &mut BTreeSet<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                into.insert(key.clone());
                match value {
                    toml::Value::Table(inner) if key == "table" => inner.values().for_each(|v| keys(v, into)),
                    _ if FREE.contains(&key.as_str()) => {}
                    _ => keys(value, into),
                }
            }
        }
        toml::Value::Array(items) => items.iter().for_each(|item| keys(item, into)),
        _ => {}
    }
}

fn toml_files(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            toml_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "toml") {
            into.push(path);
        }
    }
}

#[test]
fn the_format_document_is_complete() {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(here.join("FORMAT.md")).unwrap();
    let mut used = BTreeSet::new();
    let mut files = Vec::new();
    for name in ["mojokerto", "batang", "kediri", "purwakarta", "contoh"] {
        toml_files(&here.join("../../profiles").join(name), &mut files);
    }
    assert!(files.len() > 15);
    for file in files {
        keys(&toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap(), &mut used);
    }
    used.extend(MessageEvent::ALL.iter().map(|e| e.name().to_owned()));
    used.extend(MessageEvent::ALL.iter().flat_map(|e| e.variables()).map(str::to_owned));
    used.extend(ProblemKind::ALL.iter().map(|k| k.code().to_owned()));
    used.extend(SETTINGS.iter().map(|(name, _)| (*name).to_owned()));
    let missing: Vec<&String> = used.iter().filter(|word| !document.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
