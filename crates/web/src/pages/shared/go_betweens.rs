//! `/kerja/ringkasan/perantara`: devices and contacts behind more than three applicants.

use crate::components::{Breadcrumb, Cell, Link, Table};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Devices and contacts behind more than three applicants.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/shared/go_betweens.html")]
pub struct GoBetweensPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Each with the names behind it.
    pub table: Table,
}

impl GoBetweensPage {
    /// Columns.
    pub const HEAD: [&'static str; 4] = ["Perangkat atau kontak", "Pemohon", "Nama", "Terakhir masuk"];

    /// Invented pages: the usual one first, then the empty one.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let names = "Moch. Sugeng, Ponirah, Sarwono Prasetya Adi, Yulia";
        let rows = vec![vec![
            Cell::text("Chrome di Android"),
            Cell::figure("4"),
            Cell::text(names),
            Cell::text("Rabu, 1 April 2026 pukul 09.30"),
        ]];
        let page = GoBetweensPage {
            shell: Shell::sample_officer(
                links::go_betweens(),
                "Dra. Laksmi Wahyuningtyas",
                "Kepala Dinas (Plh.)",
            ),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::overview(), "Ringkasan")],
                "Satu perangkat, banyak pemohon",
            ),
            table: Table::new("Perangkat dan kontak dalam 90 hari terakhir", &Self::HEAD, rows),
        };
        let empty = GoBetweensPage {
            table: Table::new("Perangkat dan kontak dalam 90 hari terakhir", &Self::HEAD, Vec::new()),
            ..page.clone()
        };
        vec![("usual", page), ("empty", empty)]
    }
}
