//! *Ringkasan*: what the head of office looks at. Figures are counted in the database in one read; every figure has its list
//! ([`super::office_list`]). Times are those of the calendar at each file's last act.

use super::case::require;
use crate::error::AppError;
use crate::{Office, Region};
use domain::capability::Capability;
use domain::definition::{ServiceKind, StageKind};
use domain::party::Actor;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use store::ReadTx;
use store::overview::{AgencyTime, MarkKind, Moments, ServiceTime};

/// Who sees all desks.
pub(super) const READERS: [Capability; 2] = [Capability::Assign, Capability::Decide];
/// Marks are told for so many days.
pub const MARK_DAYS: i64 = 30;
/// Service times and agencies are measured over so many days.
pub const TIME_DAYS: i64 = 90;
/// "More than twice" begins here.
pub(super) const RETURNED_TIMES: i64 = 3;
/// Months shown, the present one included.
const MONTHS: i32 = 12;

/// One desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskLine {
    /// Name of the kind of stage.
    pub kind: String,
    /// What people read.
    pub label: String,
    /// Files there.
    pub open: i64,
    /// Late.
    pub late: i64,
    /// Ending today.
    pub today: i64,
}

/// Time of one service against what was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLine {
    /// Id.
    pub service: String,
    /// Short name.
    pub label: String,
    /// Finished files.
    pub files: i64,
    /// Average time used, hundredths of a working day.
    pub average: i64,
    /// Average time published.
    pub promised: i64,
    /// Files that took longer.
    pub late: i64,
}

/// How one agency keeps the agreed time (MJK18-20.b).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyLine {
    /// Id.
    pub agency: String,
    /// What people read.
    pub label: String,
    /// Times agreed with it in the services, shortest and longest, as text.
    pub agreed: String,
    /// Files on which it was asked.
    pub asked: i64,
    /// Files that it answered.
    pub answered: i64,
    /// Average time of its answers, hundredths of a working day; `None` without an answer.
    pub average: Option<i64>,
    /// The agreed time was not kept: answered late, or still open after it.
    pub breaches: i64,
}

/// Documents of one month; the kinds are counted apart (MJK18-1.14).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthLine {
    /// First day.
    pub month: Date,
    /// *Perizinan*.
    pub permits: i64,
    /// *Nonperizinan*.
    pub others: i64,
}

/// Everything on the page (see the module text).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Desks in the order of the stages.
    pub desks: Vec<DeskLine>,
    /// Late at all desks.
    pub late: i64,
    /// Ending today.
    pub today: i64,
    /// Unpaid, ending this week.
    pub unpaid: i64,
    /// Standing still until the survey is filled.
    pub survey: i64,
    /// Not collected.
    pub uncollected: i64,
    /// Back with the applicant or a desk more than twice.
    pub returned: i64,
    /// Many stages within minutes.
    pub burst: i64,
    /// Given to another officer.
    pub reassigned: i64,
    /// Taken before an older one.
    pub overtaken: i64,
    /// Services with finished files.
    pub services: Vec<ServiceLine>,
    /// Agencies that were asked.
    pub agencies: Vec<AgencyLine>,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthLine>,
}

/// Moments of a day, for counting.
pub(super) fn moments(region: &Region, office: &Office, now: Timestamp) -> Result<Moments, AppError> {
    let calendar = &office.calendar;
    let damaged = |e: domain::calendar::CalendarError| AppError::Failed(e.to_string());
    let today = calendar.local_date(now);
    let after = |date: Date| calendar.end_of_day(date).map_err(damaged);
    let to_sunday = 7 - i64::from(today.weekday().to_monday_one_offset());
    let sunday = today.checked_add(to_sunday.days()).unwrap_or(today);
    Ok(Moments {
        now,
        day_end: after(today)?,
        week_end: after(sunday)?,
        collect_before: days_before(now, i64::from(region.profile.policy.pickup_remind_days)),
    })
}

pub(super) fn days_before(now: Timestamp, days: i64) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(days * 24)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// First moment of a month and of the next one.
pub(super) fn month_bounds(office: &Office, first: Date) -> Result<(Timestamp, Timestamp), AppError> {
    let start = |date: Date| {
        let zone = office.calendar.time_zone().clone();
        date.to_zoned(zone).map(|z| z.timestamp()).map_err(|e| AppError::Failed(e.to_string()))
    };
    Ok((start(first)?, start(first.checked_add(1.month()).unwrap_or(first))?))
}

/// The head's overview.
///
/// # Errors
/// A refusal for everybody who neither assigns nor decides, recorded; database.
pub fn overview(region: &Region, actor: &Actor) -> Result<Overview, AppError> {
    require(region, actor, &READERS, "open_overview")?;
    let office = region.office();
    let now = region.now();
    region.store.read(|tx| read(region, tx, &office, now))
}

fn read(region: &Region, tx: &ReadTx<'_>, office: &Office, now: Timestamp) -> Result<Overview, AppError> {
    let at = moments(region, office, now)?;
    let figures = store::overview::desks(tx, &at)?;
    let sum = |of: fn(&store::overview::DeskFigures) -> i64| figures.iter().map(of).sum::<i64>();
    let desks = StageKind::ALL
        .iter()
        .filter_map(|kind| {
            let found = figures.iter().find(|f| f.kind == kind.name())?;
            Some(DeskLine {
                kind: found.kind.clone(),
                label: kind.label().to_owned(),
                open: found.open,
                late: found.late,
                today: found.today,
            })
        })
        .collect();
    let marks = days_before(now, MARK_DAYS);
    let marked = |kind, times| store::overview::marked(tx, kind, marks, times);
    let times = days_before(now, TIME_DAYS);
    Ok(Overview {
        desks,
        late: sum(|f| f.late),
        today: sum(|f| f.today),
        unpaid: sum(|f| f.unpaid),
        survey: sum(|f| f.survey),
        uncollected: sum(|f| f.uncollected),
        returned: marked(MarkKind::Returned, RETURNED_TIMES)?,
        burst: marked(MarkKind::Burst, 1)?,
        reassigned: marked(MarkKind::Reassigned, 1)?,
        overtaken: marked(MarkKind::Overtaken, 1)?,
        services: store::overview::service_times(tx, times)?
            .into_iter()
            .map(|t| service(office, t))
            .collect(),
        agencies: store::overview::agency_times(tx, times, now)?
            .into_iter()
            .map(|t| agency(region, office, t))
            .collect(),
        months: months(tx, office, now)?,
    })
}

/// Short name of a service that is or was offered.
pub(super) fn short_name(office: &Office, service: &str) -> String {
    let active =
        office.active.iter().find(|(id, _)| id.0 == service).and_then(|(_, h)| office.definitions.get(h));
    let any = || office.definitions.values().find(|d| d.id.0 == service);
    active.or_else(any).map_or_else(|| service.to_owned(), |d| d.short_name.clone())
}

fn service(office: &Office, time: ServiceTime) -> ServiceLine {
    let files = time.files.max(1);
    ServiceLine {
        label: short_name(office, &time.service),
        service: time.service,
        files: time.files,
        average: time.worked / files,
        promised: time.promised / files,
        late: time.late,
    }
}

fn agency(region: &Region, office: &Office, time: AgencyTime) -> AgencyLine {
    let label = region.profile.agencies.iter().find(|a| a.id.0 == time.agency);
    let mut agreed: Vec<_> = office
        .active
        .values()
        .filter_map(|hash| office.definitions.get(hash))
        .flat_map(|d| &d.stages)
        .filter(|s| s.agencies.iter().any(|a| a.agency.0 == time.agency))
        .filter_map(|s| s.budget)
        .map(|budget| budget.to_string())
        .collect();
    agreed.sort();
    agreed.dedup();
    AgencyLine {
        label: label.map_or_else(|| time.agency.clone(), |a| a.name.clone()),
        agency: time.agency,
        agreed: agreed.join(" atau "),
        asked: time.asked,
        answered: time.answered,
        average: (time.answered > 0).then(|| time.worked / time.answered),
        breaches: time.late + time.overdue,
    }
}

/// Whether a service gives a permit (MJK18-1.13) or something else (MJK18-1.14).
pub(super) fn is_permit(office: &Office, service: &str) -> bool {
    office.definitions.values().find(|d| d.id.0 == service).is_some_and(|d| d.kind == ServiceKind::Permit)
}

fn months(tx: &ReadTx<'_>, office: &Office, now: Timestamp) -> Result<Vec<MonthLine>, AppError> {
    let this = office.calendar.local_date(now).first_of_month();
    let mut lines = Vec::new();
    for back in (0..MONTHS).rev() {
        let month = this.checked_sub(back.months()).unwrap_or(this);
        let (from, until) = month_bounds(office, month)?;
        let mut line = MonthLine { month, permits: 0, others: 0 };
        for (service, count) in store::overview::issued(tx, from, until)? {
            if is_permit(office, &service) {
                line.permits += count;
            } else {
                line.others += count;
            }
        }
        lines.push(line);
    }
    Ok(lines)
}
