//! `profile check`.

use crate::install::{checkout, run};
use std::fs;
use std::path::Path;

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn good_profiles_are_summed_up() {
    for (name, service) in [("contoh", "izin-warung"), ("mojokerto", "sip-dokter")] {
        let dir = checkout().join("profiles").join(name);
        let said = run(&["profile", "check", &dir.display().to_string()]);
        assert_eq!(said.code, 0, "{}", said.out);
        assert!(said.out.contains(&format!("OK: {name}")), "{}", said.out);
        assert!(
            said.out.contains(&format!("  {service}: ")) && said.out.contains("warning(s)."),
            "{}",
            said.out
        );
    }
}

#[test]
fn every_problem_has_its_file_and_line() {
    let dir = tempfile::tempdir().unwrap();
    let profile = dir.path().join("profile");
    copy(&checkout().join("profiles/contoh"), &profile);
    let service = profile.join("services/izin-warung.toml");
    let text = fs::read_to_string(&service).unwrap();
    fs::write(
        &service,
        format!(
            "colour = \"red\"\n{}",
            text.replace("number_template = \"izin\"", "number_template = \"nomor\"")
        ),
    )
    .unwrap();
    let said = run(&["profile", "check", &profile.display().to_string()]);
    assert_eq!(said.code, 1);
    let shown = profile.display();
    assert!(said.out.contains(&format!("{shown}/services/izin-warung.toml:1:1: ")), "{}", said.out);
    assert!(said.out.lines().count() >= 3, "both problems and a summary: {}", said.out);
    assert!(said.out.lines().last().unwrap().contains("error(s)"), "{}", said.out);
    assert!(
        said.out.lines().filter(|line| line.contains("; ")).count() >= 2,
        "each says how to mend it: {}",
        said.out
    );
}
