//! Changes number or mailbox: confirmed by codes to the new and the old one; when the old one is lost, by the other channel
//! and after a waiting time of which the old one is told (MJK18-8.4, 9.1). At the counter: [`super::counter_contact`].

use super::access::not_registrable;
use super::code::{self, Contact};
use super::personal::{Personal, read_personal, seal_personal};
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::job::{Outcome, Work, enqueue};
use crate::message::with_office;
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::party::{Account, Actor, ContactChange};
use domain::process::Refusal;
use domain::value::{Id, date_text};
use jiff::Timestamp;
use serde_json::json;
use store::WriteTx;
use store::account::AccountRow;
use store::account_guard::ChangeRow;

/// What somebody asks to change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedChange {
    /// The mailbox; otherwise the number.
    pub email: bool,
    /// New address as typed.
    pub address: String,
    /// The old address can receive nothing any more.
    pub lost: bool,
}

fn what(email: bool) -> &'static str {
    if email { "alamat surel" } else { "nomor ponsel" }
}

pub(super) fn read_address(email: bool, address: &str) -> Result<Contact, Refusal> {
    let wrong = |field: &str, message: String| Refusal::Invalid { field: field.into(), message };
    if email {
        let read = address.trim().parse();
        read.map(Contact::Email).map_err(|e: domain::value::EmailError| wrong("surel", e.message_id()))
    } else {
        let read = address.parse();
        read.map(Contact::Phone).map_err(|e: domain::value::PhoneNumberError| wrong("ponsel", e.message_id()))
    }
}

/// The address that proves who asks: the old one, or the other channel when the old one is lost.
fn proving(personal: &Personal, email: bool, lost: bool) -> Option<Contact> {
    match email != lost {
        true => personal.email.clone().map(Contact::Email),
        false => personal.phone.clone().map(Contact::Phone),
    }
}

fn own_row(region: &Region, account: Id<Account>) -> Result<AccountRow, AppError> {
    region.store.read(|tx| store::account::find(tx, account))?.ok_or(AppError::NotSignedIn)
}

/// Begins a change: sends a code to the new address and one to the address that proves who asks.
///
/// # Errors
/// An unreadable address, one that is in use, codes asked for too often; recorded.
pub fn ask_change(region: &Region, actor: &Actor, asked: &AskedChange) -> Result<(), AppError> {
    let act = "change_contact";
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let row = own_row(region, account)?;
    let personal = read_personal(&region.keys, &row)?;
    let (seed, now) = region.draw();
    let result =
        match (read_address(asked.email, &asked.address), proving(&personal, asked.email, asked.lost)) {
            (Err(refusal), _) => Err(refusal.into()),
            (_, None) => {
                let message = "Datang ke loket dengan KTP Anda untuk mengganti data ini.".to_owned();
                Err(Refusal::Invalid { field: "kontak".into(), message }.into())
            }
            (Ok(new), Some(proof)) => {
                let (new, proof) = (&new, &proof);
                written!(region, [region, actor, asked, new, proof], |tx| {
                    let mut dice = Dice::new(seed, now);
                    let index = new.index(region);
                    // Nothing is the identity of nobody: only the one address is looked for.
                    if store::access::taken(tx, [[0; 32], index, index])? > 0 {
                        return Err(Refusal::NotRegistrable.into());
                    }
                    begin(tx, region, &mut dice, account, new, asked.lost, None)?;
                    let purpose =
                        if asked.email { "mengganti alamat surel" } else { "mengganti nomor ponsel" };
                    for to in [new, proof] {
                        code::send(tx, region, &mut dice, *account.as_bytes(), CodeUse::Change, to, purpose)?;
                    }
                    let about = Subject::account(account);
                    record_act(tx, &mut dice, region, actor, &about, act, None, &["asked".to_owned()])?;
                    Ok(())
                })
            }
        };
    if let Err(AppError::Refused(refusal)) = &result {
        record_refusal(region, actor, &Subject::account(account), act, refusal)?;
    }
    result
}

/// Writes the change that is asked for; an earlier one ends. `officer` for one at the counter.
pub(super) fn begin(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    account: Id<Account>,
    new: &Contact,
    lost: bool,
    officer: Option<&Actor>,
) -> Result<(), AppError> {
    let id: Id<ContactChange> = dice.id();
    let (channel, plain) = match new {
        Contact::Phone(phone) => ("sms", phone.to_string()),
        Contact::Email(email) => ("email", email.to_string()),
    };
    let key = region.keys.master.derive("contact change");
    store::account_guard::cancel_changes(tx, account)?;
    let change = ChangeRow {
        id,
        account,
        channel: channel.to_owned(),
        address_enc: key.encrypt(dice.nonce(), id.as_bytes(), plain.as_bytes())?,
        lost,
        state: "asked".to_owned(),
        asked_at: dice.now(),
        effective_at: None,
        first_by: officer.and_then(|officer| officer.account),
        first_name: officer.map(|officer| officer.name.clone()),
    };
    Ok(store::account_guard::add_change(tx, &change)?)
}

pub(crate) fn new_contact(region: &Region, change: &ChangeRow) -> Result<Contact, AppError> {
    let damaged = |e: &dyn std::fmt::Display| AppError::Damaged(e.to_string());
    let key = region.keys.master.derive("contact change");
    let plain = key.decrypt(change.id.as_bytes(), &change.address_enc)?;
    let plain = String::from_utf8(plain).map_err(|e| damaged(&e))?;
    match change.channel.as_str() {
        "email" => plain.parse().map(Contact::Email).map_err(|e| damaged(&e)),
        _ => plain.parse().map(Contact::Phone).map_err(|e| damaged(&e)),
    }
}

/// Puts the new address into the account and tells the old one.
fn apply(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    actor: &Actor,
    row: &AccountRow,
    change: &ChangeRow,
) -> Result<(), AppError> {
    let mut personal = read_personal(&region.keys, row)?;
    if !change.lost {
        notify_old(tx, region, dice, row, change)?;
    }
    match new_contact(region, change)? {
        Contact::Phone(phone) => personal.phone = Some(phone),
        Contact::Email(email) => personal.email = Some(email),
    }
    let phone = personal.phone.clone().map(|phone| Contact::Phone(phone).index(region));
    let email = personal.email.clone().map(|email| Contact::Email(email).index(region));
    let sealed = seal_personal(&region.keys, dice.nonce(), row.id, &personal)?;
    store::account_guard::set_personal(tx, row.id, &sealed, phone, email)?;
    store::account_guard::set_change(tx, change.id, "done", change.effective_at)?;
    let fields = [what(change.channel == "email").to_owned()];
    record_act(tx, dice, region, actor, &Subject::account(row.id), "change_contact", None, &fields)?;
    Ok(())
}

fn notify_old(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    row: &AccountRow,
    change: &ChangeRow,
) -> Result<(), AppError> {
    let email = change.channel == "email";
    let personal = read_personal(&region.keys, row)?;
    let Some(old) = proving(&personal, email, false) else { return Ok(()) };
    let zone = region.office().calendar.time_zone().clone();
    let moment = date_text::moment_at(dice.now(), &zone);
    let variables = with_office(region, json!({ "name": row.name, "what": what(email), "moment": moment }));
    crate::message::send(tx, region, dice, "contact_changed", &old.recipient(), None, &variables).map(|_| ())
}

/// The change of a lost number or mailbox waits from now on. Whoever still reads the old ones is told, each with a code
/// that stops it without signing in. Answers the moment from which the new one counts.
pub(super) fn wait(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    row: &AccountRow,
    change: &ChangeRow,
) -> Result<Timestamp, AppError> {
    let now = dice.now();
    let effective = now.checked_add(region.profile.policy.access.wait()).unwrap_or(now);
    store::account_guard::set_change(tx, change.id, "waiting", Some(effective))?;
    enqueue(tx, dice, Work::ApplyContactChange { account: row.id }, effective)?;
    let personal = read_personal(&region.keys, row)?;
    let old = [personal.phone.map(Contact::Phone), personal.email.map(Contact::Email)];
    let zone = region.office().calendar.time_zone().clone();
    let what = what(change.channel == "email");
    let moment = date_text::moment_at(effective, &zone);
    for to in old.into_iter().flatten() {
        let subject = *row.id.as_bytes();
        let code = code::keep_until(tx, region, dice, subject, CodeUse::StopChange, &to, effective)?;
        let variables = json!({ "name": row.name, "what": what, "moment": moment, "code": code });
        let variables = with_office(region, variables);
        crate::message::send(tx, region, dice, "contact_waiting", &to.recipient(), None, &variables)?;
    }
    Ok(effective)
}

/// Takes both codes. Answers the moment from which the new address counts; `None` for at once.
///
/// # Errors
/// A wrong or old code, counted and recorded; [`AppError::NotFound`] without a change that was asked for.
pub fn confirm_change(
    region: &Region,
    actor: &Actor,
    codes: [&str; 2],
) -> Result<Option<Timestamp>, AppError> {
    let act = "change_contact";
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let [new_code, proof_code] = codes;
    let (seed, now) = region.draw();
    let outcome = written!(region, [region, actor, new_code, proof_code], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = store::account::find(tx, account)?.ok_or(AppError::NotSignedIn)?;
        let change = store::account_guard::open_change(tx, account)?.ok_or(AppError::NotFound)?;
        // One of the counter is confirmed by a second officer, not here.
        if change.state != "asked" || change.first_by.is_some() {
            return Err(AppError::NotFound);
        }
        let personal = read_personal(&region.keys, &row)?;
        let new = new_contact(region, &change)?;
        let proof = proving(&personal, change.channel == "email", change.lost).ok_or(AppError::NotFound)?;
        let entries = [(&new, new_code), (&proof, proof_code)];
        let subject = *account.as_bytes();
        let mut wrong = Vec::new();
        for (to, typed) in entries {
            let wanted = [(CodeUse::Change, to.index(region))];
            if !code::is_right(tx, region, subject, &wanted, typed, now)? {
                wrong.push((wanted, typed));
            }
        }
        // A right code is spent only together with the other one.
        for (wanted, typed) in &wrong {
            if let Err(refusal) = code::attempt(tx, region, subject, wanted, typed, now)? {
                return Ok(Err(refusal));
            }
        }
        for (to, typed) in entries {
            let wanted = [(CodeUse::Change, to.index(region))];
            if let Err(refusal) = code::attempt(tx, region, subject, &wanted, typed, now)? {
                return Ok(Err(refusal));
            }
        }
        if !change.lost {
            apply(tx, region, &mut dice, actor, &row, &change)?;
            return Ok(Ok(None));
        }
        let effective = wait(tx, region, &mut dice, &row, &change)?;
        let fields = ["waiting".to_owned()];
        record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &fields)?;
        Ok(Ok(Some(effective)))
    })
    .map_err(not_registrable);
    let refusal = match &outcome {
        Ok(Err(refusal)) | Err(AppError::Refused(refusal)) => Some(refusal.clone()),
        _ => None,
    };
    if let Some(refusal) = refusal {
        record_refusal(region, actor, &Subject::account(account), act, &refusal)?;
    }
    Ok(outcome??)
}

/// Takes a change back, for example one that a stranger began.
///
/// # Errors
/// Database.
pub fn cancel_change(region: &Region, actor: &Actor) -> Result<(), AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        store::account_guard::cancel_changes(tx, account)?;
        let fields = ["cancelled".to_owned()];
        let about = Subject::account(account);
        record_act(tx, &mut dice, region, actor, &about, "change_contact", None, &fields)?;
        Ok(())
    })
}

/// The waiting time is over: the change is made, unless it was taken back or the account was blocked.
pub(crate) fn apply_waiting(region: &Region, account: Id<Account>) -> Result<Outcome, AppError> {
    let (seed, now) = region.draw();
    let applied = written!(region, [region], |tx| {
        let mut dice = Dice::new(seed, now);
        let Some(change) = store::account_guard::open_change(tx, account)? else { return Ok(()) };
        let Some(row) = store::account::find(tx, account)?.filter(|row| row.closed_at.is_none()) else {
            return Ok(());
        };
        if change.state == "waiting" && change.effective_at.is_some_and(|at| at <= now) {
            apply(tx, region, &mut dice, &Actor::system(), &row, &change)?;
        }
        Ok(())
    });
    match applied.map_err(not_registrable) {
        // Somebody else has registered the address meanwhile: the old one stays.
        Err(AppError::Refused(_)) => {
            written!(region, [], |tx| Ok::<_, AppError>(store::account_guard::cancel_changes(tx, account)?))?;
            Ok(Outcome::Done)
        }
        other => other.map(|()| Outcome::Done),
    }
}
