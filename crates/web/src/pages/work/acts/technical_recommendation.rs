//! Technical recommendation of one agency, with a visit where the service asks for it.

use crate::components::{Choice, Field, FieldKind, FileUpload, FormSeed};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// Form for a visit, and visits already recorded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitForm {
    /// Date, letter of assignment, team, findings, position.
    pub fields: Vec<Field>,
    /// Photos of the visit, where they are taken here.
    pub photos: Option<FileUpload>,
    /// One sentence for each visit.
    pub recorded: Vec<String>,
    /// A visit must precede the recommendation.
    pub required: bool,
}

/// Technical recommendation of one agency, with a visit where the service asks for it.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/technical_recommendation.html")]
pub struct TechnicalRecommendationPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// Id of the agency.
    pub agency: String,
    /// Name of the agency.
    pub agency_name: String,
    /// The visit; `None` when the service knows none.
    pub visit: Option<VisitForm>,
    /// Values that the agency fixes, ids `rec.<field>`.
    pub values: Vec<Field>,
    /// Choice of three outcomes, with id `hasil`.
    pub outcome: Field,
    /// Conditions or grounds, with id `catatan`.
    pub note: Field,
}

impl HtmlSafe for TechnicalRecommendationPanel {}

impl TechnicalRecommendationPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let outcome = Field::new(
            "hasil",
            "Hasil",
            FieldKind::Choice {
                options: vec![
                    Choice::new("recommended", "Direkomendasikan"),
                    Choice::new("with_conditions", "Direkomendasikan dengan catatan"),
                    Choice::new("not_recommended", "Tidak direkomendasikan"),
                ],
            },
        );
        let fields = vec![
            Field::new(
                "cara",
                "Yang dicatat",
                FieldKind::Choice {
                    options: vec![
                        Choice::new("lokasi", "Tinjauan ke lokasi"),
                        Choice::new("rapat", "Rapat tim"),
                    ],
                },
            )
            .value("lokasi"),
            Field::new("tanggal", "Tanggal", FieldKind::Date).hint("Contoh: 30-03-2026"),
            Field::new("jam", "Jam", FieldKind::Text { max: 5 }).hint("Contoh: 09.30"),
            Field::new("surat_tugas", "Nomor surat tugas", FieldKind::Text { max: 80 }),
            Field::new("tim", "Anggota tim yang hadir", FieldKind::LongText { max: 500 })
                .hint("Satu nama tiap baris."),
            Field::new("temuan", "Temuan di lapangan, atau hasil rapat", FieldKind::LongText { max: 2000 }),
            Field::new("posisi", "Koordinat", FieldKind::Text { max: 40 })
                .hint("Contoh: -7,4722, 112,4338")
                .optional(),
        ];
        let photos = FileUpload {
            pieces: false,
            apart: true,
            hint: "Boleh dikosongkan. Paling banyak sepuluh foto.".to_owned(),
            ..FileUpload::new("foto", "Foto tinjauan")
        };
        let panel = TechnicalRecommendationPanel {
            id: "c4".to_owned(),
            forms: FormSeed::sample(),
            agency: "dpu".to_owned(),
            agency_name: "Dinas Pekerjaan Umum".to_owned(),
            visit: Some(VisitForm { fields, photos: Some(photos), recorded: Vec::new(), required: true }),
            values: vec![
                Field::new("rec.luas", "Luas terukur", FieldKind::Number { unit: "m²".to_owned() })
                    .hint("Pemohon menulis 96 m²."),
            ],
            outcome,
            note: Field::new("catatan", "Catatan atau alasan", FieldKind::LongText { max: 2000 }).optional(),
        };
        let mut visited = panel.clone();
        if let Some(v) = &mut visited.visit {
            v.recorded = vec!["Jumat, 27 Maret 2026: Ir. Gunadi Lesmana dan dua anggota tim.".to_owned()];
        }
        vec![("technical-recommendation", panel), ("technical-recommendation-visited", visited)]
    }
}
