//! The site visit: plan, minutes, sign-off, lock.

use super::super::case_page::Forms;
use super::super::{plan_site_visit, record_site_visit};
use crate::components::{Choice, Field, FieldKind, FileUpload, FormSeed, SummaryList, SummaryRow, TickList};
use crate::links;
use crate::pages::work::acts::ActPanel;
use crate::pages::work::acts::decision::MarkRow;
use crate::pages::work::acts::site_visit::{MinutesForm, SiteVisitPanel, VisitPlanForm};
use app::query::case::{DeskAct, SiteVisitView};
use domain::process::SiteVisitRecord;
use domain::value::date_text;

pub(super) fn site_visit(forms: &Forms<'_>, seed: &FormSeed) -> ActPanel {
    let case = forms.case;
    let Some(view) = &case.site_visit else { return ActPanel::Hidden };
    let record = case.state.site_visit.as_ref();
    let recorded = record.is_some_and(|r| r.visit.is_some());
    let panels = &case.panels;
    let rows = view.record.as_ref().map_or_else(Vec::new, |group| {
        group.rows.iter().map(|(key, value)| SummaryRow::new(key.clone(), value.clone())).collect()
    });
    let marks = record.filter(|_| recorded).map_or_else(Vec::new, marks);
    // Whoever signed off, or is no member, is told so; papers that are missing stand in their own list.
    let unhanded = if recorded { view.unhanded() } else { Vec::new() };
    let blocked = panels
        .blocked(DeskAct::RecordSiteVisit)
        .or_else(|| panels.blocked(DeskAct::SignOffSiteVisit).filter(|_| recorded && unhanded.is_empty()));
    ActPanel::SiteVisit(Box::new(SiteVisitPanel {
        id: forms.id.clone(),
        forms: seed.clone(),
        record: SummaryList { rows },
        marks,
        unhanded,
        locked: view.locked,
        wait: blocked.filter(|_| !view.locked).map(str::to_owned),
        sign_off: panels.open(DeskAct::SignOffSiteVisit),
        plan: panels.open(DeskAct::PlanSiteVisit).then(|| plan(forms, view, record)),
        minutes: record.filter(|_| panels.open(DeskAct::RecordSiteVisit)).map(|r| minutes(forms, view, r)),
        planned: record.is_some(),
        recorded,
    }))
}

fn marks(record: &SiteVisitRecord) -> Vec<MarkRow> {
    let signed = |account| record.signed_off.iter().any(|s| s.account == account);
    let row = |member: &domain::process::By| MarkRow {
        position: member.name.clone(),
        done: if signed(member.account) { "sudah mengesahkan".to_owned() } else { String::new() },
    };
    record.team.iter().map(row).collect()
}

/// The ticks of a group: what was sent with its form, else what stands there.
fn ticks(forms: &Forms<'_>, action: &str, list: TickList) -> TickList {
    let Some(sent) = forms.seen.sent.filter(|_| forms.was_sent(action)) else { return list };
    TickList {
        ticked: sent.all(&list.name).into_iter().map(str::to_owned).collect(),
        error: forms.error(&list.name),
        ..list
    }
}

fn plan(forms: &Forms<'_>, view: &SiteVisitView, record: Option<&SiteVisitRecord>) -> VisitPlanForm {
    let action = links::case_site_visit_plan(&forms.id);
    let zone = &forms.case.zone;
    let day = |r: &SiteVisitRecord| date_text::short_date(r.planned.to_zoned(zone.clone()).date());
    let hour = |r: &SiteVisitRecord| date_text::time_at(r.planned, zone);
    let standing = |said: &dyn Fn(&SiteVisitRecord) -> String| record.map_or_else(String::new, said);
    let long = FieldKind::Text { max: plan_site_visit::LONGEST };
    let fields = vec![
        Field::new("jadwal_tanggal", "Tanggal tinjauan", FieldKind::Date)
            .hint("Contoh: 30-03-2026")
            .value(standing(&day)),
        Field::new("jadwal_jam", "Jam tinjauan", FieldKind::Text { max: 5 })
            .hint("Contoh: 09.30")
            .value(standing(&hour)),
        Field::new("tempat", "Tempat yang ditinjau", long.clone())
            .hint("Alamat lengkap, seperti pada isian pemohon.")
            .value(standing(&|r| r.place.clone())),
        Field::new("surat_tugas", "Nomor surat tugas", long).value(standing(&|r| r.assignment.clone())),
    ];
    let options = view.candidates.iter().map(|c| {
        let label = match c.agency.as_str() {
            "" => c.name.clone(),
            agency => format!("{}, {agency}", c.name),
        };
        Choice::new(c.account.to_string(), label)
    });
    let team = TickList {
        id: "anggota".to_owned(),
        name: "anggota".to_owned(),
        label: "Anggota tim".to_owned(),
        hint: "Hanya anggota tim yang mencatat dan mengesahkan berita acara.".to_owned(),
        options: options.collect(),
        ticked: record.map_or_else(Vec::new, |r| members(r).map(|(id, _)| id).collect()),
        ..TickList::default()
    };
    VisitPlanForm {
        fields: fields.into_iter().map(|f| forms.field(&action, f)).collect(),
        team: ticks(forms, &action, team),
        open: record.is_none() || forms.was_sent(&action),
    }
}

fn members(record: &SiteVisitRecord) -> impl Iterator<Item = (String, &str)> {
    record.team.iter().filter_map(|m| Some((m.account?.to_string(), m.name.as_str())))
}

fn minutes(forms: &Forms<'_>, view: &SiteVisitView, record: &SiteVisitRecord) -> MinutesForm {
    let action = links::case_site_visit(&forms.id);
    let zone = &forms.case.zone;
    let before = record.visit.as_ref();
    let at = before.map_or(record.planned, |v| v.at);
    let when = vec![
        Field::new("tanggal", "Tanggal tinjauan dilakukan", FieldKind::Date)
            .hint("Contoh: 27-03-2026")
            .value(date_text::short_date(at.to_zoned(zone.clone()).date())),
        Field::new("jam", "Jam tinjauan dilakukan", FieldKind::Text { max: 5 })
            .hint("Contoh: 09.30")
            .value(date_text::time_at(at, zone)),
    ];
    let of_team = |name: &&String| record.team.iter().any(|m| &&m.name == name);
    let others = before
        .map_or_else(Vec::new, |v| v.team.iter().filter(|name| !of_team(name)).map(String::as_str).collect());
    let was_there = |name: &str| before.is_none_or(|v| v.team.iter().any(|n| n == name));
    let there = TickList {
        id: "hadir".to_owned(),
        name: "hadir".to_owned(),
        label: "Anggota tim yang hadir".to_owned(),
        options: members(record).map(|(id, name)| Choice::new(id, name)).collect(),
        ticked: members(record).filter(|(_, name)| was_there(name)).map(|(id, _)| id).collect(),
        ..TickList::default()
    };
    let fields = vec![
        Field::new("hadir_lain", "Orang lain yang hadir", FieldKind::Text { max: 200 })
            .hint("Misalnya pemohon atau wakil kelurahan.")
            .value(others.join(", "))
            .optional(),
        Field::new(
            "temuan",
            "Temuan dan hasil ukur",
            FieldKind::LongText { max: record_site_visit::LONGEST },
        )
        .hint("Contoh: luas bangunan 96 m², jarak ke jalan 4 m.")
        .value(before.map_or_else(String::new, |v| v.findings.clone())),
        Field::new("posisi", "Koordinat", FieldKind::Text { max: 40 })
            .hint("Contoh: -7,4722, 112,4338")
            .value(before.and_then(|v| v.position.clone()).unwrap_or_default())
            .optional(),
    ];
    let papers = TickList {
        id: "diserahkan".to_owned(),
        name: "diserahkan".to_owned(),
        label: "Dokumen yang diserahkan pemohon".to_owned(),
        hint: "Beri tanda centang hanya pada dokumen yang Anda terima.".to_owned(),
        options: view
            .papers
            .iter()
            .map(|p| match p.optional {
                true => Choice::new(p.id.clone(), format!("{} (bila ada)", p.label)),
                false => Choice::new(p.id.clone(), p.label.clone()),
            })
            .collect(),
        ticked: view.papers.iter().filter(|p| p.handed_over).map(|p| p.id.clone()).collect(),
        ..TickList::default()
    };
    MinutesForm {
        when: when.into_iter().map(|f| forms.field(&action, f)).collect(),
        there: ticks(forms, &action, there),
        fields: fields.into_iter().map(|f| forms.field(&action, f)).collect(),
        photos: FileUpload {
            pieces: false,
            apart: true,
            hint: "Boleh dikosongkan. Paling banyak sepuluh foto.".to_owned(),
            error: forms.was_sent(&action).then(|| forms.error("foto")).flatten(),
            ..FileUpload::new("foto", "Foto tinjauan")
        },
        papers: ticks(forms, &action, papers),
        open: before.is_none() || forms.was_sent(&action),
    }
}
