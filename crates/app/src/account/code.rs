//! One-time codes with which somebody chooses a password: nobody but the person ever knows it (MJK18-9.1).

use super::read_personal;
use crate::act::{Subject, record_act, record_refusal};
use crate::crypt::{hash_password, mac, same};
use crate::error::AppError;
use crate::message::{Recipient, send, with_office};
use crate::{Dice, Region};
use domain::party::{Account, Actor};
use domain::process::Refusal;
use domain::value::Id;
use jiff::SignedDuration;
use serde_json::json;
use store::WriteTx;
use store::account::AccountRow;

/// Shortest password; ASVS 5.0, 6.2.1 asks for at least 8 and recommends more.
pub const SHORTEST_PASSWORD: usize = 12;
/// How long a code is good.
const LIFE: SignedDuration = SignedDuration::from_mins(30);
/// Attempts at one code: six digits are then guessed once in 200,000 codes.
const MOST_ATTEMPTS: i64 = 5;

fn code_hash(region: &Region, id: Id<Account>, code: &str) -> [u8; 32] {
    mac(region.keys.index.derive("sign-in code").bytes(), format!("{id}:{}", code.trim()).as_bytes())
}

/// The hash of a password that nobody knows: signing in with it takes as long as with any other. Slow.
///
/// # Errors
/// As [`hash_password`].
pub(crate) fn unknown_password(region: &Region, dice: &mut Dice) -> Result<String, AppError> {
    let password = hex::encode(dice.secret());
    hash_password(&password, dice.salt(), region.password_cost)
}

/// Makes a new code and sends it to the person's registered number and address; earlier codes end.
///
/// # Errors
/// [`Refusal::NoRegisteredPhone`] when there is nowhere to send it; database.
pub(crate) fn fresh_code(
    tx: &WriteTx<'_>,
    dice: &mut Dice,
    region: &Region,
    row: &AccountRow,
) -> Result<(), AppError> {
    let personal = read_personal(&region.keys, row)?;
    let code = dice.pin();
    let expires = dice.now().checked_add(LIFE).unwrap_or(dice.now());
    store::staff::put_code(tx, row.id, code_hash(region, row.id, &code), expires)?;
    let to = Recipient { phone: personal.phone, email: personal.email };
    let variables =
        with_office(region, json!({ "code": code, "name": row.name, "minutes": LIFE.as_mins().to_string() }));
    match send(tx, region, dice, "sign_in_code", &to, None, &variables)? {
        0 => Err(Refusal::NoRegisteredPhone.into()),
        _ => Ok(()),
    }
}

/// Chooses a password with a code. Every session of the person ends.
///
/// # Errors
/// One and the same refusal for an unknown login and a wrong, old or used code, recorded; another for a short password.
pub fn use_code(region: &Region, login: &str, code: &str, password: &str) -> Result<(), AppError> {
    let stranger = Actor { name: "Tidak dikenal".into(), ..Actor::system() };
    let refuse = |refusal: Refusal, subject: &Subject| -> Result<(), AppError> {
        record_refusal(region, &stranger, subject, "set_password", &refusal)?;
        Err(refusal.into())
    };
    if password.chars().count() < SHORTEST_PASSWORD {
        let message = format!("Kata sandi paling sedikit {SHORTEST_PASSWORD} karakter.");
        return refuse(Refusal::Invalid { field: "password".into(), message }, &Subject::nobody());
    }
    let (seed, now) = region.draw();
    let mut dice = Dice::new(seed, now);
    // Made in any case, so that the time taken tells nothing.
    let hash = hash_password(password, dice.salt(), region.password_cost)?;
    let login = login.trim().to_lowercase();
    let row = region.store.read(|tx| store::account::by_login(tx, &login))?;
    let wrong = || Refusal::Invalid {
        field: "code".into(),
        message: "Nama akun atau kode tidak cocok, atau kode sudah lewat. Minta kode baru.".into(),
    };
    let Some(row) = row.filter(|r| r.closed_at.is_none()) else {
        return refuse(wrong(), &Subject::nobody());
    };
    let id = row.id;
    let counted =
        written!(region, [], |tx| Ok::<_, AppError>(store::staff::count_attempt(tx, id, MOST_ATTEMPTS)?))?;
    let kept = region.store.read(|tx| store::staff::code(tx, id))?;
    let right =
        kept.is_some_and(|k| now <= k.expires_at && same(&k.hash, &code_hash(region, id, code))) && counted;
    if !right {
        return refuse(wrong(), &Subject::account(id));
    }
    let (hash, typed) = (&hash, code_hash(region, id, code));
    let used = written!(region, [region, hash], |tx| {
        // Also compared inside: a code that was replaced or used meanwhile is worth nothing.
        if store::staff::code(tx, id)?.is_none_or(|k| k.hash != typed) || !store::staff::drop_code(tx, id)? {
            return Ok(false);
        }
        let mut dice = Dice::new(seed, now);
        dice.salt();
        store::staff::set_password(tx, id, hash)?;
        store::staff::end_sessions(tx, id)?;
        let (actor, _) = super::actor_of(region, tx, id)?;
        record_act(tx, &mut dice, region, &actor, &Subject::account(id), "set_password", None, &[])?;
        Ok::<_, AppError>(true)
    })?;
    if used { Ok(()) } else { refuse(wrong(), &Subject::account(id)) }
}
