//! A request to cancel or revoke: its check and its decision.

use crate::components::{Field, FieldKind, FormSeed, PinEntry};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// A request to cancel or revoke: its check and its decision.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/cancellation.html")]
pub struct CancellationPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// The applicant's reason.
    pub reason: String,
    /// When it was asked.
    pub asked: String,
    /// Result of the check; `None` while it is to be made.
    pub check: Option<String>,
    /// Digest of the request.
    pub digest: String,
    /// Note of the check or decision, with id `catatan`.
    pub note: Field,
    /// Entry of the PIN once asked for.
    pub pin: Option<PinEntry>,
    /// No PIN is asked: the buttons decide.
    pub pinless: bool,
}

impl HtmlSafe for CancellationPanel {}

impl CancellationPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let panel = CancellationPanel {
            id: "c4".to_owned(),
            forms: FormSeed::sample(),
            reason: "Pembangunan ditunda sampai tahun depan.".to_owned(),
            asked: "Selasa, 31 Maret 2026".to_owned(),
            check: None,
            digest: "9f2c41".to_owned(),
            note: Field::new("catatan", "Catatan", FieldKind::LongText { max: 1000 }),
            pin: None,
            pinless: false,
        };
        let decide = CancellationPanel {
            check: Some("Patut, diperiksa Sukinem 1 April 2026.".to_owned()),
            ..panel.clone()
        };
        let plain = CancellationPanel { pinless: true, ..decide.clone() };
        let pin = CancellationPanel {
            pin: Some(PinEntry::sample(
                links::case_decide_cancellation("c4"),
                links::case_pin("c4"),
                "membatalkan permohonan 26-000098-9",
                "Batalkan permohonan",
            )),
            ..decide.clone()
        };
        vec![
            ("cancellation", panel),
            ("cancellation-decide", decide),
            ("cancellation-plain", plain),
            ("cancellation-pin", pin),
        ]
    }
}
