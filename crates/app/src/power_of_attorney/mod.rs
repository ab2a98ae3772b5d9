//! *Surat kuasa* of helpers: asked for from the helper's own account, confirmed by the owner's code or on signed paper, ended
//! by either (MJK18-12.6; practice, section 3).

mod ask;
mod confirm;
mod end;
pub(crate) mod held;
mod paper;
mod settle;

pub use ask::{AskedPower, ask, send_code_again};
pub use confirm::confirm;
pub use end::end;
pub use paper::attach_paper;
pub use settle::{PaperVerdict, settle};

use crate::account::read_personal;
use crate::act::{Subject, record_refusal};
use crate::error::AppError;
use crate::message::with_office;
use crate::{Dice, Region};
use domain::definition::ServiceId;
use domain::party::{Account, Actor, PowerRecord};
use domain::process::Refusal;
use domain::value::{Id, date_text};
use serde_json::json;
use store::power_of_attorney::PowerRow;
use store::{ReadTx, WriteTx};

/// A power of attorney as the subject of a record.
pub(crate) fn subject(id: Id<PowerRecord>) -> Subject {
    Subject { kind: "power_of_attorney", id: *id.as_bytes(), version: 0 }
}

/// What it says, as the digest in its records.
fn terms(row: &PowerRow) -> [u8; 32] {
    let services: Vec<&str> = row.services.iter().map(|s| s.0.as_str()).collect();
    let owner = row.owner.map(|owner| owner.to_string());
    let text = json!([owner, row.helper.to_string(), services, row.from.to_string(), row.until.to_string()]);
    *crate::crypt::digest(text.to_string().as_bytes()).as_bytes()
}

/// Names of its services, or that it is for all.
pub(crate) fn services_text(region: &Region, row: &PowerRow) -> String {
    if row.services.is_empty() {
        return "semua layanan".to_owned();
    }
    let name = |id: &ServiceId| {
        region.profile.services.get(id).map_or_else(|| id.0.clone(), |s| s.definition.short_name.clone())
    };
    row.services.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The row, for its owner or its helper.
fn party_row(tx: &ReadTx<'_>, id: Id<PowerRecord>, account: Id<Account>) -> Result<PowerRow, AppError> {
    let row = store::power_of_attorney::find(tx, id)?;
    row.filter(|row| row.helper == account || row.owner == Some(account)).ok_or(AppError::NotFound)
}

/// Keeps a refused attempt; a stranger's is answered as if there were nothing.
fn recorded<T>(
    region: &Region,
    actor: &Actor,
    id: Id<PowerRecord>,
    act: &str,
    result: Result<T, AppError>,
) -> Result<T, AppError> {
    let refusal = match &result {
        Err(AppError::Refused(refusal)) => refusal.clone(),
        Err(AppError::NotFound) => Refusal::NotYours,
        _ => return result,
    };
    record_refusal(region, actor, &subject(id), act, &refusal)?;
    result
}

/// Tells one of the two what became of it. Whoever has neither number nor mailbox sees it in the account.
fn tell(
    tx: &WriteTx<'_>,
    region: &Region,
    dice: &mut Dice,
    event: &str,
    to: Id<Account>,
    row: &PowerRow,
    outcome: &str,
) -> Result<(), AppError> {
    let Some(account) = store::account::find(tx, to)? else { return Ok(()) };
    let personal = read_personal(&region.keys, &account)?;
    let other = if to == row.helper { &row.owner_name } else { &row.helper_name };
    let variables = json!({
        "name": account.name,
        "other": if other.is_empty() { &row.asked_for } else { other },
        "services": services_text(region, row),
        "due_date": date_text::weekday_date(row.until),
        "outcome": outcome,
    });
    let variables = with_office(region, variables);
    crate::message::send(tx, region, dice, event, &personal.notices_to(), None, &variables).map(|_| ())
}
