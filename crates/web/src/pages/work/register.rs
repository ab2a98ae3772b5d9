//! `/kerja/register`: number register of a month.

use crate::components::{Cell, Choice, Field, FieldKind, Pager, Table, Tag, Tone};
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
    /// The kind that is shown alone, or empty.
    pub kind: String,
    /// Name of the office, above what is printed.
    pub office: String,
    /// Choice of kind, with id `layanan`.
    pub service: Field,
    /// Numbers, also cancelled ones.
    pub table: Table,
    /// The pages before and after.
    pub pager: Pager,
    /// The whole month, to be printed.
    pub whole: bool,
    /// This page with the whole month.
    pub print: String,
    /// This page with the first page of the month.
    pub screen: String,
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
        let page = RegisterPage {
            shell: Shell::sample_officer(links::register(), "Darsono", "Petugas penomoran"),
            month: Field::new("bulan", "Bulan", FieldKind::Select { options: months }).value("2026-03"),
            title: "Maret 2026".to_owned(),
            kind: String::new(),
            office: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Contoh".to_owned(),
            service: Field::new(
                "layanan",
                "Jenis",
                FieldKind::Select { options: vec![Choice::new("imb", "IMB")] },
            )
            .optional(),
            pager: Pager { text: "2 berkas".to_owned(), ..Pager::default() },
            whole: false,
            print: links::with_query(&links::register(), &[("cetak", "ya")]),
            screen: links::register(),
            table: Table::new(
                "Nomor yang diberikan",
                &["Urut", "Nomor", "Jenis", "Pemegang", "Tanggal", "Keadaan"],
                rows,
            ),
        };
        let mut empty = page.clone();
        empty.table.rows.clear();
        let whole = RegisterPage { whole: true, kind: "IMB".to_owned(), ..page.clone() };
        vec![("usual", page), ("whole", whole), ("empty", empty)]
    }
}
