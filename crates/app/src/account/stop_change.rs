//! "Bukan saya": whoever still reads the old number or mailbox stops its replacement with the code of the notice. The account
//! is blocked at once, without signing in (MJK18-9.2).

use super::access::newcomer;
use super::blocked::block;
use super::code::{self, Contact};
use super::failures::{Door, check_door, count};
use super::personal::read_personal;
use super::sign_in::account_named;
use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::process::Refusal;

/// One sentence for an unknown account, a wrong code and an old one: it must not tell which.
fn no_match() -> Refusal {
    let message = "Akun dan kode tidak cocok, atau kode sudah lewat waktunya. Periksa, atau hubungi loket.";
    Refusal::Invalid { field: "kode".into(), message: message.into() }
}

/// Stops the replacement, blocks the account and ends its sessions.
///
/// # Errors
/// A wrong or old code, an unknown account, too many failures from this network address; recorded.
pub fn stop_change(region: &Region, account: &str, typed: &str, address: &str) -> Result<(), AppError> {
    let act = "stop_contact_change";
    check_door(region, Door::Forgotten, address, act)?;
    let found = account_named(region, account)?.filter(|row| row.closed_at.is_none());
    let outcome = match &found {
        None => Err(no_match()),
        Some(row) => {
            let personal = read_personal(&region.keys, row)?;
            let old = [personal.phone.map(Contact::Phone), personal.email.map(Contact::Email)];
            let wanted: Vec<_> =
                old.into_iter().flatten().map(|to| (CodeUse::StopChange, to.index(region))).collect();
            let (wanted, row) = (&wanted, row);
            let (seed, now) = region.draw();
            written!(region, [region, wanted, row, typed], |tx| {
                let mut dice = Dice::new(seed, now);
                if code::attempt(tx, region, *row.id.as_bytes(), wanted, typed, now)?.is_err() {
                    return Ok::<_, AppError>(Err(no_match()));
                }
                record_act(tx, &mut dice, region, &newcomer(), &Subject::account(row.id), act, None, &[])?;
                let note = "Dihentikan dari pemberitahuan penggantian kontak.";
                block(tx, region, &mut dice, &newcomer(), row, note).map(Ok)
            })?
        }
    };
    if let Err(refusal) = &outcome {
        count(region, Door::Forgotten, address)?;
        let about = found.as_ref().map_or_else(Subject::nobody, |row| Subject::account(row.id));
        record_refusal(region, &newcomer(), &about, act, refusal)?;
    }
    Ok(outcome?)
}
