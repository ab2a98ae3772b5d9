//! Begins a request: reads what is stated, refuses doubles without telling whose, keeps a draft (MJK18-8.1, 8.3).

use super::{Stated, indexes, kind_name, newcomer, seal, subject, today, visitor_key};
use crate::account::failures::{Door, check_door, count};
use crate::account::limits::{Limited, use_once};
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::job::{Work, enqueue};
use crate::{Dice, Region};
use domain::access::{AccessKind, Claims, DRAFT_LIFE, TypedClaims, read_claims};
use domain::definition::FieldProblem;
use domain::party::{AccessRequest, Actor};
use domain::process::Refusal;
use domain::value::{Id, RegionTable};
use store::ReadTx;
use store::idempotency::{Claim, Key};

/// Reads the form; a refusal is recorded with the names of the fields.
pub(super) fn read(
    region: &Region,
    helper: Option<&Actor>,
    about: &Subject,
    act: &str,
    kind: AccessKind,
    typed: &TypedClaims,
) -> Result<Claims, AppError> {
    let read = read_claims(kind, typed, &region.profile.policy, RegionTable::embedded(), today(region));
    let refusal = match read {
        Ok(claims) => {
            let indexes = indexes(region, &claims);
            let borrowed = borrowed_problem(region, helper, &claims)?;
            let (doubles, login_free) = region.store.read(|tx| -> Result<_, AppError> {
                Ok((store::access::taken(tx, indexes)?, login_free(tx, &claims)?))
            })?;
            let problems: Vec<FieldProblem> =
                borrowed.into_iter().chain((!login_free).then(other_login)).collect();
            match (doubles, problems.is_empty()) {
                (0, true) => return Ok(claims),
                (0, false) => Refusal::Fields { problems },
                _ => Refusal::NotRegistrable,
            }
        }
        Err(problems) => Refusal::Fields { problems },
    };
    record_refusal(region, &who(helper), about, act, &refusal)?;
    Err(refusal.into())
}

/// Who fills the form, as the record shows it: the officer who helps, or the person.
pub(super) fn who(helper: Option<&Actor>) -> Actor {
    helper.cloned().unwrap_or_else(newcomer)
}

/// A number of somebody else is recorded by an officer only, and it belongs to a holder.
fn borrowed_problem(
    region: &Region,
    helper: Option<&Actor>,
    claims: &Claims,
) -> Result<Option<FieldProblem>, AppError> {
    if !claims.borrowed {
        return Ok(None);
    }
    let wrong = |field: &str, code: &str, message: &str| {
        Some(FieldProblem { field: field.into(), code: code.into(), message: message.into() })
    };
    if !helper.is_some_and(Actor::may_assist) {
        let message = "Nomor orang lain hanya dapat dicatat petugas di loket.";
        return Ok(wrong("nomor_orang_lain", "borrowed_alone", message));
    }
    let index = region.keys.blind("phone", claims.phone.as_str());
    let holder = region.store.read(|tx| store::account::by_contact(tx, [None, Some(index), None]))?;
    if holder.is_some_and(|row| row.kind != "staff" && row.closed_at.is_none()) {
        return Ok(None);
    }
    let message = "Nomor ini belum dimiliki pemegang akun. Pemiliknya mendaftar lebih dahulu.";
    Ok(wrong("ponsel", "borrowed_unknown", message))
}

/// Whether nobody signs in with the chosen name yet.
pub(super) fn login_free(tx: &ReadTx<'_>, claims: &Claims) -> Result<bool, AppError> {
    match &claims.login {
        None => Ok(true),
        Some(login) => Ok(store::account::by_login(tx, login)?.is_none()),
    }
}

fn other_login() -> FieldProblem {
    FieldProblem {
        field: "nama_akun".into(),
        code: "login_taken".into(),
        message: "Nama akun ini tidak dapat dipakai. Pilih nama lain, atau kosongkan.".into(),
    }
}

/// Begins a draft for the browser with this cookie at this network address.
///
/// # Errors
/// Fields to be put right; [`Refusal::NotRegistrable`] for NIK, NPWP, number or mailbox that is in use;
/// [`Refusal::TooManyAttempts`] and [`Refusal::TooOften`] for an address that asks again and again. All recorded.
pub fn begin(
    region: &Region,
    cookie: &[u8; 32],
    address: &str,
    kind: AccessKind,
    typed: &TypedClaims,
    key: Option<&str>,
) -> Result<Id<AccessRequest>, AppError> {
    begin_with(region, None, cookie, address, kind, typed, key)
}

/// The same with an officer who helps at the counter (MJK18-12.6).
///
/// # Errors
/// As [`begin`].
pub fn begin_with(
    region: &Region,
    helper: Option<&Actor>,
    cookie: &[u8; 32],
    address: &str,
    kind: AccessKind,
    typed: &TypedClaims,
    key: Option<&str>,
) -> Result<Id<AccessRequest>, AppError> {
    let act = "begin_access_request";
    check_door(region, Door::Registration, address, act)?;
    use_once(region, Limited::Requests, address, act)?;
    let claims = match read(region, helper, &Subject::nobody(), act, kind, typed) {
        Ok(claims) => claims,
        Err(error) => {
            // Somebody who tries numbers one after the other is slowed down.
            let probes = |r: &Refusal| match r {
                Refusal::Fields { problems } => problems.iter().any(|p| p.code == "login_taken"),
                other => *other == Refusal::NotRegistrable,
            };
            if error.refusal().is_some_and(probes) {
                count(region, Door::Registration, address)?;
            }
            return Err(error);
        }
    };
    let stated = Stated { typed: typed.clone(), claims };
    let visitor = visitor_key(region, cookie);
    let visitor_hex = hex::encode(visitor);
    let body = serde_json::to_vec(typed).map_err(|e| AppError::Failed(e.to_string()))?;
    let (seed, now) = region.draw();
    let (stated, key, body) = (&stated, &key.map(str::to_owned), &body);
    let (visitor_hex, actor) = (visitor_hex.as_str(), &who(helper));
    written!(region, [region, stated, visitor_hex, actor, key, body], |tx| {
        let mut dice = Dice::new(seed, now);
        let claimed = key.as_deref().map(|key| Key { actor: visitor_hex, operation: act, key });
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
        record_act(tx, &mut dice, region, actor, &subject(id), act, None, &[])?;
        let later = now.checked_add(DRAFT_LIFE).unwrap_or(now);
        enqueue(tx, &mut dice, Work::EraseAccessDraft { request: id }, later)?;
        if let Some(claimed) = claimed {
            store::idempotency::answer(tx, claimed, &id.to_string())?;
        }
        Ok(id)
    })
}
