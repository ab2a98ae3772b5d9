//! A copy of a shipped profile with some lines changed.
// Each test file compiles its own copy of this module and uses a part of it.
#![allow(dead_code)]

use profile::{Problem, ProblemKind, Report, check};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A change of one file.
pub enum Edit {
    /// Replaces the only occurrence of a text.
    Swap(&'static str, &'static str, &'static str),
    /// Adds text at the end.
    Add(&'static str, &'static str),
    /// Writes a new file.
    Write(&'static str, &'static str),
    /// Removes a file.
    Remove(&'static str),
}

/// A copy in a folder that goes away with it.
pub struct EditedProfile {
    dir: TempDir,
}

impl EditedProfile {
    pub fn of(name: &str) -> EditedProfile {
        let dir = TempDir::new().unwrap();
        copy(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../profiles").join(name), dir.path());
        EditedProfile { dir }
    }

    pub fn with(name: &str, edits: &[Edit]) -> EditedProfile {
        let profile = EditedProfile::of(name);
        for edit in edits {
            profile.apply(edit);
        }
        profile
    }

    pub fn apply(&self, edit: &Edit) {
        match edit {
            Edit::Swap(file, old, new) => {
                let text = self.text(file);
                assert_eq!(text.matches(old).count(), 1, "{file} must hold `{old}` once");
                self.write(file, &text.replace(old, new));
            }
            Edit::Add(file, text) => self.write(file, &format!("{}{text}", self.text(file))),
            Edit::Write(file, text) => self.write(file, text),
            Edit::Remove(file) => fs::remove_file(self.dir.path().join(file)).unwrap(),
        }
    }

    pub fn text(&self, file: &str) -> String {
        fs::read_to_string(self.dir.path().join(file)).unwrap()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.dir.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn check(&self) -> Report {
        check(self.dir.path())
    }

    /// Line of the first occurrence of a text; 1 for a file that is not there.
    pub fn line_of(&self, file: &str, marker: &str) -> u32 {
        if marker.is_empty() {
            return 1;
        }
        let text = self.text(file);
        let at = text.find(marker).unwrap_or_else(|| panic!("{file} does not hold `{marker}`"));
        u32::try_from(text[..at].matches('\n').count() + 1).unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Makes the mistake, and finds exactly the problems `expected`: kind, file, and a text of the line.
#[track_caller]
pub fn finds(base: &str, edits: &[Edit], expected: &[(ProblemKind, &str, &str)]) {
    let profile = EditedProfile::with(base, edits);
    let report = profile.check();
    let mut wanted: Vec<(String, u32, &str)> = expected
        .iter()
        .map(|(kind, file, marker)| ((*file).to_owned(), profile.line_of(file, marker), kind.code()))
        .collect();
    wanted.sort();
    let mut found: Vec<(String, u32, &str)> =
        report.problems.iter().map(|p| (p.file.clone(), p.line, p.kind.code())).collect();
    found.sort();
    assert_eq!(found, wanted, "\n{}", shown(&report.problems));
    for problem in &report.problems {
        assert!(!problem.what.is_empty() && !problem.mend.is_empty(), "{problem:?}");
    }
    let refused = expected.iter().any(|(kind, _, _)| kind.severity() == profile::Severity::Error);
    assert_eq!(report.profile.is_none(), refused);
}

pub fn shown(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
