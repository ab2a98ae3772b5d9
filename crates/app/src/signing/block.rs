//! "Bukan saya": an official blocks the own signing at once; only the system manager lifts it, with a reason.

use crate::account::{actor_of, read_personal};
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::message::{Recipient, send, with_office};
use crate::query::case::require;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::{Id, date_text};
use jiff::Timestamp;
use serde_json::json;
use store::WriteTx;

/// Longest reason that is kept.
const REASON: usize = 500;

/// A block as the system manager sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockLine {
    /// Id.
    pub id: String,
    /// Whose signing.
    pub name: String,
    /// Since when.
    pub blocked_at: Timestamp,
    /// When and by whom it was lifted, and why.
    pub lifted: Option<(Timestamp, String, String)>,
}

/// Blocks the own signing: no PIN is sent or taken any more, every session ends, the system manager is told.
///
/// # Errors
/// [`AppError::NotSignedIn`] without an account; database.
pub fn block_own(region: &Region, actor: &Actor) -> Result<(), AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let id: Id<Subject> = dice.id();
        let first = store::signing_block::block(tx, *id.as_bytes(), account, now)?;
        store::account::end_all_sessions(tx, account)?;
        record_act(tx, &mut dice, region, actor, &Subject::account(account), "block_signing", None, &[])?;
        if first {
            tell_managers(region, tx, &mut dice, actor)?;
        }
        Ok(())
    })
}

fn tell_managers(
    region: &Region,
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    official: &Actor,
) -> Result<(), AppError> {
    let zone = region.office().calendar.time_zone().clone();
    let variables = json!({ "name": official.name, "when": date_text::moment_at(dice.now(), &zone) });
    let variables = with_office(region, variables);
    for row in store::account::of_kind(tx, "staff")?.into_iter().filter(|r| r.closed_at.is_none()) {
        let (manager, _) = actor_of(region, tx, row.id)?;
        if !manager.may(Capability::ConfigureSystem) {
            continue;
        }
        let personal = read_personal(&region.keys, &row)?;
        let to = Recipient { phone: personal.phone, email: personal.email };
        send(tx, region, dice, "signing_blocked", &to, None, &variables)?;
    }
    Ok(())
}

/// Whether somebody's signing is blocked now.
///
/// # Errors
/// Database.
pub fn blocked(region: &Region, account: Id<Account>) -> Result<bool, AppError> {
    Ok(region.store.read(|tx| store::signing_block::is_blocked(tx, account))?)
}

/// Blocks that hold, then lifted ones.
///
/// # Errors
/// A refusal for anybody but the system manager, recorded; database.
pub fn blocks(region: &Region, actor: &Actor) -> Result<Vec<BlockLine>, AppError> {
    require(region, actor, &[Capability::ConfigureSystem], "open_signing_blocks")?;
    let rows = region.store.read(store::signing_block::list)?;
    let lines = rows.into_iter().map(|row| BlockLine {
        id: hex::encode(row.id),
        name: row.name,
        blocked_at: row.blocked_at,
        lifted: row.lifted_at.map(|at| (at, row.lifted_by, row.reason)),
    });
    Ok(lines.collect())
}

/// Lifts a block, with a reason; nobody lifts the own one.
///
/// # Errors
/// Refusals without the right or a reason, recorded; [`AppError::NotFound`] for a block that does not hold; database.
pub fn lift(region: &Region, actor: &Actor, id: &str, reason: &str) -> Result<(), AppError> {
    require(region, actor, &[Capability::ConfigureSystem], "lift_signing_block")?;
    let mut wanted = [0; 16];
    hex::decode_to_slice(id, &mut wanted).map_err(|_| AppError::NotFound)?;
    let rows = region.store.read(store::signing_block::list)?;
    let row = rows.into_iter().find(|r| r.id == wanted && r.lifted_at.is_none()).ok_or(AppError::NotFound)?;
    let reason: String = reason.trim().chars().take(REASON).collect();
    let subject = Subject::account(row.account);
    let refusal = if actor.account == Some(row.account) {
        let message = "Blokir Anda sendiri dibuka oleh pengelola sistem lain.";
        Some(Refusal::Invalid { field: "alasan".into(), message: message.into() })
    } else if reason.is_empty() {
        let message = "Tulis alasan membuka blokir, misalnya cara Anda memastikan pemiliknya.";
        Some(Refusal::Invalid { field: "alasan".into(), message: message.into() })
    } else {
        None
    };
    if let Some(refusal) = refusal {
        record_refusal(region, actor, &subject, "lift_signing_block", &refusal)?;
        return Err(refusal.into());
    }
    let (seed, now) = region.draw();
    let (reason, subject) = (reason.as_str(), &subject);
    written!(region, [region, actor, reason, subject], |tx| {
        let mut dice = Dice::new(seed, now);
        if !store::signing_block::lift(tx, wanted, now, &actor.name, reason)? {
            return Err(AppError::NotFound);
        }
        // The reason itself stands in the row; the ledger keeps its digest.
        let digest = Some(crate::crypt::sha256(reason.as_bytes()));
        record_act(tx, &mut dice, region, actor, subject, "lift_signing_block", digest, &[])?;
        Ok(())
    })
}
