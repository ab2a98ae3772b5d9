//! A site visit as a stage of its own: plan, minutes, sign-off of every member, then locked (BTG68-10).

use super::decision::MarkRow;
use crate::components::{
    Choice, Field, FieldKind, FileUpload, FormSeed, Notice, SummaryList, SummaryRow, Tag, TickList, Tone,
};
use crate::links;
use askama::Template;
use askama::filters::HtmlSafe;

/// Day, place, letter of assignment and team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitPlanForm {
    /// Day, hour, place, letter of assignment.
    pub fields: Vec<Field>,
    /// The team.
    pub team: TickList,
    /// Drawn open: nothing is planned yet, or this form was sent.
    pub open: bool,
}

/// The minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MinutesForm {
    /// Day and hour.
    pub when: Vec<Field>,
    /// Who of the team was there.
    pub there: TickList,
    /// Others who were there, findings, position.
    pub fields: Vec<Field>,
    /// Photos.
    pub photos: FileUpload,
    /// Documents that the applicant handed over.
    pub papers: TickList,
    /// Drawn open: there are no minutes yet, or this form was sent.
    pub open: bool,
}

/// Planning, minutes and sign-off of a site visit.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "pages/work/acts/site_visit.html")]
pub struct SiteVisitPanel {
    /// Id of the application.
    pub id: String,
    /// Guards the forms of this part.
    pub forms: FormSeed,

    /// What is planned, or what was found.
    pub record: SummaryList,
    /// Each member with the sign-off; empty before there are minutes.
    pub marks: Vec<MarkRow>,
    /// What the applicant has still to hand over.
    pub unhanded: Vec<String>,
    /// All have signed off; nothing can be changed.
    pub locked: bool,
    /// Why there is nothing to do for this person.
    pub wait: Option<String>,
    /// This person can sign off.
    pub sign_off: bool,
    /// Plan, or plan anew.
    pub plan: Option<VisitPlanForm>,
    /// Minutes, or minutes written again.
    pub minutes: Option<MinutesForm>,
    /// There is a plan already.
    pub planned: bool,
    /// There are minutes already.
    pub recorded: bool,
}

impl HtmlSafe for SiteVisitPanel {}

impl SiteVisitPanel {
    /// Invented states of this part.
    pub fn samples() -> Vec<(&'static str, Self)> {
        let team = |name: &str, label: &str| TickList {
            id: name.to_owned(),
            name: name.to_owned(),
            label: label.to_owned(),
            options: vec![Choice::new("a1", "Ir. Gunadi Lesmana"), Choice::new("a2", "Farida Kusumadewi")],
            ticked: vec!["a1".to_owned()],
            ..TickList::default()
        };
        let text = |id: &str, label: &str| Field::new(id, label, FieldKind::Text { max: 160 });
        let plan_form = VisitPlanForm {
            fields: vec![
                Field::new("jadwal_tanggal", "Tanggal tinjauan", FieldKind::Date).hint("Contoh: 30-03-2026"),
                text("jadwal_jam", "Jam tinjauan").hint("Contoh: 09.30"),
                text("tempat", "Tempat yang ditinjau"),
                text("surat_tugas", "Nomor surat tugas"),
            ],
            team: team("anggota", "Anggota tim"),
            open: true,
        };
        let planned = SummaryList {
            rows: vec![
                SummaryRow::new("Undangan tinjauan", "Jumat, 27 Maret 2026 pukul 09.30"),
                SummaryRow::new("Tempat tinjauan", "Jalan Melati 4"),
            ],
        };
        let minutes_form = MinutesForm {
            when: vec![
                Field::new("tanggal", "Tanggal", FieldKind::Date).hint("Contoh: 27-03-2026"),
                text("jam", "Jam").hint("Contoh: 09.30"),
            ],
            there: team("hadir", "Anggota tim yang hadir"),
            fields: vec![
                Field::new("temuan", "Temuan dan hasil ukur", FieldKind::LongText { max: 3000 }),
                text("posisi", "Koordinat").hint("Contoh: -7,4722, 112,4338").optional(),
            ],
            photos: FileUpload {
                pieces: false,
                apart: true,
                hint: "Boleh dikosongkan. Paling banyak sepuluh foto.".to_owned(),
                ..FileUpload::new("foto", "Foto tinjauan")
            },
            papers: TickList {
                id: "diserahkan".to_owned(),
                name: "diserahkan".to_owned(),
                label: "Dokumen yang diserahkan pemohon".to_owned(),
                hint: "Beri tanda centang hanya pada dokumen yang Anda terima.".to_owned(),
                options: vec![Choice::new("ktp", "KTP"), Choice::new("str", "STR")],
                ticked: vec!["ktp".to_owned()],
                ..TickList::default()
            },
            open: true,
        };
        let marks = |second: &str| {
            vec![
                MarkRow { position: "Ir. Gunadi Lesmana".to_owned(), done: "sudah mengesahkan".to_owned() },
                MarkRow { position: "Farida Kusumadewi".to_owned(), done: second.to_owned() },
            ]
        };
        let fresh = SiteVisitPanel {
            id: "c5".to_owned(),
            forms: FormSeed::sample(),
            plan: Some(plan_form.clone()),
            ..SiteVisitPanel::default()
        };
        let mut wrong = fresh.clone();
        if let Some(plan) = &mut wrong.plan {
            plan.team.error = Some("Pilih paling sedikit satu anggota tim.".to_owned());
            plan.fields[2].error = Some("Tulis tempat yang ditinjau.".to_owned());
        }
        let waiting = SiteVisitPanel {
            record: planned.clone(),
            planned: true,
            plan: Some(VisitPlanForm { open: false, ..plan_form }),
            minutes: Some(minutes_form.clone()),
            ..fresh.clone()
        };
        let recorded = SiteVisitPanel {
            recorded: true,
            marks: marks(""),
            unhanded: vec!["STR".to_owned()],
            minutes: Some(MinutesForm { open: false, ..minutes_form }),
            ..waiting.clone()
        };
        let signing = SiteVisitPanel { unhanded: Vec::new(), sign_off: true, plan: None, ..recorded.clone() };
        let stranger = SiteVisitPanel {
            minutes: None,
            plan: None,
            wait: Some("Anda bukan anggota tim tinjauan lapangan berkas ini.".to_owned()),
            ..waiting.clone()
        };
        let locked = SiteVisitPanel {
            sign_off: false,
            minutes: None,
            marks: marks("sudah mengesahkan"),
            locked: true,
            ..signing.clone()
        };
        vec![
            ("site-visit-plan", fresh),
            ("site-visit-plan-wrong", wrong),
            ("site-visit-minutes", waiting),
            ("site-visit-unhanded", recorded),
            ("site-visit-sign-off", signing),
            ("site-visit-stranger", stranger),
            ("site-visit-locked", locked),
        ]
    }
}
