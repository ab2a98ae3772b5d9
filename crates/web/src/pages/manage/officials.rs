//! `/kelola/pejabat`: posts, who holds them, for which services they sign, and absences.

use crate::components::{
    Breadcrumb, Choice, ErrorSummary, Field, FieldKind, FileUpload, Link, Notice, Table, Tag, TickList, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// An entry of the register that can be ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Unique on the page, for ids and keys.
    pub key: String,
    /// First line.
    pub title: String,
    /// Second line: period and letter.
    pub text: String,
    /// State in words.
    pub state: Tag,
    /// Where the letter can be opened.
    pub letter: Option<String>,
    /// Address of the form that ends it; `None` when it has ended.
    pub end: Option<String>,
    /// Hidden values that name the entry.
    pub named: Vec<(String, String)>,
    /// Last day.
    pub last: Field,
}

/// Posts, holders, delegations, absences.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/manage/officials.html")]
pub struct OfficialsPage {
    /// Header and footer.
    pub shell: Shell,

    /// Where this page stands.
    pub breadcrumb: Breadcrumb,
    /// What to put right.
    pub errors: ErrorSummary,
    /// What needs attention, or what was refused.
    pub notices: Vec<Notice>,
    /// Posts and who acts in them today.
    pub posts: Table,
    /// Certificates of signers and seal.
    pub certificates: Table,
    /// Version of the register.
    pub version: i64,
    /// Appointments.
    pub appointments: Vec<Entry>,
    /// A new appointment.
    pub appoint: Vec<Field>,
    /// Its letter.
    pub letter: FileUpload,
    /// Delegations.
    pub delegations: Vec<Entry>,
    /// A new delegation.
    pub delegate: Vec<Field>,
    /// Its services.
    pub services: TickList,
    /// Absences.
    pub absences: Vec<Entry>,
    /// A new absence.
    pub absence: Vec<Field>,
    /// The form that is shown open after a refusal: `angkat`, `limpahkan` or `halangan`.
    pub open: String,
}

impl OfficialsPage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        use crate::components::Cell;
        let date = |id: &str, label: &str| {
            Field::new(id, label, FieldKind::Date).named("mulai").hint("Contoh: 30-03-2026")
        };
        let entry = Entry {
            key: "jabatan-0".to_owned(),
            title: "Kepala Dinas: Drs. Wirayuda Pranatajaya, M.Si.".to_owned(),
            text: "Sejak 1 Januari 2025. Keputusan Nomor 800/000-CONTOH/2025.".to_owned(),
            state: Tag::new(Tone::Good, "Berlaku"),
            letter: Some(links::officials_letter("f1")),
            end: Some(links::officials_end()),
            named: vec![("jabatan".to_owned(), "kepala_dinas".to_owned())],
            last: Field::new("jabatan-0-sampai", "Hari terakhir", FieldKind::Date).named("sampai"),
        };
        let page = OfficialsPage {
            shell: Shell::sample_officer(links::officials(), "Gilang Ramadipa", "Pengelola sistem"),
            breadcrumb: Breadcrumb::new(vec![Link::new(links::manage(), "Kelola")], "Pejabat"),
            errors: ErrorSummary::default(),
            notices: vec![Notice::new(
                Tone::Warn,
                "Kepala Dinas: pelimpahan kewenangan berakhir 30 April 2026.",
            )],
            posts: Table::new(
                "Jabatan hari ini",
                &["Jabatan", "Dipegang"],
                vec![vec![Cell::text("Kepala Dinas"), Cell::text("Plh. Dra. Laksmi Wahyuningtyas")]],
            ),
            certificates: Table::new(
                "Sertifikat elektronik",
                &["Pemilik", "Penerbit", "Berlaku sampai"],
                vec![vec![
                    Cell::text("Segel kantor"),
                    Cell::text("Otoritas Contoh"),
                    Cell::text("31 Desember 2027"),
                ]],
            ),
            version: 3,
            appointments: vec![entry.clone()],
            appoint: vec![date("angkat-mulai", "Hari pertama")],
            letter: FileUpload {
                multiple: false,
                ..FileUpload::new("surat_berkas", "Surat pengangkatan (boleh dikosongkan)")
            },
            delegations: Vec::new(),
            delegate: vec![date("limpahkan-mulai", "Hari pertama")],
            services: TickList {
                id: "limpahkan-layanan".to_owned(),
                name: "layanan".to_owned(),
                label: "Layanan".to_owned(),
                hint: "Kosong berarti semua layanan.".to_owned(),
                options: vec![Choice::new("sip-dokter", "SIP Dokter")],
                ..TickList::default()
            },
            absences: Vec::new(),
            absence: vec![date("halangan-mulai", "Hari pertama")],
            open: String::new(),
        };
        let mut refused = page.clone();
        refused.open = "angkat".to_owned();
        refused.appoint[0].error = Some("Kepala Dinas dipegang dua orang pada 13 April 2026.".to_owned());
        refused.errors = ErrorSummary::of(&refused.appoint);
        let mut empty = page.clone();
        empty.appointments = Vec::new();
        empty.notices = Vec::new();
        vec![("usual", page), ("refused", refused), ("empty", empty)]
    }
}
