//! The lists behind the figures of the overview: files of all desks, narrowed and page by page, for those who assign or
//! decide. A list and its figure ask the database the same question.

use super::case::require;
use super::due::DueLine;
use super::find::{Choice, Narrow, Offered, Sieve, divisions, services};
use super::overview::{
    MARK_DAYS, READERS, RETURNED_TIMES, TIME_DAYS, days_before, is_permit, moments, month_bounds, short_name,
};
use crate::account::actor_from;
use crate::error::AppError;
use crate::{Office, Region};
use domain::calendar::WarnLevel;
use domain::capability::Capability;
use domain::definition::StageKind;
use domain::party::{Account, Actor, ApplicationRecord};
use domain::value::{Id, date_text};
use jiff::Timestamp;
use jiff::civil::Date;
use store::ReadTx;
use store::overview::{FileLine, Mark, MarkKind};

/// Most files of one list.
const MOST: u32 = 5_000;
/// Files on a page.
const ON_A_PAGE: usize = 50;

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeList<'a> {
    /// All files inside the office.
    Open,
    /// Late.
    Late,
    /// Ending today.
    Today,
    /// Unpaid, ending this week.
    Unpaid,
    /// Standing still until the survey is filled.
    Survey,
    /// Waiting at the counter for more than two weeks.
    Uncollected,
    /// Back with the applicant or a desk more than twice.
    Returned,
    /// Many stages within minutes.
    Burst,
    /// Given to another officer.
    Reassigned,
    /// Taken before an older one.
    Overtaken,
    /// Finished files of a service; or only those that took longer than published.
    Finished(&'a str, bool),
    /// Files on which an agency was asked; or only those where the agreed time was not kept (MJK18-20.b).
    Agency(&'a str, bool),
    /// Issued in the month that begins so; permits, or the other kinds (MJK18-1.14).
    Issued(Date, bool),
}

/// One file of such a list.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficeLine {
    /// Id.
    pub id: Id<ApplicationRecord>,
    /// Registration number.
    pub registration: String,
    /// Short name of the service.
    pub service_short: String,
    /// Holder.
    pub holder_name: String,
    /// What people read of the desk; of the status outside the office.
    pub place: String,
    /// Who has taken it.
    pub handler: Option<String>,
    /// Deadline of the clock that counts now.
    pub due: Option<DueLine>,
    /// What the list tells about it: reason and who.
    pub remark: Option<Mark>,
    /// It lies at a desk, so that it can be given to somebody.
    pub at_desk: bool,
}

/// A page of such a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfficePage {
    /// Files.
    pub lines: Vec<OfficeLine>,
    /// Pages, at least 1.
    pub pages: usize,
    /// This page, from 1.
    pub page: usize,
    /// Place of the first line, from 1.
    pub first: usize,
    /// Files of the list.
    pub total: usize,
    /// Services, desks and divisions by which it can be narrowed.
    pub choices: [Vec<Choice>; 3],
    /// Officers to whom files can be given; only for those who assign.
    pub colleagues: Vec<(Id<Account>, String)>,
}

/// A page of a list. `page` counts from 1; one past the end is the last.
///
/// # Errors
/// A refusal for everybody who neither assigns nor decides, recorded; database.
pub fn office_list(
    region: &Region,
    actor: &Actor,
    list: OfficeList<'_>,
    narrow: &Narrow,
    page: usize,
) -> Result<OfficePage, AppError> {
    require(region, actor, &READERS, "open_office_list")?;
    let office = region.office();
    let now = region.now();
    let (mut files, colleagues) = region.store.read(|tx| -> Result<_, AppError> {
        let files = files(region, tx, &office, list, narrow, now)?;
        let colleagues = if actor.may(Capability::Assign) { colleagues(region, tx)? } else { Vec::new() };
        Ok((files, colleagues))
    })?;
    let names = services(&office);
    if !narrow.is_empty() {
        let sieve = Sieve::new(region, narrow);
        files.retain(|file| {
            let short =
                names.iter().find(|(id, _)| *id == file.service).map_or("", |(_, name)| name.as_str());
            sieve.lets_through(&Offered {
                registration: &file.registration,
                holder: &file.holder_name,
                service: &file.service,
                service_words: [short, &file.service],
                desk: &file.stage_kind,
            })
        });
    }
    let total = files.len();
    let pages = total.div_ceil(ON_A_PAGE).max(1);
    let page = page.clamp(1, pages);
    let before = (page - 1) * ON_A_PAGE;
    let lines = files.into_iter().skip(before).take(ON_A_PAGE).map(|f| line(&office, f, now)).collect();
    let desks = StageKind::ALL.iter().map(|k| (k.name().to_owned(), k.label().to_owned())).collect();
    let choices = [names, desks, divisions(region)];
    Ok(OfficePage { lines, pages, page, first: before + 1, total, choices, colleagues })
}

fn files(
    region: &Region,
    tx: &ReadTx<'_>,
    office: &Office,
    list: OfficeList<'_>,
    narrow: &Narrow,
    now: Timestamp,
) -> Result<Vec<FileLine>, AppError> {
    use store::overview as of;
    let at = moments(region, office, now)?;
    let marks = days_before(now, MARK_DAYS);
    let times = days_before(now, TIME_DAYS);
    Ok(match list {
        OfficeList::Open => of::open(tx, &narrow.desk, MOST)?,
        OfficeList::Late => of::due(tx, Timestamp::UNIX_EPOCH, now, MOST)?,
        OfficeList::Today => of::due(tx, now, at.day_end, MOST)?,
        OfficeList::Unpaid => {
            let mut files = of::due(tx, now, at.week_end, MOST)?;
            files.retain(|f| f.status == "awaiting_payment");
            files
        }
        OfficeList::Survey => of::of_status(tx, "suspended_survey", MOST)?,
        OfficeList::Uncollected => {
            let mut files = of::open(tx, StageKind::Handover.name(), MOST)?;
            files.retain(|f| f.entered_at.is_some_and(|entered| entered < at.collect_before));
            files
        }
        OfficeList::Returned => of::with_mark(tx, MarkKind::Returned, marks, RETURNED_TIMES, MOST)?,
        OfficeList::Burst => of::with_mark(tx, MarkKind::Burst, marks, 1, MOST)?,
        OfficeList::Reassigned => of::with_mark(tx, MarkKind::Reassigned, marks, 1, MOST)?,
        OfficeList::Overtaken => of::with_mark(tx, MarkKind::Overtaken, marks, 1, MOST)?,
        OfficeList::Finished(service, late) => of::finished(tx, service, times, late, MOST)?,
        OfficeList::Agency(agency, late) => of::of_agency(tx, agency, times, late, now, MOST)?,
        OfficeList::Issued(month, permits) => {
            let (from, until) = month_bounds(office, month.first_of_month())?;
            let mut files = of::issued_files(tx, from, until, MOST)?;
            files.retain(|f| is_permit(office, &f.service) == permits);
            files
        }
    })
}

fn line(office: &Office, file: FileLine, now: Timestamp) -> OfficeLine {
    let kind = StageKind::ALL.into_iter().find(|k| k.name() == file.stage_kind);
    let status = domain::process::Status::ALL.into_iter().find(|s| s.name() == file.status);
    let inside = kind.map(StageKind::label);
    OfficeLine {
        id: file.id,
        registration: file.registration,
        service_short: short_name(office, &file.service),
        holder_name: file.holder_name,
        place: inside.or(status.map(|s| s.label())).unwrap_or_default().to_owned(),
        handler: file.handler.map(|(_, name)| name),
        due: file.next_due_at.map(|at| due(office, at, now)),
        remark: file.remark,
        at_desk: kind.is_some_and(|k| !matches!(k, StageKind::Registration | StageKind::Survey)),
    }
}

/// A deadline as the column has it.
fn due(office: &Office, at: Timestamp, now: Timestamp) -> DueLine {
    let calendar = &office.calendar;
    let level = if at < now {
        WarnLevel::Late
    } else if calendar.local_date(at) == calendar.local_date(now) {
        WarnLevel::DueToday
    } else {
        WarnLevel::Ok
    };
    let text = format!("Paling lambat {}", date_text::weekday_date(calendar.local_date(at)));
    DueLine { text, why: String::new(), level, at: Some(at) }
}

/// Everybody who works at a desk of the office.
fn colleagues(region: &Region, tx: &ReadTx<'_>) -> Result<Vec<(Id<Account>, String)>, AppError> {
    let mut found = Vec::new();
    for row in store::account::of_kind(tx, "staff")? {
        let Ok(actor) = actor_from(region, &row) else { continue };
        if super::case::has_desk(&actor) {
            let labels: Vec<&str> = actor.roles.iter().map(|r| region.profile.role_label(r)).collect();
            found.push((row.id, format!("{} ({})", row.name, labels.join(", "))));
        }
    }
    Ok(found)
}

/// Officers to whom files of the queue can be given; empty for those who do not assign.
///
/// # Errors
/// Database.
pub fn to_assign(region: &Region, actor: &Actor) -> Result<Vec<(Id<Account>, String)>, AppError> {
    if !actor.may(Capability::Assign) {
        return Ok(Vec::new());
    }
    region.store.read(|tx| colleagues(region, tx))
}
