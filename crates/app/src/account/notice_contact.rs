//! A number of another holder that receives somebody's notices, added at the counter after that holder has read out a code. It
//! never receives a code for signing in (practice: one phone number for a family).

use super::code::{self, Contact};
use super::personal::{Personal, read_personal, seal_personal};
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::query::case::require;
use crate::query::counter::COUNTER;
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::{Id, PhoneNumber};
use store::WriteTx;
use store::account::AccountRow;

const ACT: &str = "add_notice_contact";

fn wrong(message: impl Into<String>) -> Refusal {
    Refusal::Invalid { field: "ponsel".into(), message: message.into() }
}

fn helped(region: &Region, account: Id<Account>) -> Result<(AccountRow, Personal), AppError> {
    let row = region.store.read(|tx| store::account::find(tx, account))?.ok_or(AppError::NotFound)?;
    if row.kind == "staff" || row.closed_at.is_some() {
        return Err(AppError::NotFound);
    }
    let personal = read_personal(&region.keys, &row)?;
    Ok((row, personal))
}

/// The number of another holder: neither one's own, nor an officer's, nor unknown.
fn of_another(region: &Region, account: Id<Account>, typed: &str) -> Result<PhoneNumber, AppError> {
    let phone = typed.parse::<PhoneNumber>().map_err(|e| wrong(e.message_id()))?;
    let index = Contact::Phone(phone.clone()).index(region);
    let found = region.store.read(|tx| store::account::by_contact(tx, [None, Some(index), None]))?;
    match found.filter(|row| row.closed_at.is_none()) {
        Some(row) if row.kind == "staff" => Err(wrong("Nomor petugas tidak dapat dipakai.").into()),
        Some(row) if row.id == account => Err(wrong("Ini nomor pemohon sendiri.").into()),
        Some(_) => Ok(phone),
        None => {
            Err(wrong("Nomor ini belum dimiliki pemegang akun. Pemiliknya mendaftar lebih dahulu.").into())
        }
    }
}

fn recorded<T>(
    region: &Region,
    actor: &Actor,
    account: Id<Account>,
    result: Result<T, AppError>,
) -> Result<T, AppError> {
    if let Err(AppError::Refused(refusal)) = &result {
        record_refusal(region, actor, &Subject::account(account), ACT, refusal)?;
    }
    result
}

/// Sends the holder of the number a code; nothing is kept before it is read out. Answers the number as people write it.
///
/// # Errors
/// A number that is not another holder's, codes asked for too often; recorded. [`AppError::NotFound`].
pub fn ask_notice_contact(
    region: &Region,
    actor: &Actor,
    account: Id<Account>,
    typed: &str,
) -> Result<String, AppError> {
    require(region, actor, &COUNTER, ACT)?;
    helped(region, account)?;
    let (seed, now) = region.draw();
    let sent = of_another(region, account, typed).and_then(|phone| {
        let to = &Contact::Phone(phone.clone());
        written!(region, [region, actor, to], |tx| {
            let mut dice = Dice::new(seed, now);
            let purpose = "menerima pemberitahuan orang lain";
            code::send(tx, region, &mut dice, *account.as_bytes(), CodeUse::Notice, to, purpose)?;
            let fields = ["asked".to_owned()];
            record_act(tx, &mut dice, region, actor, &Subject::account(account), ACT, None, &fields)?;
            Ok::<_, AppError>(())
        })?;
        Ok(phone.local_form())
    });
    recorded(region, actor, account, sent)
}

/// Writes the number, or takes it away.
pub(super) fn keep(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    account: Id<Account>,
    phone: Option<&PhoneNumber>,
) -> Result<(), AppError> {
    let row = store::account::find(tx, account)?.ok_or(AppError::NotFound)?;
    let mut personal = read_personal(&region.keys, &row)?;
    personal.notice_phone = phone.cloned();
    let index = phone.map(|phone| Contact::Phone(phone.clone()).index(region));
    let sealed = seal_personal(&region.keys, dice.nonce(), account, &personal)?;
    Ok(store::account_guard::set_notice(tx, account, &sealed, index)?)
}

/// Takes the code that the holder of the number has read out.
///
/// # Errors
/// A wrong or old code, counted; a number that is not another holder's; recorded. [`AppError::NotFound`].
pub fn confirm_notice_contact(
    region: &Region,
    actor: &Actor,
    account: Id<Account>,
    typed: &str,
    digits: &str,
) -> Result<(), AppError> {
    require(region, actor, &COUNTER, ACT)?;
    helped(region, account)?;
    let (seed, now) = region.draw();
    let done = of_another(region, account, typed).and_then(|phone| {
        let phone = &phone;
        let tried = written!(region, [region, actor, phone, digits], |tx| {
            let mut dice = Dice::new(seed, now);
            let index = Contact::Phone(phone.clone()).index(region);
            let wanted = [(CodeUse::Notice, index)];
            // A wrong try is kept: the answer comes out of the transaction instead of rolling it back.
            let tried = code::attempt(tx, region, *account.as_bytes(), &wanted, digits, now)?;
            if tried.is_ok() {
                keep(tx, region, &mut dice, account, Some(phone))?;
                record_act(tx, &mut dice, region, actor, &Subject::account(account), ACT, None, &[])?;
            }
            Ok::<_, AppError>(tried)
        })?;
        tried.map_err(AppError::from)
    });
    recorded(region, actor, account, done)
}

/// Takes the number away again; its holder or the applicant may ask for it at any time.
///
/// # Errors
/// [`AppError::NotFound`] when there is none; a refusal without a counter, recorded.
pub fn remove_notice_contact(region: &Region, actor: &Actor, account: Id<Account>) -> Result<(), AppError> {
    let act = "remove_notice_contact";
    require(region, actor, &COUNTER, act)?;
    if helped(region, account)?.1.notice_phone.is_none() {
        return Err(AppError::NotFound);
    }
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        keep(tx, region, &mut dice, account, None)?;
        record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &[]).map(|_| ())
    })
}
