//! `/kelola/kalender/pratinjau`: what a change of the calendar moves, before it is made.

use crate::components::{Breadcrumb, Cell, Link, Notice, SummaryList, SummaryRow, Table, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// What a change moves.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/calendar_preview.html")]
pub struct CalendarPreviewPage {
    /// Header and footer.
    pub shell: Shell,

    /// Where this page stands.
    pub breadcrumb: Breadcrumb,
    /// The change.
    pub change: SummaryList,
    /// How much moves, in one sentence.
    pub effect: Notice,
    /// Some of the files.
    pub files: Table,
    /// What is sent with the confirmation.
    pub hidden: Vec<(String, String)>,
}

impl CalendarPreviewPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = |effect: Notice, rows: Vec<Vec<Cell>>| CalendarPreviewPage {
            shell: Shell::sample_officer(links::calendar_preview(), "Gilang Ramadipa", "Pengelola sistem"),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::manage(), "Kelola"), Link::new(links::calendar(), "Kalender")],
                "Pratinjau",
            ),
            change: SummaryList { rows: vec![SummaryRow::new("Tanggal", "Jumat, 15 Mei 2026")] },
            effect,
            files: Table::new("Sebagian berkas", &["Nomor", "Batas lama", "Batas baru"], rows),
            hidden: vec![("tanggal".to_owned(), "2026-05-15".to_owned())],
        };
        let row = vec![Cell::text("26-000147-4"), Cell::text("15 Mei 2026"), Cell::text("18 Mei 2026")];
        vec![
            ("usual", page(Notice::new(Tone::Warn, "12 batas waktu pada 9 berkas bergeser."), vec![row])),
            ("empty", page(Notice::new(Tone::Info, "Tidak ada batas waktu yang bergeser."), Vec::new())),
        ]
    }
}
