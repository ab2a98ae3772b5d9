//! A table that becomes cards on a narrow screen.

use super::Tag;
use askama::Template;
use askama::filters::HtmlSafe;

/// One cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// A state instead of text.
    pub tag: Option<Tag>,
    /// A technical name, small under the text, or empty.
    pub key: String,
    /// A figure, set to the right.
    pub numeric: bool,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Cell { text: text.into(), ..Self::default() }
    }

    /// A text that leads somewhere.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Cell { text: text.into(), href: Some(href.into()), ..Self::default() }
    }

    /// A text with its technical name.
    pub fn keyed(text: impl Into<String>, key: impl Into<String>) -> Self {
        Cell { text: text.into(), key: key.into(), ..Self::default() }
    }

    /// A figure.
    pub fn figure(text: impl Into<String>) -> Self {
        Cell { text: text.into(), numeric: true, ..Self::default() }
    }

    /// A state.
    pub fn tag(tag: Tag) -> Self {
        Cell { tag: Some(tag), ..Self::default() }
    }
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "table/template.html")]
pub struct Table {
    /// What the rows are.
    pub caption: String,
    /// Name of each column.
    pub head: Vec<String>,
    /// Cells in the order of the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table from names and rows.
    pub fn new(caption: impl Into<String>, head: &[&str], rows: Vec<Vec<Cell>>) -> Self {
        Table { caption: caption.into(), head: head.iter().map(|h| (*h).to_owned()).collect(), rows }
    }

    /// Figures stand under a heading that ends where they end.
    fn numeric(&self, column: &usize) -> bool {
        self.rows.first().and_then(|row| row.get(*column)).is_some_and(|cell| cell.numeric)
    }

    fn name(&self, column: &usize) -> &str {
        self.head.get(*column).map_or("", String::as_str)
    }
}

impl HtmlSafe for Table {}
