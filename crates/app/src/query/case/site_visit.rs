//! *Tinjauan lapangan* of a file as its page shows it: who can be in the team, what is handed over, the minutes (BTG68-10).

use super::{AnswerGroup, CheckLine, OfficePaper, Prepared};
use domain::definition::StageKind;
use domain::party::Account;
use domain::process::{Application, By, SiteVisitRecord};
use domain::value::{Id, date_text};
use jiff::tz::TimeZone;

/// A document of the application that is handed over at the visit (BTG68-10.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitPaper {
    /// Id in the definition.
    pub id: String,
    /// What people read.
    pub label: String,
    /// The minutes may be signed off without it.
    pub optional: bool,
    /// Ticked in the minutes.
    pub handed_over: bool,
}

/// Somebody who can be in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Account.
    pub account: Id<Account>,
    /// Name.
    pub name: String,
    /// Name of the agency; empty for the office's own people.
    pub agency: String,
}

/// The visit of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteVisitView {
    /// The checklist: every document that the application consists of.
    pub papers: Vec<VisitPaper>,
    /// Who can be in the team; only while the file stands here, for who plans.
    pub candidates: Vec<Candidate>,
    /// Every member has signed the minutes off (BTG68-10.3).
    pub locked: bool,
    /// Plan and minutes as people read them, also whoever decides on them (BTG68-11.1); `None` before the plan.
    pub record: Option<AnswerGroup>,
}

impl SiteVisitView {
    /// Labels of what must be handed over and is not yet.
    pub fn unhanded(&self) -> Vec<String> {
        self.papers.iter().filter(|p| !p.optional && !p.handed_over).map(|p| p.label.clone()).collect()
    }
}

/// Whether the minutes are final.
fn locked(record: &SiteVisitRecord) -> bool {
    let signed = |account| record.signed_off.iter().any(|s| s.account == account);
    record.visit.is_some() && record.team.iter().all(|m| signed(m.account))
}

/// The visit of a file; `None` when the service knows none.
pub(super) fn site_visit(
    prepared: &Prepared,
    checks: &[CheckLine],
    zone: &TimeZone,
) -> Option<SiteVisitView> {
    let definition = &prepared.definition;
    definition.stage_of_kind(StageKind::SiteVisit)?;
    let record = prepared.state.site_visit.as_ref();
    let handed = |id: &str| record.is_some_and(|r| r.documents.iter().any(|d| d == id));
    let papers = checks.iter().filter_map(|line| {
        let id = line.item.strip_prefix("doc.")?;
        let document = definition.documents.iter().find(|d| d.id == id)?;
        Some(VisitPaper {
            id: id.to_owned(),
            label: line.label.clone(),
            optional: document.optional,
            handed_over: handed(id),
        })
    });
    let papers: Vec<VisitPaper> = papers.collect();
    let locked = record.is_some_and(locked);
    Some(SiteVisitView {
        record: record.map(|record| minutes(record, &papers, locked, zone)),
        candidates: prepared.candidates.clone(),
        papers,
        locked,
    })
}

fn minutes(record: &SiteVisitRecord, papers: &[VisitPaper], locked: bool, zone: &TimeZone) -> AnswerGroup {
    let row = |key: &str, value: String| (key.to_owned(), value);
    let names = |by: &[By]| by.iter().map(|m| m.name.clone()).collect::<Vec<_>>().join(", ");
    let mut rows = vec![
        row("Undangan tinjauan", date_text::moment_at(record.planned, zone)),
        row("Tempat tinjauan", record.place.clone()),
        row("Surat tugas tinjauan", record.assignment.clone()),
        row("Anggota tim", names(&record.team)),
    ];
    if let Some(visit) = &record.visit {
        rows.push(row("Waktu tinjauan", date_text::moment_at(visit.at, zone)));
        rows.push(row("Yang hadir", visit.team.join(", ")));
        rows.push(row("Temuan tinjauan", visit.findings.clone()));
        rows.extend(visit.position.iter().map(|at| row("Koordinat", at.clone())));
        let handed: Vec<&str> = papers.iter().filter(|p| p.handed_over).map(|p| p.label.as_str()).collect();
        let none = "belum ada".to_owned();
        rows.push(row("Dokumen diserahkan", if handed.is_empty() { none } else { handed.join(", ") }));
        rows.push(match (locked, record.signed_off.as_slice()) {
            (true, by) => row("Berita acara disahkan dan terkunci", names(by)),
            (false, []) => row("Pengesahan berita acara", "belum ada".to_owned()),
            (false, by) => row("Sudah mengesahkan berita acara", names(by)),
        });
    }
    let title = if record.visit.is_some() { "Berita acara tinjauan lapangan" } else { "Tinjauan lapangan" };
    AnswerGroup { title: title.to_owned(), rows }
}

/// Photos of the minutes.
pub(super) fn photos(state: &Application) -> Vec<OfficePaper> {
    let Some(visit) = state.site_visit.as_ref().and_then(|r| r.visit.as_ref()) else { return Vec::new() };
    let photos = visit.photos.iter().enumerate().map(|(n, photo)| OfficePaper {
        category: "visit_photo".to_owned(),
        label: format!("Foto tinjauan lapangan {}", n + 1),
        file: photo.file,
        at: visit.at,
    });
    photos.collect()
}
