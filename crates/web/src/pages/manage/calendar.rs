//! `/kelola/kalender`: free days of a year.

use crate::components::{Breadcrumb, Cell, ErrorSummary, Field, FieldKind, Link, Notice, Stat, Table, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Free days of a year.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/calendar.html")]
pub struct CalendarPage {
    /// Header and footer.
    pub shell: Shell,

    /// Where this page stands.
    pub breadcrumb: Breadcrumb,
    /// What to put right.
    pub errors: ErrorSummary,
    /// What was refused.
    pub notices: Vec<Notice>,
    /// Which year.
    pub year: i16,
    /// Every year that the calendar knows.
    pub years: Vec<Stat>,
    /// The year that can be opened.
    pub next: Option<i16>,
    /// What a day rests on where no decree is named.
    pub basis: String,
    /// Version of the calendar.
    pub version: i64,
    /// Free days with what they rest on.
    pub days: Table,
    /// Changes of this year.
    pub changes: Table,
    /// A change: day, what, name, kind, decree, reason.
    pub fields: Vec<Field>,
}

impl CalendarPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let day = |date: &str, name: &str| {
            vec![Cell::text(date), Cell::text(name), Cell::text("Cuti bersama"), Cell::text("–")]
        };
        let page = |days: Vec<Vec<Cell>>| CalendarPage {
            shell: Shell::sample_officer(links::calendar(), "Gilang Ramadipa", "Pengelola sistem"),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::manage(), "Kelola")], "Kalender"),
            errors: ErrorSummary::default(),
            notices: Vec::new(),
            year: 2026,
            years: vec![Stat {
                value: "2026".to_owned(),
                label: "23 hari libur".to_owned(),
                href: links::with_query(&links::calendar(), &[("tahun", "2026")]),
                tone: Tone::Neutral,
                here: true,
            }],
            next: Some(2028),
            basis: "Keputusan Bersama Menteri".to_owned(),
            version: 4,
            days: Table::new("Hari libur 2026", &["Tanggal", "Nama", "Jenis", "Dasar"], days),
            changes: Table::new(
                "Perubahan",
                &["Tanggal", "Perubahan", "Dasar", "Alasan", "Oleh"],
                Vec::new(),
            ),
            fields: vec![
                Field::new("tanggal", "Tanggal", FieldKind::Date).hint("Contoh: 30-03-2026"),
                Field::new("alasan", "Alasan", FieldKind::Text { max: 120 }),
            ],
        };
        let mut wrong = page(vec![day("Senin, 16 Februari 2026", "Cuti Bersama Imlek")]);
        wrong.fields[1].error = Some("Isi alasan, paling panjang 120 huruf.".to_owned());
        wrong.errors = ErrorSummary::of(&wrong.fields);
        vec![
            ("usual", page(vec![day("Senin, 16 Februari 2026", "Cuti Bersama Imlek")])),
            ("wrong", wrong),
            ("empty", page(Vec::new())),
        ]
    }
}
