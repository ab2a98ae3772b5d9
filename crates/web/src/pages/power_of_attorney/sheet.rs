//! `/akun/kuasa/{id}/lembar`: the sheet that an owner signs by hand (MJK18-12.6).

use crate::components::{Breadcrumb, Link, SummaryList, SummaryRow};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// The sheet, printed from the browser.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/power_of_attorney/sheet.html")]
pub struct PowerSheetPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id.
    pub id: String,
    /// Name of the helper.
    pub helper: String,
    /// Helper, services, period.
    pub facts: SummaryList,
    /// Day of printing.
    pub day: String,
}

impl PowerSheetPage {
    /// Invented pages.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = PowerSheetPage {
            shell: Shell::sample_applicant(links::power_sheet("k3")),
            breadcrumb: Breadcrumb::new(
                vec![Link::new(links::powers(), "Surat kuasa"), Link::new(links::power("k3"), "Kuasa")],
                "Lembar surat kuasa",
            ),
            id: "k3".to_owned(),
            helper: "Moch. Sugeng".to_owned(),
            facts: SummaryList {
                rows: vec![
                    SummaryRow::new("Nomor pemberi kuasa", "3576••••••••0003"),
                    SummaryRow::new("Untuk layanan", "Semua layanan"),
                    SummaryRow::new("Berlaku sampai", "Rabu, 30 September 2026"),
                ],
            },
            day: "Rabu, 1 April 2026".to_owned(),
        };
        vec![("usual", page)]
    }
}
