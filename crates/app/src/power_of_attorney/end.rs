//! Either of the two ends it, at any time; a request that waits is taken back or declined the same way. At the counter an
//! officer ends it for an owner without telephone.

use super::{recorded, subject, tell, terms};
use crate::act::record_act;
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::party::{Actor, PowerRecord};
use domain::value::Id;

/// Ends it at once; what was sent before stays as it was sent.
///
/// # Errors
/// [`AppError::NotFound`] for one of others, or one that has ended; recorded.
pub fn end(region: &Region, actor: &Actor, id: Id<PowerRecord>) -> Result<(), AppError> {
    let act = "end_power_of_attorney";
    let account = actor.account.ok_or(AppError::NotSignedIn)?;
    let (seed, now) = region.draw();
    let result = written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let row = store::power_of_attorney::lock(tx, id)?.ok_or(AppError::NotFound)?;
        let party = row.helper == account || row.owner == Some(account);
        let counter = [Capability::AssistRegistration, Capability::DecideAccessRequest];
        if !party && !counter.into_iter().any(|capability| actor.may(capability)) {
            return Err(AppError::NotFound);
        }
        if !store::power_of_attorney::end(tx, id, &actor.name, now)? {
            return Err(AppError::NotFound);
        }
        // A request that nobody has confirmed binds nobody: its end is told to the helper alone.
        let confirmed = row.state == "in_force";
        if confirmed && let Some(owner) = row.owner.filter(|owner| *owner != account) {
            tell(tx, region, &mut dice, "power_of_attorney_ended", owner, &row, "")?;
        }
        if row.helper != account {
            tell(tx, region, &mut dice, "power_of_attorney_ended", row.helper, &row, "")?;
        }
        record_act(tx, &mut dice, region, actor, &subject(id), act, Some(terms(&row)), &[]).map(|_| ())
    });
    recorded(region, actor, id, act, result)
}
