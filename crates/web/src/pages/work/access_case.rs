//! `/kerja/akses/{id}`: a request for access: the card beside what is stated, and the decision (MJK18-8.5).

use crate::components::{
    Choice, Deadline, ErrorSummary, Field, FieldKind, Notice, SummaryList, SummaryRow, Tag, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A paper beside its claim.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProofView {
    /// What it is.
    pub title: String,
    /// Where its bytes are.
    pub href: String,
    /// A picture that the page shows; anything else is opened by itself.
    pub picture: bool,
    /// Who looked, when.
    pub meta: String,
}

/// A request for access at the officer's desk.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/access_case.html")]
pub struct AccessCasePage {
    /// Header and footer.
    pub shell: Shell,

    /// Id.
    pub id: String,
    /// Number.
    pub number: String,
    /// Name as stated.
    pub name: String,
    /// State in words.
    pub state: Tag,
    /// The working day has passed.
    pub late: bool,
    /// Until when.
    pub due: Option<Deadline>,
    /// What must be put right.
    pub errors: ErrorSummary,
    /// What the officer should look at.
    pub warnings: Vec<Notice>,
    /// Papers.
    pub papers: Vec<ProofView>,
    /// What is stated.
    pub claims: SummaryList,
    /// Version that the officer sees.
    pub version: i64,
    /// Reason of a refusal; none once it is decided.
    pub reason: Option<Vec<Field>>,
}

impl AccessCasePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let page = AccessCasePage {
            shell: Shell::sample_officer(links::access_desk(), "Ristanti", "Petugas layanan"),
            id: "q1".to_owned(),
            number: "A26-000012-6".to_owned(),
            name: "Wulandari Contoh".to_owned(),
            state: Tag::new(Tone::Info, "Menunggu keputusan"),
            late: true,
            due: Some(Deadline::new(
                Tone::Bad,
                "Lewat batas Selasa, 31 Maret 2026",
                "1 hari kerja. Dasar: Pasal 8 ayat (5).",
            )),
            errors: ErrorSummary::default(),
            warnings: vec![Notice::new(Tone::Warn, "Nomor urut NIK 0000 tidak lazim.")],
            papers: vec![ProofView {
                title: "KTP".to_owned(),
                href: links::access_case_paper("q1", "ktp"),
                picture: true,
                meta: "Dilihat Ristanti, Rabu, 1 April 2026 pukul 09.30".to_owned(),
            }],
            claims: SummaryList {
                rows: vec![
                    SummaryRow::new("Nama sesuai KTP", "Wulandari Contoh"),
                    SummaryRow::new("NIK", "3576014101950000"),
                    SummaryRow::new("Masa berlaku KTP", "Seumur hidup"),
                ],
            },
            version: 7,
            reason: Some(vec![
                Field::new(
                    "kalimat",
                    "Alasan",
                    FieldKind::Choice { options: vec![Choice::new("foto", "Foto dokumen tidak terbaca.")] },
                ),
                Field::new("alasan", "Atau tulis alasan lain", FieldKind::Text { max: 160 }).optional(),
            ]),
        };
        let mut wrong = page.clone();
        if let Some(fields) = &mut wrong.reason {
            fields[1].error = Some("Tulis alasan penolakan, paling panjang 160 huruf.".to_owned());
            wrong.errors = ErrorSummary::of(fields);
        }
        let mut decided = page.clone();
        decided.state = Tag::new(Tone::Good, "Disetujui");
        decided.reason = None;
        decided.late = false;
        decided.papers[0].picture = false;
        vec![("usual", page), ("error", wrong), ("decided", decided)]
    }
}
