//! `/permohonan/{id}/pernyataan`: the sheet that an applicant signs by hand when an officer filled the form (MJK18-12.6).

use crate::components::{Breadcrumb, Link, SummaryList, SummaryRow};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The sheet, printed from the browser.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/counter/declaration.html")]
pub struct DeclarationSheetPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id of the application.
    pub id: String,
    /// Name of the service.
    pub service: String,
    /// Name of the applicant.
    pub holder: String,
    /// Name of the officer.
    pub officer: String,
    /// Each group of questions with its answers; documents last.
    pub groups: Vec<(String, SummaryList)>,
    /// The declaration's text.
    pub declaration: String,
    /// Day of printing.
    pub day: String,
}

impl DeclarationSheetPage {
    /// Invented pages.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = DeclarationSheetPage {
            shell: Shell::sample_officer(
                links::application_declaration("a7"),
                "Tri Ambarsari",
                "Petugas bantuan pendaftaran",
            ),
            breadcrumb: Breadcrumb::new(
                vec![
                    Link::new(links::counter(), "Loket"),
                    Link::new(links::application("a7"), "Izin Pemakaman"),
                ],
                "Lembar pernyataan",
            ),
            id: "a7".to_owned(),
            service: "Izin Pemakaman".to_owned(),
            holder: "Ponirah".to_owned(),
            officer: "Tri Ambarsari".to_owned(),
            groups: vec![(
                "Data makam".to_owned(),
                SummaryList { rows: vec![SummaryRow::new("Tempat makam", "TPU contoh")] },
            )],
            declaration: "Saya menyatakan semua isian dan dokumen yang saya lampirkan adalah benar dan asli."
                .to_owned(),
            day: "Rabu, 1 April 2026".to_owned(),
        };
        vec![("usual", page)]
    }
}
