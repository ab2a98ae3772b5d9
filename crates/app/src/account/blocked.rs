//! *Laporan penyalahgunaan*: blocks the account at once, tells the officer's desk; an officer opens it again (MJK18-9.2).

use super::code::{self, Contact};
use super::personal::read_personal;
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::message::{Recipient, with_office};
use crate::query::case::require;
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::capability::Capability;
use domain::party::{Account, Actor, Leaf};
use domain::process::Refusal;
use domain::value::Id;
use serde_json::json;
use store::WriteTx;
use store::account::AccountRow;

/// Longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// Blocks one's own account and ends all its sessions.
///
/// # Errors
/// Database.
pub fn report_misuse(region: &Region, actor: &Actor, note: &str) -> Result<(), AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let note: String = note.trim().chars().take(LONGEST_NOTE).collect();
    let note = note.as_str();
    let (seed, now) = region.draw();
    written!(region, [region, actor, note], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = store::account::find(tx, account)?.ok_or(AppError::NotSignedIn)?;
        block(tx, region, &mut dice, actor, &row, note)
    })
}

/// Blocks inside the transaction of the report, and tells the holder.
pub(super) fn block(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    actor: &Actor,
    row: &AccountRow,
    note: &str,
) -> Result<(), AppError> {
    let (account, now) = (row.id, dice.now());
    let id: Id<Leaf> = dice.id();
    store::account::close(tx, account, now)?;
    store::account_guard::end_sessions(tx, account, [0; 32])?;
    store::account_guard::cancel_changes(tx, account)?;
    store::account_guard::report_misuse(tx, *id.as_bytes(), account, note, now)?;
    record_act(tx, dice, region, actor, &Subject::account(account), "report_misuse", None, &[])?;
    let personal = read_personal(&region.keys, row)?;
    let to = Recipient { phone: personal.phone, email: personal.email };
    let variables = with_office(region, json!({ "name": row.name }));
    crate::message::send(tx, region, dice, "account_blocked", &to, None, &variables).map(|_| ())
}

/// Opens a blocked account again, after its holder has shown who he is. The old password stays dead.
///
/// # Errors
/// [`Refusal::NotAllowed`], a missing tick, one's own account; recorded. [`AppError::NotFound`] without a report.
pub fn reopen(region: &Region, actor: &Actor, account: Id<Account>, seen: bool) -> Result<(), AppError> {
    let act = "reopen_account";
    require(region, actor, &[Capability::DecideAccessRequest], act)?;
    let refusal = if actor.account == Some(account) {
        Some(Refusal::OwnProposal)
    } else if !seen {
        let message = "Cocokkan KTP pemilik akun lebih dahulu, lalu beri tanda centang.".to_owned();
        Some(Refusal::Invalid { field: "ktp_dilihat".into(), message })
    } else {
        None
    };
    if let Some(refusal) = refusal {
        record_refusal(region, actor, &Subject::account(account), act, &refusal)?;
        return Err(refusal.into());
    }
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        if store::account_guard::settle_reports(tx, account, &actor.name, now)? == 0 {
            return Err(AppError::NotFound);
        }
        let row = store::account::find(tx, account)?.ok_or(AppError::NotFound)?;
        store::account_guard::reopen(tx, account)?;
        store::account_guard::set_password(tx, account, "")?;
        record_act(tx, &mut dice, region, actor, &Subject::account(account), act, None, &[])?;
        let personal = read_personal(&region.keys, &row)?;
        // Who has no number of an own gets the code by e-mail.
        let phone = personal.phone.clone().map(Contact::Phone);
        if let Some(contact) = phone.or_else(|| personal.email.clone().map(Contact::Email)) {
            let digits =
                code::keep(tx, region, &mut dice, *account.as_bytes(), CodeUse::FirstPassword, &contact)?;
            let days = CodeUse::FirstPassword.life().as_hours() / 24;
            let to = Recipient { phone: personal.phone, email: personal.email };
            let variables = with_office(region, json!({ "name": row.name, "code": digits, "days": days }));
            crate::message::send(tx, region, &mut dice, "account_reopened", &to, None, &variables)?;
        }
        Ok(())
    })
}
