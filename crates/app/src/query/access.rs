//! Requests for access as the officer's desk and the person see them (MJK18-8.5, 8.6).

use super::case::require;
use crate::Region;
use crate::account::access::{Opened, open_row};
use crate::act::{Subject, record_act};
use crate::error::AppError;
use domain::access::{AccessPaper, decision_due, required_papers};
use domain::calendar::Due;
use domain::capability::Capability;
use domain::party::{AccessRequest, Account, Actor, StoredFile};
use domain::value::{Id, NikWarning, RegionTable};
use jiff::Timestamp;
pub use store::access::RequestRow;
use store::file::FileRow;

const OPEN: &str = "open_access_request";

/// One request in the list.
#[derive(Debug, Clone)]
pub struct RequestLine {
    /// Id.
    pub id: Id<AccessRequest>,
    /// Number.
    pub number: String,
    /// Name as stated.
    pub name: String,
    /// `person` or `business`.
    pub kind: String,
    /// When it came complete.
    pub received_at: Timestamp,
    /// Until when it must be decided; `None` when the calendar does not know the year.
    pub due: Option<Due>,
    /// The day has passed.
    pub overdue: bool,
}

/// A report of misuse that waits.
#[derive(Debug, Clone)]
pub struct ReportLine {
    /// Account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// What the holder wrote.
    pub note: String,
    /// When.
    pub reported_at: Timestamp,
}

/// The desk: requests oldest first, and blocked accounts.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Waiting for a decision.
    pub waiting: Vec<RequestLine>,
    /// Accounts blocked on a report (MJK18-9.2).
    pub reports: Vec<ReportLine>,
    /// Decided last, newest first: number, name, how, by whom, when.
    pub decided: Vec<(String, String, bool, String, Timestamp)>,
}

/// Until when a request must be decided, and whether that has passed.
pub fn due_of(region: &Region, row: &RequestRow) -> (Option<Due>, bool) {
    let due = row.received_at.and_then(|at| decision_due(&region.office().calendar, at).ok());
    let end = row.decided_at.unwrap_or_else(|| region.now());
    let overdue = due.as_ref().is_some_and(|due| due.passed(end));
    (due, overdue)
}

/// What waits at the desk.
///
/// # Errors
/// A refusal without the capability, recorded; database.
pub fn desk(region: &Region, actor: &Actor) -> Result<Desk, AppError> {
    require(region, actor, &[Capability::DecideAccessRequest], OPEN)?;
    let (open, reports, decided) = region.store.read(|tx| -> Result<_, AppError> {
        Ok((store::access::open(tx)?, store::account_guard::open_reports(tx)?, store::access::decided(tx)?))
    })?;
    let mut waiting = Vec::new();
    for row in open {
        let (due, overdue) = due_of(region, &row);
        let opened = open_row(region, row)?;
        waiting.push(RequestLine {
            id: opened.row.id,
            number: opened.row.number.clone().unwrap_or_default(),
            name: opened.stated.claims.name.clone(),
            kind: opened.row.kind.clone(),
            received_at: opened.row.received_at.unwrap_or(opened.row.created_at),
            due,
            overdue,
        });
    }
    let mut past = Vec::new();
    for row in decided {
        let opened = open_row(region, row)?;
        past.push((
            opened.row.number.clone().unwrap_or_default(),
            opened.stated.claims.name.clone(),
            opened.row.state == "granted",
            opened.row.decided_by.clone().unwrap_or_default(),
            opened.row.decided_at.unwrap_or(opened.row.created_at),
        ));
    }
    let reports = reports
        .into_iter()
        .map(|r| ReportLine { account: r.account, name: r.name, note: r.note, reported_at: r.reported_at })
        .collect();
    Ok(Desk { waiting, reports, decided: past })
}

/// How many requests wait, and how many of them are overdue: for menus and reports.
///
/// # Errors
/// Database.
pub fn waiting(region: &Region) -> Result<(usize, usize), AppError> {
    let rows = region.store.read(store::access::open)?;
    let late = rows.iter().filter(|row| due_of(region, row).1).count();
    Ok((rows.len(), late))
}

/// A paper beside its claim.
#[derive(Debug, Clone)]
pub struct PaperView {
    /// Which.
    pub paper: AccessPaper,
    /// Its file.
    pub file: Option<Id<StoredFile>>,
    /// Real type.
    pub media_type: String,
}

/// A request as the officer sees it.
#[derive(Debug, Clone)]
pub struct RequestCase {
    /// The request.
    pub opened: Opened,
    /// Papers in their order.
    pub papers: Vec<PaperView>,
    /// What the officer should look at in the NIK.
    pub warnings: Vec<NikWarning>,
    /// Address in one line.
    pub address: String,
    /// Until when.
    pub due: Option<Due>,
    /// The day has passed.
    pub overdue: bool,
}

fn paper_rows(region: &Region, opened: &Opened) -> Result<Vec<FileRow>, AppError> {
    let owner = opened.row.account.map_or(*opened.row.id.as_bytes(), |account| *account.as_bytes());
    Ok(region.store.read(|tx| store::file::owned_by(tx, owner))?)
}

/// Opens a request; the reading is recorded.
///
/// # Errors
/// A refusal without the capability, recorded; [`AppError::NotFound`] for a draft or nothing.
pub fn case(region: &Region, actor: &Actor, id: Id<AccessRequest>) -> Result<RequestCase, AppError> {
    require(region, actor, &[Capability::DecideAccessRequest], OPEN)?;
    let opened = sent(region, id)?;
    record(region, actor, id, OPEN, None)?;
    let files = paper_rows(region, &opened)?;
    let claims = &opened.stated.claims;
    let papers = required_papers(claims)
        .into_iter()
        .map(|paper| {
            let row = files.iter().find(|f| opened.papers.get(&paper) == Some(&f.id));
            PaperView {
                paper,
                file: row.map(|f| f.id),
                media_type: row.map_or_else(String::new, |f| f.media_type.clone()),
            }
        })
        .collect();
    let table = RegionTable::embedded();
    let warnings = claims.nik.as_ref().map_or_else(Vec::new, domain::value::Nik::warnings);
    let address = claims
        .village
        .parse()
        .ok()
        .and_then(|code| domain::value::Address::in_village(&claims.street, code, table).ok())
        .map_or_else(|| claims.street.clone(), |address| address.line(table));
    let (due, overdue) = due_of(region, &opened.row);
    Ok(RequestCase { papers, warnings, address, due, overdue, opened })
}

fn sent(region: &Region, id: Id<AccessRequest>) -> Result<Opened, AppError> {
    let row = region.store.read(|tx| store::access::find(tx, id))?;
    open_row(region, row.filter(|row| row.state != "draft").ok_or(AppError::NotFound)?)
}

fn record(
    region: &Region,
    actor: &Actor,
    id: Id<AccessRequest>,
    act: &str,
    digest: Option<[u8; 32]>,
) -> Result<(), AppError> {
    let subject = Subject { kind: "access_request", id: *id.as_bytes(), version: 0 };
    let (seed, now) = region.draw();
    let subject = &subject;
    written!(region, [region, actor, subject, act], |tx| {
        let mut dice = crate::Dice::new(seed, now);
        record_act(tx, &mut dice, region, actor, subject, act, digest, &[]).map(|_| ())
    })
}

/// A paper of a request: media type and bytes. The reading is recorded (MJK18-10.3).
///
/// # Errors
/// A refusal without the capability, recorded; [`AppError::NotFound`]; damaged bytes.
pub fn open_paper(
    region: &Region,
    actor: &Actor,
    id: Id<AccessRequest>,
    paper: AccessPaper,
) -> Result<(String, String, Vec<u8>), AppError> {
    let act = "open_access_paper";
    require(region, actor, &[Capability::DecideAccessRequest], act)?;
    let opened = sent(region, id)?;
    let file = *opened.papers.get(&paper).ok_or(AppError::NotFound)?;
    let (row, bytes) = crate::letter::read_file_by_id(region, file)?;
    record(region, actor, id, act, Some(row.digest))?;
    Ok((row.name, row.media_type, bytes))
}

/// The state of a request for whoever knows its number and its telephone number.
///
/// # Errors
/// [`AppError::NotFound`] when the two do not belong together; too many tries, recorded; database.
pub fn by_number(
    region: &Region,
    number: &str,
    phone: &str,
    address: &str,
) -> Result<(RequestRow, Option<Due>), AppError> {
    crate::account::check_asking(region, address)?;
    let number = number.trim().to_uppercase();
    let index = phone.parse::<domain::value::PhoneNumber>().ok();
    let index = index.map(|phone| region.keys.blind("phone", phone.as_str()));
    let row = match index {
        Some(index) => region.store.read(|tx| store::access::by_number(tx, &number, index))?,
        None => None,
    };
    let Some(row) = row else {
        crate::account::count_asking(region, address)?;
        return Err(AppError::NotFound);
    };
    let (due, _) = due_of(region, &row);
    Ok((row, due))
}
