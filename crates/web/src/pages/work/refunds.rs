//! `/kerja/pengembalian-dana`: payments that came too late or twice and are to be given back.

use crate::components::{Cell, Table};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Payments that came too late or twice and are to be given back.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/refunds.html")]
pub struct RefundsPage {
    /// Header and footer.
    pub shell: Shell,

    /// Payments, oldest first.
    pub table: Table,
}

impl RefundsPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let rows = vec![vec![
            Cell::link(links::case("c4"), "26-000098-9"),
            Cell::text("Moch. Sugeng"),
            Cell::figure("Rp1.400.000"),
            Cell::text("BCD-7802, 31 Maret 2026"),
            Cell::text("Batas 30 Maret 2026 sudah lewat"),
        ]];
        let page = |rows: Vec<Vec<Cell>>| RefundsPage {
            shell: Shell::sample_officer(links::refunds(), "Nurlaila", "Petugas retribusi"),
            table: Table::new(
                "Menunggu pengembalian",
                &["Nomor", "Pembayar", "Jumlah", "Bukti bank", "Sebab"],
                rows,
            ),
        };
        vec![("usual", page(rows)), ("empty", page(Vec::new()))]
    }
}
