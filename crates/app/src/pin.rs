//! PIN by SMS: asked for one document or an ordered list, checked in the transaction that uses it (MJK18-13.3).

use crate::crypt::{list_digest, mac, same};
use crate::error::AppError;
use crate::message::{Recipient, send};
use crate::{Dice, Region};
use domain::party::{Account, Actor, Pin};
use domain::pin::{PinAct, PinChallenge, PinProof};
use domain::process::Refusal;
use domain::value::{Digest, Id};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::WriteTx;

/// A PIN as typed.
#[derive(Debug, Clone)]
pub struct PinEntry {
    /// The challenge it answers.
    pub challenge: Id<Pin>,
    /// Six digits.
    pub code: String,
}

/// What a PIN is asked for.
#[derive(Debug, Clone)]
pub struct PinRequest {
    /// Kind of act.
    pub act: PinAct,
    /// Documents in the order shown; one for a single act.
    pub documents: Vec<Digest>,
    /// Service of the first document, for example `SIP Dokter`.
    pub service_short: String,
    /// Registration number of the first document.
    pub number: String,
    /// What the message of a batch says, for example `SIP Dokter 26-000147-4`.
    pub sample: String,
}

const MOST_AN_HOUR: i64 = 20;

pub(crate) fn code_hash(region: &Region, id: Id<Pin>, code: &str) -> [u8; 32] {
    mac(region.keys.index.derive("pin").bytes(), format!("{id}:{}", code.trim()).as_bytes())
}

/// Sends a PIN to the registered number of the signed-in official; answers the challenge to be typed into the form.
///
/// # Errors
/// Refusals without a registered number, or after too many requests within an hour.
pub fn request(region: &Region, actor: &Actor, request: &PinRequest) -> Result<Id<Pin>, AppError> {
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let Some(policy) = &region.profile.policy.pin else {
        return Err(Refusal::Invalid {
            field: "pin".into(),
            message: "Wilayah ini tidak memakai PIN.".into(),
        }
        .into());
    };
    if request.documents.is_empty() {
        return Err(Refusal::DraftMissing.into());
    }
    let (seed, now) = region.draw();
    let result = written!(region, [region, actor, request, policy], |tx| {
        let mut dice = Dice::new(seed, now);
        let since = now.checked_sub(SignedDuration::from_hours(1)).unwrap_or(now);
        if store::desk::recent_pins(tx, account, since)? >= MOST_AN_HOUR {
            let message = "Terlalu banyak permintaan PIN. Coba lagi satu jam lagi.".to_owned();
            return Err(AppError::Refused(Refusal::Invalid { field: "pin".into(), message }));
        }
        if store::signing_block::is_blocked(tx, account)? {
            return Err(Refusal::SigningBlocked.into());
        }
        let row = store::account::find(tx, account)?.ok_or(AppError::NotSignedIn)?;
        let personal = crate::account::read_personal(&region.keys, &row)?;
        let Some(phone) = personal.phone else { return Err(Refusal::NoRegisteredPhone.into()) };
        let id: Id<Pin> = dice.id();
        let code = dice.pin();
        let digest = list_digest(&request.documents);
        let challenge = PinChallenge::new(id, account, request.act, digest, now, policy);
        store::desk::put_pin(tx, &challenge, code_hash(region, id, &code), &request.documents, now)?;
        let event = if request.documents.len() > 1 { "pin_batch" } else { "pin" };
        let variables = json!({
            "pin": code,
            "act": request.act.verb(),
            "count": request.documents.len(),
            "sample": request.sample,
            "service_short": request.service_short,
            "number": request.number,
            "minutes": policy.valid_minutes,
        });
        let variables = crate::message::with_office(region, variables);
        let to = Recipient { phone: Some(phone), email: None };
        send(tx, region, &mut dice, event, &to, None, &variables)?;
        let subject = crate::act::Subject::account(account);
        crate::act::record_act(
            tx,
            &mut dice,
            region,
            actor,
            &subject,
            "request_pin",
            Some(*digest.as_bytes()),
            &[],
        )?;
        Ok(id)
    });
    if let Err(AppError::Refused(refusal)) = &result {
        crate::act::record_refusal(
            region,
            actor,
            &crate::act::Subject::account(account),
            "request_pin",
            refusal,
        )?;
    }
    result
}

fn try_once(
    region: &Region,
    tx: &WriteTx<'_>,
    whose: Option<Id<Account>>,
    entry: &PinEntry,
    act: PinAct,
    now: Timestamp,
) -> Result<(Result<PinProof, Refusal>, Vec<Digest>), AppError> {
    let Some(account) = whose else { return Ok((Err(Refusal::PinMissing), Vec::new())) };
    if store::signing_block::is_blocked(tx, account)? {
        return Ok((Err(Refusal::SigningBlocked), Vec::new()));
    }
    let Some((challenge, stored, documents)) = store::desk::lock_pin(tx, entry.challenge)? else {
        return Ok((Err(Refusal::PinForAnotherAct), Vec::new()));
    };
    let matches = same(&stored, &code_hash(region, entry.challenge, &entry.code));
    let digest = list_digest(&documents);
    let (after, outcome) = challenge.attempt(account, act, &digest, matches, now);
    store::desk::set_pin(tx, &after)?;
    Ok((outcome, documents))
}

/// Checks somebody's PIN inside the transaction of the act that it authorises.
///
/// # Errors
/// The refusal of the attempt.
pub(crate) fn attempt(
    region: &Region,
    tx: &WriteTx<'_>,
    whose: Option<Id<Account>>,
    entry: &PinEntry,
    act: PinAct,
    now: Timestamp,
) -> Result<(PinProof, Vec<Digest>), AppError> {
    let (outcome, documents) = try_once(region, tx, whose, entry, act, now)?;
    Ok((outcome?, documents))
}

/// After a refused act was rolled back: counts the attempt again when the code was wrong. A right PIN whose act was
/// refused for another reason stays usable.
///
/// # Errors
/// Database.
pub(crate) fn keep_failed_attempt(
    region: &Region,
    whose: Option<Id<Account>>,
    entry: &PinEntry,
    act: PinAct,
    now: Timestamp,
) -> Result<(), AppError> {
    let kept = written!(region, [region, entry], |tx| {
        let (outcome, _) = try_once(region, tx, whose, entry, act, now)?;
        // Rolled back unless the attempt itself failed.
        if outcome.is_ok() { Err(AppError::NotFound) } else { Ok(()) }
    });
    match kept {
        Err(AppError::NotFound) => Ok(()),
        other => other,
    }
}

/// The proof of one PIN for a batch, checked once; each document of the list then keeps its own consent and outcome.
///
/// # Errors
/// The refusal of the attempt, recorded; database.
pub fn settle_batch(
    region: &Region,
    actor: &Actor,
    entry: &PinEntry,
    act: PinAct,
) -> Result<(PinProof, Vec<Digest>), AppError> {
    let (seed, now) = region.draw();
    let result = written!(region, [region, actor, entry], |tx| {
        let proof = attempt(region, tx, actor.account, entry, act, now)?;
        let mut dice = Dice::new(seed, now);
        let account = actor.account.ok_or(AppError::NotSignedIn)?;
        let digest = *proof.0.digest().as_bytes();
        let subject = crate::act::Subject::account(account);
        crate::act::record_act(
            tx,
            &mut dice,
            region,
            actor,
            &subject,
            "settle_batch_pin",
            Some(digest),
            &[],
        )?;
        Ok(proof)
    });
    if let Err(AppError::Refused(refusal)) = &result {
        keep_failed_attempt(region, actor.account, entry, act, now)?;
        if let Some(account) = actor.account {
            let subject = crate::act::Subject::account(account);
            crate::act::record_refusal(region, actor, &subject, "settle_batch_pin", refusal)?;
        }
    }
    result
}
