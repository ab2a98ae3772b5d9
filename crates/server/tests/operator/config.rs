//! `config check`.

use crate::install::{Install, run, run_with};
use std::fs;

#[test]
fn every_problem_is_printed() {
    let install = Install::new();
    let file = install.config();
    assert_eq!(run(&["config", "check", &file]).code, 0);
    fs::write(&file, "listen = 8080\ncolour = \"red\"\n").unwrap();
    let said = run(&["config", "check", &file]);
    assert_eq!(said.code, 1);
    for expected in [
        "satupintu.toml:1:1: `listen` cannot be read",
        "satupintu.toml:2:1: nothing reads `colour`",
        "`data` is missing",
        "5 problem(s).",
    ] {
        assert!(said.out.contains(expected), "{expected} in {}", said.out);
    }
    run(&["serve", "--config", &file]).one_sentence("the configuration has 5 problem(s)");
}

#[test]
fn a_mistyped_variable_is_a_problem() {
    let install = Install::new();
    let said = run_with(&[("SATUPINTU_TRUSTED_PROXY", "127.0.0.1")], &["config", "check", &install.config()]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("SATUPINTU_TRUSTED_PROXY: there is no such variable"), "{}", said.out);
}
