//! Powers of attorney as their two parties see them, and the officer who looks at a signed paper (MJK18-12.6).

use super::applicant::{EarlierChoice, OwnLine, earlier_of, line};
use super::case::require;
use crate::Region;
use crate::act::{record_act, record_refusal};
use crate::error::AppError;
use crate::power_of_attorney::{services_text, subject};
use domain::capability::Capability;
use domain::definition::{ApplicantKind, RequestKind, ServiceId};
use domain::party::{Account, Actor, PowerRecord};
use domain::process::{Refusal, Status};
use domain::value::Id;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;
use store::power_of_attorney::PowerRow;

const OPEN: &str = "open_power_of_attorney";

/// Where a power of attorney stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PowerState {
    /// Waits for the owner's code, or for an officer's look at the paper.
    Asked,
    /// In force.
    InForce,
    /// The paper was refused.
    Refused,
    /// Ended by one of the two, or taken back.
    Ended,
    /// Its last day has passed.
    Expired,
}

/// One power of attorney.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PowerLine {
    /// Id.
    pub id: String,
    /// I am its owner.
    pub given: bool,
    /// Name of the other one. The owner's is shown to the helper only once the owner has confirmed: until then the number that
    /// was typed, masked.
    pub other: String,
    /// Services in words.
    pub services: String,
    /// Last day.
    pub until: Date,
    /// Where it stands.
    pub state: PowerState,
    /// A signed paper was sent.
    pub paper: bool,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// "dengan kode" or "di atas kertas", once confirmed.
    pub confirmed: String,
    /// Why it was refused.
    pub reason: String,
}

/// One of mine, with what can be done under it.
#[derive(Debug, Clone, PartialEq)]
pub struct PowerView {
    /// Itself.
    pub line: PowerLine,
    /// The owner's files that I look after, the last touched first; empty for the owner.
    pub files: Vec<OwnLine>,
    /// What I may begin for the owner: id and name.
    pub services: Vec<(String, String)>,
    /// Kinds of application among them.
    pub kinds: Vec<RequestKind>,
    /// The owner's permits that a renewal, change or replacement may be about.
    pub earlier: Vec<EarlierChoice>,
    /// The owner's account, while it is in force and I am the helper.
    pub owner: Option<Id<Account>>,
}

fn state_of(row: &PowerRow, today: Date) -> PowerState {
    match row.state.as_str() {
        "asked" | "in_force" if row.until < today => PowerState::Expired,
        "asked" => PowerState::Asked,
        "in_force" => PowerState::InForce,
        "refused" => PowerState::Refused,
        _ => PowerState::Ended,
    }
}

fn line_of(region: &Region, row: &PowerRow, me: Id<Account>) -> PowerLine {
    let given = row.owner == Some(me);
    let other = match (given, &row.confirmed) {
        (true, _) => row.helper_name.clone(),
        (false, Some(_)) => row.owner_name.clone(),
        (false, None) => row.asked_for.clone(),
    };
    let confirmed = match row.confirmed.as_deref() {
        Some("code") => "dengan kode",
        Some(_) => "di atas kertas",
        None => "",
    };
    PowerLine {
        id: row.id.to_string(),
        given,
        other,
        services: services_text(region, row),
        until: row.until,
        state: state_of(row, region.office().calendar.local_date(region.now())),
        paper: row.paper.is_some(),
        asked_at: row.asked_at,
        confirmed: confirmed.to_owned(),
        reason: row.reason.clone().unwrap_or_default(),
    }
}

/// Powers that I have given and that I hold or have asked for, newest first.
///
/// # Errors
/// Database.
pub fn powers(region: &Region, actor: &Actor) -> Result<Vec<PowerLine>, AppError> {
    let me = actor.account.ok_or(AppError::NotSignedIn)?;
    let rows = region.store.read(|tx| store::power_of_attorney::of_account(tx, me))?;
    Ok(rows.iter().map(|row| line_of(region, row, me)).collect())
}

/// Powers in force that a person at the counter has given.
pub(crate) fn in_force_of(region: &Region, owner: Id<Account>) -> Result<Vec<PowerLine>, AppError> {
    let rows = region.store.read(|tx| store::power_of_attorney::of_account(tx, owner))?;
    let lines = rows.iter().map(|row| line_of(region, row, owner));
    Ok(lines.filter(|line| line.given && line.state == PowerState::InForce).collect())
}

/// One of mine.
///
/// # Errors
/// [`AppError::NotFound`] for one of others, recorded; database.
pub fn power(region: &Region, actor: &Actor, id: Id<PowerRecord>) -> Result<PowerView, AppError> {
    let me = actor.account.ok_or(AppError::NotSignedIn)?;
    let row = region.store.read(|tx| store::power_of_attorney::find(tx, id))?;
    let Some(row) = row.filter(|row| row.helper == me || row.owner == Some(me)) else {
        record_refusal(region, actor, &subject(id), OPEN, &Refusal::NotYours)?;
        return Err(AppError::NotFound);
    };
    let line = line_of(region, &row, me);
    let mut view = PowerView {
        files: Vec::new(),
        services: Vec::new(),
        kinds: Vec::new(),
        earlier: Vec::new(),
        owner: None,
        line,
    };
    if let Some(owner) = row.owner.filter(|_| view.line.state == PowerState::InForce && row.helper == me) {
        view.owner = Some(owner);
        fill(region, &row, owner, &mut view)?;
    }
    Ok(view)
}

fn fill(region: &Region, row: &PowerRow, owner: Id<Account>, view: &mut PowerView) -> Result<(), AppError> {
    let office = region.office();
    let within = |id: &ServiceId| row.services.is_empty() || row.services.contains(id);
    let (account, states) = region.store.read(|tx| -> Result<_, AppError> {
        Ok((store::account::find(tx, owner)?, store::application::owned_by(tx, owner)?))
    })?;
    for state in &states {
        let discarded = state.status == Status::Draft && state.closed_at.is_some();
        let ended = state.closed_at.map(|at| office.calendar.local_date(at));
        let reached = row.in_force().is_some_and(|power| power.reaches(ended));
        if within(&state.service) && !discarded && reached {
            view.files.push(line(region, &office, state)?);
        }
    }
    let business = account.is_some_and(|account| account.kind == "business");
    let wrong_kind = if business { ApplicantKind::Person } else { ApplicantKind::Business };
    let mut offered = BTreeSet::new();
    for id in region.profile.services.keys().filter(|id| within(id)) {
        let Some((_, definition)) = office.active(id) else { continue };
        if definition.applicant != wrong_kind {
            view.services.push((id.0.clone(), definition.name.clone()));
            offered.extend(definition.kinds.iter().copied());
        }
    }
    view.kinds = RequestKind::ALL.into_iter().filter(|kind| offered.contains(kind)).collect();
    view.earlier = earlier_of(region, owner, None)?.into_iter().filter(|e| within(&e.service)).collect();
    Ok(())
}

/// A signed paper that waits for an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// Id.
    pub id: String,
    /// Name of the helper.
    pub helper: String,
    /// Name of the owner, or the masked number when it has no account.
    pub owner: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
}

/// Signed papers that wait, oldest first.
///
/// # Errors
/// A refusal without the capability, recorded; database.
pub fn papers_waiting(region: &Region, actor: &Actor) -> Result<Vec<PaperLine>, AppError> {
    require(region, actor, &[Capability::DecideAccessRequest], OPEN)?;
    let rows = region.store.read(store::power_of_attorney::with_paper)?;
    let line = |row: PowerRow| PaperLine {
        id: row.id.to_string(),
        helper: row.helper_name,
        owner: if row.owner_name.is_empty() { row.asked_for } else { row.owner_name },
        asked_at: row.asked_at,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// A signed paper beside what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperCase {
    /// The request.
    pub row: PowerRow,
    /// Services in words.
    pub services: String,
    /// Where it stands.
    pub state: PowerState,
    /// Real type of the paper.
    pub media_type: String,
}

/// Opens one with its paper; the reading is recorded.
///
/// # Errors
/// A refusal without the capability, recorded; [`AppError::NotFound`] without a paper.
pub fn paper_case(region: &Region, actor: &Actor, id: Id<PowerRecord>) -> Result<PaperCase, AppError> {
    let (row, file) = paper_row(region, actor, id)?;
    read(region, actor, id, Some(file.digest))?;
    let today = region.office().calendar.local_date(region.now());
    Ok(PaperCase {
        services: services_text(region, &row),
        state: state_of(&row, today),
        media_type: file.media_type,
        row,
    })
}

fn paper_row(
    region: &Region,
    actor: &Actor,
    id: Id<PowerRecord>,
) -> Result<(PowerRow, store::file::FileRow), AppError> {
    require(region, actor, &[Capability::DecideAccessRequest], OPEN)?;
    region.store.read(|tx| -> Result<_, AppError> {
        let row = store::power_of_attorney::find(tx, id)?.ok_or(AppError::NotFound)?;
        let file = row.paper.ok_or(AppError::NotFound)?;
        let file = store::file::find(tx, file)?.ok_or(AppError::NotFound)?;
        Ok((row, file))
    })
}

/// The paper: name, media type and bytes. The reading is recorded (MJK18-10.3).
///
/// # Errors
/// As [`paper_case`]; damaged bytes.
pub fn open_power_paper(
    region: &Region,
    actor: &Actor,
    id: Id<PowerRecord>,
) -> Result<(String, String, Vec<u8>), AppError> {
    let (_, file) = paper_row(region, actor, id)?;
    let (row, bytes) = crate::letter::read_file_by_id(region, file.id)?;
    read(region, actor, id, Some(row.digest))?;
    Ok((row.name, row.media_type, bytes))
}

fn read(
    region: &Region,
    actor: &Actor,
    id: Id<PowerRecord>,
    digest: Option<[u8; 32]>,
) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = crate::Dice::new(seed, now);
        record_act(tx, &mut dice, region, actor, &subject(id), OPEN, digest, &[]).map(|_| ())
    })
}
