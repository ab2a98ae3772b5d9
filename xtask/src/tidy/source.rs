//! Rules over Rust sources: environment, sockets, names, `WriteTx`, the invariant of each crate.

use std::collections::BTreeSet;

use super::Finding;
use super::scope::{is_test_path, shipped};
use crate::lexer::Token;

/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 8] =
    ["utils", "util", "common", "helpers", "helper", "manager", "managers", "misc"];
/// Types and crates that open a connection, with the crates of ours that may name them.
const SOCKETS: [(&str, &[&str]); 6] = [
    ("TcpStream", &["gateway", "store"]),
    ("UdpSocket", &["gateway"]),
    // The server listens; simulators of outside services do too.
    ("TcpListener", &["server", "gateway"]),
    ("ureq", &["gateway"]),
    ("lettre", &["gateway"]),
    ("postgres", &["store"]),
];

/// Checks all Rust sources: pairs of path and content.
pub fn check(sources: &[(String, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut modules = BTreeSet::new();
    let mut kept: Vec<(&str, Vec<Token>)> = Vec::new();
    for (file, content) in sources {
        names(file, &mut findings);
        invariant(file, content, &mut findings);
        let mut own = BTreeSet::new();
        kept.push((file, shipped(content, &mut own)));
        let folder = module_folder(file);
        modules.extend(own.into_iter().map(|name| format!("{folder}/{name}")));
    }
    for (file, tokens) in kept {
        let stem = file.trim_end_matches(".rs");
        let test = is_test_path(file)
            || modules.iter().any(|m| {
                stem == m || stem.strip_prefix(m.as_str()).is_some_and(|rest| rest.starts_with('/'))
            });
        write_transaction(file, &tokens, &mut findings);
        if !test {
            environment(file, &tokens, &mut findings);
            sockets(file, &tokens, &mut findings);
            unfinished(file, &tokens, &mut findings);
        }
    }
    findings
}

/// The folder in which a file's child modules lie.
fn module_folder(file: &str) -> String {
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    match name.trim_end_matches(".rs") {
        "lib" | "main" | "mod" => folder.to_owned(),
        stem => format!("{folder}/{stem}"),
    }
}

fn crate_of(file: &str) -> Option<&str> {
    let mut parts = file.split('/');
    match parts.next()? {
        "crates" => parts.next(),
        "xtask" => Some("xtask"),
        _ => None,
    }
}

fn names(file: &str, findings: &mut Vec<Finding>) {
    for part in file.split('/') {
        let stem = part.trim_end_matches(".rs");
        if EMPTY_NAMES.contains(&stem) {
            let wrong = format!("a module named `{stem}` says nothing of what is inside");
            findings.push(Finding::error(
                file,
                1,
                wrong,
                "name it after what it does; split it if it does several things",
            ));
        }
    }
}

fn invariant(file: &str, content: &str, findings: &mut Vec<Finding>) {
    let parts: Vec<&str> = file.split('/').collect();
    if !matches!(parts.as_slice(), ["crates", _, "src", "lib.rs"]) {
        return;
    }
    let head = content.lines().take_while(|line| line.starts_with("//!") || line.trim().is_empty());
    let stated = head
        .filter_map(|line| line.strip_prefix("//!"))
        .any(|line| line.trim_start().starts_with("Invariant"));
    if !stated {
        let mend = "add a line `//! Invariant: …` to the crate's first comment: what always holds in it";
        findings.push(Finding::warning(file, 1, "the crate does not state its invariant", mend));
    }
}

/// `env` as a path: `std::env` or `env::var`.
fn environment(file: &str, tokens: &[Token], findings: &mut Vec<Finding>) {
    let worker = file.starts_with("crates/typeset/")
        && (file.contains("/bin/") || file.contains("worker") || file.ends_with("/main.rs"));
    let free = matches!(crate_of(file), Some("server" | "xtask" | "testkit" | "bench") | None)
        || file.ends_with("/build.rs");
    if free || worker {
        return;
    }
    for (index, token) in tokens.iter().enumerate().filter(|(_, token)| token.is("env")) {
        let after_std = index >= 3
            && tokens[index - 1].is(":")
            && tokens[index - 2].is(":")
            && tokens[index - 3].is("std");
        let reads =
            ["var", "vars", "var_os", "vars_os", "args", "args_os", "current_dir", "current_exe", "temp_dir"];
        let before_read = tokens.get(index + 1).is_some_and(|next| next.is(":"))
            && tokens.get(index + 3).is_some_and(|next| reads.contains(&next.text.as_str()));
        if after_std || before_read {
            let mend = "only `server` reads the environment: take the value as an argument";
            findings.push(Finding::error(file, token.line, "reads the environment", mend));
        }
    }
}

fn sockets(file: &str, tokens: &[Token], findings: &mut Vec<Finding>) {
    let Some(own) = crate_of(file).filter(|name| !matches!(*name, "xtask" | "testkit" | "bench")) else {
        return;
    };
    for (index, token) in tokens.iter().enumerate() {
        let Some((name, allowed)) = SOCKETS.iter().find(|(name, _)| token.is(name)) else { continue };
        let library = name.starts_with(|c: char| c.is_lowercase());
        let path = tokens.get(index + 1).is_some_and(|next| next.is(":"))
            && tokens.get(index + 2).is_some_and(|next| next.is(":"));
        let inner = index > 0 && tokens[index - 1].is(":");
        // `store::postgres::…` is a module of ours; `postgres::…` at the start of a path is the crate.
        if allowed.contains(&own) || (library && (!path || inner)) {
            continue;
        }
        let wrong = format!("`{own}` names `{name}`");
        let mend =
            format!("connections are opened only in {}: ask it through a trait", allowed.join(" and "));
        findings.push(Finding::error(file, token.line, wrong, mend));
    }
}

fn unfinished(file: &str, tokens: &[Token], findings: &mut Vec<Finding>) {
    for pair in tokens.windows(2) {
        if (pair[0].is("todo") || pair[0].is("unimplemented")) && pair[1].is("!") {
            let wrong = format!("`{}!`: unfinished work", pair[0].text);
            findings.push(Finding::error(file, pair[0].line, wrong, "finish it, or leave the function out"));
        }
    }
}

fn write_transaction(file: &str, tokens: &[Token], findings: &mut Vec<Finding>) {
    if crate_of(file) != Some("web") {
        return;
    }
    for token in tokens.iter().filter(|token| token.is("WriteTx")) {
        let mend = "pages never write: call the use case in `app`";
        findings.push(Finding::error(file, token.line, "names `WriteTx`", mend));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(file: &str, content: &str) -> Vec<String> {
        check(&[(file.to_owned(), content.to_owned())]).into_iter().map(|finding| finding.wrong).collect()
    }

    #[test]
    fn only_the_server_reads_the_environment() {
        let code = "fn f() { let _ = std::env::var(\"X\"); }";
        assert_eq!(wrong("crates/app/src/a.rs", code), ["reads the environment"]);
        assert_eq!(
            wrong("crates/app/src/a.rs", "use std::{env, fs}; fn f() { env::var_os(\"X\"); }"),
            ["reads the environment"]
        );
        for free in [
            "crates/server/src/a.rs",
            "crates/app/tests/a.rs",
            "crates/typeset/src/bin/worker.rs",
            "crates/app/build.rs",
        ] {
            assert!(wrong(free, code).is_empty(), "{free}");
        }
        assert!(wrong("crates/app/src/a.rs", &format!("#[cfg(test)] mod tests {{ {code} }}")).is_empty());
        assert!(wrong("crates/app/src/a.rs", "const V: &str = env!(\"CARGO_PKG_VERSION\");").is_empty());
    }

    #[test]
    fn only_gateway_and_store_open_connections() {
        assert_eq!(wrong("crates/app/src/a.rs", "use postgres::Client;").len(), 1);
        assert_eq!(wrong("crates/web/src/a.rs", "fn f(s: TcpStream) {}").len(), 1);
        assert_eq!(wrong("crates/store/src/a.rs", "fn f() { ureq::get(); }").len(), 1);
        assert!(wrong("crates/store/src/a.rs", "use postgres::Client;").is_empty());
        assert!(wrong("crates/app/src/a.rs", "use store::postgres::Pool; // ureq::get\n").is_empty());
        assert!(wrong("crates/server/src/a.rs", "use tokio::net::TcpListener;").is_empty());
    }

    #[test]
    fn names_that_say_nothing_and_unfinished_work_are_found() {
        assert_eq!(wrong("crates/app/src/utils.rs", "").len(), 1);
        assert_eq!(wrong("crates/app/src/common/mod.rs", "").len(), 1);
        assert_eq!(wrong("crates/app/src/a.rs", concat!("fn f() { to", "do!() }")).len(), 1);
        assert_eq!(wrong("crates/web/src/a.rs", "use app::WriteTx;").len(), 1);
    }

    #[test]
    fn a_module_of_tests_in_a_file_of_its_own_is_free() {
        let sources = [
            ("crates/app/src/x.rs".to_owned(), "#[cfg(test)] mod checks;".to_owned()),
            ("crates/app/src/x/checks.rs".to_owned(), "use std::env;".to_owned()),
        ];
        assert!(check(&sources).is_empty());
    }

    #[test]
    fn a_crate_states_its_invariant() {
        assert_eq!(wrong("crates/app/src/lib.rs", "//! Use cases.\n").len(), 1);
        assert!(wrong("crates/app/src/lib.rs", "//! Use cases.\n//!\n//! Invariant: none.\n").is_empty());
    }
}
