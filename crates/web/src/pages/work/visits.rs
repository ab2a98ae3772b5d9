//! `/kerja/tinjauan`: an agency's files that wait for a visit, and the rounds that are planned, each a list to print.

use crate::components::{ErrorSummary, Field, FieldKind, Notice};
use crate::links;
use crate::pages::Shell;
use askama::Template;

/// One file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitRow {
    /// Id of the application.
    pub id: String,
    /// Registration number.
    pub number: String,
    /// Short name of the service.
    pub service: String,
    /// Name of the applicant.
    pub applicant: String,
    /// Where.
    pub place: String,
    /// Ticked.
    pub ticked: bool,
}

/// The files of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundList {
    /// For example "Kamis, 26 Maret 2026".
    pub day: String,
    /// The page of this day alone, for printing.
    pub href: String,
    /// Letters of assignment.
    pub assignment: String,
    /// Names.
    pub team: String,
    /// Files, by place.
    pub rows: Vec<VisitRow>,
}

/// Visits of an agency.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/work/visits.html")]
pub struct VisitsPage {
    /// Header and footer.
    pub shell: Shell,

    /// Name of the agency.
    pub agency: String,
    /// What to put right.
    pub errors: ErrorSummary,
    /// What became of a round, or what belongs to no field.
    pub notices: Vec<Notice>,
    /// Files without a day.
    pub unplanned: Vec<VisitRow>,
    /// Day, letter and team.
    pub plan: Vec<Field>,
    /// Planned days.
    pub rounds: Vec<RoundList>,
    /// Only one day is shown, as it is printed.
    pub alone: bool,
}

impl VisitsPage {
    /// The fields of a round.
    pub fn plan() -> Vec<Field> {
        vec![
            Field::new("tanggal", "Tanggal tinjauan", FieldKind::Date).hint("Contoh: 30-03-2026"),
            Field::new("surat_tugas", "Nomor surat tugas", FieldKind::Text { max: 80 }),
            Field::new("tim", "Anggota tim", FieldKind::LongText { max: 500 }).hint("Satu nama tiap baris."),
        ]
    }

    /// Invented pages: the usual one first, then one day, wrong and empty ones.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let row = |number: &str, service: &str, applicant: &str, place: &str| VisitRow {
            id: number.to_owned(),
            number: number.to_owned(),
            service: service.to_owned(),
            applicant: applicant.to_owned(),
            place: place.to_owned(),
            ticked: false,
        };
        let round = RoundList {
            day: "Kamis, 26 Maret 2026".to_owned(),
            href: links::with_query(&links::visits(), &[("hari", "2026-03-26")]),
            assignment: "094/112-CONTOH/2026".to_owned(),
            team: "Supriyadi Wibisono, Endang Contoh".to_owned(),
            rows: vec![
                row(
                    "26-000131-7",
                    "IMB",
                    "Ponirah",
                    "Jalan Kembang Sore 7, Kelurahan Meri, Kecamatan Kranggan",
                ),
                row(
                    "26-000140-9",
                    "IMB",
                    "Moch. Sugeng",
                    "Jalan Taman Contoh 12, Kelurahan Meri, Kecamatan Kranggan",
                ),
            ],
        };
        let page = VisitsPage {
            shell: Shell::sample_officer(links::visits(), "Supriyadi Wibisono", "Dinas teknis"),
            agency: "Dinas Pekerjaan Umum".to_owned(),
            errors: ErrorSummary::default(),
            notices: Vec::new(),
            unplanned: vec![row(
                "26-000147-4",
                "IMB",
                "Wagiman",
                "Jalan Contoh Raya 3, Kelurahan Kranggan, Kecamatan Kranggan",
            )],
            plan: VisitsPage::plan(),
            rounds: vec![round],
            alone: false,
        };
        let mut refused = page.clone();
        refused.unplanned[0].ticked = true;
        refused.plan[1].error = Some("Isi nomor surat tugas.".to_owned());
        refused.errors = ErrorSummary::of(&refused.plan);
        let alone = VisitsPage { alone: true, unplanned: Vec::new(), ..page.clone() };
        let empty = VisitsPage { unplanned: Vec::new(), rounds: Vec::new(), ..page.clone() };
        vec![("usual", page), ("refused", refused), ("one-day", alone), ("empty", empty)]
    }
}
