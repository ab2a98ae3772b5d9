//! Hand-over at the counter or by courier: recipient, proof, and the list of papers.

use crate::components::{Choice, Field, FieldKind, FormSeed, Notice};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// Hand-over at the counter or by courier: recipient, proof, and the list of papers.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/handover.html")]
pub struct HandoverPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// Choice of holder, representative or courier, with id `penerima`.
    pub recipient: Field,
    /// What is asked about the holder.
    pub holder: Vec<Field>,
    /// About a representative: name, relation, identity seen, power of attorney.
    pub representative: Vec<Field>,
    /// About a courier: name and waybill before it goes, who received it afterwards.
    pub courier: Vec<Field>,
    /// No courier has it yet: it can be given to one.
    pub ships: bool,
    /// Ticks: permit, and SKRD where one exists.
    pub papers: Vec<Field>,
    /// Originals that must be seen.
    pub originals: Vec<String>,
    /// Why it cannot be handed over yet.
    pub blocked: Option<Notice>,
    /// While a courier has it: why it came back, named `alasan`.
    pub came_back: Option<Field>,
}

impl HtmlSafe for HandoverPanel {}

impl HandoverPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let panel = HandoverPanel {
            id: "c4".to_owned(),
            forms: FormSeed::sample(),
            recipient: Field::new(
                "penerima",
                "Siapa yang menerima?",
                FieldKind::Choice {
                    options: vec![
                        Choice::new("holder", "Pemegang izin"),
                        Choice {
                            hint: "Dengan surat kuasa dan KTP.".to_owned(),
                            ..Choice::new("representative", "Orang yang diberi kuasa")
                        },
                        Choice::new("courier", "Kurir"),
                    ],
                },
            ),
            holder: vec![
                Field::new("identitas", "Bukti diri yang dilihat", FieldKind::Text { max: 60 })
                    .hint("Contoh: KTP."),
            ],
            representative: vec![
                Field::new("nama", "Nama orang yang diberi kuasa", FieldKind::Text { max: 100 }),
                Field::new("hubungan", "Hubungan dengan pemegang", FieldKind::Text { max: 60 }),
                Field::new("surat_kuasa", "Surat kuasa sudah dilihat", FieldKind::Tick),
            ],
            courier: vec![
                Field::new("kurir", "Nama jasa kurir", FieldKind::Text { max: 60 }),
                Field::new("resi", "Nomor resi kurir", FieldKind::Text { max: 40 }),
            ],
            ships: true,
            papers: vec![
                Field::new("izin", "Izin diserahkan", FieldKind::Tick),
                Field::new("skrd", "SKRD diserahkan bersama izin", FieldKind::Tick),
            ],
            originals: vec!["KTP asli".to_owned(), "Bukti bank asli".to_owned()],
            blocked: None,
            came_back: None,
        };
        let sent = HandoverPanel {
            ships: false,
            courier: vec![
                Field::new("penerima_kurir", "Nama yang menerima dari kurir", FieldKind::Text { max: 100 }),
                Field::new("resi", "Nomor resi kurir", FieldKind::Text { max: 40 }).value("CTH-0412"),
            ],
            came_back: Some(
                Field::new("alasan-kembali", "Mengapa dokumen kembali", FieldKind::Text { max: 200 })
                    .named("alasan"),
            ),
            ..panel.clone()
        };
        vec![("handover", panel), ("handover-sent", sent)]
    }
}
