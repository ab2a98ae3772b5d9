//! Whether somebody may act for somebody else today (MJK18-12.6).

use crate::error::AppError;
use domain::access::PowerOfAttorney;
use domain::definition::ServiceId;
use domain::party::Account;
use domain::value::Id;
use jiff::civil::Date;
use store::ReadTx;

/// The power under which `helper` acts for `owner` in a service today, if there is one.
pub(crate) fn held(
    tx: &ReadTx<'_>,
    owner: Id<Account>,
    helper: Id<Account>,
    service: &ServiceId,
    today: Date,
) -> Result<Option<PowerOfAttorney>, AppError> {
    let powers = store::power_of_attorney::between(tx, owner, helper)?;
    Ok(powers.into_iter().find(|power| power.covers(owner, Some(helper), service, today)))
}
