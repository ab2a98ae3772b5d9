//! `/kerja/akses/kuasa/{id}`: a signed power of attorney beside what was asked, and the decision (MJK18-12.6).

use super::access_case::ProofView;
use crate::components::{ErrorSummary, Field, FieldKind, SummaryList, SummaryRow, Tag, Tone};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A signed power of attorney at the officer's desk.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/power_case.html")]
pub struct PowerCasePage {
    /// Header and footer.
    pub shell: Shell,

    /// Id.
    pub id: String,
    /// Name of the helper.
    pub helper: String,
    /// State in words.
    pub state: Tag,
    /// What must be put right.
    pub errors: ErrorSummary,
    /// The sheet.
    pub paper: ProofView,
    /// What was asked.
    pub facts: SummaryList,
    /// That everything was compared; `None` once it is settled.
    pub seen: Option<Field>,
    /// Reason of a refusal.
    pub reason: Field,
}

impl PowerCasePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = PowerCasePage {
            shell: Shell::sample_officer(links::access_desk(), "Ristanti", "Petugas layanan"),
            id: "k3".to_owned(),
            helper: "Moch. Sugeng".to_owned(),
            state: Tag::new(Tone::Info, "Menunggu keputusan"),
            errors: ErrorSummary::default(),
            paper: ProofView {
                title: "Surat kuasa".to_owned(),
                href: links::power_case_paper("k3"),
                picture: true,
                meta: "Dilihat Ristanti, Rabu, 1 April 2026 pukul 09.30".to_owned(),
            },
            facts: SummaryList {
                rows: vec![
                    SummaryRow::new("Pemberi kuasa", "Ponirah"),
                    SummaryRow::new("Penerima kuasa", "Moch. Sugeng"),
                    SummaryRow::new("Untuk layanan", "Semua layanan"),
                    SummaryRow::new("Berlaku sampai", "Rabu, 30 September 2026"),
                ],
            },
            seen: Some(Field::new(
                "cocok",
                "Nama, layanan, masa, dan tanda tangan sudah saya cocokkan.",
                FieldKind::Tick,
            )),
            reason: Field::new("alasan", "Alasan penolakan", FieldKind::Text { max: 160 })
                .hint("Kalimat ini dibaca penerima kuasa setelah kata “karena”."),
        };
        let mut wrong = page.clone();
        wrong.reason = wrong.reason.error("Tulis alasannya. Penerima kuasa membacanya.");
        wrong.errors = ErrorSummary::of(std::slice::from_ref(&wrong.reason));
        let settled = PowerCasePage { state: Tag::new(Tone::Good, "Berlaku"), seen: None, ..page.clone() };
        vec![("usual", page), ("error", wrong), ("settled", settled)]
    }
}
