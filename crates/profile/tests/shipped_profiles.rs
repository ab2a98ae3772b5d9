//! The profiles of this repository load without a problem.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use profile::Profile;
use std::path::PathBuf;

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../profiles").join(name)
}

fn load(name: &str) -> Profile {
    Profile::load(folder(name)).unwrap_or_else(|problems| {
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        panic!("{name}:\n{}", all.join("\n"))
    })
}

#[test]
fn mojokerto_loads() {
    let profile = load("mojokerto");
    assert!(profile.warnings.is_empty(), "{:?}", profile.warnings);
}

#[test]
fn contoh_uses_every_stage_kind() {
    let profile = load("contoh");
    assert!(profile.warnings.is_empty(), "{:?}", profile.warnings);
}
