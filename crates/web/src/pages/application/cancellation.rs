//! `/permohonan/{id}/pembatalan`: request to cancel an application or to withdraw a permit.

use crate::components::{Breadcrumb, ErrorSummary, Field, FieldKind, Link, Notice, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Request to cancel an application or to withdraw a permit.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/cancellation.html")]
pub struct CancellationPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Why.
    pub reason: Field,
    /// State of a request already made; then no form is shown.
    pub running: Option<Notice>,
}

impl CancellationPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let field = || Field::new("alasan", "Alasan permintaan", FieldKind::LongText { max: 1000 });
        let page = |reason: Field, running: Option<Notice>| CancellationPage {
            shell: Shell::sample_applicant(links::application_cancellation("a1")),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::account(), "Permohonan saya")], "Pembatalan"),
            id: "a1".to_owned(),
            number: "26-000098-9".to_owned(),
            reason,
            running,
        };
        vec![
            ("usual", page(field(), None)),
            ("error", page(field().error("Tulis alasan permintaan."), None)),
            (
                "running",
                page(
                    field(),
                    Some(
                        Notice::new(Tone::Info, "Permintaan pembatalan sudah ada.")
                            .text("Kami memeriksanya sejak Selasa, 31 Maret 2026."),
                    ),
                ),
            ),
        ]
    }
}
