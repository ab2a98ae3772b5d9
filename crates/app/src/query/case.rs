//! One file as somebody at a desk sees it: claims beside proofs, history, next step, and which acts are open.

mod access;
mod history;
mod next_step;
mod open_document;
mod panels;
mod prepared;
mod site_visit;

pub(crate) use access::{check_open, may_open, unknown};
pub use access::{has_desk, require, require_desk};
pub use history::HistoryLine;
pub(crate) use history::stage_label;
pub(crate) use open_document::open_checked;
pub use open_document::{
    OpenedDocument, may_take_originals, open_document, page_picture, read_category, take_document,
};
pub use panels::{DeskAct, Panel, Panels};
pub use prepared::cancellation_digest;
pub(crate) use prepared::{Prepared, against_recommendation, awaited_initials};
pub use site_visit::{Candidate, SiteVisitView, VisitPaper};

use crate::Region;
use crate::account::read_personal;
use crate::error::AppError;
use crate::letter::{field_text, value_text};
use crate::query::due::{DueLine, due_line, running_due};
use domain::definition::{DocumentDef, FieldDef, ServiceDefinition, StageId};
use domain::formula::FeeLine;
use domain::official::SigningRight;
use domain::party::{Account, Actor, ApplicationRecord, StoredFile};
use domain::process::{Application, AttachedDocument, Facts, ItemCheck, SIGNED_DECLARATION};
use domain::value::{Id, Rupiah, date_text};
use history::Words;
use jiff::Timestamp;
use std::sync::Arc;

/// An item that a verifier judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckLine {
    /// `form`, or `doc.<id>`.
    pub item: String,
    /// What people read.
    pub label: String,
    /// What is to be compared, in one line.
    pub compare: String,
    /// The file, when it is a document that was given.
    pub document: Option<AttachedDocument>,
    /// Pages that can be shown as pictures; 0 for none.
    pub pages: u32,
    /// Verdict so far.
    pub check: Option<ItemCheck>,
}

/// A document that the office made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficePaper {
    /// `receipt`, `draft`, `skrd`, `page`, `permit` …
    pub category: String,
    /// What people read.
    pub label: String,
    /// File.
    pub file: Id<StoredFile>,
    /// When it was made.
    pub at: Timestamp,
}

/// The fee as it would be charged now, or why it cannot be computed.
#[derive(Debug, Clone, PartialEq)]
pub struct FeePreview {
    /// What is due.
    pub amount: Rupiah,
    /// Line by line.
    pub lines: Vec<FeeLine>,
    /// What the applicant's own figures would give, when they differ.
    pub applicant_amount: Option<Rupiah>,
}

/// A group of answers: form, items, recommendation of an agency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerGroup {
    /// Heading.
    pub title: String,
    /// Question and answer as people read them.
    pub rows: Vec<(String, String)>,
}

/// A file as somebody sees it (see the module text).
#[derive(Debug, Clone)]
pub struct CaseView {
    /// State.
    pub state: Application,
    /// Zone of the office, for times as people read them.
    pub zone: jiff::tz::TimeZone,
    /// The definition that it keeps.
    pub definition: Arc<ServiceDefinition>,
    /// Label of the present stage; empty outside the office.
    pub stage_label: String,
    /// About the holder; NIK only for those who must compare it with the card.
    pub holder: AnswerGroup,
    /// What was claimed.
    pub answers: Vec<AnswerGroup>,
    /// What must be judged, with the verdicts.
    pub checks: Vec<CheckLine>,
    /// Papers of the office, the newest of each kind.
    pub papers: Vec<OfficePaper>,
    /// History, oldest first.
    pub history: Vec<HistoryLine>,
    /// "Langkah berikutnya: …".
    pub next_step: String,
    /// What is open for this person.
    pub panels: Panels,
    /// Stages the file may go back to.
    pub earlier_stages: Vec<(StageId, String)>,
    /// Deadline of the present step.
    pub step_due: Option<DueLine>,
    /// Deadline of the whole service.
    pub service_due: Option<DueLine>,
    /// The fee, while the SKRD is not issued.
    pub fee: Option<Result<FeePreview, String>>,
    /// Title of the post whose initials are awaited.
    pub awaited_initial: Option<String>,
    /// The chain of initials from below upwards: title of the post, and who set them when.
    pub initials: Vec<(String, Option<(String, Timestamp)>)>,
    /// Next sheet in stock of the right kind.
    pub next_sheet: Option<String>,
    /// The number that the file would get now, for who gives it.
    pub next_number: Option<String>,
    /// Label of the paper that the product is printed on.
    pub paper_label: String,
    /// This person opened the draft.
    pub draft_seen: bool,
    /// This person opened the page to be signed.
    pub page_seen: bool,
    /// The page stands for this person and today.
    pub page_current: bool,
    /// The page for ink bears the name of an official in whose place another signs now.
    pub page_outlived: bool,
    /// The right under which this person would sign today.
    pub right: Option<SigningRight>,
    /// An agency did not recommend, so that approving needs a reason.
    pub against_recommendation: bool,
    /// Fields that this person's agency fixes.
    pub agency_fields: Vec<FieldDef>,
    /// Older files wait at the same desk, so that taking this one needs a reason.
    pub overtakes: bool,
    /// Messages about this file that did not arrive.
    pub failed_messages: usize,
    /// People who could take this step, for giving the file to one of them; only for those who assign.
    pub colleagues: Vec<(Id<Account>, String)>,
    /// The site visit; `None` when the service has no such stage.
    pub site_visit: Option<SiteVisitView>,
}

/// The first thing of a file that a correction can name.
pub(super) fn first_correctable(definition: &ServiceDefinition) -> Option<String> {
    let document = definition.documents.first().map(|d| format!("doc.{}", d.id));
    document.or_else(|| definition.fields.first().map(|f| format!("form.{}", f.id)))
}

/// A file for somebody at a desk.
///
/// # Errors
/// [`AppError::NotFound`] for a file that is not his agency's, a refusal for a desk that never had it; both recorded.
pub fn view(region: &Region, actor: &Actor, id: Id<ApplicationRecord>) -> Result<CaseView, AppError> {
    let Some(prepared) = Prepared::load(region, actor, id)? else {
        unknown(region, actor, id, "open_case")?;
        return Err(AppError::NotFound);
    };
    check_open(region, actor, &prepared.definition, &prepared.state, "open_case")?;
    build(region, actor, prepared)
}

/// As [`view`], without asking whether the desk may: the auditor's page does its own asking.
pub(crate) fn build(region: &Region, actor: &Actor, prepared: Prepared) -> Result<CaseView, AppError> {
    let now = region.now();
    let facts = prepared.facts(region, actor, now);
    let state = &prepared.state;
    let definition = &*prepared.definition;
    let words = Words { region, definition };
    let panels = panels::panels(&region.profile, state, &facts, now);
    let mut checks = check_lines(&words, &facts, state);
    for line in &mut checks {
        line.pages =
            line.document.as_ref().and_then(|d| prepared.pictures.get(&d.file)).copied().unwrap_or(0);
    }
    let calendar = &prepared.office.calendar;
    let awaited = awaited_initials(state, definition, &prepared.office).first().copied();
    let awaited_title = awaited.map(|id| prepared.position_title(id));
    let page_outlived = facts.page_outlived(state);
    let site_visit = site_visit::site_visit(&prepared, &checks, calendar.time_zone());
    let unhanded = site_visit.as_ref().map_or_else(Vec::new, SiteVisitView::unhanded);
    let step = next_step::Step {
        state,
        words: &words,
        panels: &panels,
        unchecked: checks.iter().filter(|c| c.check.is_none()).count(),
        wrong: checks.iter().filter(|c| c.check.as_ref().is_some_and(|c| !c.ok)).count(),
        awaited_title: awaited_title.as_deref(),
        payment_due: next_step::payment_due(state, calendar),
        page_outlived,
        unhanded: &unhanded,
    };
    let next_step = next_step::next_step(&step);
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    let history =
        prepared.history.iter().filter_map(|(event, at)| history::line(event, *at, &words)).collect();
    let right = actor
        .account
        .and_then(|a| prepared.office.officials.signing_right(a, &definition.id, facts.today).ok());
    let page_current = state
        .frozen
        .as_ref()
        .is_some_and(|p| Some(p.signer) == actor.account && p.date.is_none_or(|d| d == facts.today));
    let service_due = match (&state.clock, state.service_done_at) {
        (Some(clock), None) => due_line(clock, calendar, now, definition.service_time_basis.label()),
        _ => None,
    };
    let earlier_stages =
        panels::earlier_stages(state, &facts).into_iter().map(|s| (s.clone(), words.stage(&s))).collect();
    let agency_fields = match &actor.agency {
        Some(agency) => definition
            .stages
            .iter()
            .flat_map(|s| &s.agencies)
            .find(|a| &a.agency == agency)
            .map_or_else(Vec::new, |a| a.fields.clone()),
        None => Vec::new(),
    };
    Ok(CaseView {
        stage_label: stage.map_or_else(String::new, stage_label),
        holder: holder(region, actor, &prepared)?,
        answers: earlier_permit(&prepared)
            .into_iter()
            .chain(answers(region, &prepared))
            .chain(site_visit.as_ref().and_then(|v| v.record.clone()))
            .collect(),
        site_visit,
        checks,
        papers: papers(&words, &prepared),
        history,
        next_step,
        earlier_stages,
        step_due: running_due(state, definition, calendar, &region.profile, now),
        service_due,
        fee: fee_preview(&facts, state),
        awaited_initial: awaited_title,
        initials: initials(&prepared),
        next_sheet: prepared.next_sheet.clone(),
        next_number: prepared.next_number.clone(),
        paper_label: region.profile.paper_label(&definition.product.paper).to_owned(),
        draft_seen: prepared.draft_seen,
        page_seen: prepared.page_seen,
        page_current,
        page_outlived,
        right,
        against_recommendation: prepared::against_recommendation(state),
        agency_fields,
        overtakes: prepared.overtakes,
        failed_messages: prepared.failed_messages,
        colleagues: prepared.colleagues.clone(),
        panels,
        zone: calendar.time_zone().clone(),
        state: prepared.state.clone(),
        definition: prepared.definition.clone(),
    })
}

fn check_lines(words: &Words<'_>, facts: &Facts<'_>, state: &Application) -> Vec<CheckLine> {
    let mut lines = vec![CheckLine {
        item: "form".to_owned(),
        label: words.item("form"),
        compare: "Isian cocok dengan dokumen.".to_owned(),
        document: None,
        pages: 0,
        check: state.checks.get("form").cloned(),
    }];
    let values = facts.values(state);
    for document in &facts.definition.documents {
        let asked = match &document.when {
            None => true,
            Some(condition) => condition.evaluate(&values, &facts.definition.tables).unwrap_or(true),
        };
        let given = state.documents.get(&document.id);
        if !asked || (document.optional && given.is_none()) {
            continue;
        }
        let item = format!("doc.{}", document.id);
        lines.push(CheckLine {
            label: document.label.clone(),
            compare: to_compare(document),
            document: given.cloned(),
            pages: 0,
            check: state.checks.get(&item).cloned(),
            item,
        });
    }
    if let Some(given) = state.documents.get(SIGNED_DECLARATION) {
        let item = format!("doc.{SIGNED_DECLARATION}");
        lines.push(CheckLine {
            label: "Pernyataan yang ditandatangani pemohon".to_owned(),
            compare: "Nama dan tanda tangan milik pemohon; permohonan diisikan petugas.".to_owned(),
            document: Some(given.clone()),
            pages: 0,
            check: state.checks.get(&item).cloned(),
            item,
        });
    }
    lines
}

/// What the officer reads beside a document; its purpose speaks to the applicant.
fn to_compare(document: &DocumentDef) -> String {
    match (document.compare.as_str(), document.expires) {
        ("", true) => "Terbaca, nama dan nomor sesuai isian, dan belum berakhir.".to_owned(),
        ("", false) => "Terbaca, lengkap, dan sesuai isian.".to_owned(),
        (said, _) => said.to_owned(),
    }
}

fn holder(region: &Region, actor: &Actor, prepared: &Prepared) -> Result<AnswerGroup, AppError> {
    use domain::capability::Capability;
    let personal = read_personal(&region.keys, &prepared.owner)?;
    // Only those who hold the card against the claim see the whole number (practice: NIK masked in lists).
    let whole = actor.may(Capability::VerifyAdministration) || actor.may(Capability::ValidateAdministration);
    let secret = |number: String| if whole { number } else { masked(&number) };
    let mut rows = vec![("Nama".to_owned(), prepared.state.holder_name.clone())];
    if let Some(nik) = &personal.nik {
        rows.push(("NIK".to_owned(), secret(nik.to_string())));
    }
    if let Some(npwp) = &personal.npwp {
        rows.push(("NPWP".to_owned(), secret(npwp.to_string())));
    }
    let address = value_text(&prepared.definition, &prepared.state, &personal, "holder.address");
    if !address.is_empty() {
        rows.push(("Alamat".to_owned(), address));
    }
    if let Some(power) = &prepared.state.representative {
        rows.push(("Diwakili oleh".to_owned(), power.representative.clone()));
        rows.push(("Surat kuasa berlaku sampai".to_owned(), date_text::date(power.until)));
    }
    if let Some(by) = &prepared.state.entered_by {
        let helper = if prepared.state.power.is_some() { "Diisi penerima kuasa" } else { "Dibantu petugas" };
        rows.push((helper.to_owned(), by.name.clone()));
        if let Some(declaration) = &prepared.state.declaration {
            rows.push(("Pernyataan diberikan".to_owned(), declaration.how.label().to_owned()));
        }
    }
    Ok(AnswerGroup { title: "Pemohon".to_owned(), rows })
}

/// The first and last four characters of a number; the rest as dots.
pub(crate) fn masked(number: &str) -> String {
    let chars: Vec<char> = number.chars().collect();
    let last = chars.len().saturating_sub(4);
    chars.iter().enumerate().map(|(i, c)| if i < 4 || i >= last { *c } else { '•' }).collect()
}

/// The permit that the file is about, with what was otherwise before (practice, section 2 "After issue").
fn earlier_permit(prepared: &Prepared) -> Option<AnswerGroup> {
    let (state, earlier) = (&prepared.state, prepared.state.earlier.as_ref());
    if !state.kind.about_earlier() {
        return None;
    }
    let mut rows = vec![("Jenis permohonan".to_owned(), state.kind.label().to_owned())];
    rows.extend(earlier.map(|permit| ("Nomor izin lama".to_owned(), permit.number.clone())));
    if let Some(holder) = earlier.and_then(|permit| permit.holder.as_ref()) {
        rows.push(("Pemegang lama".to_owned(), holder.clone()));
        rows.push(("Pemegang baru".to_owned(), state.holder_name.clone()));
    }
    if let Some(before) = &prepared.before {
        for field in &prepared.definition.fields {
            let text = |form: &std::collections::BTreeMap<String, String>| {
                field_text(field, form.get(&field.id).map_or("", String::as_str))
            };
            let (old, new) = (text(&before.form), text(&state.form));
            if !old.is_empty() && old != new {
                rows.push((field.label.clone(), format!("{old} → {new}")));
            }
        }
    }
    Some(AnswerGroup { title: "Izin lama".to_owned(), rows })
}

fn answers(region: &Region, prepared: &Prepared) -> Vec<AnswerGroup> {
    let (state, definition) = (&prepared.state, &prepared.definition);
    let typed = |fields: &[FieldDef], values: &std::collections::BTreeMap<String, String>| {
        fields
            .iter()
            .map(|f| (f.label.clone(), field_text(f, values.get(&f.id).map_or("", String::as_str))))
            .filter(|(_, text)| !text.is_empty())
            .collect::<Vec<_>>()
    };
    let mut groups = vec![AnswerGroup {
        title: "Isian permohonan".to_owned(),
        rows: typed(&definition.fields, &state.form),
    }];
    if let Some(items) = &definition.items {
        for (n, item) in state.items.iter().enumerate() {
            groups.push(AnswerGroup {
                title: format!("{} {}", items.label, n + 1),
                rows: typed(&items.fields, item),
            });
        }
    }
    for part in definition.stages.iter().flat_map(|s| &s.agencies) {
        let title = region.profile.agency_name(&part.agency);
        if let Some(visit) = state.visits.get(&part.agency) {
            let (what, found) =
                if visit.meeting { ("Rapat tim", "Hasil rapat") } else { ("Tinjauan lapangan", "Temuan") };
            let mut rows = vec![
                ("Surat tugas".to_owned(), visit.assignment.clone()),
                ("Tim".to_owned(), visit.team.join(", ")),
                (found.to_owned(), visit.findings.clone()),
            ];
            rows.extend(visit.position.iter().map(|at| ("Koordinat".to_owned(), at.clone())));
            groups.push(AnswerGroup { title: format!("{what} {title}"), rows });
        }
        if let Some(recommendation) = state.recommendations.get(&part.agency) {
            let mut rows = vec![("Rekomendasi".to_owned(), recommendation.outcome.label().to_owned())];
            rows.extend(typed(&part.fields, &recommendation.values));
            if !recommendation.note.is_empty() {
                rows.push(("Catatan".to_owned(), recommendation.note.clone()));
            }
            groups.push(AnswerGroup { title: format!("Rekomendasi {title}"), rows });
        }
    }
    groups
}

fn initials(prepared: &Prepared) -> Vec<(String, Option<(String, Timestamp)>)> {
    let awaited = awaited_initials(&prepared.state, &prepared.definition, &prepared.office);
    let marks = prepared.state.draft.as_ref().map_or(&[][..], |d| d.initials.as_slice());
    prepared
        .definition
        .paraf
        .iter()
        .map(|position| {
            let mark = marks.iter().find(|m| &m.position == position).or_else(|| marks.last());
            let set =
                mark.filter(|_| !awaited.contains(&position.as_str())).map(|m| (m.by.name.clone(), m.at));
            (prepared.position_title(position), set)
        })
        .collect()
}

fn papers(words: &Words<'_>, prepared: &Prepared) -> Vec<OfficePaper> {
    let mut papers: Vec<OfficePaper> = Vec::new();
    for (file, category, at) in &prepared.papers {
        if !papers.iter().any(|p| &p.category == category) {
            let label = paper_label(words, category);
            papers.push(OfficePaper { category: category.clone(), label, file: *file, at: *at });
        }
    }
    papers.reverse();
    for (agency, visit) in &prepared.state.visits {
        for (n, photo) in visit.photos.iter().enumerate() {
            let label = format!("Foto tinjauan {} {}", n + 1, words.agency(agency));
            let category = "visit_photo".to_owned();
            papers.push(OfficePaper { category, label, file: photo.file, at: visit.at });
        }
    }
    papers.extend(site_visit::photos(&prepared.state));
    papers
}

fn paper_label(words: &Words<'_>, category: &str) -> String {
    match category {
        "receipt" => "Tanda terima".to_owned(),
        "draft" => "Konsep".to_owned(),
        "skrd" => "SKRD".to_owned(),
        "page" => "Halaman untuk ditandatangani".to_owned(),
        "signed" => "Izin bertanda tangan, belum bernomor".to_owned(),
        "permit" => words.definition.product.title.clone(),
        "refusal" => "Surat penolakan".to_owned(),
        "hand_back" => "Surat pengembalian berkas".to_owned(),
        "cancellation" => "Surat pembatalan".to_owned(),
        other => match other.split_once('.') {
            Some((_, agency)) => {
                format!("Rekomendasi {}", words.agency(&domain::definition::AgencyId(agency.to_owned())))
            }
            None => "Rekomendasi teknis".to_owned(),
        },
    }
}

fn fee_preview(facts: &Facts<'_>, state: &Application) -> Option<Result<FeePreview, String>> {
    let fee = facts.definition.fee.as_ref()?;
    if state.skrd.is_some() {
        return None;
    }
    let values = facts.values(state);
    let mut own = values.clone();
    for field in &facts.definition.fields {
        if let Some(value) = values.get(&format!("form.{}", field.id)).cloned() {
            own.set(&format!("rec.{}", field.id), value);
        }
    }
    let applicant = fee.compute(&own).ok().map(|c| c.amount);
    Some(fee.compute(&values).map_err(|e| e.message_id()).map(|computed| FeePreview {
        amount: Rupiah::new(computed.amount),
        applicant_amount: applicant.filter(|a| *a != computed.amount).map(Rupiah::new),
        lines: computed.lines,
    }))
}
