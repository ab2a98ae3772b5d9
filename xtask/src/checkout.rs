//! Where the project lies and which files belong to it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Folders that never hold sources; skipped when the project is not under git.
const NOT_SOURCES: [&str; 4] = [".git", "target", "node_modules", "demo-data"];

/// The project's folder.
pub struct Checkout {
    /// The folder that holds the workspace's `Cargo.toml`.
    pub root: PathBuf,
}

impl Checkout {
    /// Walks up from the working folder to the workspace's `Cargo.toml`.
    ///
    /// Found at run time, not from `CARGO_MANIFEST_DIR` at build time: two checkouts may share one target folder.
    pub fn find() -> Result<Self> {
        let start = std::env::current_dir().context("the working folder cannot be read")?;
        for folder in start.ancestors() {
            let manifest = folder.join("Cargo.toml");
            if fs::read_to_string(&manifest).is_ok_and(|text| text.contains("[workspace]")) {
                return Ok(Self { root: folder.to_path_buf() });
            }
        }
        bail!("no workspace here or above: run this inside the project's folder")
    }

    /// All files of the project, relative to the root with `/` between the parts, sorted.
    ///
    /// Under git: what is tracked, and what is new and not ignored, so that a slip shows before the commit.
    pub fn files(&self) -> Result<Vec<String>> {
        let listed = Command::new("git")
            .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
            .current_dir(&self.root)
            .output();
        let mut files = BTreeSet::new();
        match listed {
            Ok(output) if output.status.success() && !output.stdout.is_empty() => {
                for name in String::from_utf8_lossy(&output.stdout).split('\0') {
                    if !name.is_empty() && self.root.join(name).is_file() {
                        files.insert(name.to_owned());
                    }
                }
            }
            _ => self.walk(&self.root, &mut files)?,
        }
        Ok(files.into_iter().collect())
    }

    fn walk(&self, folder: &Path, files: &mut BTreeSet<String>) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
            let entry = entry?;
            let path = entry.path();
            let kind = entry.file_type()?;
            if kind.is_dir() {
                if !NOT_SOURCES.iter().any(|skip| entry.file_name() == *skip) {
                    self.walk(&path, files)?;
                }
            } else if kind.is_file() {
                files.insert(path.strip_prefix(&self.root)?.to_string_lossy().replace('\\', "/"));
            }
        }
        Ok(())
    }

    /// The text of a file of the project, `None` when it is not UTF-8.
    pub fn text(&self, name: &str) -> Result<Option<String>> {
        let bytes = fs::read(self.root.join(name)).with_context(|| format!("{name} cannot be read"))?;
        Ok(String::from_utf8(bytes).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_git_the_walk_skips_what_is_built() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["Cargo.toml", "crates/a/src/lib.rs", "target/debug/x.rs", "node_modules/y.js"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let checkout = Checkout { root: folder.path().to_path_buf() };
        assert_eq!(checkout.files().unwrap(), ["Cargo.toml", "crates/a/src/lib.rs"]);
    }
}
