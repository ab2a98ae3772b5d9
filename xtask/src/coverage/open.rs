//! `docs/law/open.toml`: the rows that nothing proves yet, each with one line why.

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::rows::Row;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    open: Vec<Entry>,
}

/// A group of rows with one reason.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// IDs, or patterns that end in `*`.
    pub rows: Vec<String>,
    /// Why nothing proves them yet, in one line.
    pub why: String,
}

/// The list, read and checked against the rows.
pub struct Open {
    entries: Vec<Entry>,
}

impl Open {
    /// Reads the list. An ID that is no row, a pattern that fits none, an ID twice and a missing reason are errors.
    pub fn parse(text: &str, rows: &[Row]) -> Result<Self> {
        let document: Document = toml::from_str(text).context("docs/law/open.toml cannot be read")?;
        let mut seen: Vec<&str> = Vec::new();
        for entry in &document.open {
            if entry.why.trim().is_empty() || entry.why.contains('\n') {
                bail!("open.toml: {} needs one line that says why", entry.rows.join(", "));
            }
            for pattern in &entry.rows {
                if !rows.iter().any(|row| covers(pattern, &row.id)) {
                    bail!("open.toml: {pattern} fits no row of requirements.md: mend the ID or take it out");
                }
                if seen.contains(&pattern.as_str()) {
                    bail!("open.toml: {pattern} stands twice: keep one");
                }
                seen.push(pattern);
            }
        }
        Ok(Self { entries: document.open })
    }

    /// Why a row is open: by its own ID before a pattern, by the longest pattern before a shorter one.
    pub fn reason(&self, id: &str) -> Option<&str> {
        let all =
            self.entries.iter().flat_map(|entry| entry.rows.iter().map(move |pattern| (pattern, &entry.why)));
        all.filter(|(pattern, _)| covers(pattern, id))
            .max_by_key(|(pattern, _)| (*pattern == id, pattern.len()))
            .map(|(_, why)| why.as_str())
    }

    /// Whether the row stands there by its own ID: then it must have no proof.
    pub fn names(&self, id: &str) -> bool {
        self.entries.iter().any(|entry| entry.rows.iter().any(|pattern| pattern == id))
    }

    /// All patterns, to tell which have become idle.
    pub fn patterns(&self) -> impl Iterator<Item = &str> {
        let all = self.entries.iter().flat_map(|entry| entry.rows.iter().map(String::as_str));
        all.filter(|pattern| pattern.ends_with('*'))
    }
}

/// Whether an ID or a pattern with `*` at its end fits a row.
pub fn covers(pattern: &str, id: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => pattern == id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        let ids = ["MJK18-14.2", "MJK18-14.3", "BTG50-1.26"];
        ids.iter().map(|id| Row { id: (*id).to_owned(), text: String::new(), limit: false }).collect()
    }

    #[test]
    fn the_own_id_wins_over_the_pattern_and_the_longer_pattern_over_the_shorter() {
        let text = r#"
            [[open]]
            rows = ["MJK18-*"]
            why = "later"
            [[open]]
            rows = ["MJK18-14.*"]
            why = "payment"
            [[open]]
            rows = ["MJK18-14.3"]
            why = "the ten days"
        "#;
        let open = Open::parse(text, &rows()).unwrap();
        assert_eq!(open.reason("MJK18-14.3"), Some("the ten days"));
        assert_eq!(open.reason("MJK18-14.2"), Some("payment"));
        assert_eq!(open.reason("BTG50-1.26"), None);
        assert!(open.names("MJK18-14.3") && !open.names("MJK18-14.2"));
    }

    #[test]
    fn a_slip_in_the_list_is_an_error() {
        let refused = |text: &str| Open::parse(text, &rows()).err().unwrap().to_string();
        assert!(refused("[[open]]\nrows=[\"MJK18-99\"]\nwhy=\"x\"").contains("fits no row"));
        assert!(refused("[[open]]\nrows=[\"MJK19*\"]\nwhy=\"x\"").contains("fits no row"));
        assert!(refused("[[open]]\nrows=[\"MJK18-14.3\",\"MJK18-14.3\"]\nwhy=\"x\"").contains("twice"));
        assert!(refused("[[open]]\nrows=[\"MJK18-14.3\"]\nwhy=\" \"").contains("says why"));
        assert!(refused("[[opened]]\n").contains("cannot be read"));
    }

    #[test]
    fn a_star_stands_only_at_the_end() {
        assert!(covers("MJK18-14*", "MJK18-14.3"));
        assert!(!covers("MJK18-14.*", "MJK18-14"));
        assert!(!covers("*14.3", "MJK18-14.3"));
    }
}
