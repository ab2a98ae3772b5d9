//! Decision with its chain of initials: draft, paraf, PIN, approval or refusal.

use crate::components::{
    Field, FieldKind, FormSeed, Link, Notice, PinEntry, SummaryList, SummaryRow, Tag, Tone,
};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// One post of the chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkRow {
    /// The post that initials.
    pub position: String,
    /// Who and when; empty while it is awaited.
    pub done: String,
}

/// What this person can do now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum DecisionStep {
    /// Compose the draft.
    #[default]
    Compose,
    /// Ask for a PIN for `paraf` or `tetapkan`.
    AskPin {
        /// `paraf` or `tetapkan`.
        act: String,
        /// Words on the button.
        button: String,
    },
    /// Do it at once, where the region asks for no PIN (PWK63-6.2.c).
    Act {
        /// Where the form goes.
        action: String,
        /// Words on the button.
        button: String,
        /// It refuses.
        refuses: bool,
    },
    /// Type the PIN.
    EnterPin(Box<PinEntry>),
    /// Somebody else must act first.
    Wait {
        /// Who.
        text: String,
    },
}

impl DecisionStep {
    fn may_refuse(&self) -> bool {
        !matches!(self, DecisionStep::EnterPin(_))
    }
}

/// Decision with its chain of initials: draft, paraf, PIN, approval or refusal.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/decision.html")]
pub struct DecisionPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// What the agencies said.
    pub recommendations: SummaryList,
    /// The draft as PDF.
    pub draft: Option<Link>,
    /// Digest the chain is bound to; goes into the forms.
    pub draft_digest: String,
    /// The chain, from below upwards.
    pub marks: Vec<MarkRow>,
    /// What this person can do now.
    pub step: DecisionStep,
    /// Reason for approving against a recommendation, with id `alasan_persetujuan`; drawn when `reason_needed`.
    pub reason: Field,
    /// An agency did not recommend.
    pub reason_needed: bool,
    /// Grounds of a refusal, one a line, with id `alasan_penolakan`; only for who may decide.
    pub grounds: Option<Field>,
    /// The draft refuses, and this person may write an approval instead.
    pub back: bool,
    /// No PIN is asked: a refusal with its grounds is decided with its own button.
    pub pinless: bool,
}

impl HtmlSafe for DecisionPanel {}

impl DecisionPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let mark =
            |position: &str, done: &str| MarkRow { position: position.to_owned(), done: done.to_owned() };
        let base = |step: DecisionStep| DecisionPanel {
            id: "c3".to_owned(),
            forms: FormSeed::sample(),
            recommendations: SummaryList {
                rows: vec![SummaryRow::new("Dinas Kesehatan", "Direkomendasikan, 31 Maret 2026")],
            },
            draft: Some(Link::new(links::case_file("c3", "konsep"), "Buka konsep izin (PDF)")),
            draft_digest: "9f2c41".to_owned(),
            marks: vec![
                mark("Kepala Bidang", "Bagas Tirtonegoro, S.STP., 1 April 2026 pukul 09.05"),
                mark("Kepala Dinas", ""),
            ],
            step,
            reason: Field::new("alasan_persetujuan", "Alasan menyetujui", FieldKind::LongText { max: 2000 })
                .hint("Wajib bila instansi teknis tidak merekomendasikan."),
            reason_needed: false,
            grounds: Some(
                Field::new(
                    "alasan_penolakan",
                    "Alasan penolakan beserta pasalnya",
                    FieldKind::LongText { max: 2000 },
                )
                .hint("Satu alasan tiap baris."),
            ),
            back: false,
            pinless: false,
        };
        let pin = PinEntry::sample(
            links::case_decide("c3"),
            links::case_pin("c3"),
            "menetapkan SIP Dokter dr. Candrawati Rahmaningrum",
            "Tetapkan",
        );
        let mut wrong = pin.clone();
        wrong.error = Some("PIN salah. Kesempatan tersisa 2.".to_owned());
        let mut compose = base(DecisionStep::Compose);
        compose.draft = None;
        compose.reason_needed = true;
        let mut refusing = base(DecisionStep::AskPin {
            act: "tetapkan".to_owned(),
            button: "Minta PIN untuk menolak".to_owned(),
        });
        refusing.back = true;
        refusing.draft =
            Some(Link::new(links::case_file("c3", "konsep"), "Buka konsep surat penolakan (PDF)"));
        let mut plain = base(DecisionStep::Act {
            action: links::case_decide("c3"),
            button: "Disetujui".to_owned(),
            refuses: false,
        });
        plain.pinless = true;
        let mut plain_no = base(DecisionStep::Act {
            action: links::case_decide("c3"),
            button: "Tolak permohonan".to_owned(),
            refuses: true,
        });
        (plain_no.pinless, plain_no.back) = (true, true);
        vec![
            ("decision-plain", plain),
            ("decision-plain-refusing", plain_no),
            ("decision-refusing", refusing),
            ("decision-compose", compose),
            (
                "decision-initial",
                base(DecisionStep::AskPin {
                    act: "paraf".to_owned(),
                    button: "Minta PIN untuk memaraf".to_owned(),
                }),
            ),
            (
                "decision",
                base(DecisionStep::AskPin {
                    act: "tetapkan".to_owned(),
                    button: "Minta PIN untuk menetapkan".to_owned(),
                }),
            ),
            ("decision-pin", base(DecisionStep::EnterPin(Box::new(pin)))),
            ("decision-pin-wrong", base(DecisionStep::EnterPin(Box::new(wrong)))),
            (
                "decision-waiting",
                base(DecisionStep::Wait { text: "Menunggu paraf Kepala Bidang.".to_owned() }),
            ),
        ]
    }
}
