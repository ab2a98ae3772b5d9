//! Number and mailbox are both lost: the change at the counter. Two officers see the identity card, one after the other; the
//! new address is confirmed by its own code; the old ones are told and a waiting time passes (MJK18-9.1, 11.2; practice:
//! number lost).

use super::access::not_registrable;
use super::change_contact::{begin, new_contact, read_address, wait};
use super::code::{self, Contact};
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::query::case::require;
use crate::query::counter::COUNTER;
use crate::{Dice, Region};
use domain::access::{CodeUse, SECOND_OFFICER_WITHIN};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use jiff::Timestamp;
use store::ReadTx;
use store::account::AccountRow;
use store::account_guard::ChangeRow;

/// A holder whom a counter may help: not an officer, not blocked.
fn holder(tx: &ReadTx<'_>, account: Id<Account>) -> Result<AccountRow, AppError> {
    let row = store::account::find(tx, account)?.ok_or(AppError::NotFound)?;
    if row.kind == "staff" || row.closed_at.is_some() { Err(AppError::NotFound) } else { Ok(row) }
}

/// The change that still waits for a second officer.
pub(crate) fn pending(
    tx: &ReadTx<'_>,
    account: Id<Account>,
    now: Timestamp,
) -> Result<Option<ChangeRow>, AppError> {
    let change = store::account_guard::open_change(tx, account)?;
    Ok(change.filter(|c| {
        c.first_by.is_some() && c.state == "asked" && now.duration_since(c.asked_at) < SECOND_OFFICER_WITHIN
    }))
}

fn seen_card(actor: &Actor, account: Id<Account>, seen: bool) -> Result<(), Refusal> {
    if actor.account == Some(account) {
        return Err(Refusal::OwnContact);
    }
    if seen {
        return Ok(());
    }
    let message = "Cocokkan KTP dengan orangnya lebih dahulu, lalu beri tanda centang.".to_owned();
    Err(Refusal::Invalid { field: "ktp_dilihat".into(), message })
}

fn recorded<T>(
    region: &Region,
    actor: &Actor,
    account: Id<Account>,
    act: &str,
    result: Result<T, AppError>,
) -> Result<T, AppError> {
    if let Err(AppError::Refused(refusal)) = &result {
        record_refusal(region, actor, &Subject::account(account), act, refusal)?;
    }
    result
}

fn purpose(email: bool) -> &'static str {
    if email { "mengganti alamat surel" } else { "mengganti nomor ponsel" }
}

/// The first officer: the card was seen, this is the new number or mailbox. A code goes there.
///
/// # Errors
/// A missing tick, an unreadable address, one that is in use, one's own account; recorded. [`AppError::NotFound`] for an
/// account that a counter does not help.
pub fn propose_change(
    region: &Region,
    actor: &Actor,
    account: Id<Account>,
    email: bool,
    address: &str,
    seen: bool,
) -> Result<(), AppError> {
    let act = "propose_contact_change";
    require(region, actor, &COUNTER, act)?;
    let (seed, now) = region.draw();
    let read = seen_card(actor, account, seen).and_then(|()| read_address(email, address));
    let result = match read {
        Err(refusal) => Err(refusal.into()),
        Ok(new) => {
            let new = &new;
            written!(region, [region, actor, new], |tx| {
                let mut dice = Dice::new(seed, now);
                holder(tx, account)?;
                let index = new.index(region);
                if store::access::taken(tx, [[0; 32], index, index])? > 0 {
                    return Err(Refusal::NotRegistrable.into());
                }
                begin(tx, region, &mut dice, account, new, true, Some(actor))?;
                let subject = *account.as_bytes();
                code::send(tx, region, &mut dice, subject, CodeUse::Change, new, purpose(email))?;
                let fields = ["identity_seen".to_owned(), channel(email).to_owned()];
                record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &fields)?;
                Ok(())
            })
        }
    };
    recorded(region, actor, account, act, result)
}

fn channel(email: bool) -> &'static str {
    if email { "email" } else { "phone" }
}

/// Sends the code to the new address again.
///
/// # Errors
/// Too soon, recorded; [`AppError::NotFound`] without a change that waits.
pub fn resend_change_code(region: &Region, actor: &Actor, account: Id<Account>) -> Result<(), AppError> {
    let act = "propose_contact_change";
    require(region, actor, &COUNTER, act)?;
    let (seed, now) = region.draw();
    let result = written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let change = pending(tx, account, now)?.ok_or(AppError::NotFound)?;
        let new = new_contact(region, &change)?;
        let text = purpose(matches!(new, Contact::Email(_)));
        code::send(tx, region, &mut dice, *account.as_bytes(), CodeUse::Change, &new, text)?;
        let fields = ["code".to_owned()];
        record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &fields)?;
        Ok(())
    });
    recorded(region, actor, account, act, result)
}

/// The second officer, another person: the card was seen again, and the person reads the code from the new address. From
/// here the waiting time runs. Answers its end.
///
/// # Errors
/// [`Refusal::OwnIdentityCheck`] for the first officer, a missing tick, a wrong or old code; recorded.
/// [`AppError::NotFound`] without a change that waits.
pub fn confirm_counter_change(
    region: &Region,
    actor: &Actor,
    account: Id<Account>,
    typed: &str,
    seen: bool,
) -> Result<Timestamp, AppError> {
    let act = "confirm_contact_change";
    require(region, actor, &COUNTER, act)?;
    let (seed, now) = region.draw();
    let outcome = written!(region, [region, actor, typed], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = holder(tx, account)?;
        let change = pending(tx, account, now)?.ok_or(AppError::NotFound)?;
        if change.first_by == actor.account {
            return Err(Refusal::OwnIdentityCheck.into());
        }
        seen_card(actor, account, seen)?;
        let new = new_contact(region, &change)?;
        let wanted = [(CodeUse::Change, new.index(region))];
        // A wrong try is kept: the answer comes out of the transaction instead of rolling it back.
        if let Err(refusal) = code::attempt(tx, region, *account.as_bytes(), &wanted, typed, now)? {
            return Ok(Err(refusal));
        }
        store::account_guard::set_second(tx, change.id, &actor.name)?;
        let effective = wait(tx, region, &mut dice, &row, &change)?;
        let fields = ["identity_seen".to_owned(), "waiting".to_owned()];
        record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &fields)?;
        Ok(Ok(effective))
    });
    let result = outcome.and_then(|tried| tried.map_err(AppError::from)).map_err(not_registrable);
    recorded(region, actor, account, act, result)
}

/// Takes back what the counter began or what waits, for example when the person does not want it any more.
///
/// # Errors
/// [`AppError::NotFound`] without such a change; recorded when done.
pub fn cancel_counter_change(region: &Region, actor: &Actor, account: Id<Account>) -> Result<(), AppError> {
    let act = "propose_contact_change";
    require(region, actor, &COUNTER, act)?;
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let change = store::account_guard::open_change(tx, account)?;
        if change.is_none_or(|c| c.first_by.is_none()) {
            return Err(AppError::NotFound);
        }
        store::account_guard::cancel_changes(tx, account)?;
        let fields = ["cancelled".to_owned()];
        record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &fields)?;
        Ok(())
    })
}
