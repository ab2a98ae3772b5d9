//! `/daftar/permohonan/{id}`: papers, codes and sending of a draft; afterwards the state of the request.

use crate::components::{
    Deadline, ErrorSummary, Field, FieldKind, FileUpload, Notice, SummaryList, SummaryRow, Tag, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// A paper that is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperSlot {
    /// Name in addresses.
    pub id: String,
    /// What people call it.
    pub label: String,
    /// A file is there.
    pub attached: bool,
    /// Choice of the file.
    pub upload: FileUpload,
}

/// A number or mailbox to confirm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ContactSlot {
    /// `ponsel` or `surel`.
    pub channel: String,
    /// "Nomor ponsel" or "Surel".
    pub label: String,
    /// As stated.
    pub address: String,
    /// The code was right.
    pub confirmed: bool,
    /// A code was sent; it is asked for.
    pub code: Option<Field>,
}

/// What can still be done with the request.
#[derive(Debug, Clone)]
pub enum RequestBody {
    /// Not sent yet.
    Draft {
        /// Papers.
        papers: Vec<PaperSlot>,
        /// Number and mailbox.
        contacts: Vec<ContactSlot>,
        /// The declaration.
        declaration: Box<Field>,
        /// Names of the firm's or person's duties page.
        missing: usize,
    },
    /// Sent: number, state, until when.
    Sent {
        /// Number.
        number: String,
        /// State in words.
        state: Tag,
        /// Said about it.
        notice: Box<Notice>,
        /// Until when the office decides.
        due: Option<Deadline>,
        /// Access was granted: the code may be used.
        granted: bool,
    },
}

/// A request for access.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/access/request.html")]
pub struct AccessRequestPage {
    /// Header and footer.
    pub shell: Shell,

    /// Id; empty when the state was asked for by number.
    pub id: String,
    /// What is stated.
    pub claims: SummaryList,
    /// What must be put right.
    pub errors: ErrorSummary,
    /// The rest.
    pub body: RequestBody,
}

impl AccessRequestPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let mut upload = FileUpload::new("berkas", "KTP");
        upload.multiple = false;
        let contact = |channel: &str, label: &str, address: &str, confirmed, code: bool| ContactSlot {
            channel: channel.to_owned(),
            label: label.to_owned(),
            address: address.to_owned(),
            confirmed,
            code: code.then(|| {
                Field::new(format!("kode-{channel}"), "Kode enam angka", FieldKind::Text { max: 9 })
                    .named("kode")
            }),
        };
        let page = AccessRequestPage {
            shell: Shell::sample(links::access_request("q1")),
            id: "q1".to_owned(),
            claims: SummaryList {
                rows: vec![
                    SummaryRow::new("Nama", "Wulandari Contoh").change(links::access_data("q1")),
                    SummaryRow::new("NIK", "3576014101950000"),
                ],
            },
            errors: ErrorSummary::default(),
            body: RequestBody::Draft {
                papers: vec![PaperSlot { id: "ktp".into(), label: "KTP".into(), attached: false, upload }],
                contacts: vec![
                    contact("ponsel", "Nomor ponsel", "0840-9000-0001", false, true),
                    contact("surel", "Surel", "wulandari@warga.example", true, false),
                ],
                declaration: Box::new(Field::new(
                    "pernyataan",
                    "Saya menyatakan semua isian dan dokumen adalah benar dan asli.",
                    FieldKind::Tick,
                )),
                missing: 2,
            },
        };
        let sent = |tag: Tag, notice: Notice, granted| AccessRequestPage {
            body: RequestBody::Sent {
                number: "A26-000012-6".to_owned(),
                state: tag,
                notice: Box::new(notice),
                due: Some(Deadline::new(
                    Tone::Info,
                    "Paling lambat Kamis, 2 April 2026",
                    "1 hari kerja. Dasar: Pasal 8 ayat (5).",
                )),
                granted,
            },
            ..page.clone()
        };
        let open = sent(
            Tag::new(Tone::Info, "Menunggu keputusan"),
            Notice::new(Tone::Good, "Permohonan hak akses Anda sudah kami terima."),
            false,
        );
        let granted =
            sent(Tag::new(Tone::Good, "Disetujui"), Notice::new(Tone::Good, "Akun Anda sudah ada."), true);
        vec![("usual", page), ("sent", open), ("granted", granted)]
    }
}
