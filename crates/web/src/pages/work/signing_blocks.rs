//! `/kerja/blokir-tanda-tangan`: signing that officials have blocked, for the system manager.

use crate::components::{Cell, Field, FieldKind, Table};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A block that holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenBlock {
    /// Id of the block.
    pub id: String,
    /// Whose signing.
    pub name: String,
    /// Since when.
    pub since: String,
    /// Reason for lifting, sent as `alasan`.
    pub reason: Field,
}

/// Signing that officials have blocked.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/signing_blocks.html")]
pub struct SigningBlocksPage {
    /// Header and footer.
    pub shell: Shell,

    /// Blocks that hold.
    pub open: Vec<OpenBlock>,
    /// Lifted ones: whose, since, until, by whom, why.
    pub past: Table,
}

impl SigningBlocksPage {
    /// The reason for lifting a block.
    pub fn reason(id: &str) -> Field {
        Field::new(format!("alasan-{id}"), "Alasan membuka blokir", FieldKind::LongText { max: 500 })
            .named("alasan")
            .hint("Contoh: pemilik datang sendiri dan nomor ponselnya sudah diganti.")
    }

    /// The table of lifted blocks.
    pub fn past(rows: Vec<Vec<Cell>>) -> Table {
        Table::new("Blokir yang sudah dibuka", &["Pejabat", "Diblokir", "Dibuka", "Oleh", "Alasan"], rows)
    }

    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = SigningBlocksPage {
            shell: Shell::sample_officer(links::signing_blocks(), "Gilang Ramadipa", "Pengelola sistem"),
            open: vec![OpenBlock {
                id: "b1".to_owned(),
                name: "Dra. Laksmi Wahyuningtyas".to_owned(),
                since: "Rabu, 1 April 2026 pukul 16.05".to_owned(),
                reason: SigningBlocksPage::reason("b1"),
            }],
            past: SigningBlocksPage::past(vec![vec![
                Cell::text("Bagas Tirtonegoro, S.STP."),
                Cell::text("3 Maret 2026 pukul 19.20"),
                Cell::text("4 Maret 2026 pukul 08.10"),
                Cell::text("Gilang Ramadipa"),
                Cell::text("Pemilik datang sendiri; ponsel sudah kembali."),
            ]]),
        };
        let mut wrong = page.clone();
        wrong.open[0].reason = SigningBlocksPage::reason("b1").error("Tulis alasan membuka blokir.");
        let empty =
            SigningBlocksPage { open: Vec::new(), past: SigningBlocksPage::past(Vec::new()), ..page.clone() };
        vec![("usual", page), ("wrong", wrong), ("empty", empty)]
    }
}
