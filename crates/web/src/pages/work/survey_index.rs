//! `/kerja/survei`: the satisfaction index of a quarter for those who steer.

use crate::components::{Bar, BarChart, Cell, Choice, Field, FieldKind, Link, Notice, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The satisfaction index of a quarter.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/survey_index.html")]
pub struct SurveyIndexPage {
    /// Header and footer.
    pub shell: Shell,

    /// Choice of a quarter, with id `triwulan`.
    pub quarter: Field,
    /// For example "Triwulan I 2026".
    pub title: String,
    /// The quarter before, for an empty one.
    pub earlier: Link,
    /// Converted index; empty without respondents.
    pub value: String,
    /// Band.
    pub grade: String,
    /// How many are counted.
    pub respondents: String,
    /// The nine elements, drawn.
    pub elements_chart: BarChart,
    /// The same as a table.
    pub elements: Table,
    /// Services.
    pub services: Table,
    /// What is counted apart.
    pub apart: Option<Notice>,
}

impl SurveyIndexPage {
    /// Invented pages: the usual one first, then the one without answers.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let options =
            vec![Choice::new("2026-1", "Triwulan I 2026"), Choice::new("2025-4", "Triwulan IV 2025")];
        let page = SurveyIndexPage {
            shell: Shell::sample_officer(
                links::survey_index(),
                "Dra. Laksmi Wahyuningtyas",
                "Kepala Dinas (Plh.)",
            ),
            quarter: Field::new("triwulan", "Triwulan", FieldKind::Select { options }).value("2026-1"),
            title: "Triwulan I 2026".to_owned(),
            earlier: Link::new(links::survey_index(), "Lihat Triwulan IV 2025"),
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
                vec![vec![Cell::text("Persyaratan"), Cell::figure("3,42"), Cell::figure("85,50")]],
            ),
            services: Table::new(
                "Nilai setiap layanan",
                &["Layanan", "Responden", "Nilai", "Mutu"],
                vec![
                    vec![
                        Cell::text("SIP Dokter"),
                        Cell::figure("20"),
                        Cell::figure("89,10"),
                        Cell::tag(Tag::new(Tone::Good, "A, Sangat baik")),
                    ],
                    vec![
                        Cell::text("IMB"),
                        Cell::figure("2"),
                        Cell::figure("–"),
                        Cell::text("kurang dari 3 responden"),
                    ],
                ],
            ),
            apart: Some(
                Notice::new(
                    Tone::Info,
                    "3 jawaban dihitung terpisah: 1 dari perangkat kantor, 2 diisi kurang dari 20 detik.",
                )
                .text("Nilainya sendiri 100,00."),
            ),
        };
        let mut empty = page.clone();
        empty.value = String::new();
        empty.services.rows.clear();
        empty.apart = None;
        vec![("usual", page), ("empty", empty)]
    }
}
