//! `/akun/kuasa/{id}`: one power of attorney and what can be done under it (MJK18-12.6).

use crate::components::{
    Breadcrumb, Choice, Field, FieldKind, FileUpload, Link, Notice, SummaryList, SummaryRow, Tag, Tone,
};
use crate::links;
use crate::pages::Shell;
use crate::pages::account::AccountRow;
use askama::Template;

/// What the owner has still to do.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Where the code is typed.
    pub code: Field,
    /// The signed sheet; `None` for the owner, who needs none.
    pub upload: Option<FileUpload>,
    /// A sheet was sent and waits for an officer.
    pub sent: bool,
}

/// One power of attorney.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/power_of_attorney/show.html")]
pub struct PowerPage {
    /// Header and footer.
    pub shell: Shell,

    /// Pages above.
    pub breadcrumb: Breadcrumb,
    /// Id.
    pub id: String,
    /// Name of the other one.
    pub other: String,
    /// I am its owner.
    pub given: bool,
    /// Where it stands.
    pub state: Tag,
    /// What it says.
    pub facts: SummaryList,
    /// What was refused just now.
    pub notice: Option<Notice>,
    /// While it waits.
    pub waiting: Option<Waiting>,
    /// The service to begin, where I may.
    pub service: Option<Field>,
    /// What is asked for, and about which earlier permit.
    pub choices: Vec<Field>,
    /// Files that I look after.
    pub files: Vec<AccountRow>,
    /// It can be ended, or the request taken back or declined.
    pub open: bool,
}

impl PowerPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let facts = |how: &str| SummaryList {
            rows: vec![
                SummaryRow::new("Untuk layanan", "Semua layanan"),
                SummaryRow::new("Berlaku sampai", "Rabu, 30 September 2026"),
                SummaryRow::new("Disetujui", how),
            ],
        };
        let options = vec![Choice::new("sip-dokter", "Surat Izin Praktik Dokter")];
        let held = PowerPage {
            shell: Shell::sample_applicant(links::power("k2")),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::powers(), "Surat kuasa")], "Ponirah"),
            id: "k2".to_owned(),
            other: "Ponirah".to_owned(),
            given: false,
            state: Tag::new(Tone::Good, "Berlaku"),
            facts: facts("dengan kode"),
            notice: None,
            waiting: None,
            service: Some(Field::new("layanan", "Layanan", FieldKind::Select { options })),
            choices: Vec::new(),
            files: vec![AccountRow {
                id: "a3".to_owned(),
                number: "26-000031-0".to_owned(),
                service: "Izin Pemakaman".to_owned(),
                status: Tag::new(Tone::Info, "Diproses"),
                sentence: "Menunggu pembayaran dari Anda.".to_owned(),
            }],
            open: true,
        };
        let code = |error: Option<&str>| {
            let field = Field::new("kode", "Kode dari ponsel pemilik izin", FieldKind::Text { max: 9 })
                .hint("Enam angka, berlaku 24 jam.");
            match error {
                Some(error) => field.error(error),
                None => field,
            }
        };
        let upload = FileUpload::single("surat", "Foto atau pindaian surat kuasa");
        let asked = PowerPage {
            other: "3576••••••••0003".to_owned(),
            state: Tag::new(Tone::Info, "Menunggu persetujuan"),
            facts: facts("belum"),
            waiting: Some(Waiting { code: code(None), upload: Some(upload.clone()), sent: false }),
            service: None,
            files: Vec::new(),
            ..held.clone()
        };
        let mut wrong = asked.clone();
        wrong.waiting = Some(Waiting {
            code: code(Some("Kode salah. Kesempatan tersisa 4.")),
            upload: Some(upload),
            sent: true,
        });
        let owners = PowerPage {
            given: true,
            other: "Wulandari Contoh".to_owned(),
            waiting: Some(Waiting { code: code(None), upload: None, sent: false }),
            ..asked.clone()
        };
        let over = PowerPage {
            state: Tag::new(Tone::Bad, "Ditolak"),
            notice: Some(Notice::new(
                Tone::Bad,
                "Petugas menolak surat ini karena foto dokumen tidak terbaca.",
            )),
            waiting: None,
            open: false,
            ..asked.clone()
        };
        vec![("usual", held), ("asked", asked), ("wrong", wrong), ("owner", owners), ("refused", over)]
    }
}
