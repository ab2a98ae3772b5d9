//! One device or one contact behind more than three applicants: shown to the head, as a line and not as an accusation
//! (practice: a go-between fills everything with his own phone).

use super::case::require;
use super::overview::{READERS, TIME_DAYS, days_before};
use crate::Region;
use crate::error::AppError;
use domain::party::{Account, Actor};
use domain::value::Id;
use jiff::Timestamp;
use store::ReadTx;

/// More applicants than this behind one device or contact are shown.
pub const MORE_THAN: i64 = 3;

/// One device or contact with those behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Browser and system in short; `None` for a number that receives notices of several holders.
    pub device: Option<String>,
    /// Last sign-in there.
    pub last_at: Option<Timestamp>,
    /// Who: account and name.
    pub people: Vec<(Id<Account>, String)>,
}

/// How many there are; the overview's figure.
///
/// # Errors
/// Database.
pub(super) fn count(tx: &ReadTx<'_>, now: Timestamp) -> Result<i64, AppError> {
    let devices = store::account_guard::busy_devices(tx, days_before(now, TIME_DAYS), MORE_THAN)?.len();
    let numbers = store::account_guard::busy_numbers(tx, MORE_THAN)?.len();
    Ok(i64::try_from(devices + numbers).unwrap_or(i64::MAX))
}

/// The list behind the figure.
///
/// # Errors
/// A refusal for everybody who neither assigns nor decides, recorded; database.
pub fn go_betweens(region: &Region, actor: &Actor) -> Result<Vec<Shared>, AppError> {
    require(region, actor, &READERS, "open_go_betweens")?;
    let since = days_before(region.now(), TIME_DAYS);
    region.store.read(|tx| {
        let mut found = Vec::new();
        for device in store::account_guard::busy_devices(tx, since, MORE_THAN)? {
            let people = store::account_guard::of_device(tx, device.device, since)?;
            found.push(Shared { device: Some(device.name), last_at: Some(device.last_at), people });
        }
        for number in store::account_guard::busy_numbers(tx, MORE_THAN)? {
            let people = store::account_guard::of_number(tx, number)?;
            found.push(Shared { device: None, last_at: None, people });
        }
        Ok(found)
    })
}
