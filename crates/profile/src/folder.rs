//! Reads the files of a profile's folder.

use crate::problem::{ProblemKind, Problems};
use crate::source::{Source, Spot};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders of a profile with the ending of their files.
const FOLDERS: &[(&str, &str)] = &[
    ("calendar", "toml"),
    ("content", "md"),
    ("letters", "typ"),
    ("locales", "po"),
    ("messages", "toml"),
    ("services", "toml"),
    ("theme", "svg"),
];
/// Files beside them; README and the like may stand there for people.
const FILES: &[&str] =
    &["profile.toml", "numbering.toml", "law.toml", "certified_copy.toml", "inactive.toml"];

pub(crate) struct Folder {
    root: PathBuf,
    /// Every text file by path inside the profile.
    files: BTreeMap<String, Arc<Source>>,
}

impl Folder {
    /// Reads everything at once; files that nothing reads are reported.
    pub fn read(root: &Path, problems: &Problems) -> Folder {
        let mut folder = Folder { root: root.to_owned(), files: BTreeMap::new() };
        if !root.is_dir() {
            let what = format!("there is no folder {}", root.display());
            problems.add(ProblemKind::FileMissing, &Spot::nowhere("."), what, "name the folder of a profile");
            return folder;
        }
        for name in names(root) {
            if FILES.contains(&name.as_str()) {
                folder.take(&name, problems);
            } else if !FOLDERS.iter().any(|(f, _)| *f == name)
                && !name.ends_with(".md")
                && !name.starts_with('.')
            {
                let mend = "remove it, or correct its name";
                problems.add(
                    ProblemKind::UnknownFile,
                    &Spot::nowhere(&name),
                    format!("nothing reads `{name}`"),
                    mend,
                );
            }
        }
        for (dir, ending) in FOLDERS {
            for name in names(&root.join(dir)) {
                let path = format!("{dir}/{name}");
                if name.ends_with(&format!(".{ending}")) {
                    folder.take(&path, problems);
                } else if !name.starts_with('.') {
                    let what = format!("nothing reads `{path}`");
                    let mend = format!("files of this folder end in .{ending}");
                    problems.add(ProblemKind::UnknownFile, &Spot::nowhere(&path), what, mend);
                }
            }
        }
        folder
    }

    fn take(&mut self, path: &str, problems: &Problems) {
        match std::fs::read_to_string(self.root.join(path)) {
            Ok(text) => {
                self.files.insert(path.to_owned(), Arc::new(Source { file: path.to_owned(), text }));
            }
            Err(error) => {
                let what = format!("the file cannot be read: {error}");
                problems.add(ProblemKind::FileMissing, &Spot::nowhere(path), what, "save it as UTF-8 text");
            }
        }
    }

    /// A file that must be there.
    pub fn required(&self, path: &str, kind: ProblemKind, problems: &Problems) -> Option<&Arc<Source>> {
        let found = self.files.get(path);
        if found.is_none() {
            let mend = format!("write {path}; FORMAT.md says what stands in it");
            problems.add(kind, &Spot::nowhere(path), format!("the file {path} is missing"), mend);
        }
        found
    }

    /// A file that a region may leave out.
    pub fn optional(&self, path: &str) -> Option<&Arc<Source>> {
        self.files.get(path)
    }

    /// Files of a folder by their name without folder and ending.
    pub fn within(&self, dir: &str) -> impl Iterator<Item = (String, &Arc<Source>)> {
        let prefix = format!("{dir}/");
        self.files.iter().filter_map(move |(path, source)| {
            let name = path.strip_prefix(&prefix)?;
            Some((name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned(), source))
        })
    }

    pub fn all(&self) -> impl Iterator<Item = &Arc<Source>> {
        self.files.values()
    }
}

/// Names in a folder, sorted, so that problems come in the same order everywhere.
fn names(dir: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
