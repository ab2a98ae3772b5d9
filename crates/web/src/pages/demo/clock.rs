//! `/demo/waktu`: the demo's clock and the buttons that move it forward.

use crate::components::{ErrorSummary, Field, FieldKind};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The demo's clock and the buttons that move it forward.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/demo/clock.html")]
pub struct DemoClockPage {
    /// Header and footer.
    pub shell: Shell,

    /// Time of the clock.
    pub now: String,
    /// A date to go to, with id `tanggal`.
    pub until: Field,
    /// What happened on the way, after a move.
    pub done: Vec<String>,
}

impl DemoClockPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let field =
            || Field::new("tanggal", "Maju sampai tanggal", FieldKind::Date).hint("Contoh: 30-03-2026");
        let page = |until: Field, done: Vec<String>| DemoClockPage {
            shell: Shell::sample(links::demo_clock()),
            now: "Rabu, 1 April 2026 pukul 09.30".to_owned(),
            until,
            done,
        };
        vec![
            ("usual", page(field(), Vec::new())),
            (
                "moved",
                page(
                    field(),
                    vec![
                        "Pengingat survei terkirim kepada Ponirah.".to_owned(),
                        "Batas bayar PT Roda Majatama Contoh lewat.".to_owned(),
                    ],
                ),
            ),
            (
                "error",
                page(
                    field()
                        .value("2026-03-01")
                        .error("Waktu hanya dapat maju. Pilih tanggal setelah 1 April 2026."),
                    Vec::new(),
                ),
            ),
        ]
    }
}
