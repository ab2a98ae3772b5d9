//! `/kerja/{id}`: case page: left the documents, right the claim, the next step always in one place.

use super::acts::ActPanel;
use crate::components::{
    Choice, Deadline, ErrorSummary, Field, FieldKind, Moment, Notice, SummaryList, SummaryRow, Tag, Timeline,
    TimelineEntry, Tone,
};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One document in the list on the left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseDocument {
    /// This page with that document shown.
    pub href: String,
    /// Its name in the service.
    pub label: String,
    /// Verdict so far.
    pub mark: Option<bool>,
    /// Shown now.
    pub here: bool,
}

/// The document shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Preview {
    /// Its name.
    pub title: String,
    /// Its bytes, with the viewer's name on them.
    pub href: String,
    /// A picture; otherwise shown in a frame.
    pub image: bool,
    /// Who looks and when.
    pub meta: String,
    /// The bytes as they came, for those who may take them away.
    pub original: Option<String>,
    /// Which page of how many, when there are several.
    pub pages: Option<String>,
    /// This page with the page before it.
    pub before: Option<String>,
    /// This page with the page after it.
    pub after: Option<String>,
}

/// Gives the file to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignForm {
    /// Who gets it, with id `petugas`.
    pub officer: Field,
    /// A note, named `catatan`.
    pub note: Field,
}

/// Back one or more desks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendBackForm {
    /// Earlier stages, with id `tahap`.
    pub to: Field,
    /// Mandatory note, named `catatan`.
    pub note: Field,
}

/// Case page: left the documents, right the claim, the next step always in one place.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/case.html")]
pub struct CasePage {
    /// Header and footer.
    pub shell: Shell,

    /// Id of the application.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Name of the applicant.
    pub applicant: String,
    /// State of the file.
    pub status: Tag,
    /// Until when this stage must be done.
    pub due: Deadline,
    /// "Langkah berikutnya" in one sentence.
    pub next_step: String,
    /// In the pool: can be taken.
    pub can_take: bool,
    /// Mine: can be put back.
    pub can_release: bool,
    /// Asked when an older file waits: reason, named `alasan`.
    pub overtaking: Option<Field>,
    /// Give the file to somebody (disposisi).
    pub assign: Option<AssignForm>,
    /// Documents of the file.
    pub documents: Vec<CaseDocument>,
    /// The document shown.
    pub preview: Option<Preview>,
    /// What the applicant says.
    pub claim: SummaryList,
    /// What can be done at this stage.
    pub act: ActPanel,
    /// A request for cancellation that runs beside the stage.
    pub cancellation: Option<ActPanel>,
    /// Back one or more desks.
    pub send_back: Option<SendBackForm>,
    /// Note about a call or chat, named `catatan`.
    pub contact: Field,
    /// Write to the applicant: ready sentence and a short addition.
    pub tell: Option<(Field, Field)>,
    /// The region has a control sheet for paper folders.
    pub control_sheet: bool,
    /// A message did not arrive: somebody must call.
    pub alarm: Option<Notice>,
    /// Folded.
    pub history: Timeline,
    /// Of the act just refused.
    pub errors: ErrorSummary,
}

impl CasePage {
    /// Invented pages: the usual one first, then empty and wrong ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let document = |id: &str, label: &str, mark: Option<bool>| CaseDocument {
            href: links::with_query(&links::case("c3"), &[("dok", id)]),
            label: label.to_owned(),
            mark,
            here: id == "ktp",
        };
        let page = |act: ActPanel| CasePage {
            shell: Shell::sample_officer(links::case("c3"), "Sukinem", "Verifikator"),
            id: "c3".to_owned(),
            number: "26-000147-4".to_owned(),
            service: "Surat Izin Praktik Dokter".to_owned(),
            applicant: "dr. Candrawati Rahmaningrum".to_owned(),
            status: Tag::new(Tone::Info, "Sedang diproses"),
            due: Deadline::new(Tone::Warn, "Hari ini sampai 16.00", ""),
            next_step: "periksa 3 dokumen lagi.".to_owned(),
            can_take: false,
            can_release: true,
            overtaking: None,
            assign: Some(AssignForm {
                officer: Field::new(
                    "petugas",
                    "Berikan kepada",
                    FieldKind::Select { options: vec![Choice::new("o1", "Sukinem")] },
                ),
                note: Field::new("catatan-disposisi", "Catatan disposisi", FieldKind::Text { max: 300 })
                    .named("catatan")
                    .optional(),
            }),
            documents: vec![
                document("ktp", "KTP", Some(true)),
                document("str", "STR", Some(false)),
                document("tempat", "Keterangan tempat praktik", None),
            ],
            preview: Some(Preview {
                title: "KTP".to_owned(),
                href: "/static/sample-document.svg".to_owned(),
                image: true,
                meta: "Dilihat Sukinem, 1 April 2026 pukul 09.30".to_owned(),
                original: Some(links::case_file("c3", "f1")),
                pages: Some("Halaman 1 dari 3".to_owned()),
                before: None,
                after: Some(links::with_query(&links::case("c3"), &[("dok", "ktp"), ("hal", "2")])),
            }),
            claim: SummaryList {
                rows: vec![
                    SummaryRow::new("Nama", "dr. Candrawati Rahmaningrum"),
                    SummaryRow::new("NIK", "3576••••••••0000"),
                    SummaryRow::new("Tempat praktik", "Klinik Contoh Sehat, Meri, Kranggan"),
                ],
            },
            act,
            cancellation: None,
            send_back: Some(SendBackForm {
                to: Field::new(
                    "tahap",
                    "Kembalikan ke meja",
                    FieldKind::Select { options: vec![Choice::new("verification", "Verifikator")] },
                ),
                note: Field::new("catatan-meja", "Catatan untuk petugas", FieldKind::LongText { max: 1000 })
                    .named("catatan"),
            }),
            contact: Field::new("kontak", "Catat kontak dengan pemohon", FieldKind::LongText { max: 500 })
                .named("catatan")
                .hint("Contoh: ditelepon 09.20, akan mengirim STR baru."),
            tell: Some((
                Field::new(
                    "kalimat",
                    "Kalimat",
                    FieldKind::Select {
                        options: vec![Choice::new("bawa-asli", "Mohon bawa dokumen asli ke loket kami.")],
                    },
                ),
                Field::new("tambahan", "Tambahan", FieldKind::Text { max: 60 }).optional(),
            )),
            control_sheet: true,
            alarm: None,
            history: Timeline {
                entries: vec![
                    TimelineEntry::new(Moment::Done, "Permohonan diterima", "31 Maret 2026 pukul 21.14", ""),
                    TimelineEntry::new(
                        Moment::Now,
                        "Diambil Sukinem",
                        "1 April 2026 pukul 08.02",
                        "Loket Perizinan",
                    ),
                ],
            },
            errors: ErrorSummary::default(),
        };
        let mut out: Vec<(&'static str, Self)> =
            ActPanel::samples().into_iter().map(|(name, act)| (name, page(act))).collect();
        if let Some((_, first)) = out.iter().find(|(name, _)| *name == "admin-verification").cloned() {
            let mut dark = first.clone();
            dark.shell = dark.shell.dark();
            out.push(("dark", dark));
            let mut stale = first;
            stale.shell = stale.shell.flash(
                Notice::new(Tone::Bad, "Berkas ini baru saja diubah petugas lain.")
                    .text("Isian Anda masih ada; periksa lalu kirim lagi."),
            );
            stale.alarm = Some(
                Notice::new(Tone::Bad, "Hubungi pemohon.")
                    .text("1 pesan tidak sampai. Telepon pemohon, lalu catat kontaknya di bawah."),
            );
            stale.can_take = true;
            stale.preview = None;
            out.push(("error", stale));
        }
        out
    }
}
