//! Which part of the sources is shipped: tests have more freedom.

use std::collections::BTreeSet;

use crate::lexer::{Token, lex};

/// Whether a path lies in a folder for tests, or is a file of tests by its name.
pub fn is_test_path(file: &str) -> bool {
    let mut parts = file.split('/').rev();
    let name = parts.next().unwrap_or_default();
    let stem = name.trim_end_matches(".rs");
    parts.any(|part| matches!(part, "tests" | "benches" | "examples"))
        || matches!(stem, "tests" | "test")
        || stem.ends_with("_tests")
        || stem.ends_with("_test")
}

/// The tokens of a file without the items that stand under `#[cfg(test)]` or `#[test]`; the names of modules that
/// stand under `#[cfg(test)]` in files of their own are put into `modules`.
pub fn shipped(source: &str, modules: &mut BTreeSet<String>) -> Vec<Token> {
    let tokens = lex(source);
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        if let Some(after) = test_attribute(&tokens[at..]) {
            let item = at + after;
            let end = item + item_length(&tokens[item..]);
            if let Some(name) = module_in_file(&tokens[item..end]) {
                modules.insert(name);
            }
            at = end;
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Length of `#[test]`, `#[cfg(test)]` or `#[cfg(any(test, …))]` at the start of these tokens.
fn test_attribute(tokens: &[Token]) -> Option<usize> {
    if !(tokens.first()?.is("#") && tokens.get(1)?.is("[")) {
        return None;
    }
    let close = tokens.iter().position(|token| token.is("]"))?;
    let inner = tokens.get(2..close)?;
    let test = inner.iter().any(|token| token.is("test")) && !inner.iter().any(|token| token.is("not"));
    let kind = inner.first()?.is("cfg") || (inner.len() == 1 && inner[0].is("test"));
    (test && kind).then_some(close + 1)
}

/// Number of tokens up to the end of the item: its `;` or its closing brace.
fn item_length(tokens: &[Token]) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        if token.is("{") || token.is("(") || token.is("[") {
            depth += 1;
        } else if token.is("}") || token.is(")") || token.is("]") {
            depth = depth.saturating_sub(1);
            if depth == 0 && token.is("}") {
                return index + 1;
            }
        } else if depth == 0 && token.is(";") {
            return index + 1;
        }
    }
    tokens.len()
}

fn module_in_file(item: &[Token]) -> Option<String> {
    let at = item.iter().position(|token| token.is("mod"))?;
    item.get(at + 2)?.is(";").then(|| item[at + 1].text.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_under_cfg_test_is_left_out() {
        let source = "fn a() {} #[cfg(test)] mod tests { fn b() { { } } } #[cfg(test)] #[allow(x)] mod far; fn c() {} #[cfg(not(test))] fn d() {}";
        let mut modules = BTreeSet::new();
        let kept: Vec<String> = shipped(source, &mut modules).into_iter().map(|token| token.text).collect();
        for name in ["a", "c", "d"] {
            assert!(kept.contains(&name.to_owned()), "{name}");
        }
        assert!(!kept.contains(&"b".to_owned()));
        assert!(modules.contains("far"));
    }

    #[test]
    fn paths_of_tests() {
        assert!(is_test_path("crates/app/src/application/tests/submit.rs"));
        assert!(is_test_path("crates/app/src/submit_tests.rs"));
        assert!(!is_test_path("crates/app/src/latest.rs"));
    }
}
