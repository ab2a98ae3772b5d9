//! Verification, validation, recommendation.

use super::super::case_page::Forms;
use super::in_the_way;
use crate::components::{Choice, Field, FieldKind, FileUpload, FormSeed, SummaryList, SummaryRow};
use crate::handlers::applicant::field as question;
use crate::links;
use crate::pages::work::acts::admin_validation::AdminValidationPanel;
use crate::pages::work::acts::admin_verification::AdminVerificationPanel;
use crate::pages::work::acts::technical_recommendation::{TechnicalRecommendationPanel, VisitForm};
use crate::pages::work::acts::{ActPanel, CheckRow};
use app::letter::field_text;
use app::query::case::{CheckLine, DeskAct};
use domain::definition::VisitPolicy;
use domain::process::{PlannedVisit, Refusal};
use domain::value::date_text;

/// Standard sentences for notes (practice, section 5).
const PHRASES: [&str; 5] = [
    "Foto buram. Mohon foto ulang di tempat terang.",
    "Dokumen sudah tidak berlaku.",
    "Halaman tidak lengkap.",
    "Nama pada dokumen berbeda dengan isian.",
    "Dokumen bukan yang diminta.",
];

pub(super) fn verification(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let action = links::case_propose_hand_back(&forms.id);
    let reason = Field::new("alasan-pengembalian", "Alasan pengembalian", FieldKind::LongText { max: 1_000 })
        .named("alasan")
        .hint("Contoh: alamat usaha berada di luar wilayah kantor ini.");
    ActPanel::AdminVerification(Box::new(AdminVerificationPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        items: forms.case.checks.iter().map(|line| row(forms, line)).collect(),
        phrases: PHRASES.iter().map(|p| (*p).to_owned()).collect(),
        hand_back_reason: forms.field(&action, reason),
    }))
}

fn row(forms: &Forms<'_>, line: &CheckLine) -> CheckRow {
    let actions = [
        links::case_checks(&forms.id),
        links::case_pass(&forms.id),
        links::case_request_correction(&forms.id),
    ];
    let action = actions.iter().find(|a| forms.was_sent(a)).unwrap_or(&actions[0]);
    let verdict = match line.check.as_ref().map(|c| c.ok) {
        Some(true) => "sesuai",
        Some(false) => "tidak",
        None => "",
    };
    let typed = forms.typed(action, &format!("hasil.{}", line.item), verdict);
    let note = line.check.as_ref().map_or("", |c| c.note.as_str());
    let note = forms.typed(action, &format!("catatan.{}", line.item), note);
    let ok = match typed.as_str() {
        "sesuai" => Some(true),
        "tidak" => Some(false),
        _ => None,
    };
    let error = match forms.seen.refusal {
        Some(refusal @ Refusal::NoteMissing) if ok == Some(false) && note.trim().is_empty() => {
            Some(refusal.sentence())
        }
        Some(Refusal::ItemsUnchecked { items }) if items.contains(&line.item) => {
            Some("Beri penilaian untuk hal ini.".to_owned())
        }
        _ => None,
    };
    let name = line.item.strip_prefix("doc.");
    let href = match (&line.document, name) {
        (Some(_), Some(name)) if line.pages > 0 => {
            Some(links::with_query(&links::case(&forms.id), &[("dok", name)]))
        }
        (Some(document), _) => Some(links::case_file(&forms.id, &document.file.to_string())),
        _ => None,
    };
    let which = (line.item == "form").then(|| {
        let fields = forms.case.definition.fields.iter();
        let options = fields.map(|f| Choice::new(f.id.clone(), f.label.clone())).collect();
        let field =
            Field::new("isian", "Isian yang perlu diperbaiki", FieldKind::Select { options }).optional();
        let mut field = field;
        field.value = forms.typed(action, "isian", "");
        field.error = forms.error("isian");
        field
    });
    CheckRow {
        id: line.item.clone(),
        label: line.label.clone(),
        claim: line.compare.clone(),
        href,
        ok,
        note,
        error,
        which,
        ..CheckRow::default()
    }
}

pub(super) fn validation(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let action = links::case_settle_hand_back(&forms.id);
    let note =
        Field::new("catatan-pengembalian", "Catatan", FieldKind::LongText { max: 1_000 }).named("catatan");
    let rows = case.checks.iter().map(|line| {
        let text = match &line.check {
            Some(check) if check.ok => "✓ Sesuai".to_owned(),
            Some(check) => format!("✗ Tidak sesuai: {}", check.note),
            None => "Belum diperiksa".to_owned(),
        };
        SummaryRow::new(line.label.clone(), text)
    });
    let verified = case.history.iter().rev().find(|line| line.name == "verification_passed");
    let verifier =
        verified.map_or_else(String::new, |l| format!("Diverifikasi {}, {}", l.who, forms.moment(l.at)));
    let hand_back = case.state.hand_back.as_ref().map(|p| format!("{} (diusulkan {})", p.reason, p.by.name));
    let act = if hand_back.is_some() { DeskAct::SettleHandBack } else { DeskAct::Validate };
    ActPanel::AdminValidation(Box::new(AdminValidationPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        verifier,
        verdicts: SummaryList { rows: rows.collect() },
        hand_back,
        hand_back_note: forms.field(&action, note),
        own: case.panels.blocked(act).map(in_the_way),
    }))
}

pub(super) fn recommendation(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let Some(agency) = forms.visitor.actor().and_then(|a| a.agency.clone()) else {
        return ActPanel::Nothing("Rekomendasi diberikan petugas instansi teknis.".to_owned());
    };
    let region = forms.visitor.region();
    let part = case.definition.stages.iter().flat_map(|s| &s.agencies).find(|a| a.agency == agency);
    let action = links::case_recommend(&forms.id);
    let values = case
        .agency_fields
        .iter()
        .map(|def| {
            let mut field = question(region, def, &format!("rec.{}", def.id), "");
            // The applicant answered the question of the form: its options and its unit are the ones that were read.
            let asked = case.definition.fields.iter().find(|f| f.id == def.id).unwrap_or(def);
            let own = field_text(asked, case.state.form.get(&def.id).map_or("", String::as_str));
            if !own.is_empty() {
                field.hint = format!("{} Pemohon menulis {own}.", field.hint).trim().to_owned();
            }
            forms.field(&action, field)
        })
        .collect();
    let options = vec![
        Choice::new("recommended", "Direkomendasikan"),
        Choice::new("with_conditions", "Direkomendasikan dengan catatan"),
        Choice::new("not_recommended", "Tidak direkomendasikan"),
    ];
    let note = Field::new("catatan", "Catatan atau alasan", FieldKind::LongText { max: 2_000 }).optional();
    let visit = part.filter(|p| p.visit != VisitPolicy::None).map(|part| VisitForm {
        fields: visit_fields(forms),
        photos: Some(FileUpload {
            pieces: false,
            apart: true,
            hint: "Boleh dikosongkan. Paling banyak sepuluh foto.".to_owned(),
            error: forms.was_sent(&links::case_visit(&forms.id)).then(|| forms.error("foto")).flatten(),
            ..FileUpload::new("foto", "Foto tinjauan")
        }),
        recorded: case
            .state
            .visits
            .get(&agency)
            .map(|v| format!("{}: {}.", date_text::weekday_date_at(v.at, &case.zone), v.team.join(", ")))
            .into_iter()
            .collect(),
        required: part.visit == VisitPolicy::Required,
    });
    ActPanel::TechnicalRecommendation(Box::new(TechnicalRecommendationPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        agency_name: region.profile.agency_name(&agency).to_owned(),
        agency: agency.0,
        visit,
        values,
        outcome: forms.field(&action, Field::new("hasil", "Hasil", FieldKind::Choice { options })),
        note: forms.field(&action, note),
    }))
}

fn visit_fields(forms: &Forms<'_>) -> Vec<Field> {
    let action = links::case_visit(&forms.id);
    let agency = forms.visitor.actor().and_then(|a| a.agency.as_ref());
    let plan = agency.and_then(|agency| forms.case.state.planned_visits.get(agency));
    let planned = |said: fn(&PlannedVisit) -> String| plan.map_or_else(String::new, said);
    let ways = vec![Choice::new("lokasi", "Tinjauan ke lokasi"), Choice::new("rapat", "Rapat tim")];
    let fields = vec![
        Field::new("cara", "Yang dicatat", FieldKind::Choice { options: ways }).value("lokasi"),
        Field::new("tanggal", "Tanggal", FieldKind::Date)
            .hint("Contoh: 27-03-2026")
            .value(planned(|p| date_text::short_date(p.day))),
        Field::new("jam", "Jam", FieldKind::Text { max: 5 }).hint("Contoh: 09.30"),
        Field::new("surat_tugas", "Nomor surat tugas", FieldKind::Text { max: 80 })
            .value(planned(|p| p.assignment.clone())),
        Field::new("tim", "Anggota tim yang hadir", FieldKind::LongText { max: 500 })
            .hint("Satu nama tiap baris.")
            .value(planned(|p| p.team.join("\n"))),
        Field::new("temuan", "Temuan di lapangan, atau hasil rapat", FieldKind::LongText { max: 2_000 }),
        Field::new("posisi", "Koordinat", FieldKind::Text { max: 40 })
            .hint("Contoh: -7,4722, 112,4338")
            .optional(),
    ];
    fields.into_iter().map(|f| forms.field(&action, f)).collect()
}
