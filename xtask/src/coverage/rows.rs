//! The requirement rows of `docs/law/requirements.md`.

use anyhow::{Result, bail};

/// Prefix, short name and number of rows of each regulation. The numbers are the ones the document itself states;
/// a row lost in an edit must not go unseen.
pub const REGULATIONS: [(&str, &str, usize); 5] = [
    ("BTG68", "Perbup Batang 68/2019", 87),
    ("BTG50", "Perbup Batang 50/2019", 267),
    ("MJK18", "Perwali Mojokerto 18/2020", 153),
    ("KDR11", "Perwali Kediri 11/2017", 157),
    ("PWK63", "Perbup Purwakarta 63/2024", 49),
];

/// One requirement row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// Such as `MJK18-14.3` or `MJK18-14.2#1`.
    pub id: String,
    /// What the article says, shortened.
    pub text: String,
    /// Whether the row carries a number: such a row deserves an entry in `breaks.toml`.
    pub limit: bool,
}

impl Row {
    /// The regulation's prefix.
    pub fn regulation(&self) -> &str {
        self.id.split('-').next().unwrap_or_default()
    }
}

/// Reads the tables of section 5 and checks that every regulation has the number of rows it must have.
pub fn parse(markdown: &str) -> Result<Vec<Row>> {
    let rows = scan(markdown)?;
    for (prefix, name, expected) in REGULATIONS {
        let found = rows.iter().filter(|row| row.regulation() == prefix).count();
        if found != expected {
            bail!(
                "requirements.md has {found} rows for {prefix} ({name}), it must have {expected}: a table row was lost or added"
            );
        }
    }
    Ok(rows)
}

/// The rows, unchecked in number: only section 5 counts, other sections mention IDs in tables of their own.
pub fn scan(markdown: &str) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    let mut inside = false;
    for (index, line) in markdown.lines().enumerate() {
        if line.starts_with("## ") {
            inside = line.starts_with("## 5 ");
        }
        let Some(cells) = line.strip_prefix("| ").filter(|_| inside) else { continue };
        let cells: Vec<&str> = cells.split(" | ").map(str::trim).collect();
        let id = cells.first().copied().unwrap_or_default();
        if !REGULATIONS
            .iter()
            .any(|(prefix, _, _)| id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('-')))
        {
            continue;
        }
        if cells.len() != 6 {
            bail!("requirements.md:{}: {id} has {} columns, it must have 6", index + 1, cells.len());
        }
        if rows.iter().any(|row| row.id == id) {
            bail!("requirements.md:{}: {id} stands twice", index + 1);
        }
        let limit = cells[4].contains(|c: char| c.is_ascii_digit());
        rows.push(Row { id: id.to_owned(), text: cells[1].to_owned(), limit });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
## 2 Limits
| MJK18-14.3 | 10 working days |
## 5 Requirements
| ID | Article text (short) | What the software must do | Actors | Numbers/limits | Verifiable check |
|---|---|---|---|---|---|
| MJK18-14.2#1 | Text | Do | Actor | — | Check |
| MJK18-14.3 | Text | Do | Actor | 10 working days | Check |
## 6 Not software
| MJK18-1.1 | out |
";

    #[test]
    fn only_section_five_holds_rows() {
        let rows = scan(TABLE).unwrap();
        assert_eq!(
            rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(),
            ["MJK18-14.2#1", "MJK18-14.3"]
        );
        assert_eq!(rows.iter().map(|row| row.limit).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn a_lost_row_and_a_double_row_are_errors() {
        assert!(parse(TABLE).unwrap_err().to_string().contains("BTG68"));
        let double = TABLE.replace("MJK18-14.2#1", "MJK18-14.3");
        assert!(scan(&double).unwrap_err().to_string().contains("twice"));
        let short = TABLE.replace(" | Check |\n| MJK18-14.3", " |\n| MJK18-14.3");
        assert!(scan(&short).unwrap_err().to_string().contains("columns"));
    }

    #[test]
    fn the_document_has_713_rows() {
        let rows = parse(include_str!("../../../docs/law/requirements.md")).unwrap();
        assert_eq!(rows.len(), 713);
    }
}
