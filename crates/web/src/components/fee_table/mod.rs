//! How a fee was computed, line by line.

use askama::Template;
use askama::filters::HtmlSafe;

/// One line of a calculation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FeeRow {
    /// What is counted.
    pub label: String,
    /// For example "112 m² × 1,0 × Rp12.500".
    pub calculation: String,
    /// For example "Rp1.400.000".
    pub amount: String,
}

impl FeeRow {
    /// A line.
    pub fn new(label: &str, calculation: &str, amount: &str) -> Self {
        FeeRow { label: label.to_owned(), calculation: calculation.to_owned(), amount: amount.to_owned() }
    }
}

/// A calculation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Template)]
#[template(path = "fee_table/template.html")]
pub struct FeeTable {
    /// What is computed.
    pub caption: String,
    /// Line by line.
    pub rows: Vec<FeeRow>,
    /// In figures.
    pub total: String,
    /// In words; empty on a public example.
    pub words: String,
}

impl HtmlSafe for FeeTable {}
