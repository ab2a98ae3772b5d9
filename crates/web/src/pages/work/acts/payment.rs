//! Retribution: SKRD with its calculation, record of the payment, confirmation by a second person.

use crate::components::{
    Deadline, FeeRow, FeeTable, Field, FieldKind, FileUpload, FormSeed, Link, Notice, SummaryList,
    SummaryRow, Tone,
};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// What is to be done now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PaymentStep {
    #[default]
    /// Issue the SKRD.
    Issue,
    /// Record the bank's proof.
    Record,
    /// A second person confirms.
    Confirm,
    /// Paid.
    Done,
}

/// Retribution: SKRD with its calculation, record of the payment, confirmation by a second person.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/payment.html")]
pub struct PaymentPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// What is to be done now.
    pub step: PaymentStep,
    /// Calculation from the values of the recommendation.
    pub fee: FeeTable,
    /// What the applicant's own figures would give; empty when equal.
    pub applicant_amount: String,
    /// The SKRD once issued.
    pub skrd: Option<Link>,
    /// Until when payment is awaited.
    pub deadline: Option<Deadline>,
    /// Bank reference, amount, time of payment.
    pub fields: Vec<Field>,
    /// Picture of the slip.
    pub proof: FileUpload,
    /// The payment as recorded.
    pub recorded: SummaryList,
    /// Who recorded it.
    pub recorder: String,
    /// Note when it is taken out again, with id `catatan`.
    pub note: Field,
}

impl HtmlSafe for PaymentPanel {}

impl PaymentPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let base = |step: PaymentStep| PaymentPanel {
            id: "c4".to_owned(),
            forms: FormSeed::sample(),
            step,
            fee: FeeTable {
                caption: "Retribusi IMB".to_owned(),
                rows: vec![FeeRow::new("Bangunan, luas terukur", "112 m² × 1,0 × Rp12.500", "Rp1.400.000")],
                total: "Rp1.400.000".to_owned(),
                words: "satu juta empat ratus ribu rupiah".to_owned(),
            },
            applicant_amount: "Rp1.200.000 (96 m²)".to_owned(),
            skrd: None,
            deadline: None,
            fields: vec![
                Field::new("nomor_bukti", "Nomor bukti bank", FieldKind::Text { max: 40 }),
                Field::new("jumlah", "Jumlah yang dibayar", FieldKind::Number { unit: String::new() })
                    .hint("Dalam rupiah, contoh 1.400.000."),
                Field::new("tanggal_bayar", "Tanggal bayar menurut bank", FieldKind::Date)
                    .hint("Contoh: 30-03-2026"),
                Field::new("jam_bayar", "Jam bayar menurut bank", FieldKind::Text { max: 5 })
                    .hint("Contoh: 14.05"),
            ],
            proof: FileUpload { multiple: false, ..FileUpload::new("bukti", "Foto bukti bank") },
            recorded: SummaryList::default(),
            recorder: String::new(),
            note: Field::new("catatan", "Catatan bila tidak cocok", FieldKind::LongText { max: 500 })
                .optional(),
        };
        let mut record = base(PaymentStep::Record);
        record.skrd = Some(Link::new(links::case_file("c4", "skrd"), "SKRD/000098/IMB/2026 (PDF)"));
        record.deadline = Some(Deadline::new(
            Tone::Warn,
            "Paling lambat Senin, 30 Maret 2026",
            "10 hari kerja sejak 9 Maret (Pasal 14 ayat (3)); Nyepi dan Idulfitri tidak dihitung.",
        ));
        let mut confirm = PaymentPanel { step: PaymentStep::Confirm, ..record.clone() };
        confirm.recorder = "Dicatat Nurlaila, Senin, 30 Maret 2026 pukul 15.10".to_owned();
        confirm.recorded = SummaryList {
            rows: vec![
                SummaryRow::new("Nomor bukti", "BCD-7781"),
                SummaryRow::new("Jumlah", "Rp1.400.000"),
                SummaryRow::new("Waktu bayar", "Senin, 30 Maret 2026 pukul 14.05"),
            ],
        };
        let mut done = PaymentPanel { step: PaymentStep::Done, ..confirm.clone() };
        done.recorder = "Dikonfirmasi Darsono".to_owned();
        vec![
            ("payment", base(PaymentStep::Issue)),
            ("payment-record", record),
            ("payment-confirm", confirm),
            ("payment-done", done),
        ]
    }
}
