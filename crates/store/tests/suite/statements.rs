//! Every statement of the crate is prepared on both engines.
//!
//! Statements are constants named `…_SQL`; this test reads them from the source, so that none can be forgotten.

use std::path::{Path, PathBuf};

use store::{Dialect, StoreError};

use crate::both_engines;

struct Found {
    place: String,
    sqlite: String,
    postgres: String,
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

fn statements() -> Vec<Found> {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let mut found = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for (at, _) in text.match_indices("_SQL:") {
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let head = text[line..at].trim_start();
            if !head.starts_with("const ") && !head.starts_with("pub") {
                continue;
            }
            let place = format!("{}: {head}_SQL", file.display());
            let mut literals = literals_until_semicolon(&text[at..], &place);
            let (sqlite, postgres) = match literals.len() {
                1 => (literals[0].clone(), literals.remove(0)),
                2 => (literals.remove(0), literals.remove(0)),
                other => panic!("{place}: {other} texts where one, or sqlite and postgres, are expected"),
            };
            found.push(Found { place, sqlite, postgres });
        }
    }
    found
}

/// The string literals up to the semicolon that ends the constant.
fn literals_until_semicolon(text: &str, place: &str) -> Vec<String> {
    let mut literals = Vec::new();
    let mut rest = text;
    loop {
        let next = rest.find(['"', ';', '/', 'r']).unwrap_or_else(|| panic!("{place}: no end"));
        rest = &rest[next..];
        if rest.starts_with(';') {
            return literals;
        } else if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap()..];
        } else if rest.starts_with("r#\"") {
            let end = rest.find("\"#").unwrap();
            literals.push(rest[3..end].to_owned());
            rest = &rest[end + 2..];
        } else if rest.starts_with('"') {
            let (literal, after) = plain_literal(&rest[1..]);
            literals.push(literal);
            rest = after;
        } else {
            rest = &rest[1..];
        }
    }
}

fn plain_literal(text: &str) -> (String, &str) {
    let mut literal = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (literal, &text[at + 1..]),
            '\\' => match chars.next().unwrap() {
                (_, 'n') => literal.push('\n'),
                (_, 't') => literal.push('\t'),
                (_, '\n') => {
                    let left = chars.as_str().trim_start();
                    let skipped = chars.as_str().len() - left.len();
                    for _ in 0..chars.as_str()[..skipped].chars().count() {
                        chars.next();
                    }
                }
                (_, other) => literal.push(other),
            },
            other => literal.push(other),
        }
    }
    panic!("a text without end");
}

both_engines! {
    fn every_statement_prepares(store: Store) {
        let found = statements();
        assert!(found.len() >= 25, "only {} statements found: has the convention changed?", found.len());
        let mut wrong = Vec::new();
        for statement in &found {
            // The locks are PostgreSQL's own and have no text for SQLite.
            if store.engine() == store::Engine::Sqlite && statement.sqlite.contains("pg_") {
                continue;
            }
            let dialect = Dialect { sqlite: &statement.sqlite, postgres: &statement.postgres };
            if let Err(error) = store.read(|tx| tx.check_statement(dialect)) {
                wrong.push(format!("{}: {error}", statement.place));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    fn a_wrong_statement_is_noticed(store: Store) {
        for wrong in ["SELECT nothing FROM job", "SELEC 1", "SELECT id FROM job WHERE"] {
            let checked = store.read(|tx| tx.check_statement(wrong));
            assert!(matches!(checked, Err(StoreError::Statement { .. })), "{wrong}");
        }
    }
}

#[test]
fn literals_are_read_as_the_compiler_reads_them() {
    let source = "_SQL: Dialect = Dialect { sqlite: \"a \\\n    \\\"b\\\" -- ;\", // \"no\";\n postgres: r#\"c \"d\"\"# };";
    let source = source.replace("r#\"c \"d\"\"#", "r#\"c\"#");
    assert_eq!(literals_until_semicolon(&source, ""), ["a \"b\" -- ;", "c"]);
}
