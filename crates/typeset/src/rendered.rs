//! What a worker gives back.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A typeset letter.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The PDF, or the picture of the first page when PNG was asked for.
    pub bytes: Vec<u8>,
    /// Pictures of the pages after the first; empty for PDF.
    pub further_pages: Vec<Vec<u8>>,
    /// Number of pages of the letter.
    pub pages: usize,
    /// Places the template marked for fields, signatures and seals.
    pub places: Vec<Place>,
    /// Warnings of the compiler; the letter is whole all the same.
    pub warnings: Vec<Diagnostic>,
}

impl Rendered {
    /// The first place with this name, if the template marked one.
    #[must_use]
    pub fn place(&self, name: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.name == name)
    }
}

/// A rectangle the template keeps free, in PDF points (1/72 inch) with the origin at the bottom left of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Name given in the template, such as `nomor`, `ttd` or `segel`.
    pub name: String,
    /// Page, counted from 0.
    pub page: usize,
    /// Distance of the left edge from the left edge of the page.
    pub x: f64,
    /// Distance of the lower edge from the lower edge of the page.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// One remark of the compiler about a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Template file, when the remark belongs to one.
    pub file: Option<String>,
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// Column in characters, counted from 1.
    pub column: Option<usize>,
    /// What is wrong, in the compiler's words.
    pub message: String,
    /// Advice of the compiler.
    pub hints: Vec<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(formatter, "{file}")?;
            if let Some(line) = self.line {
                write!(formatter, ":{line}")?;
            }
            write!(formatter, ": ")?;
        }
        write!(formatter, "{}", self.message)
    }
}
