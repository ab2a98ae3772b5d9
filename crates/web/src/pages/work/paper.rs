//! `/kerja/kertas`: stock of special paper.

use crate::components::{Cell, Choice, Field, FieldKind, Stat, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Stock of special paper.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/paper.html")]
pub struct PaperPage {
    /// Header and footer.
    pub shell: Shell,

    /// Sheets left of each kind.
    pub stock: Vec<Stat>,
    /// New stock: kind, first serial, last serial.
    pub fields: Vec<Field>,
    /// Sheets used and spoiled, newest first.
    pub table: Table,
}

impl PaperPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let rows = vec![
            vec![
                Cell::text("A-000412"),
                Cell::tag(Tag::new(Tone::Good, "Dipakai")),
                Cell::link(links::case("c7"), "26-000119-2"),
                Cell::text("31 Maret 2026"),
            ],
            vec![
                Cell::text("A-000411"),
                Cell::tag(Tag::new(Tone::Bad, "Rusak")),
                Cell::text("Macet di pencetak"),
                Cell::text("31 Maret 2026"),
            ],
        ];
        let page = PaperPage {
            shell: Shell::sample_officer(links::paper_stock(), "Darsono", "Operator cetak"),
            stock: vec![Stat {
                value: "88".to_owned(),
                label: "lembar kertas izin A4".to_owned(),
                href: links::paper_stock(),
                tone: Tone::Good,
                here: false,
            }],
            fields: vec![
                Field::new(
                    "jenis",
                    "Jenis kertas",
                    FieldKind::Select {
                        options: vec![Choice::new("a4", "Kertas izin A4"), Choice::new("kartu", "Kartu")],
                    },
                ),
                Field::new("awal", "Nomor seri pertama", FieldKind::Text { max: 20 }),
                Field::new("akhir", "Nomor seri terakhir", FieldKind::Text { max: 20 }),
            ],
            table: Table::new("Lembar terakhir", &["Seri", "Keadaan", "Untuk", "Tanggal"], rows),
        };
        vec![("usual", page)]
    }
}
