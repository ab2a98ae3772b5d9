//! `/kerja/cari`: one search over all files.

use crate::components::{Cell, Field, FieldKind, Table, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One search over all files.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/find.html")]
pub struct FindPage {
    /// Header and footer.
    pub shell: Shell,

    /// What is looked for, with id `cari`.
    pub words: Field,
    /// Something was typed.
    pub asked: bool,
    /// What was found.
    pub table: Table,
}

impl FindPage {
    /// Invented pages: the usual one first, then nothing found and nothing asked.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let head = ["Nomor", "Layanan", "Pemegang", "Nomor dokumen", "Meja", "Keadaan"];
        let row = |number: &str, service: &str, permit: &str, tag: Tag| {
            vec![
                Cell::link(links::case("c1"), number),
                Cell::text(service),
                Cell::text("Moch. Sugeng"),
                Cell::text(permit),
                Cell::text("–"),
                Cell::tag(tag),
            ]
        };
        let rows = vec![
            row("26-000150-8", "Izin Mendirikan Bangunan", "–", Tag::new(Tone::Warn, "Menunggu pembayaran")),
            row(
                "26-000031-0",
                "Izin Pemakaman",
                "500.16.7.4/0031/417.999/III/2026",
                Tag::new(Tone::Good, "Sudah diserahkan"),
            ),
        ];
        let words =
            Field::new("cari", "Nomor, nama pemegang, layanan, objek, atau kelurahan", FieldKind::Search)
                .hint("Awal kata sudah cukup. Pencarian ini tercatat.");
        let page = FindPage {
            shell: Shell::sample_officer(links::find(), "Sukinem", "Verifikator"),
            words: words.clone().value("sugeng"),
            asked: true,
            table: Table::new("2 berkas ditemukan, terbaru di atas", &head, rows),
        };
        let none = FindPage { table: Table::new("", &head, Vec::new()), ..page.clone() };
        let fresh = FindPage { asked: false, words, ..none.clone() };
        vec![("usual", page), ("none", none), ("fresh", fresh)]
    }
}
