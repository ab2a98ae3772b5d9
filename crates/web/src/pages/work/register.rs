//! `/kerja/register`: number register of a month.

use crate::components::{Cell, Choice, Field, FieldKind, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Number register of a month.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/register.html")]
pub struct RegisterPage {
    /// Header and footer.
    pub shell: Shell,

    /// Choice of month, with id `bulan`.
    pub month: Field,
    /// For example "Maret 2026".
    pub title: String,
    /// Numbers, also cancelled ones.
    pub table: Table,
}

impl RegisterPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let months = vec![Choice::new("2026-03", "Maret 2026"), Choice::new("2026-02", "Februari 2026")];
        let rows = vec![
            vec![
                Cell::figure("0031"),
                Cell::link(links::case("c9"), "500.16.7.4/0031/417.999/III/2026"),
                Cell::text("Surat Keterangan Penelitian"),
                Cell::text("Yulia"),
                Cell::text("12 Maret 2026"),
                Cell::tag(Tag::new(Tone::Good, "Berlaku")),
            ],
            vec![
                Cell::figure("0032"),
                Cell::text("500.16.7.4/0032/417.999/III/2026"),
                Cell::text("Surat Keterangan Penelitian"),
                Cell::text("–"),
                Cell::text("13 Maret 2026"),
                Cell::tag(Tag::new(Tone::Bad, "Batal")),
            ],
        ];
        vec![(
            "usual",
            RegisterPage {
                shell: Shell::sample_officer(links::register(), "Darsono", "Petugas penomoran"),
                month: Field::new("bulan", "Bulan", FieldKind::Select { options: months }).value("2026-03"),
                title: "Maret 2026".to_owned(),
                table: Table::new(
                    "Nomor yang diberikan",
                    &["Urut", "Nomor", "Jenis", "Pemegang", "Tanggal", "Keadaan"],
                    rows,
                ),
            },
        )]
    }
}
