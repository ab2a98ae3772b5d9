//! `/permohonan/{id}/periksa`: check your answers, tick the declaration, send.

use crate::components::{
    Breadcrumb, ErrorSummary, Field, FieldKind, FileUpload, Link, Notice, SummaryList, SummaryRow, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A code that was sent to the applicant's phone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SentCode {
    /// Goes with the code.
    pub challenge: String,
    /// Masked number, kept when the code was wrong.
    pub phone: String,
    /// Until when, kept too.
    pub expires: String,
    /// Where the code is typed, with id `kode`.
    pub field: Field,
}

/// How the applicant declares when an officer filled the form: by code, or on paper (MJK18-12.6).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AssistedDeclaration {
    /// Name of the applicant.
    pub holder: String,
    /// The declaration's text, to be read to the applicant.
    pub text: String,
    /// The code, once it was sent.
    pub code: Option<SentCode>,
    /// The signed sheet is attached; only then the tick is asked for.
    pub signed: bool,
    /// Takes the signed sheet.
    pub upload: FileUpload,
}

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
    /// An officer fills it for somebody; the declaration is then asked for in another way.
    pub assisted: Option<AssistedDeclaration>,
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
            assisted: None,
        };
        let helped = |code: Option<SentCode>, signed: bool| {
            let mut page = page(declaration());
            page.shell = Shell::sample_officer(
                links::application_check("a3"),
                "Tri Ambarsari",
                "Petugas bantuan pendaftaran",
            );
            page.shell.assisting = Some(
                Notice::new(Tone::Info, "Anda mengisi untuk Ponirah.")
                    .text("Permohonan ini milik pemohon. Pernyataannya tetap diberikan pemohon sendiri."),
            );
            page.assisted = Some(AssistedDeclaration {
                holder: "Ponirah".to_owned(),
                text: page.declaration.label.clone(),
                code,
                signed,
                upload: FileUpload {
                    multiple: false,
                    ..FileUpload::new("doc.signed_declaration", "Foto atau pindaian lembar pernyataan")
                },
            });
            page.declaration = Field::new(
                "pernyataan",
                "Ponirah menandatangani lembar pernyataan di hadapan saya.",
                FieldKind::Tick,
            );
            page
        };
        let code = SentCode {
            challenge: "p-1".to_owned(),
            phone: "0840••••0008".to_owned(),
            expires: "10.47".to_owned(),
            field: Field::new("kode", "Kode dari ponsel pemohon", FieldKind::Text { max: 6 })
                .hint("Dikirim ke 0840••••0008, berlaku sampai pukul 10.47."),
        };
        vec![
            ("usual", page(declaration())),
            ("error", page(declaration().error("Beri tanda centang pada pernyataan sebelum mengirim."))),
            ("assisted", helped(None, false)),
            ("assisted-code", helped(Some(code), false)),
            ("assisted-signed", helped(None, true)),
        ]
    }
}
