//! Begins a request: reads what is stated, refuses doubles without telling whose, keeps a draft (MJK18-8.1, 8.3).

use super::{Stated, indexes, kind_name, newcomer, seal, subject, today, visitor_key};
use crate::account::failures::{Door, check_door, count};
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::job::{Work, enqueue};
use crate::{Dice, Region};
use domain::access::{AccessKind, Claims, DRAFT_LIFE, TypedClaims, read_claims};
use domain::party::AccessRequest;
use domain::process::Refusal;
use domain::value::{Id, RegionTable};
use store::idempotency::{Claim, Key};

/// Reads the form; a refusal is recorded with the names of the fields.
pub(super) fn read(
    region: &Region,
    about: &Subject,
    act: &str,
    kind: AccessKind,
    typed: &TypedClaims,
) -> Result<Claims, AppError> {
    let read = read_claims(kind, typed, &region.profile.policy, RegionTable::embedded(), today(region));
    let refusal = match read {
        Ok(claims) => {
            let indexes = indexes(region, &claims);
            if region.store.read(|tx| store::access::taken(tx, indexes))? == 0 {
                return Ok(claims);
            }
            Refusal::NotRegistrable
        }
        Err(problems) => Refusal::Fields { problems },
    };
    record_refusal(region, &newcomer(), about, act, &refusal)?;
    Err(refusal.into())
}

/// Begins a draft for the browser with this cookie at this network address.
///
/// # Errors
/// Fields to be put right; [`Refusal::NotRegistrable`] for NIK, NPWP, number or mailbox that is in use;
/// [`Refusal::TooManyAttempts`] for an address that asks again and again. All recorded.
pub fn begin(
    region: &Region,
    cookie: &[u8; 32],
    address: &str,
    kind: AccessKind,
    typed: &TypedClaims,
    key: Option<&str>,
) -> Result<Id<AccessRequest>, AppError> {
    let act = "begin_access_request";
    check_door(region, Door::Registration, address, act)?;
    let claims = match read(region, &Subject::nobody(), act, kind, typed) {
        Ok(claims) => claims,
        Err(error) => {
            // Somebody who tries numbers one after the other is slowed down.
            if error.refusal() == Some(&Refusal::NotRegistrable) {
                count(region, Door::Registration, address)?;
            }
            return Err(error);
        }
    };
    let stated = Stated { typed: typed.clone(), claims };
    let visitor = visitor_key(region, cookie);
    let who = hex::encode(visitor);
    let body = serde_json::to_vec(typed).map_err(|e| AppError::Failed(e.to_string()))?;
    let (seed, now) = region.draw();
    let (stated, who, key, body) = (&stated, who.as_str(), &key.map(str::to_owned), &body);
    written!(region, [region, stated, who, key, body], |tx| {
        let mut dice = Dice::new(seed, now);
        let claimed = key.as_deref().map(|key| Key { actor: who, operation: act, key });
        if let Some(claimed) = claimed {
            match store::idempotency::claim(tx, claimed, crate::crypt::sha256(body), now)? {
                Claim::New => {}
                Claim::OtherRequest => return Err(Refusal::KeyReused.into()),
                Claim::Answered(id) => {
                    return id.parse().map_err(|_| AppError::Damaged("an access request's id".into()));
                }
            }
        }
        let id: Id<AccessRequest> = dice.id();
        let sealed = seal(region, dice.nonce(), id, stated)?;
        store::access::add(tx, id, visitor, kind_name(stated.claims.kind), &sealed, now)?;
        record_act(tx, &mut dice, region, &newcomer(), &subject(id), act, None, &[])?;
        let later = now.checked_add(DRAFT_LIFE).unwrap_or(now);
        enqueue(tx, &mut dice, Work::EraseAccessDraft { request: id }, later)?;
        if let Some(claimed) = claimed {
            store::idempotency::answer(tx, claimed, &id.to_string())?;
        }
        Ok(id)
    })
}
