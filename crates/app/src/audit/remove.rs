//! Removes readable audit records whose time of keeping is over (MJK18-22.3). The leaves stay, and so does the proof that
//! something was there; the removal itself is an act in the ledger.

use crate::act::{Subject, record_act, record_refusal};
use crate::error::AppError;
use crate::{Dice, Region};
use domain::capability::Capability;
use domain::party::Actor;
use domain::process::Refusal;
use domain::retention::may_remove;
use jiff::civil::Date;

/// Name of the act; `audit verify` reads its field.
pub(super) const ACT: &str = "remove_audit_records";
/// Prefix of the field that holds the moment before which records were removed.
pub(super) const BEFORE: &str = "before=";

/// Removes the records of all days before `before`; answers how many.
///
/// # Errors
/// [`Refusal::NotAllowed`] without the right to configure; [`Refusal::RetentionNotOver`], recorded; database.
pub fn remove_records(region: &Region, actor: &Actor, before: Date) -> Result<u64, AppError> {
    let office = region.office();
    let (seed, now) = region.draw();
    let allowed = if actor.may(Capability::ConfigureSystem) {
        may_remove(&region.profile.policy, before, office.calendar.local_date(now))
    } else {
        Err(Refusal::NotAllowed { capability: Some(Capability::ConfigureSystem) })
    };
    if let Err(refusal) = allowed {
        record_refusal(region, actor, &Subject::office(0), ACT, &refusal)?;
        return Err(refusal.into());
    }
    let moment = before
        .to_zoned(office.calendar.time_zone().clone())
        .map_err(|e| AppError::Failed(e.to_string()))?
        .timestamp();
    written!(region, [region, actor], |tx| {
        let mut dice = Dice::new(seed, now);
        let removed = store::audit::remove_before(tx, moment)?;
        let fields = [format!("{BEFORE}{moment}")];
        record_act(tx, &mut dice, region, actor, &Subject::office(0), ACT, None, &fields)?;
        Ok::<_, AppError>(removed)
    })
}
