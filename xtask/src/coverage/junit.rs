//! What nextest's JUnit report says of each test.

use super::proofs::Proof;

/// How a test ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It ran and passed.
    Passed,
    /// It ran and failed.
    Failed,
    /// It was left out.
    Skipped,
}

/// One test of the run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// nextest's binary ID: `domain`, `store::both`, `server::bin/satupintu`.
    pub binary: String,
    /// Module path and function.
    pub name: String,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a proof came out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Every test that bears the name ran and passed.
    Passed,
    /// One that bears the name failed.
    Failed,
    /// None ran.
    Unrun,
}

/// Reads a JUnit report. The form is nextest's own (attributes escaped, one `testcase` after the other).
pub fn parse(xml: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for piece in xml.split("<testcase ").skip(1) {
        let Some(end) = piece.find('>') else { continue };
        let head = &piece[..end];
        let body = if head.ends_with('/') {
            ""
        } else {
            piece[end..].split("</testcase>").next().unwrap_or_default()
        };
        let outcome = if body.contains("<failure") || body.contains("<error") {
            Outcome::Failed
        } else if body.contains("<skipped") {
            Outcome::Skipped
        } else {
            Outcome::Passed
        };
        if let (Some(binary), Some(name)) = (attribute(head, "classname"), attribute(head, "name")) {
            cases.push(Case { binary, name, outcome });
        }
    }
    cases
}

fn attribute(head: &str, name: &str) -> Option<String> {
    let key = format!("{name}=\"");
    let start = if head.starts_with(&key) { 0 } else { head.find(&format!(" {key}"))? + 1 };
    let value = head[start + key.len()..].split('"').next()?;
    let plain =
        value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'");
    Some(plain.replace("&amp;", "&"))
}

/// Joins a proof with the run. The name from the source is taken when it is there; a macro or a `#[path]` may have
/// moved the test, then every test of the crate that ends in the function's name counts, and all must have passed.
pub fn verdict(proof: &Proof, cases: &[Case]) -> Verdict {
    let package = |case: &Case| match &proof.package {
        Some(package) => case.binary == *package || case.binary.starts_with(&format!("{package}::")),
        None => true,
    };
    let suffix = format!("::{}", proof.function());
    let near: Vec<&Case> = cases
        .iter()
        .filter(|case| package(case) && (case.name == proof.function() || case.name.ends_with(&suffix)))
        .collect();
    let exact: Vec<&Case> = near
        .iter()
        .copied()
        .filter(|case| {
            case.name == proof.name && proof.binary.as_ref().is_none_or(|binary| case.binary == *binary)
        })
        .collect();
    let found = if exact.is_empty() { near } else { exact };
    if found.iter().any(|case| case.outcome == Outcome::Failed) {
        Verdict::Failed
    } else if found.iter().any(|case| case.outcome == Outcome::Passed) {
        Verdict::Passed
    } else {
        Verdict::Unrun
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="nextest-run" tests="4" failures="1">
  <testsuite name="domain" tests="3">
    <testcase name="a::tests::good" classname="domain" timestamp="x" time="0.004"/>
    <testcase name="a::tests::bad" classname="domain" time="0.1">
      <failure type="test failure">thread &apos;bad&apos; panicked</failure>
    </testcase>
    <testcase name="b::tests::good" classname="domain" time="0.1"><system-out>ok</system-out></testcase>
  </testsuite>
  <testsuite name="store::both"><testcase name="sqlite::gap" classname="store::both" time="1"/>
    <testcase name="postgres::gap" classname="store::both" time="1"><failure/></testcase></testsuite>
</testsuites>"#;

    fn proof(package: &str, binary: &str, name: &str) -> Proof {
        Proof {
            rows: vec![],
            file: String::new(),
            line: 1,
            package: Some(package.to_owned()),
            binary: Some(binary.to_owned()),
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_proof_passes_fails_or_did_not_run() {
        let cases = parse(REPORT);
        assert_eq!(cases.len(), 5);
        assert_eq!(verdict(&proof("domain", "domain", "a::tests::good"), &cases), Verdict::Passed);
        assert_eq!(verdict(&proof("domain", "domain", "a::tests::bad"), &cases), Verdict::Failed);
        assert_eq!(verdict(&proof("domain", "domain", "a::tests::gone"), &cases), Verdict::Unrun);
        assert_eq!(verdict(&proof("ledger", "ledger", "a::tests::good"), &cases), Verdict::Unrun);
    }

    #[test]
    fn a_test_that_a_macro_doubles_passes_only_if_both_do() {
        let cases = parse(REPORT);
        assert_eq!(verdict(&proof("store", "store::both", "gap"), &cases), Verdict::Failed);
        let one = parse(&REPORT.replace("<failure/>", ""));
        assert_eq!(verdict(&proof("store", "store::both", "gap"), &one), Verdict::Passed);
    }
}
