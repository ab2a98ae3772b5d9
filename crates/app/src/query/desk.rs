//! *Antrean*: what waits for somebody, oldest first, with deadlines under the calendar of today (practice, section 5).

use super::case::{awaited_initials, require_desk, stage_label};
use super::desk_memory::Remembered;
use super::due::DueLine;
use super::find::{Choice, Narrow, Offered, Sieve, divisions};
use crate::error::AppError;
use crate::{Office, Region};
use domain::calendar::WarnLevel;
use domain::capability::{Capability, RoleId};
use domain::definition::{ServiceDefinition, StageKind};
use domain::party::{Actor, ApplicationRecord};
use domain::process::{Application, Status};
use domain::value::Id;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::ReadTx;
use store::application::Waiting;

/// Most files of one desk that are looked at; far above what any desk holds.
const MOST: u32 = 5_000;

/// Files on a page of the queue.
const ON_A_PAGE: usize = 50;

/// Which part of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueFilter {
    /// Everything.
    All,
    /// Taken by me, or waiting for me personally.
    Mine,
    /// Ends today.
    Today,
    /// Its deadline has passed.
    Late,
    /// Somebody else must act first.
    Waiting,
}

/// One line of a queue.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueItem {
    /// Id of the service.
    pub service: String,
    /// Name of the service.
    pub service_name: String,
    /// Id.
    pub id: Id<ApplicationRecord>,
    /// Version seen.
    pub version: u64,
    /// Registration number.
    pub registration: String,
    /// For example "SIP Dokter".
    pub service_short: String,
    /// Holder.
    pub holder_name: String,
    /// Status.
    pub status: Status,
    /// Label of the stage.
    pub stage_label: String,
    /// Kind of the stage.
    pub kind: StageKind,
    /// Who has taken it.
    pub handler: Option<String>,
    /// Taken by me, or waiting for me personally.
    pub mine: bool,
    /// Somebody else must act first; says who.
    pub waits_for: Option<String>,
    /// When it came to this desk.
    pub entered_at: Timestamp,
    /// Deadline.
    pub due: Option<DueLine>,
    /// The holder asks to cancel.
    pub cancellation: bool,
    /// A message to the applicant did not arrive, and nobody has called since.
    pub unheard: bool,
}

/// How many there are of each part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Everything.
    pub all: usize,
    /// Mine.
    pub mine: usize,
    /// Ending today.
    pub today: usize,
    /// Late.
    pub late: usize,
    /// Waiting for others.
    pub waiting: usize,
}

/// A queue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Queue {
    /// Lines of the chosen part on the chosen page, oldest first.
    pub items: Vec<QueueItem>,
    /// Pages of the chosen part, at least 1.
    pub pages: usize,
    /// The chosen page, from 1.
    pub page: usize,
    /// Place of the first line in the chosen part, from 1.
    pub first: usize,
    /// Lines of the chosen part.
    pub total: usize,
    /// Counts of every part.
    pub counts: QueueCounts,
    /// This person is on leave or away today and takes no files.
    pub away: bool,
    /// How many wait at each desk: label and count.
    pub desks: Vec<(String, usize)>,
    /// Services, desks and divisions by which the list can be narrowed.
    pub choices: [Vec<Choice>; 3],
}

fn belongs(item: &QueueItem, filter: QueueFilter) -> bool {
    let level = item.due.as_ref().map(|d| d.level);
    match filter {
        QueueFilter::All => true,
        QueueFilter::Mine => item.mine,
        QueueFilter::Today => level == Some(WarnLevel::DueToday),
        QueueFilter::Late => level == Some(WarnLevel::Late),
        QueueFilter::Waiting => item.waits_for.is_some(),
    }
}

/// What waits for this person: the desks of his roles, his agency's files, and what needs his initials. `page` counts from
/// 1; one past the end is the last. `narrow` leaves out files before anything is counted.
///
/// # Errors
/// A refusal for somebody without a desk, recorded; database.
pub fn queue(
    region: &Region,
    actor: &Actor,
    filter: QueueFilter,
    narrow: &Narrow,
    page: usize,
) -> Result<Queue, AppError> {
    require_desk(region, actor, "open_queue")?;
    let office = region.office();
    let now = region.now();
    let mut items = region.store.read(|tx| waiting(region, tx, &office, actor, now))?;
    let choices = choices(region, &items);
    if !narrow.is_empty() {
        let sieve = Sieve::new(region, narrow);
        items.retain(|item| {
            sieve.lets_through(&Offered {
                registration: &item.registration,
                holder: &item.holder_name,
                service: &item.service,
                service_words: [&item.service_short, &item.service_name],
                desk: item.kind.name(),
            })
        });
    }
    let count = |filter| items.iter().filter(|i| belongs(i, filter)).count();
    let counts = QueueCounts {
        all: items.len(),
        mine: count(QueueFilter::Mine),
        today: count(QueueFilter::Today),
        late: count(QueueFilter::Late),
        waiting: count(QueueFilter::Waiting),
    };
    let mut desks: BTreeMap<StageKind, (String, usize)> = BTreeMap::new();
    for item in &items {
        desks.entry(item.kind).or_insert((item.stage_label.clone(), 0)).1 += 1;
    }
    let chosen: Vec<QueueItem> = items.into_iter().filter(|i| belongs(i, filter)).collect();
    let total = chosen.len();
    let pages = total.div_ceil(ON_A_PAGE).max(1);
    let page = page.clamp(1, pages);
    let before = (page - 1) * ON_A_PAGE;
    let items = chosen.into_iter().skip(before).take(ON_A_PAGE).collect();
    let desks = desks.into_values().collect();
    let today = office.calendar.local_date(now);
    let away = actor.account.is_some_and(|account| office.officials.absent(account, today));
    Ok(Queue { items, away, pages, page, first: before + 1, total, counts, desks, choices })
}

/// What the files of a queue differ in.
fn choices(region: &Region, items: &[QueueItem]) -> [Vec<Choice>; 3] {
    let by = |of: fn(&QueueItem) -> Choice| -> Vec<Choice> {
        items.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect()
    };
    [
        by(|i| (i.service.clone(), i.service_short.clone())),
        by(|i| (i.kind.name().to_owned(), i.kind.label().to_owned())),
        divisions(region),
    ]
}

fn waiting(
    region: &Region,
    tx: &ReadTx<'_>,
    office: &Arc<Office>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Vec<QueueItem>, AppError> {
    let mut roles: BTreeSet<RoleId> = actor.roles.clone();
    if actor.may(Capability::Initial) {
        // Initials are set inside the decision, at another role's desk.
        let stages = office.definitions.values().flat_map(|d| &d.stages);
        roles.extend(stages.filter(|s| s.kind == StageKind::Decision).map(|s| s.role.clone()));
    }
    if actor.may(Capability::ValidateAdministration) {
        // A proposal to hand a file back waits for the validator while the file is still at its verification.
        let stages = office.definitions.values().flat_map(|d| &d.stages);
        roles.extend(stages.filter(|s| s.kind == StageKind::AdminVerification).map(|s| s.role.clone()));
    }
    let mut lines = BTreeMap::new();
    let mut keep = |waiting: Vec<Waiting>| {
        lines.extend(waiting.into_iter().map(|line| ((line.entered_at, line.id), line)));
    };
    for role in &roles {
        keep(store::application::waiting_for_role(tx, &role.0, MOST)?);
    }
    if let Some(agency) = &actor.agency {
        keep(store::application::waiting_for_agency(tx, agency, MOST)?);
    } else if actor.may(Capability::VerifyAdministration) || actor.may(Capability::Decide) {
        keep(store::application::cancelling(tx, MOST)?);
    }
    let unheard = super::unheard::unheard(tx)?;
    let lines: Vec<Waiting> = lines.into_values().collect();
    let mut items = Vec::new();
    for (entered_at, file) in region.desk_memory.read(tx, &lines)? {
        let definition = office.definition(&file.state.definition)?;
        let line = item(region, office, actor, &file, &definition, entered_at, now);
        items.extend(line.map(|line| QueueItem { unheard: unheard.contains(&line.id), ..line }));
    }
    // What nobody here can move stands behind what waits for a hand; both oldest first.
    items.sort_by_key(|item| item.waits_for.is_some());
    Ok(items)
}

fn item(
    region: &Region,
    office: &Arc<Office>,
    actor: &Actor,
    file: &Remembered,
    definition: &ServiceDefinition,
    entered_at: Timestamp,
    now: Timestamp,
) -> Option<QueueItem> {
    let (state, calendar) = (&file.state, &office.calendar);
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    let cancellation = state.cancellation.as_ref().filter(|_| state.awaits_cancellation()).is_some_and(|c| {
        if c.checked_by.is_some() {
            actor.may(Capability::Decide)
        } else {
            actor.may(Capability::VerifyAdministration)
        }
    });
    let mine = state.handler.as_ref().is_some_and(|h| h.account.is_some() && h.account == actor.account);
    let mut waits_for = state.handler.as_ref().filter(|_| !mine).map(|h| h.name.clone());
    let mut personal = mine || cancellation;
    let kind = stage.map_or(StageKind::Handover, |s| s.kind);
    if !cancellation {
        let stage = stage?;
        let works = actor.has_role(&stage.role) && actor.may(kind.capability());
        let awaited = awaited_initials(state, definition, office).first().copied();
        let my_initial = match (kind, awaited, actor.account) {
            (StageKind::Decision, Some(position), Some(account)) => {
                actor.may(Capability::Initial)
                    && office.officials.holds(account, position, calendar.local_date(now))
            }
            _ => false,
        };
        let agency = actor.agency.as_ref();
        let asked =
            kind == StageKind::TechnicalRecommendation && agency.is_some_and(|a| state.agencies.contains(a));
        let hand_back = kind == StageKind::AdminVerification
            && state.hand_back.is_some()
            && actor.may(Capability::ValidateAdministration);
        personal |= hand_back;
        if matches!(kind, StageKind::Registration | StageKind::Survey) || !(works || my_initial || hand_back)
        {
            return None;
        }
        if kind == StageKind::TechnicalRecommendation && !asked {
            return None;
        }
        if kind == StageKind::SiteVisit {
            // Of a visit people know that of their own agency or team (BTG68-10.2).
            super::case::may_open(actor, definition, state).ok()?;
            waits_for = at_visit(state, actor).or(waits_for);
        }
        if state.issue.is_some() && kind == StageKind::ProcessingIssue {
            waits_for = Some("dokumen yang sedang disiapkan".to_owned());
        }
        if matches!(kind, StageKind::Notice | StageKind::Delivery) {
            waits_for = Some("pesan yang sedang dikirim".to_owned());
        }
        personal |= my_initial;
        if let (StageKind::Decision, Some(position), false) = (kind, awaited, my_initial) {
            let title = office.officials.positions.iter().find(|p| p.id == position);
            waits_for = Some(format!("paraf {}", title.map_or(position, |p| p.title.as_str())));
        }
        if agency.is_some_and(|a| state.recommendations.contains_key(a)) {
            waits_for = Some("rekomendasi instansi lain".to_owned());
        }
        waits_for = match state.status {
            Status::Returned => Some("perbaikan dari pemohon".to_owned()),
            Status::AwaitingPayment if state.payment.is_none() => Some("pembayaran pemohon".to_owned()),
            Status::Suspended(_) => Some("survei pemohon".to_owned()),
            _ => waits_for,
        };
    }
    Some(QueueItem {
        id: state.id,
        version: state.version,
        registration: state.registration.map_or_else(String::new, |r| r.to_string()),
        service: definition.id.0.clone(),
        service_name: definition.name.clone(),
        service_short: definition.short_name.clone(),
        holder_name: state.holder_name.clone(),
        status: state.status,
        stage_label: stage.map_or_else(|| "Pembatalan".to_owned(), stage_label),
        kind,
        handler: state.handler.as_ref().map(|h| h.name.clone()),
        mine: personal,
        waits_for: if cancellation { None } else { waits_for },
        entered_at,
        due: file.due(region, office, definition, now),
        cancellation,
        unheard: false,
    })
}

/// Whom a site visit waits for, when it is not this person: the team, its other members, or the day.
fn at_visit(state: &Application, actor: &Actor) -> Option<String> {
    let record = state.site_visit.as_ref()?;
    if record.team.iter().all(|m| m.account != actor.account) {
        return Some("tim tinjauan lapangan".to_owned());
    }
    let signed = record.signed_off.iter().any(|s| s.account == actor.account);
    signed.then(|| "pengesahan anggota tim lain".to_owned())
}

/// The file of a registration number, for the search of the queue; only one that this person may open.
///
/// # Errors
/// A refusal for somebody without a desk; database.
pub fn by_number(
    region: &Region,
    actor: &Actor,
    number: &str,
) -> Result<Option<Id<ApplicationRecord>>, AppError> {
    require_desk(region, actor, "search_number")?;
    let office = region.office();
    let found = region.store.read(|tx| store::application::by_registration(tx, number.trim()))?;
    let Some(stored) = found else { return Ok(None) };
    let definition = office.definition(&stored.state.definition)?;
    let may = super::case::may_open(actor, &definition, &stored.state).is_ok();
    Ok(may.then_some(stored.state.id))
}
