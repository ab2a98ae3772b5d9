//! A helper asks for a power of attorney. Whether the number has an account is told to nobody: the code goes to its holder,
//! and the helper's page reads alike.

use super::{recorded, services_text, subject, terms};
use crate::account::{Contact, account_named, code, read_personal};
use crate::act::{record_act, record_refusal};
use crate::error::AppError;
use crate::message::with_office;
use crate::query::case::masked;
use crate::{Dice, Region};
use domain::access::{CodeChallenge, CodeUse, PowerOfAttorney};
use domain::capability::Capability;
use domain::definition::ServiceId;
use domain::party::{Account, Actor, PowerRecord};
use domain::process::Refusal;
use domain::value::{Id, Nik, Npwp, PhoneNumber, date_text};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::BTreeSet;
use store::power_of_attorney::PowerRow;
use store::{ReadTx, WriteTx};

/// What a helper asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedPower {
    /// NIK, NPWP or telephone of the owner, as typed.
    pub number: String,
    /// Services; empty for all.
    pub services: BTreeSet<ServiceId>,
    /// Last day.
    pub until: Date,
}

fn wrong(field: &str, message: &str) -> Refusal {
    Refusal::Invalid { field: field.into(), message: message.into() }
}

fn readable(number: &str) -> bool {
    let number = number.trim();
    number.parse::<Nik>().is_ok() || number.parse::<Npwp>().is_ok() || number.parse::<PhoneNumber>().is_ok()
}

/// Where the code goes: the owner's own number, else the mailbox. Somebody else's number never gets one.
pub(super) fn address_of(
    region: &Region,
    tx: &ReadTx<'_>,
    owner: Id<Account>,
) -> Result<Option<Contact>, AppError> {
    let Some(row) = store::account::find(tx, owner)? else { return Ok(None) };
    let personal = read_personal(&region.keys, &row)?;
    Ok(personal.phone.map(Contact::Phone).or(personal.email.map(Contact::Email)))
}

/// Under which address the code of a request is kept; without one the request itself stands for it, so that a number without
/// account answers tries as any other.
pub(super) fn code_index(
    region: &Region,
    tx: &ReadTx<'_>,
    row: &PowerRow,
) -> Result<(Option<Contact>, [u8; 32]), AppError> {
    let to = match row.owner {
        Some(owner) => address_of(region, tx, owner)?,
        None => None,
    };
    let nobody = region.keys.blind("power of attorney", &row.id.to_string());
    let index = to.as_ref().map_or(nobody, |to| to.index(region));
    Ok((to, index))
}

/// Draws the code and sends it, when the owner can be reached and has not been written to too often.
fn send_code(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    row: &PowerRow,
) -> Result<Result<(), Refusal>, AppError> {
    let now = dice.now();
    let (to, index) = code_index(region, tx, row)?;
    let since = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(now);
    let (recent, newest) = store::access::recent_codes(tx, index, since)?;
    if let Err(refusal) = CodeChallenge::may_send(recent, newest, now) {
        return Ok(Err(refusal));
    }
    let challenge = CodeChallenge::new(CodeUse::PowerOfAttorney, now);
    let digits = code::keep_at(tx, region, dice, *row.id.as_bytes(), challenge, index)?;
    if let Some(to) = to {
        let variables = json!({
            "code": digits,
            "helper": row.helper_name,
            "services": services_text(region, row),
            "due_date": date_text::weekday_date(row.until),
            "hours": CodeUse::PowerOfAttorney.life().as_hours(),
        });
        let variables = with_office(region, variables);
        crate::message::send(tx, region, dice, "power_of_attorney_asked", &to.recipient(), None, &variables)?;
    }
    Ok(Ok(()))
}

/// Asks for a power of attorney; the owner gets a code.
///
/// # Errors
/// Refusals for an unreadable number, the own number, a last day that does not fit, an unknown service, too many requests that
/// wait, and for officers; recorded.
pub fn ask(region: &Region, actor: &Actor, asked: &AskedPower) -> Result<Id<PowerRecord>, AppError> {
    let act = "ask_power_of_attorney";
    let helper = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let owner = account_named(region, &asked.number)?.filter(|row| row.closed_at.is_none());
    let checked = check(region, actor, helper, asked, owner.as_ref().map(|row| row.id), now);
    if let Err(refusal) = checked? {
        record_refusal(region, actor, &crate::act::Subject::account(helper), act, &refusal)?;
        return Err(refusal.into());
    }
    let owner = owner.filter(|row| row.kind != "staff").map(|row| row.id);
    let from = region.office().calendar.local_date(now);
    let number = masked(&asked.number.chars().filter(char::is_ascii_alphanumeric).collect::<String>());
    let number = number.as_str();
    written!(region, [region, actor, asked, number], |tx| {
        let mut dice = Dice::new(seed, now);
        let id: Id<PowerRecord> = dice.id();
        let days = [from, asked.until];
        store::power_of_attorney::add(tx, id, owner, helper, number, &asked.services, days, now)?;
        let row = store::power_of_attorney::find(tx, id)?.ok_or(AppError::NotFound)?;
        // Too often for this owner is not told: it would say that the number has an account.
        let sent = send_code(tx, region, &mut dice, &row)?.is_ok();
        let fields = if sent { Vec::new() } else { vec!["code_held_back".to_owned()] };
        record_act(tx, &mut dice, region, actor, &subject(id), act, Some(terms(&row)), &fields)?;
        Ok(id)
    })
}

fn check(
    region: &Region,
    actor: &Actor,
    helper: Id<Account>,
    asked: &AskedPower,
    owner: Option<Id<Account>>,
    now: Timestamp,
) -> Result<Result<(), Refusal>, AppError> {
    if !actor.may(Capability::SubmitApplication) || actor.may_assist() {
        return Ok(Err(Refusal::NotAllowed { capability: Some(Capability::SubmitApplication) }));
    }
    if !readable(&asked.number) {
        return Ok(Err(wrong("nomor", "Isi NIK, NPWP, atau nomor ponsel pemberi kuasa.")));
    }
    if owner == Some(helper) {
        return Ok(Err(wrong("nomor", "Ini nomor Anda sendiri. Isi nomor orang yang memberi kuasa.")));
    }
    if asked.services.iter().any(|id| !region.profile.services.contains_key(id)) {
        return Ok(Err(wrong("layanan", "Pilih layanan dari daftar.")));
    }
    let office = region.office();
    if let Err(refusal) = PowerOfAttorney::check_until(asked.until, office.calendar.local_date(now)) {
        return Ok(Err(refusal));
    }
    let rows = region.store.read(|tx| store::power_of_attorney::of_account(tx, helper))?;
    let waiting = rows.iter().filter(|row| row.helper == helper && row.state == "asked").count();
    if waiting >= PowerOfAttorney::MOST_WAITING {
        let message = "Terlalu banyak permintaan yang menunggu. Batalkan yang tidak Anda perlukan lagi.";
        return Ok(Err(wrong("nomor", message)));
    }
    Ok(Ok(()))
}

/// Sends the owner a new code, asked for by either of the two.
///
/// # Errors
/// [`Refusal::CodeTooSoon`], recorded; [`AppError::NotFound`] for a request of others or one that is settled.
pub fn send_code_again(region: &Region, actor: &Actor, id: Id<PowerRecord>) -> Result<(), AppError> {
    let act = "ask_power_of_attorney";
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let result = written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = super::party_row(tx, id, account)?;
        if row.state != "asked" {
            return Err(AppError::NotFound);
        }
        send_code(tx, region, &mut dice, &row)??;
        let fields = ["code".to_owned()];
        record_act(tx, &mut dice, region, actor, &subject(id), act, None, &fields).map(|_| ())
    });
    recorded(region, actor, id, act, result)
}
