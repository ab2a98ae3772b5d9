//! The owner confirms with the code that came to the own telephone: typed in the owner's account, or read out to the helper.

use super::ask::code_index;
use super::{party_row, recorded, subject, tell, terms};
use crate::account::code;
use crate::act::record_act;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::access::CodeUse;
use domain::party::{Actor, PowerRecord};
use domain::process::Refusal;
use domain::value::Id;

/// Takes the code and puts the power of attorney in force.
///
/// # Errors
/// A wrong, old or used code, counted and recorded; a last day that has passed meanwhile; [`AppError::NotFound`] for a request
/// of others or one that is settled.
pub fn confirm(region: &Region, actor: &Actor, id: Id<PowerRecord>, typed: &str) -> Result<(), AppError> {
    let act = "confirm_power_of_attorney";
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let today = region.office().calendar.local_date(now);
    let outcome = written!(region, [region, actor, typed], |tx| {
        let mut dice = Dice::new(seed, now);
        store::power_of_attorney::lock(tx, id)?;
        let row = party_row(tx, id, account)?;
        if row.state != "asked" {
            return Err(AppError::NotFound);
        }
        domain::access::PowerOfAttorney::check_until(row.until, today)?;
        let (_, index) = code_index(region, tx, &row)?;
        let wanted = [(CodeUse::PowerOfAttorney, index)];
        // A wrong try is kept: the answer comes out of the transaction instead of rolling it back.
        if let Err(refusal) = code::attempt(tx, region, *id.as_bytes(), &wanted, typed, now)? {
            return Ok(Err(refusal));
        }
        // Nobody can have read a code that was sent to nobody.
        let Some(owner) = row.owner else { return Ok(Err(Refusal::CodeClosed)) };
        if !store::power_of_attorney::confirm(tx, id, "code", &row.owner_name, now)? {
            return Err(AppError::NotFound);
        }
        tell(tx, region, &mut dice, "power_of_attorney_given", owner, &row, "")?;
        tell(tx, region, &mut dice, "power_of_attorney_answered", row.helper, &row, "berlaku")?;
        let fields = ["code".to_owned()];
        record_act(tx, &mut dice, region, actor, &subject(id), act, Some(terms(&row)), &fields)?;
        Ok(Ok(()))
    });
    recorded(region, actor, id, act, outcome.and_then(|tried| tried.map_err(AppError::from)))
}
