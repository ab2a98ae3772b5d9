//! `/jejak-audit/terbatas`: the restricted register.

use crate::components::{Cell, Pager, Table};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The restricted register: documents, or activities.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/audit/restricted.html")]
pub struct RestrictedPage {
    /// Header and footer.
    pub shell: Shell,
    /// Article that says who may read it.
    pub basis: String,
    /// Activities are shown, else documents.
    pub activities: bool,
    /// Rows.
    pub table: Table,
    /// More of them.
    pub pager: Pager,
}

impl RestrictedPage {
    /// Invented pages: documents, activities, and an empty one.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let text = |cells: &[&str]| cells.iter().map(|c| Cell::text(*c)).collect::<Vec<_>>();
        let documents = RestrictedPage {
            shell: Shell::sample_officer(links::restricted(), "Farida Kencanawungu", "Pemeriksa"),
            basis: "Pasal 10 ayat (3)".to_owned(),
            activities: false,
            table: Table::new(
                "Dokumen elektronik, terbaru di atas",
                &["Tanggal", "Nama", "Jenis", "Nomor pendaftaran", "Pemilik", "Ukuran", "SHA-256"],
                vec![text(&[
                    "1 April 2026",
                    "permit.pdf",
                    "Izin",
                    "26-000147-4",
                    "dr. Candrawati Rahmaningrum",
                    "84 kB",
                    "3f9ac1d2…92e5f704",
                ])],
            ),
            pager: Pager { text: "1 dokumen".to_owned(), ..Pager::default() },
        };
        let activities = RestrictedPage {
            activities: true,
            table: Table::new(
                "Status kegiatan, terakhir aktif di atas",
                &["Nama", "Jenis", "Permohonan", "Sedang diproses", "Izin berlaku", "Perubahan terakhir"],
                vec![text(&["PT Roda Majatama Contoh", "Badan usaha", "3", "1", "2", "31 Maret 2026"])],
            ),
            ..documents.clone()
        };
        let mut empty = documents.clone();
        empty.table.rows.clear();
        vec![("documents", documents), ("activities", activities), ("empty", empty)]
    }
}
