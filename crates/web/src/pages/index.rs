//! `/indeks-kepuasan`: the satisfaction index of the last full quarter.

use crate::components::{Bar, BarChart, Cell, Table};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The satisfaction index of the last full quarter.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/index.html")]
pub struct PublicIndexPage {
    /// Header and footer.
    pub shell: Shell,

    /// For example "Triwulan I 2026".
    pub quarter: String,
    /// Converted index; empty without respondents.
    pub value: String,
    /// Band, for example "A (Sangat baik)".
    pub grade: String,
    /// How many answered.
    pub respondents: String,
    /// The nine elements, drawn.
    pub elements_chart: BarChart,
    /// The same as a table.
    pub elements: Table,
}

impl PublicIndexPage {
    /// Invented pages: the usual one first, then the one without answers.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = |name: &str, average: &str, value: &str| {
            vec![Cell::text(name), Cell::figure(average), Cell::figure(value)]
        };
        let page = PublicIndexPage {
            shell: Shell::sample(links::public_index()),
            quarter: "Triwulan I 2026".to_owned(),
            value: "84,72".to_owned(),
            grade: "B (Baik)".to_owned(),
            respondents: "48".to_owned(),
            elements_chart: BarChart::to_scale(
                "Nilai setiap unsur, paling tinggi 100",
                10_000,
                vec![
                    Bar::with_part("Persyaratan", 8_550, 0, "85,50"),
                    Bar::with_part("Waktu penyelesaian", 7_750, 0, "77,50"),
                ],
            ),
            elements: Table::new(
                "Nilai setiap unsur",
                &["Unsur", "Rata-rata (1–4)", "Nilai (25–100)"],
                vec![row("Persyaratan", "3,42", "85,50"), row("Waktu penyelesaian", "3,10", "77,50")],
            ),
        };
        let empty = PublicIndexPage {
            value: String::new(),
            grade: String::new(),
            respondents: "0".to_owned(),
            elements_chart: BarChart::default(),
            elements: Table::default(),
            ..page.clone()
        };
        vec![("usual", page), ("empty", empty)]
    }
}
