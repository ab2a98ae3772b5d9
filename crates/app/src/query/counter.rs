//! *Loket*: what the person at the counter came for, found by number, code, name or NIK (practice, section 5).
//!
//! Who stands at the counter sees where a file is, never what is in it. A search by name or NIK, and every person opened,
//! is recorded as a read of personal data.

use crate::account::{Contact, new_contact, pending_counter_change, read_personal};
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::letter::read_file;
use crate::query::applicant::{EarlierChoice, earlier_of};
use crate::query::case::{masked, may_open, require};
use crate::query::power_of_attorney::{PowerLine, in_force_of};
use crate::query::status_sentence::{StatusSentence, status_sentence};
use crate::{Dice, Office, Region};
use domain::access::SECOND_OFFICER_WITHIN;
use domain::capability::Capability;
use domain::definition::{ApplicantKind, RequestKind, StageKind};
use domain::party::{Account, Actor, ApplicationRecord};
use domain::process::{Application, Refusal, Status};
use domain::value::{Id, Nik, Npwp, PersonName, RegistrationNumber, VerificationCode};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::str::FromStr as _;
use store::ReadTx;
use store::account::AccountRow;

/// Who works at a counter.
pub(crate) const COUNTER: [Capability; 2] = [Capability::AssistRegistration, Capability::HandOver];

/// Who helps people to register, outside the office too.
const HELPERS: [Capability; 3] =
    [Capability::AssistRegistration, Capability::HandOver, Capability::AssistOutside];

/// Helps outside the office only: everything but the own entries stays shut (practice, section 3).
fn outside(actor: &Actor) -> bool {
    !COUNTER.into_iter().any(|capability| actor.may(capability))
}

/// A list that is longer helps nobody and shows more people than asked for.
const MOST_PEOPLE: u32 = 8;

/// Shortest name that is searched.
const SHORTEST: usize = 3;

/// A person of a search by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// Account.
    pub id: String,
    /// Name.
    pub name: String,
    /// NIK or NPWP, masked.
    pub identity: String,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One file, by its number or code.
    File(String),
    /// One person, by NIK or NPWP.
    Person(String),
    /// People of that name.
    People(Vec<PersonLine>),
    /// More people than may be listed.
    TooMany,
    /// Nobody and nothing.
    Nothing,
    /// The text is too short for a name.
    TooShort,
}

/// A file as the counter sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterFile {
    /// Id.
    pub id: String,
    /// Registration number; empty for a draft.
    pub number: String,
    /// Name of the service.
    pub service: String,
    /// Status.
    pub status: Status,
    /// Where it is and what the applicant must do.
    pub sentence: StatusSentence,
    /// The receipt is laid out and may be printed.
    pub receipt: bool,
    /// It lies at the hand-over counter and this officer may hand it over.
    pub hand_over: bool,
    /// This officer entered it and has not sent it yet.
    pub to_go_on: bool,
    /// Name of the officer who entered it, else empty.
    pub entered_by: String,
}

/// A person as the counter sees one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterPerson {
    /// Account.
    pub id: String,
    /// Name.
    pub name: String,
    /// NIK or NPWP, masked.
    pub identity: String,
    /// A firm.
    pub business: bool,
}

/// What the counter shows of one person or one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterView {
    /// Whose.
    pub person: CounterPerson,
    /// The file asked for, or all of the person's.
    pub files: Vec<CounterFile>,
    /// Services that this officer may start for the person: id and name.
    pub services: Vec<(String, String)>,
    /// Kinds of application that these services offer, in the usual order.
    pub kinds: Vec<RequestKind>,
    /// The person's permits that a renewal, change, replacement or copy may be about.
    pub earlier: Vec<EarlierChoice>,
    /// Powers of attorney in force that the person has given, where this officer may end them.
    pub powers: Vec<PowerLine>,
    /// Looked at outside the office: number and mailbox are changed at a counter only.
    pub outside: bool,
}

/// A change of number or mailbox that the counter has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterChange {
    /// The mailbox; otherwise the number.
    pub email: bool,
    /// The new address in full: the second officer compares it with what the person says.
    pub address: String,
    /// The officer who saw the card first.
    pub first: String,
    /// That is who looks now.
    pub own: bool,
    /// End of the waiting time; `None` while a second officer is awaited.
    pub effective_at: Option<Timestamp>,
}

/// A person with number and mailbox, for changing them at the counter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactView {
    /// Whose.
    pub person: CounterPerson,
    /// Present number, masked.
    pub phone: String,
    /// Present mailbox, masked.
    pub email: String,
    /// Number of somebody else that receives the notices, masked; empty for none.
    pub notice: String,
    /// What the counter has begun.
    pub change: Option<CounterChange>,
}

/// A draft that this officer entered and has not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredDraft {
    /// Id.
    pub id: String,
    /// For whom.
    pub holder_name: String,
    /// Name of the service.
    pub service: String,
}

pub(super) fn at_counter(region: &Region, actor: &Actor, act: &str) -> Result<(), AppError> {
    require(region, actor, &HELPERS, act)
}

/// Keeps that personal data were read: of whom, and which field led there.
fn record_read(
    region: &Region,
    actor: &Actor,
    act: &'static str,
    people: &[Id<Account>],
    fields: &[String],
) -> Result<(), AppError> {
    let (seed, now) = region.draw();
    written!(region, [region, actor, people, fields], |tx| {
        let mut dice = Dice::new(seed, now);
        if people.is_empty() {
            record_act(tx, &mut dice, region, actor, &Subject::nobody(), act, None, fields)?;
        }
        for person in people {
            record_act(tx, &mut dice, region, actor, &Subject::account(*person), act, None, fields)?;
        }
        Ok(())
    })
}

fn identity(region: &Region, row: &AccountRow) -> Result<String, AppError> {
    let personal = read_personal(&region.keys, row)?;
    let number = personal.nik.map(|n| n.to_string()).or(personal.npwp.map(|n| n.to_string()));
    Ok(number.map_or_else(String::new, |n| masked(&n)))
}

/// The file that a text from a QR code or a receipt names: an address of this house, a code, or a number.
fn file_named(tx: &ReadTx<'_>, text: &str) -> Result<Option<Id<ApplicationRecord>>, AppError> {
    for mark in ["/permohonan/", "/kerja/", "/loket/berkas/"] {
        let rest = text.split_once(mark).map(|(_, rest)| rest);
        let id = rest.and_then(|r| r.split(['/', '?', '#']).next()).and_then(|id| id.parse().ok());
        if let Some(id) = id {
            return Ok(store::application::find(tx, id)?.map(|s| s.state.id));
        }
    }
    let code = text.rsplit('/').next().unwrap_or(text);
    if let Ok(code) = VerificationCode::from_str(code) {
        return Ok(store::application::by_code(tx, &code.compact())?.map(|s| s.state.id));
    }
    if let Ok(number) = RegistrationNumber::from_str(text) {
        return Ok(store::application::by_registration(tx, &number.to_string())?.map(|s| s.state.id));
    }
    Ok(None)
}

/// Searches by registration number, verification code or QR text, NIK or NPWP, else by name.
///
/// # Errors
/// A refusal for somebody who does not work at a counter, recorded; database.
pub fn search(region: &Region, actor: &Actor, text: &str) -> Result<Found, AppError> {
    at_counter(region, actor, "search_counter")?;
    let text = text.trim();
    if let Some(id) = region.store.read(|tx| file_named(tx, text))?.filter(|_| !outside(actor)) {
        return Ok(Found::File(id.to_string()));
    }
    let number =
        Nik::from_str(text).map(|n| n.to_string()).or_else(|_| Npwp::from_str(text).map(|n| n.to_string()));
    if let Ok(number) = number {
        let index = region.keys.blind("identity", &number);
        let row = region.store.read(|tx| store::account::by_identity(tx, index))?;
        let row = row.filter(|r| r.kind != "staff" && r.closed_at.is_none());
        let people: Vec<Id<Account>> = row.iter().map(|r| r.id).collect();
        record_read(region, actor, "search_person", &people, &["identity".to_owned()])?;
        return Ok(row.map_or(Found::Nothing, |r| Found::Person(r.id.to_string())));
    }
    // What looks like a number and is none is never taken for a name. Outside the office a person is found by the card alone.
    if outside(actor) || text.chars().filter(char::is_ascii_digit).count() * 2 > text.chars().count() {
        return Ok(Found::Nothing);
    }
    let part = PersonName::from_str(text).map_or_else(|_| text.to_lowercase(), |name| name.sort_key());
    if part.chars().filter(|c| c.is_alphanumeric()).count() < SHORTEST {
        return Ok(Found::TooShort);
    }
    let rows = region.store.read(|tx| store::account::by_name(tx, &part, MOST_PEOPLE + 1))?;
    let too_many = rows.len() > usize::try_from(MOST_PEOPLE).unwrap_or(usize::MAX);
    let shown = if too_many { &[][..] } else { &rows[..] };
    let people: Vec<Id<Account>> = shown.iter().map(|r| r.id).collect();
    record_read(region, actor, "search_person", &people, &["name".to_owned()])?;
    if too_many {
        return Ok(Found::TooMany);
    }
    let mut lines = Vec::new();
    for row in &rows {
        lines.push(PersonLine {
            id: row.id.to_string(),
            name: row.name.clone(),
            identity: identity(region, row)?,
        });
    }
    Ok(if lines.is_empty() { Found::Nothing } else { Found::People(lines) })
}

fn line(
    region: &Region,
    tx: &ReadTx<'_>,
    office: &Office,
    actor: &Actor,
    state: &Application,
) -> Result<CounterFile, AppError> {
    let definition = office.definition(&state.definition)?;
    let stage = state.stage.as_ref().and_then(|id| definition.stage(id));
    let entered = state.entered_by.as_ref();
    let files = store::file::owned_by(tx, *state.id.as_bytes())?;
    Ok(CounterFile {
        id: state.id.to_string(),
        number: state.registration.map_or_else(String::new, |r| r.to_string()),
        service: definition.name.clone(),
        status: state.status,
        sentence: status_sentence(region, office, &definition, state),
        receipt: files.iter().any(|f| f.category == "receipt"),
        hand_over: stage.is_some_and(|s| s.kind == StageKind::Handover)
            && actor.may(Capability::HandOver)
            && may_open(actor, &definition, state).is_ok(),
        to_go_on: state.submitted_at.is_none() && entered.is_some_and(|by| by.account == actor.account),
        entered_by: entered.map_or_else(String::new, |by| by.name.clone()),
    })
}

/// Own drafts of the person are nobody's business here; one that another officer entered neither. Outside the office a file
/// is shown to who entered it, until its receipt can have been printed: on the day it was sent.
fn shown(region: &Region, actor: &Actor, state: &Application) -> bool {
    let entered = state.entered_by.as_ref().is_some_and(|by| by.account == actor.account);
    if outside(actor) {
        let calendar = &region.office().calendar;
        let today = calendar.local_date(region.now());
        let sent_today = state.submitted_at.is_some_and(|at| calendar.local_date(at) == today);
        return entered && ((state.submitted_at.is_none() && state.closed_at.is_none()) || sent_today);
    }
    state.submitted_at.is_some() || (entered && state.closed_at.is_none())
}

fn view(
    region: &Region,
    actor: &Actor,
    row: &AccountRow,
    states: &[Application],
    all: bool,
) -> Result<CounterView, AppError> {
    let office = region.office();
    let files = region.store.read(|tx| {
        let shown = states.iter().filter(|s| shown(region, actor, s));
        shown.map(|s| line(region, tx, &office, actor, s)).collect::<Result<Vec<_>, AppError>>()
    })?;
    let business = row.kind == "business";
    let mut services = Vec::new();
    let (mut offered, mut earlier) = (BTreeSet::new(), Vec::new());
    if all && actor.may_assist() && actor.account != Some(row.id) {
        for id in region.profile.services.keys() {
            let Some((_, definition)) = office.active(id) else { continue };
            let wrong_kind = if business { ApplicantKind::Person } else { ApplicantKind::Business };
            if definition.applicant != wrong_kind {
                services.push((id.0.clone(), definition.name.clone()));
                offered.extend(definition.kinds.iter().copied());
            }
        }
        if !outside(actor) {
            earlier = earlier_of(region, row.id, None)?;
        }
    }
    let kinds = RequestKind::ALL.into_iter().filter(|kind| offered.contains(kind)).collect();
    let person = CounterPerson {
        id: row.id.to_string(),
        name: row.name.clone(),
        identity: identity(region, row)?,
        business,
    };
    // Who came to the counter may want to end what was given; one file alone does not show it.
    let may_end = actor.may(Capability::AssistRegistration);
    let powers = if all && may_end { in_force_of(region, row.id)? } else { Vec::new() };
    Ok(CounterView { person, files, services, kinds, earlier, powers, outside: outside(actor) })
}

/// One file at the counter.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown file or a draft of somebody else; a refusal without a counter, recorded; database.
pub fn file(region: &Region, actor: &Actor, id: &str) -> Result<CounterView, AppError> {
    at_counter(region, actor, "open_at_counter")?;
    let id: Id<ApplicationRecord> = id.parse().map_err(|_| AppError::NotFound)?;
    let (state, row) = region.store.read(|tx| -> Result<_, AppError> {
        let state = store::application::find(tx, id)?.ok_or(AppError::NotFound)?.state;
        let row = store::account::find(tx, state.owner)?.ok_or(AppError::NotFound)?;
        Ok((state, row))
    })?;
    if !shown(region, actor, &state) {
        record_refusal(region, actor, &Subject::application(id), "open_at_counter", &Refusal::NotYours)?;
        return Err(AppError::NotFound);
    }
    record_read(region, actor, "open_at_counter", &[state.owner], &["number".to_owned()])?;
    view(region, actor, &row, std::slice::from_ref(&state), false)
}

/// One person with all files.
///
/// # Errors
/// As [`file`].
pub fn person(region: &Region, actor: &Actor, id: &str) -> Result<CounterView, AppError> {
    at_counter(region, actor, "open_at_counter")?;
    let id: Id<Account> = id.parse().map_err(|_| AppError::NotFound)?;
    let (row, states) = region.store.read(|tx| -> Result<_, AppError> {
        let row = store::account::find(tx, id)?.ok_or(AppError::NotFound)?;
        Ok((row, store::application::owned_by(tx, id)?))
    })?;
    if row.kind == "staff" || row.closed_at.is_some() {
        return Err(AppError::NotFound);
    }
    record_read(region, actor, "open_at_counter", &[id], &["name".to_owned()])?;
    view(region, actor, &row, &states, true)
}

/// Number and mailbox of a person, and the change that the counter has begun (MJK18-9.1).
///
/// # Errors
/// As [`file`].
pub fn contact(region: &Region, actor: &Actor, id: &str) -> Result<ContactView, AppError> {
    require(region, actor, &COUNTER, "open_at_counter")?;
    let id: Id<Account> = id.parse().map_err(|_| AppError::NotFound)?;
    let now = region.now();
    let (row, pending, open) = region.store.read(|tx| -> Result<_, AppError> {
        let row = store::account::find(tx, id)?.ok_or(AppError::NotFound)?;
        Ok((row, pending_counter_change(tx, id, now)?, store::account_guard::open_change(tx, id)?))
    })?;
    if row.kind == "staff" || row.closed_at.is_some() {
        return Err(AppError::NotFound);
    }
    record_read(region, actor, "open_at_counter", &[id], &["contact".to_owned()])?;
    let waiting = open.filter(|c| c.first_by.is_some() && c.state == "waiting");
    let change = match pending.or(waiting) {
        None => None,
        Some(change) => {
            let new = new_contact(region, &change)?;
            let (email, address) = match &new {
                Contact::Phone(phone) => (false, phone.local_form()),
                Contact::Email(email) => (true, email.to_string()),
            };
            Some(CounterChange {
                email,
                address,
                own: change.first_by == actor.account,
                first: change.first_name.unwrap_or_default(),
                effective_at: change.effective_at,
            })
        }
    };
    let personal = read_personal(&region.keys, &row)?;
    Ok(ContactView {
        person: CounterPerson {
            id: row.id.to_string(),
            name: row.name.clone(),
            identity: identity(region, &row)?,
            business: row.kind == "business",
        },
        phone: personal.phone.map_or_else(String::new, |phone| phone.masked()),
        email: personal.email.map_or_else(String::new, |email| email.masked()),
        notice: personal.notice_phone.map_or_else(String::new, |phone| phone.masked()),
        change,
    })
}

/// Changes of number or mailbox that wait for a second officer: account, name of the holder, name of the first officer.
///
/// # Errors
/// A refusal without a counter, recorded; database.
pub fn awaiting_second(region: &Region, actor: &Actor) -> Result<Vec<[String; 3]>, AppError> {
    at_counter(region, actor, "open_counter")?;
    if outside(actor) {
        return Ok(Vec::new());
    }
    let now = region.now();
    let since = now.checked_sub(SECOND_OFFICER_WITHIN).unwrap_or(now);
    let rows = region.store.read(|tx| store::account_guard::counter_changes(tx, since))?;
    let rows = rows.into_iter();
    Ok(rows.map(|(c, name)| [c.account.to_string(), name, c.first_name.unwrap_or_default()]).collect())
}

/// Drafts that this officer entered for others and has not sent yet.
///
/// # Errors
/// A refusal without a counter, recorded; database.
pub fn entered(region: &Region, actor: &Actor) -> Result<Vec<EnteredDraft>, AppError> {
    at_counter(region, actor, "open_counter")?;
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let office = region.office();
    let states = region.store.read(|tx| store::application::entered_by(tx, account))?;
    let mut drafts = Vec::new();
    for state in states.into_iter().filter(|s| s.closed_at.is_none()) {
        drafts.push(EnteredDraft {
            id: state.id.to_string(),
            service: office.definition(&state.definition)?.name.clone(),
            holder_name: state.holder_name,
        });
    }
    Ok(drafts)
}

/// The receipt of a file, to be printed at the counter: name and bytes (MJK18-12.4, 12.5).
///
/// # Errors
/// [`AppError::NotFound`] when there is none; a refusal without a counter, recorded; storage.
pub fn receipt(region: &Region, actor: &Actor, id: &str) -> Result<(String, Vec<u8>), AppError> {
    at_counter(region, actor, "print_receipt")?;
    let id: Id<ApplicationRecord> = id.parse().map_err(|_| AppError::NotFound)?;
    if outside(actor) {
        let found = region.store.read(|tx| store::application::find(tx, id))?;
        if !found.is_some_and(|stored| shown(region, actor, &stored.state)) {
            record_refusal(region, actor, &Subject::application(id), "print_receipt", &Refusal::NotYours)?;
            return Err(AppError::NotFound);
        }
    }
    let (row, bytes) = read_file(region, id, "receipt")?.ok_or(AppError::NotFound)?;
    let (seed, now) = region.draw();
    let digest = Some(row.digest);
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        record_act(tx, &mut dice, region, actor, &Subject::application(id), "print_receipt", digest, &[])
            .map(|_| ())
    })?;
    Ok((row.name, bytes))
}
