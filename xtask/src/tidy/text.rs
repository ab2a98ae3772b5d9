//! Rules over the text of files: length, marks of unfinished work, names of regions, paths of one machine.

use super::Finding;

/// Longer than this is worth a look.
const LONG: usize = 400;
/// Longer than this fails.
const TOO_LONG: usize = 800;
/// Endings of files that people write and read as code.
const CODE: [&str; 9] = [".rs", ".toml", ".sh", ".py", ".html", ".css", ".js", ".sql", ".typ"];
/// Put together from halves, so that this file does not break its own rules.
const MARKS: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const REGIONS: [&str; 4] = ["batang", "mojokerto", "kediri", "purwakarta"];
const MACHINE: [&str; 2] = [concat!("/wo", "rk/"), concat!("/ro", "ot/")];

/// Checks the text of one file.
pub fn check(file: &str, content: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let code = CODE.iter().any(|end| file.ends_with(end)) || matches!(file, "test" | ".ci/run");
    let generated = file == "Cargo.lock" || file.starts_with("docs/law/texts/") || file.ends_with(".snap");
    if code {
        length(file, content, &mut findings);
    }
    for (index, line) in content.lines().enumerate() {
        let number = index + 1;
        if code && MARKS.iter().any(|mark| word(line, mark)) {
            let mend = "finish it now, or describe it as an issue";
            findings.push(Finding::error(file, number, "a mark of unfinished work", mend));
        }
        if let Some(path) = MACHINE.iter().find(|path| !generated && absolute(line, path)) {
            let wrong = format!("`{path}…` is a path of one machine");
            findings.push(Finding::error(
                file,
                number,
                wrong,
                "write it relative to the project, or take it as an argument",
            ));
        }
    }
    regions(file, content, &mut findings);
    findings
}

fn length(file: &str, content: &str, findings: &mut Vec<Finding>) {
    let lines = content.lines().count();
    let mend = "split it: one action, one file";
    let profile = file.starts_with("profiles/") || file.starts_with("data/") || file.starts_with("docs/law/");
    if lines > TOO_LONG && !profile {
        findings.push(Finding::error(file, lines, format!("{lines} lines, at most {TOO_LONG}"), mend));
    } else if lines > LONG && !profile {
        findings.push(Finding::warning(file, lines, format!("{lines} lines, better under {LONG}"), mend));
    }
}

/// Whether the word stands alone in the line.
fn word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let part = |c: char| c.is_alphanumeric() || c == '_';
        !line[..at].ends_with(part) && !line[at + word.len()..].starts_with(part)
    })
}

/// Whether the path starts at the file system's root here, and is not the middle of a longer path or an address.
fn absolute(line: &str, path: &str) -> bool {
    line.match_indices(path)
        .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || "._-~}$*)>".contains(c)))
}

/// One finding a file, with all its lines: a sample letter names its region in every second one.
fn regions(file: &str, content: &str, findings: &mut Vec<Finding>) {
    if !file.starts_with("crates/") || file.split('/').any(|part| part == "tests") {
        return;
    }
    let named = |line: &str| {
        let lower = line.to_lowercase();
        REGIONS.into_iter().find(|region| lower.contains(region))
    };
    let hits: Vec<(usize, &str)> =
        content.lines().enumerate().filter_map(|(at, line)| Some((at + 1, named(line)?))).collect();
    if let Some((first, region)) = hits.first() {
        let lines: Vec<String> = hits.iter().map(|(line, _)| line.to_string()).collect();
        let wrong = format!("names a region (`{region}`), line {}", lines.join(", "));
        let mend = "code knows no region: move it to the profile, or the test to a folder `tests`";
        findings.push(Finding::error(file, *first, wrong, mend));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(file: &str, content: &str) -> Vec<String> {
        check(file, content).into_iter().map(|finding| finding.wrong).collect()
    }

    #[test]
    fn long_files_warn_and_then_fail() {
        use super::super::Weight;
        let weight = |lines: usize| check("crates/a/src/b.rs", &"\n".repeat(lines)).first().map(|f| f.weight);
        assert_eq!(weight(400), None);
        assert_eq!(weight(401), Some(Weight::Warning));
        assert_eq!(weight(800), Some(Weight::Warning));
        assert_eq!(weight(801), Some(Weight::Error));
        assert!(check("docs/law/requirements.md", &"\n".repeat(2000)).is_empty());
    }

    #[test]
    fn marks_of_unfinished_work_are_found_as_words() {
        for mark in MARKS {
            assert_eq!(wrong("crates/a/src/b.rs", &format!("// {mark}: later")).len(), 1);
            assert!(wrong("crates/a/src/b.rs", &format!("{mark}S_OF_A_LIST")).is_empty());
        }
    }

    #[test]
    fn regions_stand_only_in_tests_and_outside_crates() {
        assert_eq!(wrong("crates/domain/src/a.rs", "/// as in Kota Mojokerto").len(), 1);
        assert!(wrong("crates/domain/tests/a.rs", "mojokerto").is_empty());
        assert!(wrong("profiles/mojokerto/profile.toml", "mojokerto").is_empty());
        assert!(wrong("crates/domain/src/a.rs", "MJK18-14.3").is_empty());
    }

    #[test]
    fn paths_of_one_machine_are_found_and_addresses_are_not() {
        for path in MACHINE {
            assert_eq!(wrong("README.md", &format!("see {path}main")).len(), 1);
            assert_eq!(wrong("test", &format!("x=\"{path}main\"")).len(), 1);
            assert!(wrong("README.md", &format!("https://example.org{path}x")).is_empty());
            assert!(wrong("README.md", &format!("$HOME{path}x")).is_empty());
        }
    }
}
