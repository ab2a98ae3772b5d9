//! `docs/law/breaks.toml` and switching a rule off for the time of one trial.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::join::{Joined, State};
use super::proofs::Proof;
use super::rows::Row;
use crate::checkout::Checkout;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default, rename = "break")]
    breaks: Vec<Break>,
}

/// How to switch off the rule behind one row.
#[derive(Deserialize, Clone, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
pub struct Break {
    /// The row whose proof must turn red.
    pub row: String,
    /// The source file, relative to the root.
    pub file: String,
    /// Text that stands exactly once in the file.
    pub find: String,
    /// What takes its place; it must compile.
    pub replace: String,
    /// The rule in one line.
    pub rule: String,
}

/// Reads the list.
pub fn parse(text: &str) -> Result<Vec<Break>> {
    let document: Document = toml::from_str(text).context("docs/law/breaks.toml cannot be read")?;
    Ok(document.breaks)
}

/// The source with the rule switched off; an error when the text does not stand in it exactly once.
pub fn broken(entry: &Break, source: &str) -> Result<String> {
    let found = if entry.find.is_empty() { 0 } else { source.matches(&entry.find).count() };
    if found != 1 {
        bail!(
            "breaks.toml: {}: the text to find stands {found} times in {}, it must stand once",
            entry.row,
            entry.file
        );
    }
    if entry.find == entry.replace {
        bail!("breaks.toml: {}: find and replace are the same text", entry.row);
    }
    Ok(source.replacen(&entry.find, &entry.replace, 1))
}

/// What is wrong with the list today: an unknown row, a row without proof, a text that has moved.
pub fn check(checkout: &Checkout, list: &[Break], rows: &[Row], proofs: &[Proof]) -> Result<Vec<String>> {
    let mut errors = Vec::new();
    for entry in list {
        if !rows.iter().any(|row| row.id == entry.row) {
            errors.push(format!("breaks.toml: {} is no row of requirements.md: mend the ID", entry.row));
        } else if !proofs.iter().any(|proof| proof.rows.contains(&entry.row)) {
            errors.push(format!(
                "breaks.toml: {}: no test proves this row: mark one, or take the entry out",
                entry.row
            ));
        }
        match fs::read_to_string(checkout.root.join(&entry.file)) {
            Ok(source) => errors.extend(broken(entry, &source).err().map(|error| error.to_string())),
            Err(error) => {
                errors.push(format!("breaks.toml: {}: {} cannot be read: {error}", entry.row, entry.file))
            }
        }
    }
    Ok(errors)
}

/// A hint for the proven rows that carry a number and have no entry.
pub fn missing(list: &[Break], joined: &Joined) -> Option<String> {
    let rows: Vec<&str> = joined
        .lines
        .iter()
        .filter(|line| line.state == State::Proven && line.row.limit)
        .map(|line| line.row.id.as_str())
        .filter(|id| !list.iter().any(|entry| entry.row == *id))
        .collect();
    (!rows.is_empty())
        .then(|| format!("breaks.toml: proven rows with a limit and no entry: {}", rows.join(", ")))
}

/// Where a trial keeps what it needs to undo itself, should it be interrupted. Ignored by git, one for each checkout.
fn keep(root: &Path) -> PathBuf {
    root.join("target/xtask-break")
}

/// A rule that is switched off. Dropping it puts the file back.
pub struct Applied {
    root: PathBuf,
}

impl Applied {
    /// Switches the rule off. The original is kept on disk first, so that even a killed run can be undone.
    pub fn new(root: &Path, entry: &Break) -> Result<Self> {
        let path = root.join(&entry.file);
        let source = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", entry.file))?;
        let changed = broken(entry, &source)?;
        let keep = keep(root);
        if keep.join("file").exists() {
            bail!("a trial is under way in this checkout: wait for it to end");
        }
        fs::create_dir_all(&keep).with_context(|| format!("{} cannot be created", keep.display()))?;
        fs::write(keep.join("process"), std::process::id().to_string())?;
        fs::write(keep.join("original"), &source)?;
        fs::write(keep.join("broken"), &changed)?;
        // Last, since its presence says that the rest is whole.
        fs::write(keep.join("file"), &entry.file)?;
        let applied = Self { root: root.to_path_buf() };
        fs::write(&path, &changed).with_context(|| format!("{} cannot be written", entry.file))?;
        Ok(applied)
    }
}

impl Drop for Applied {
    fn drop(&mut self) {
        if let Err(error) = restore(&self.root) {
            eprintln!("error: {error:#}");
        }
    }
}

/// Puts the file back. A file that somebody has edited since is left alone, with an error.
fn restore(root: &Path) -> Result<Option<String>> {
    let keep = keep(root);
    let Ok(file) = fs::read_to_string(keep.join("file")) else { return Ok(None) };
    let original = fs::read(keep.join("original"))?;
    let path = root.join(&file);
    let now = fs::read(&path).with_context(|| format!("{file} cannot be read"))?;
    if now != original {
        if now != fs::read(keep.join("broken"))? {
            bail!(
                "{file} was edited while a rule in it was switched off: its original lies in {}; put it right by hand and remove that folder",
                keep.display()
            );
        }
        fs::write(&path, original).with_context(|| format!("{file} cannot be put back"))?;
    }
    fs::remove_dir_all(&keep)?;
    Ok(Some(file))
}

/// Undoes a trial that was interrupted. A trial that still runs is left alone.
pub fn restore_leftover(checkout: &Checkout) -> Result<()> {
    let process = fs::read_to_string(keep(&checkout.root).join("process")).unwrap_or_default();
    let alive =
        fs::read_to_string(format!("/proc/{process}/cmdline")).is_ok_and(|line| line.contains("xtask"));
    if alive && process != std::process::id().to_string() {
        bail!(
            "a trial with rules switched off is under way in this checkout (process {process}): wait for it to end"
        );
    }
    if let Some(file) = restore(&checkout.root)? {
        eprintln!("hint: an earlier trial was interrupted; {file} has been put back");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Break {
        let text = r#"
            [[break]]
            row = "MJK18-14.3"
            file = "crates/domain/src/pay.rs"
            find = "days > 10"
            replace = "days > 11"
            rule = "payment within ten working days"
        "#;
        parse(text).unwrap().remove(0)
    }

    fn checkout() -> (tempfile::TempDir, Checkout) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("crates/domain/src")).unwrap();
        fs::write(folder.path().join("crates/domain/src/pay.rs"), "if days > 10 { late() }").unwrap();
        let checkout = Checkout { root: folder.path().to_path_buf() };
        (folder, checkout)
    }

    fn source(checkout: &Checkout) -> String {
        checkout.text("crates/domain/src/pay.rs").unwrap().unwrap()
    }

    #[test]
    fn a_rule_is_switched_off_and_on_again() {
        let (_folder, checkout) = checkout();
        let applied = Applied::new(&checkout.root, &entry()).unwrap();
        assert_eq!(source(&checkout), "if days > 11 { late() }");
        assert!(Applied::new(&checkout.root, &entry()).is_err());
        drop(applied);
        assert_eq!(source(&checkout), "if days > 10 { late() }");
        assert!(!keep(&checkout.root).exists());
    }

    #[test]
    fn a_panic_in_the_trial_puts_the_file_back() {
        let (_folder, checkout) = checkout();
        let root = checkout.root.clone();
        let outcome = std::panic::catch_unwind(|| {
            let _applied = Applied::new(&root, &entry()).unwrap();
            panic!("in the middle");
        });
        assert!(outcome.is_err());
        assert_eq!(source(&checkout), "if days > 10 { late() }");
    }

    #[test]
    fn a_killed_trial_is_undone_at_the_next_start() {
        let (_folder, checkout) = checkout();
        std::mem::forget(Applied::new(&checkout.root, &entry()).unwrap());
        fs::write(keep(&checkout.root).join("process"), "0").unwrap();
        restore_leftover(&checkout).unwrap();
        assert_eq!(source(&checkout), "if days > 10 { late() }");
        restore_leftover(&checkout).unwrap();
    }

    #[test]
    fn a_file_edited_meanwhile_is_not_overwritten() {
        let (_folder, checkout) = checkout();
        std::mem::forget(Applied::new(&checkout.root, &entry()).unwrap());
        fs::write(checkout.root.join("crates/domain/src/pay.rs"), "mine").unwrap();
        fs::write(keep(&checkout.root).join("process"), "0").unwrap();
        assert!(restore_leftover(&checkout).is_err());
        assert_eq!(source(&checkout), "mine");
    }

    #[test]
    fn text_that_stands_twice_or_not_at_all_is_refused() {
        assert!(broken(&entry(), "days > 10; days > 10").unwrap_err().to_string().contains("2 times"));
        assert!(broken(&entry(), "days > 9").unwrap_err().to_string().contains("0 times"));
        let same = Break { replace: "days > 10".to_owned(), ..entry() };
        assert!(broken(&same, "days > 10").is_err());
    }
}
