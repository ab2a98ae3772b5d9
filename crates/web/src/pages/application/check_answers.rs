//! `/permohonan/{id}/periksa`: check your answers, tick the declaration, send.

use crate::components::{Breadcrumb, ErrorSummary, Field, FieldKind, Link, Notice, SummaryList, SummaryRow};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// Check your answers, tick the declaration, send.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/application/check_answers.html")]
pub struct CheckAnswersPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// Name of the service.
    pub service: String,
    /// Each group of questions with its answers; documents last.
    pub groups: Vec<(String, SummaryList)>,
    /// The tick, with the declaration's text as its label.
    pub declaration: Field,
    /// What still keeps the application from being sent.
    pub errors: ErrorSummary,
    /// For example a warning that does not hinder sending.
    pub notice: Option<Notice>,
}

impl CheckAnswersPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let declaration = || {
            Field::new(
                "pernyataan",
                "Saya menyatakan semua isian dan dokumen yang saya lampirkan adalah benar dan asli.",
                FieldKind::Tick,
            )
        };
        let form = links::application_form("a3", "pemohon");
        let page = |declaration: Field| CheckAnswersPage {
            shell: Shell::sample_applicant(links::application_check("a3")),
            breadcrumb: Breadcrumb::new(
                vec![
                    Link::new(links::account(), "Permohonan saya"),
                    Link::new(links::application("a3"), "Izin Mendirikan Bangunan"),
                ],
                "Periksa dan kirim",
            ),
            id: "a3".to_owned(),
            service: "Izin Mendirikan Bangunan".to_owned(),
            groups: vec![
                (
                    "Data pemohon".to_owned(),
                    SummaryList {
                        rows: vec![
                            SummaryRow::new("Nama sesuai KTP", "Moch. Sugeng").change(&form),
                            SummaryRow::new("NIK", "3576020107790000").change(&form),
                        ],
                    },
                ),
                (
                    "Bangunan".to_owned(),
                    SummaryList {
                        rows: vec![
                            SummaryRow::new("Letak", "Gang Melati Sewu 3, Wates, Magersari").change(&form),
                            SummaryRow::new("Luas bangunan", "96 m²").change(&form),
                        ],
                    },
                ),
                (
                    "Dokumen".to_owned(),
                    SummaryList {
                        rows: vec![
                            SummaryRow::new("KTP pemohon", "ktp.jpg")
                                .change(links::application_documents("a3")),
                        ],
                    },
                ),
            ],
            errors: ErrorSummary::of(std::slice::from_ref(&declaration)),
            declaration,
            notice: None,
        };
        vec![
            ("usual", page(declaration())),
            ("error", page(declaration().error("Beri tanda centang pada pernyataan sebelum mengirim."))),
        ]
    }
}
